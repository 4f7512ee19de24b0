package dev.poolscope.app.lesson;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import dev.poolscope.app.fx.Texts;

/** A lesson that a teacher makes of a run: the words, the check with a way to each field at fault, the preview, the file. */
public final class NewLessonForm extends VBox {
    private static final double LEAST_OF_FINDINGS = 56;
    private static final double MOST_OF_FINDINGS = 130;

    private final Map<LessonDraft.Field, TextInputControl> fields = new EnumMap<>(LessonDraft.Field.class);
    private final ComboBox<NewLesson.Question> question = new ComboBox<>();
    private final VBox form = new VBox();
    private final VBox findings = new VBox();
    private final String scenario;
    private final Texts texts;

    /** What can be done with a draft. */
    public interface Ways {
        /** Checks a text, which may take a second, and tells the form. */
        void check(String text, NewLessonForm form);

        /** Plays a text as a student would, and comes back to the form. */
        void preview(String text, NewLessonForm form);

        /** Writes a text into a file, and opens the lesson. */
        void save(String text, NewLessonForm form);

        /** Gives the draft up. */
        void cancel();
    }

    /**
     * A form.
     *
     * @param title of the lesson, at first
     * @param questions to choose from; one or more
     * @param scenario the file of the scenario
     */
    public NewLessonForm(String title, List<NewLesson.Question> questions, String scenario, Ways ways, Texts texts) {
        this.scenario = scenario;
        this.texts = texts;
        setId("new-lesson");
        getStyleClass().add("lesson");
        VBox.setVgrow(this, Priority.ALWAYS);
        Label head = new Label(texts.of("newLesson.heading"));
        head.getStyleClass().add("lesson-title");
        question.setId("new-lesson-asks");
        question.getItems().setAll(questions);
        question.setMaxWidth(Double.MAX_VALUE);
        question.setConverter(new StringConverter<>() {
            @Override
            public String toString(NewLesson.Question each) {
                return each == null ? "" : each.words();
            }

            @Override
            public NewLesson.Question fromString(String words) {
                throw new UnsupportedOperationException(words);
            }
        });
        form.getStyleClass().add("lesson-step");
        labelled(texts.of("newLesson.asks"), question);
        for (LessonDraft.Field field : LessonDraft.Field.values()) {
            add(field);
        }
        control(LessonDraft.Field.TITLE).setText(title);
        question.valueProperty().addListener((_, before, now) -> {
            TextInputControl words = control(LessonDraft.Field.QUESTION);
            if (before == null || words.getText().isBlank() || words.getText().equals(before.words())) {
                words.setText(now.words());
            }
        });
        question.setValue(questions.getFirst());
        findings.getStyleClass().add("lesson-step");
        findings.setId("new-lesson-findings");
        ScrollPane scroll = new ScrollPane(form);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("lesson-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        FlowPane line = new FlowPane(button("check", () -> ways.check(text(), this)),
                button("preview", () -> ways.preview(text(), this)), button("save", () -> ways.save(text(), this)),
                button("cancel", ways::cancel));
        line.getStyleClass().add("lesson-steps");
        // Beside the fields, so that what is wrong stays in sight while it is mended.
        ScrollPane found = new ScrollPane(findings);
        found.setFitToWidth(true);
        found.setFocusTraversable(false);
        found.getStyleClass().add("lesson-scroll");
        found.setMaxHeight(MOST_OF_FINDINGS);
        found.setMinHeight(LEAST_OF_FINDINGS);
        found.visibleProperty().bind(Bindings.isNotEmpty(findings.getChildren()));
        found.managedProperty().bind(found.visibleProperty());
        getChildren().setAll(head, scroll, found, line);
    }

    private Button button(String which, Runnable action) {
        Button button = new Button(texts.of("newLesson." + which));
        button.setId("new-lesson-" + which);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private void labelled(String words, javafx.scene.control.Control control) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setLabelFor(control);
        control.setAccessibleText(words);
        form.getChildren().add(new VBox(label, control));
    }

    private void add(LessonDraft.Field field) {
        boolean prose = field == LessonDraft.Field.EXPLANATION || field == LessonDraft.Field.INTRODUCTION;
        TextInputControl control = prose ? new ProseArea(3) : new TextField();
        String key = field.name().toLowerCase(Locale.ROOT);
        control.setId("new-lesson-" + key);
        control.setPromptText(texts.of("newLesson." + key + ".prompt"));
        control.setAccessibleHelp(control.getPromptText());
        fields.put(field, control);
        labelled(texts.of("newLesson." + key), control);
    }

    private TextInputControl control(LessonDraft.Field field) {
        TextInputControl control = fields.get(field);
        if (control == null) {
            throw new IllegalStateException("no field " + field);
        }
        return control;
    }

    private LessonDraft draft() {
        Map<LessonDraft.Field, String> words = new EnumMap<>(LessonDraft.Field.class);
        fields.forEach((field, control) -> words.put(field, control.getText() == null ? "" : control.getText()));
        return new LessonDraft(words, question.getValue(), scenario);
    }

    private String text() {
        return draft().text();
    }

    /** Says that something takes a moment. */
    public void say(String words) {
        findings.getChildren().setAll(label(words));
    }

    private static Label label(String words) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /**
     * Shows what a check found, each fault as a way to its field; the first of these gets the focus.
     *
     * @param found the faults; empty if there is none
     * @param said what else it says, such as margins
     */
    public void show(List<LessonSource.Fault> found, List<String> said) {
        findings.getChildren().clear();
        LessonDraft draft = draft();
        for (LessonSource.Fault fault : found) {
            LessonDraft.Field field = draft.at(fault.line());
            Hyperlink way = new Hyperlink(
                    texts.of("newLesson." + field.name().toLowerCase(Locale.ROOT)) + ": " + fault.sentence());
            way.setWrapText(true);
            way.setMinHeight(Region.USE_PREF_SIZE);
            way.getStyleClass().add("lesson-fault");
            way.setOnAction(_ -> focus(field));
            findings.getChildren().add(way);
        }
        said.forEach(sentence -> findings.getChildren().add(label(sentence)));
        if (!found.isEmpty()) {
            focus(draft.at(found.getFirst().line()));
        }
    }

    private void focus(LessonDraft.Field field) {
        TextInputControl control = control(field);
        control.requestFocus();
        control.end();
    }

    /** Gives the focus to the choice of the question. */
    public void focusFirst() {
        // What scrolls belongs to the window, and can have its focus, only when it has been dressed.
        applyCss();
        question.requestFocus();
    }
}
