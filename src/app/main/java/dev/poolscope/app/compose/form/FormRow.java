package dev.poolscope.app.compose.form;

import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import dev.poolscope.app.key.ZoneKey;
import org.controlsfx.control.PopOver;

/** One line of the form: what the control is called, the control, and a way to ask about it (also Shift+F1). */
final class FormRow extends HBox {
    private static final double HELP_WIDTH = 280;

    /**
     * A line of the form.
     *
     * @param text what the control is called
     * @param help what is said about it
     * @param field what stands in the line
     * @param control the control the name is for: the field, or the one within it
     */
    FormRow(Form form, String text, String help, Node field, Node control) {
        getStyleClass().add("form-row");
        Label label = new Label(text);
        label.getStyleClass().add("field-name");
        label.setLabelFor(control);
        control.setAccessibleText(text);
        Button ask = new Button("?");
        ask.getStyleClass().add("ask");
        ask.setAccessibleText(form.texts().of("compose.ask", text));
        // By keyboard it is asked from within the control: a second stop for each field would double every way.
        ask.setFocusTraversable(false);
        ask.setOnAction(_ -> tell(text, help, control));
        ask.opacityProperty().bind(
                Bindings.when(hoverProperty().or(control.focusedProperty())).then(1.0).otherwise(0.0));
        HBox.setHgrow(field, Priority.ALWAYS);
        getChildren().addAll(label, field, ask);
        control.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (ZoneKey.ABOUT_FIELD.matches(event)) {
                tell(text, help, control);
                event.consume();
            }
        });
    }

    private static void tell(String title, String help, Node control) {
        Label words = new Label(help);
        words.getStyleClass().add("help");
        words.setWrapText(true);
        words.setMaxWidth(HELP_WIDTH);
        PopOver popOver = new PopOver(words);
        popOver.setTitle(title);
        popOver.setDetachable(false);
        popOver.setAnimated(false);
        popOver.setArrowLocation(PopOver.ArrowLocation.LEFT_TOP);
        popOver.show(control);
    }
}
