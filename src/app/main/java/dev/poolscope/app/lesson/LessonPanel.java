package dev.poolscope.app.lesson;

import java.util.Objects;
import java.util.Optional;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.key.ZoneKey;
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
    private final LessonList list;
    private @Nullable AnswerForm form;
    private @Nullable LessonPlay shownPlay;
    private int shownIndex = -1;

    /** The panel of a window. */
    public LessonPanel(LessonModel model, LessonList list, Texts texts) {
        this.model = model;
        this.list = list;
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
        scroll.getStyleClass().add("lesson-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        fault.setId("lesson-fault");
        fault.managedProperty().bind(fault.visibleProperty());
        button(lock, "lesson.lock", "lesson-lock", this::lock);
        lock.getStyleClass().add("accent");
        button(back, "lesson.back", "lesson-back", () -> model.go(model.indexProperty().get() - 1));
        button(forth, "lesson.forth", "lesson-forth", () -> model.go(model.indexProperty().get() + 1));
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        model.versionProperty().addListener(_ -> show());
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
            // In a field of several lines it begins a line.
            case LOCK_ANSWER -> !(event.getTarget() instanceof Button) && !(event.getTarget() instanceof TextArea)
                    && press(lock);
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
            model.lock(now.answer(), wrong -> {
                fault.setText(wrong);
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
            getChildren().setAll(list);
            return;
        }
        int index = model.indexProperty().get();
        boolean moved = !Objects.equals(shownPlay, lesson) || shownIndex != index;
        if (moved) {
            shownPlay = lesson;
            shownIndex = index;
            fault.setVisible(false);
            form = form(lesson.step(index));
        }
        title.setText(lesson.title());
        place.setText(texts.of("lesson.place", index + 1, lesson.size()));
        Optional<String> locked = lesson.locked(index);
        fill(lesson, index, locked);
        back.setDisable(index == 0);
        forth.setDisable(index == lesson.size() - 1 || (lesson.step(index).asks() && locked.isEmpty()));
        FlowPane steps = new FlowPane(back, forth);
        steps.getStyleClass().add("lesson-steps");
        getChildren().setAll(title, place, scroll, steps);
        if (moved) {
            scroll.setVvalue(0);
        }
        Platform.runLater(() -> focus(lesson, index, locked.isPresent(), moved));
    }

    private @Nullable AnswerForm form(StepView now) {
        return switch (now.kind()) {
            case TEXT -> null;
            case PICK, MARK -> new OptionsForm(now);
            case NUMBER, ORDER, POINT, CHANGE, WHY -> new WrittenForm(now, texts);
        };
    }

    private void fill(LessonPlay lesson, int index, Optional<String> locked) {
        StepView now = lesson.step(index);
        step.getChildren().clear();
        step.getChildren().add(new LessonWords(now.text(), now.asks() ? "lesson-question" : "lesson-text"));
        AnswerForm answers = form;
        if (answers != null) {
            answers.node().setAccessibleText(LessonWords.plain(now.text()));
            step.getChildren().add(answers.node());
            if (locked.isPresent()) {
                answers.show(locked.get());
                step.getChildren().add(reveal(lesson.reveal(index)));
            } else {
                FlowPane line = new FlowPane(lock);
                line.getStyleClass().add("lesson-steps");
                hint(now, line);
                step.getChildren().addAll(fault, line);
            }
        }
        if (index == lesson.size() - 1 && (locked.isPresent() || !now.asks())) {
            Label idea = words("lesson-idea");
            idea.setId("lesson-idea");
            idea.setText(texts.of("lesson.idea", lesson.idea()));
            step.getChildren().add(idea);
        }
    }

    private void hint(StepView now, FlowPane line) {
        if (now.hint().isEmpty()) {
            return;
        }
        if (model.hintedProperty().get()) {
            step.getChildren().add(new LessonWords(now.hint(), "lesson-hint"));
        } else {
            Button hint = new Button();
            button(hint, "lesson.hint", "lesson-hint", model::hint);
            line.getChildren().add(hint);
        }
    }

    private Node reveal(RevealView reveal) {
        VBox box = new VBox();
        box.setId("lesson-reveal");
        box.getStyleClass().add("lesson-reveal");
        if (!reveal.said().isEmpty()) {
            LessonWords said = new LessonWords(reveal.said(), "lesson-said");
            said.setId("lesson-said");
            box.getChildren().add(said);
        }
        box.getChildren().add(new LessonWords(reveal.explanation(), "lesson-text"));
        if (reveal.run() != null) {
            Button again = new Button();
            button(again, "lesson.again", "lesson-again", model::showAgain);
            box.getChildren().add(again);
        }
        if (!reveal.computed().isEmpty()) {
            Label computed = words("lesson-computed");
            computed.setText(reveal.computed());
            box.getChildren().add(computed);
        }
        box.setAccessibleText(LessonWords.plain(reveal.said() + " " + reveal.explanation()));
        return box;
    }

    // To the question, and after it is locked to what leads on; never away from where one works elsewhere in the window.
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
        if (answers != null && !locked) {
            answers.focus();
        } else {
            (forth.isDisabled() ? back : forth).requestFocus();
        }
    }
}
