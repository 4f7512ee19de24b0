package dev.poolscope.app.lesson;

import java.util.List;
import java.util.Optional;

import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.key.ZoneKey;

/** The lessons to choose from, how far each was taken, and the number of the student. */
public final class LessonList extends VBox {
    private static final String NUMBER = "[1-9][0-9]{0,8}";

    private final VBox lines = new VBox();
    private final Label says = new Label();
    private final TextField seed = new TextField();
    private final Texts texts;
    private final LessonWays ways;
    private List<Offer> offers = List.of();

    /**
     * A lesson that is offered.
     *
     * @param name of its file
     * @param minutes how long it takes
     * @param purpose for which people it is
     * @param questions how many of its steps ask for an answer
     */
    public record Offer(String name, String title, int minutes, String purpose, int questions) {}

    /** How far each lesson was taken, by its name; empty if it was not begun. */
    @FunctionalInterface
    public interface Progress {
        Optional<LessonModel.Progress> of(String name);
    }

    /** A list that is empty as yet. */
    public LessonList(LessonWays ways, Texts texts) {
        this.ways = ways;
        this.texts = texts;
        setId("lesson-list");
        getStyleClass().add("lesson");
        VBox.setVgrow(this, Priority.ALWAYS);
        Label title = new Label(texts.of("lessons.title"));
        title.getStyleClass().add("lesson-title");
        says.setText(texts.of("lessons.about"));
        says.setWrapText(true);
        says.setMinHeight(Region.USE_PREF_SIZE);
        says.setId("lessons-says");
        lines.getStyleClass().add("lesson-step");
        ScrollPane scroll = new ScrollPane(lines);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("lesson-scroll");
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Button back = new Button(texts.of("lessons.back"));
        back.setId("lessons-back");
        back.setTooltip(new Tooltip(texts.of("lessons.back.hint")));
        back.setOnAction(_ -> ways.compose());
        getChildren().setAll(back, title, says, scroll, number());
    }

    private HBox number() {
        Label label = new Label(texts.of("lessons.seed"));
        label.setLabelFor(seed);
        label.setMinWidth(Region.USE_PREF_SIZE);
        seed.setId("lessons-seed");
        seed.setPrefColumnCount(6);
        seed.setAccessibleText(label.getText());
        seed.setAccessibleHelp(texts.of("lessons.seed.help"));
        seed.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (ZoneKey.TAKE_VALUE.matches(event)) {
                take();
                event.consume();
            }
        });
        seed.focusedProperty().addListener((_, _, focused) -> {
            say(focused ? texts.of("lessons.seed.help") : "");
            if (!focused && seed.getText().strip().matches(NUMBER)) {
                take();
            }
        });
        HBox line = new HBox(label, seed);
        line.getStyleClass().add("lesson-line");
        return line;
    }

    private void take() {
        String text = seed.getText().strip();
        if (text.matches(NUMBER)) {
            ways.number(Long.parseLong(text));
        } else {
            say(texts.of("lessons.seed.wrong", text));
        }
    }

    /** Says that something takes a moment, or what went wrong; empty for what the list is about. */
    public void say(String text) {
        says.setText(text.isEmpty() ? texts.of("lessons.about") : text);
    }

    /** Gives the focus to the first lesson, so that keys lead on from there. */
    public void focusFirst() {
        if (!offers.isEmpty()) {
            focus(offers.getFirst().name());
        }
    }

    /** Gives the focus to a lesson, if it is in the list. */
    public void focus(String name) {
        Hyperlink link = (Hyperlink) lines.lookup("#lesson-" + name);
        if (getScene() != null && link != null) {
            link.requestFocus();
        }
    }

    /** {@return the lesson that comes after one; empty after the last one, and after one that is not in the list} */
    Optional<Offer> after(String name) {
        for (int i = 0; i < offers.size() - 1; i++) {
            if (offers.get(i).name().equals(name)) {
                return Optional.of(offers.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /**
     * Shows what there is.
     *
     * @param number of the student
     */
    public void show(List<Offer> there, Progress progress, long number) {
        offers = List.copyOf(there);
        seed.setText(Long.toString(number));
        lines.getChildren().clear();
        for (Offer offer : offers) {
            Hyperlink link = new Hyperlink(offer.title());
            link.setId("lesson-" + offer.name());
            link.setOnAction(_ -> ways.open(offer.name()));
            Label what = new Label(texts.of("lessons.line", offer.minutes(), offer.purpose())
                    + progress.of(offer.name()).map(left -> ". " + told(offer, left)).orElse(""));
            what.setWrapText(true);
            what.setMinHeight(Region.USE_PREF_SIZE);
            what.getStyleClass().add("lesson-how");
            link.setAccessibleText(offer.title());
            link.setAccessibleHelp(what.getText());
            lines.getChildren().add(new VBox(link, what));
        }
    }

    private String told(Offer offer, LessonModel.Progress left) {
        return left.answered() >= offer.questions()
                ? texts.of("lessons.answered")
                : texts.of("lessons.left", left.step(), left.steps());
    }
}
