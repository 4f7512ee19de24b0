package dev.poolscope.app.lesson;

import java.util.List;
import java.util.function.Consumer;

import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.poolscope.app.fx.Texts;

/** The lessons to choose from. */
public final class LessonList extends VBox {
    private final VBox lines = new VBox();
    private final Label says = new Label();
    private final Texts texts;
    private final Consumer<String> open;

    /**
     * A lesson that is offered.
     *
     * @param name of its file
     * @param minutes how long it takes
     * @param purpose for which people it is
     */
    public record Offer(String name, String title, int minutes, String purpose) {}

    /**
     * A list that is empty as yet.
     *
     * @param open opens a lesson of a name
     */
    public LessonList(Consumer<String> open, Texts texts) {
        this.open = open;
        this.texts = texts;
        setId("lesson-list");
        getStyleClass().add("lesson");
        VBox.setVgrow(this, Priority.ALWAYS);
        Label title = new Label(texts.of("lessons.title"));
        title.getStyleClass().add("lesson-title");
        says.setText(texts.of("lessons.about"));
        says.setWrapText(true);
        says.setMinHeight(Region.USE_PREF_SIZE);
        lines.getStyleClass().add("lesson-step");
        ScrollPane scroll = new ScrollPane(lines);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("lesson-scroll");
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().setAll(title, says, scroll);
    }

    /** Says that something takes a moment, or what went wrong; empty for what the list is about. */
    public void say(String text) {
        says.setText(text.isEmpty() ? texts.of("lessons.about") : text);
    }

    /** Gives the focus to the first lesson, so that keys lead on from there. */
    public void focusFirst() {
        if (getScene() != null && !lines.getChildren().isEmpty()
                && lines.getChildren().getFirst() instanceof VBox line) {
            line.getChildren().getFirst().requestFocus();
        }
    }

    /** Shows what there is. */
    public void show(List<Offer> offers) {
        lines.getChildren().clear();
        for (Offer offer : offers) {
            Hyperlink link = new Hyperlink(offer.title());
            link.setId("lesson-" + offer.name());
            link.setOnAction(_ -> open.accept(offer.name()));
            Label what = new Label(texts.of("lessons.line", offer.minutes(), offer.purpose()));
            what.setWrapText(true);
            what.setMinHeight(Region.USE_PREF_SIZE);
            what.getStyleClass().add("lesson-how");
            link.setAccessibleHelp(what.getText());
            lines.getChildren().add(new VBox(link, what));
        }
    }
}
