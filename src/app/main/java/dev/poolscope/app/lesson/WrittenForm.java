package dev.poolscope.app.lesson;

import java.util.Locale;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import dev.poolscope.app.fx.Texts;

/** An answer that is written: a number, an order, a point in the picture, or sentences. */
final class WrittenForm implements AnswerForm {
    private final TextInputControl field;
    private final VBox box = new VBox();

    WrittenForm(StepView step, Texts texts) {
        boolean prose = step.kind() == StepView.Kind.WHY || step.kind() == StepView.Kind.CHANGE;
        if (prose) {
            TextArea area = new TextArea();
            area.setWrapText(true);
            area.setPrefRowCount(4);
            field = area;
        } else {
            field = new TextField();
        }
        field.setId("lesson-answer");
        String how = texts.of("lesson.answer." + step.kind().name().toLowerCase(Locale.ROOT));
        field.setAccessibleText(how + (step.unit().isEmpty() ? "" : ", " + step.unit()));
        Label says = new Label(how);
        says.setWrapText(true);
        says.getStyleClass().add("lesson-how");
        HBox line = new HBox(field, new Label(step.unit()));
        line.getStyleClass().add("lesson-line");
        HBox.setHgrow(field, Priority.ALWAYS);
        box.getChildren().setAll(says, line);
        box.getStyleClass().add("lesson-options");
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public String answer() {
        return field.getText() == null ? "" : field.getText().strip();
    }

    @Override
    public void show(String answer) {
        field.setText(answer);
        field.setEditable(false);
        field.setDisable(true);
    }

    @Override
    public void focus() {
        field.requestFocus();
    }
}
