package dev.poolscope.app.lesson;

import java.util.List;
import java.util.Locale;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.poolscope.app.fx.AskedPlace;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.key.ZoneKey;

/** An answer that is written: a number, an order, a point in the picture, changed values, or sentences. */
final class WrittenForm implements AnswerForm {
    private final TextInputControl field;
    private final VBox box = new VBox();

    /** A form for a step; a place is written, or pointed at in the picture. */
    WrittenForm(StepView step, Texts texts, AskedPlace asked) {
        field = step.kind() == StepView.Kind.WHY ? area() : new TextField();
        field.setId("lesson-answer");
        String how = texts.of("lesson.answer." + step.kind().name().toLowerCase(Locale.ROOT));
        field.setAccessibleText(how + (step.unit().isEmpty() ? "" : ", " + step.unit()));
        HBox line = new HBox(field);
        if (!step.unit().isEmpty()) {
            line.getChildren().add(new Label(step.unit()));
        }
        line.getStyleClass().add("lesson-line");
        HBox.setHgrow(field, Priority.ALWAYS);
        if (!step.values().isEmpty()) {
            box.getChildren().add(says(texts.of("lesson.answer.values", String.join("\n", step.values()))));
        }
        box.getChildren().addAll(says(how), line);
        box.getStyleClass().add("lesson-options");
        if (step.kind() == StepView.Kind.POINT) {
            new PointedAnswer(field, asked).install();
        }
    }

    private static Label says(String text) {
        Label says = new Label(text);
        says.setWrapText(true);
        says.setMinHeight(Region.USE_PREF_SIZE);
        says.getStyleClass().add("lesson-how");
        return says;
    }

    // Enter alone locks the answer.
    private static TextArea area() {
        TextArea area = new ProseArea(4);
        area.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (ZoneKey.NEW_LINE.matches(event)) {
                area.replaceSelection("\n");
                event.consume();
            }
        });
        return area;
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public List<Node> controls() {
        return List.of(field);
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
