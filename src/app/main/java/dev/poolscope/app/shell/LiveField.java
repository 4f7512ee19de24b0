package dev.poolscope.app.shell;

import java.util.function.Function;

import javafx.beans.property.ObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;

import dev.poolscope.app.fx.Command;
import dev.poolscope.app.key.ZoneKey;

/**
 * A field with the value of something that can be set while the pool lives, and the button that sets it. A bad value is
 * marked in the field, with the reason beneath it, and changes nothing; Escape brings back the value that was there when the
 * field was entered.
 */
final class LiveField<T> {
    private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");

    private final TextField field;
    private final Button button;
    private final ObjectProperty<T> value;
    private final Function<String, T> reader;
    private final String help;
    private final Tooltip tooltip = new Tooltip();
    private final ReasonBelow reason;
    private T before;
    private boolean wrong;

    LiveField(TextField field, Button button, Command set, ObjectProperty<T> value, Function<String, T> reader,
            Function<T, String> writer, String help) {
        this.field = field;
        this.button = button;
        this.value = value;
        this.reader = reader;
        this.help = help;
        this.reason = new ReasonBelow(field);
        this.before = value.get();
        field.disableProperty().bind(set.disabledProperty());
        field.setTooltip(tooltip);
        value.subscribe(now -> field.setText(writer.apply(now)));
        field.textProperty().subscribe(this::read);
        field.focusedProperty().addListener((_, _, focused) -> {
            if (focused) {
                before = value.get();
            }
        });
        field.setOnAction(_ -> {
            if (!button.isDisabled() && !wrong) {
                set.run();
                before = value.get();
            }
        });
        field.addEventFilter(KeyEvent.KEY_PRESSED, pressed -> {
            if (ZoneKey.RESTORE_VALUE.matches(pressed) && !field.getText().equals(writer.apply(before))) {
                value.set(before);
                field.setText(writer.apply(before));
                field.end();
                pressed.consume();
            }
        });
    }

    private void read(String text) {
        try {
            T read = reader.apply(text);
            if (!read.equals(value.get())) {
                int caret = field.getCaretPosition();
                value.set(read);
                field.setText(text);
                field.positionCaret(caret);
            }
            mark(false, help);
        } catch (IllegalArgumentException wrong) {
            mark(true, String.valueOf(wrong.getMessage()));
        }
    }

    private void mark(boolean bad, String text) {
        wrong = bad;
        tooltip.setText(text);
        reason.say(bad ? text : "");
        field.setAccessibleHelp(text);
        field.pseudoClassStateChanged(ERROR, bad);
        button.setVisible(!bad);
    }
}
