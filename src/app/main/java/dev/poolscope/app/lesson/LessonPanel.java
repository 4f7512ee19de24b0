package dev.poolscope.app.lesson;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.key.ZoneKey;
import dev.poolscope.lesson.play.Sureness;
import org.jspecify.annotations.Nullable;

/**
 * A lesson beside the picture: one step at a time. A prediction is locked before anything is shown, stays as it is and stays
 * visible. There is no score and no time limit, and back is always allowed.
 */
public final class LessonPanel extends VBox {
    private final LessonModel model;
    private final Texts texts;
    private final Label title = new Label();
    private final Label place = new Label();
    private final VBox step = new VBox();
    private final ScrollPane scroll = new ScrollPane(step);
    private final Label fault = words("lesson-fault");
    private final Button lock = new Button();
    private final Button back = new Button();
    private final Button forth = new Button();
    private final Hyperlink all = new Hyperlink();
    private final LessonList list;
    private final LessonWays ways;
    private @Nullable NewLessonForm draft;
    private @Nullable AnswerForm form;
    private @Nullable SureForm sure;
    private @Nullable RevealBox revealed;
    private @Nullable LessonPlay shownPlay;
    private int shownIndex = -1;

    /** The panel of a window. */
    public LessonPanel(LessonModel model, LessonList list, LessonWays ways, Texts texts) {
        this.model = model;
        this.list = list;
        this.ways = ways;
        this.texts = texts;
        setId("lesson");
        getStyleClass().add("lesson");
        title.getStyleClass().add("lesson-title");
        title.setWrapText(true);
        title.setMinHeight(Region.USE_PREF_SIZE);
        place.getStyleClass().add("lesson-place");
        place.setId("lesson-place");
        step.getStyleClass().add("lesson-step");
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("lesson-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        fault.setId("lesson-fault");
        fault.managedProperty().bind(fault.visibleProperty());
        all.setText(texts.of("lesson.all"));
        all.setId("lesson-all");
        all.setOnAction(_ -> ways.leave());
        button(lock, "lesson.lock", "lesson-lock", this::lock);
        lock.getStyleClass().add("accent");
        button(back, "lesson.back", "lesson-back", () -> model.go(model.indexProperty().get() - 1));
        button(forth, "lesson.forth", "lesson-forth", () -> model.go(model.indexProperty().get() + 1));
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        model.versionProperty().addListener(_ -> show());
        // A lesson that comes into the window, or back into it, is gone on with by keys at once.
        sceneProperty().addListener((_, _, scene) -> {
            if (scene != null) {
                Platform.runLater(this::arrive);
            }
        });
        show();
    }

    /** Shows a draft in place of the list; null for the list again. */
    public void setDraft(@Nullable NewLessonForm now) {
        draft = now;
        show();
    }

    private void button(Button made, String key, String id, Runnable action) {
        made.setText(texts.of(key));
        made.setId(id);
        made.setMinWidth(Region.USE_PREF_SIZE);
        made.setOnAction(_ -> action.run());
    }

    private static Label words(String style) {
        Label label = new Label();
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }

    // A character goes to a field that takes it.
    private void pressed(KeyEvent event) {
        boolean writing = event.getTarget() instanceof TextInputControl;
        Optional<ZoneKey> key = ZoneKey.of(ZoneKey.Place.LESSON, event);
        if (key.isEmpty() || !model.isOpen()) {
            return;
        }
        boolean done = switch (key.get()) {
            case NEXT_STEP -> press(forth);
            case PREVIOUS_STEP -> press(back);
            // What has an action of its own does that.
            case LOCK_ANSWER ->
                !(event.getTarget() instanceof ButtonBase && !(event.getTarget() instanceof ToggleButton)
                        && !(event.getTarget() instanceof CheckBox)) && press(lock.getScene() == null ? forth : lock);
            case CHOOSE_OPTION -> !writing && choose(ZoneKey.CHOOSE_OPTION.which(event));
            default -> false;
        };
        if (done) {
            event.consume();
        }
    }

    private static boolean press(Button button) {
        if (button.getScene() != null && !button.isDisabled()) {
            button.fire();
        }
        return true;
    }

    private boolean choose(int number) {
        if (form != null) {
            form.choose(number);
        }
        return true;
    }

    private void lock() {
        AnswerForm now = form;
        if (now != null) {
            SureForm said = sure;
            String answer = now.answer();
            model.lock(answer, said == null ? Sureness.UNSAID : said.sureness(), wrong -> {
                fault.setText(wrong.isEmpty()
                        ? ""
                        : answer.isEmpty()
                                ? texts.of("lesson.nothing", wrong.replaceFirst("^found nothing; ", ""))
                                : texts.of("lesson.wrong", LessonText.begun(wrong).replaceFirst("[.]$", "")));
                fault.setVisible(!wrong.isEmpty());
                if (!wrong.isEmpty()) {
                    now.focus();
                }
            });
        }
    }

    private void show() {
        LessonPlay lesson = model.playProperty().get();
        if (lesson == null) {
            shownPlay = null;
            form = null;
            getChildren().setAll(draft == null ? list : draft);
            return;
        }
        int index = model.indexProperty().get();
        boolean moved = !Objects.equals(shownPlay, lesson) || shownIndex != index;
        if (moved) {
            shownPlay = lesson;
            shownIndex = index;
            fault.setVisible(false);
            form = form(lesson.step(index));
            whenChanged(form, () -> fault.setVisible(false));
            sure = lesson.step(index).sure() ? new SureForm(texts) : null;
        }
        title.setText(lesson.title());
        all.setText(texts.of(draft == null ? "lesson.all" : "newLesson.back"));
        place.setText(texts.of("lesson.place", index + 1, lesson.size()));
        Optional<String> locked = lesson.locked(index);
        fill(lesson, index, locked);
        back.setDisable(index == 0);
        forth.setDisable(index == lesson.size() - 1 || (lesson.step(index).asks() && locked.isEmpty()));
        FlowPane steps = new FlowPane(back, forth);
        steps.getStyleClass().add("lesson-steps");
        BorderPane head = new BorderPane(null, null, all, null, place);
        BorderPane.setAlignment(place, Pos.CENTER_LEFT);
        getChildren().setAll(title, head, scroll, steps);
        if (moved) {
            scroll.setVvalue(0);
        }
        Platform.runLater(() -> focus(lesson, index, locked.isPresent(), moved));
    }

    // What was wrong is not said of another answer.
    private static void whenChanged(@Nullable AnswerForm form, Runnable then) {
        for (Node control : form == null ? List.<Node>of() : form.controls()) {
            switch (control) {
                case TextInputControl written -> written.textProperty().subscribe((_, _) -> then.run());
                case CheckBox box -> box.selectedProperty().subscribe((_, _) -> then.run());
                case Toggle option -> option.selectedProperty().subscribe((_, _) -> then.run());
                default -> throw new IllegalStateException("no control of an answer: " + control);
            }
        }
    }

    private @Nullable AnswerForm form(StepView now) {
        return switch (now.kind()) {
            case TEXT -> null;
            case PICK, MARK -> new OptionsForm(now);
            case NUMBER, TIME, ORDER, POINT, CHANGE, WHY -> new WrittenForm(now, texts, model.asked());
        };
    }

    private void fill(LessonPlay lesson, int index, Optional<String> locked) {
        StepView now = lesson.step(index);
        step.getChildren().clear();
        step.getChildren().add(new LessonText(now.text(), now.asks() ? "lesson-question" : "lesson-text"));
        AnswerForm answers = form;
        revealed = null;
        if (answers != null) {
            String asked = LessonText.plain(now.text());
            answers.controls().forEach(control -> control.setAccessibleHelp(asked));
            step.getChildren().add(answers.node());
            SureForm said = sure;
            if (locked.isPresent()) {
                answers.show(locked.get());
                if (said != null) {
                    said.show(lesson.sureness(index));
                    step.getChildren().add(said.node());
                }
                revealed = new RevealBox(lesson.reveal(index), model.pictureInWords(), texts, model::showAgain);
                step.getChildren().add(revealed);
            } else {
                if (said != null) {
                    step.getChildren().add(said.node());
                }
                FlowPane line = new FlowPane(lock);
                line.getStyleClass().add("lesson-steps");
                hint(now, line);
                step.getChildren().addAll(fault, line);
            }
        }
        if (index == lesson.size() - 1 && (locked.isPresent() || !now.asks())) {
            end(lesson);
        }
    }

    private void end(LessonPlay lesson) {
        Label idea = words("lesson-idea");
        idea.setId("lesson-idea");
        idea.setText(texts.of("lesson.idea", lesson.idea()));
        VBox on = new VBox();
        on.getStyleClass().add("lesson-options");
        list.after(lesson.name()).ifPresent(next -> {
            Button go = new Button(texts.of("lesson.next", next.title()));
            go.setId("lesson-next");
            go.setWrapText(true);
            go.setOnAction(_ -> ways.open(next.name()));
            on.getChildren().add(go);
        });
        Button save = new Button();
        button(save, "lesson.save", "lesson-save", ways::saveAnswers);
        on.getChildren().add(save);
        step.getChildren().addAll(idea, on);
    }

    private void hint(StepView now, FlowPane line) {
        if (now.hint().isEmpty()) {
            return;
        }
        if (model.hintedProperty().get()) {
            step.getChildren().add(new LessonText(now.hint(), "lesson-hint"));
        } else {
            Button hint = new Button();
            button(hint, "lesson.hint", "lesson-hint", model::hint);
            line.getChildren().add(hint);
        }
    }

    private void arrive() {
        LessonPlay lesson = shownPlay;
        if (lesson != null && shownIndex >= 0) {
            focus(lesson, shownIndex, lesson.locked(shownIndex).isPresent(), true);
        }
    }

    // To the question, and after it is locked to what is revealed; never away from where one works elsewhere in the window.
    private void focus(LessonPlay lesson, int index, boolean locked, boolean moved) {
        if (getScene() == null || !Objects.equals(shownPlay, lesson) || shownIndex != index) {
            return;
        }
        Node owner = getScene().getFocusOwner();
        boolean here = moved;
        for (Node node = owner; node != null && !here; node = node.getParent()) {
            here = equals(node);
        }
        if (!here && owner != null && owner.getScene() != null) {
            return;
        }
        AnswerForm answers = form;
        RevealBox now = revealed;
        if (answers != null && !locked) {
            answers.focus();
        } else if (now != null) {
            now.requestFocus();
            scrollTo(now);
        } else {
            (forth.isDisabled() ? back : forth).requestFocus();
        }
    }

    // As far up as it takes to see all of it, or else its beginning.
    private void scrollTo(Node node) {
        applyCss();
        layout();
        double all = step.getLayoutBounds().getHeight();
        double room = scroll.getViewportBounds().getHeight();
        double top = node.getBoundsInParent().getMinY();
        double bottom = node.getBoundsInParent().getMaxY();
        if (all > room && bottom > room) {
            scroll.setVvalue(Math.clamp(Math.min(top, bottom - room) / (all - room), 0, 1));
        }
    }
}
