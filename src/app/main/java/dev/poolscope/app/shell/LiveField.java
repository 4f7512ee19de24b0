package dev.poolscope.app.shell;

import java.util.function.Function;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;

import dev.poolscope.app.fx.Command;
import dev.poolscope.app.key.ZoneKey;
import org.jspecify.annotations.Nullable;

/**
 * A field with the value of something that can be set while the pool lives, and the button that sets it. The button has its command
 * already; with a bad value it is disabled, too. The field follows what the run
 * has meanwhile, whatever set that, unless something was typed that is not set yet. A bad value is
 * marked in the field, with the reason beneath it, and changes nothing; Escape brings back the value that the run has.
 */
final class LiveField<T> {
    private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");

    private final TextField field;
    private final ObjectProperty<@Nullable T> value;
    private final Function<String, T> reader;
    private final Function<T, String> writer;
    private final String help;
    private final Command set;
    private final Tooltip tooltip = new Tooltip();
    private final ReasonBelow reason;
    /** What the run has, as far as is known; null if it has none. */
    private @Nullable T runs;
    private final BooleanProperty wrong = new SimpleBooleanProperty(this, "wrong");
    private boolean reads;
    private String told = "";
    /** What was in the field when nothing was typed in it. */
    private String untouched = "";

    /**
     * Makes one.
     *
     * @param holder what the field is in: a disabled field gets no mouse events, and so cannot say itself why it is disabled
     */
    LiveField(TextField field, Node holder, Button button, Command set, ObjectProperty<@Nullable T> value,
            ObservableValue<@Nullable T> actual,
            Function<String, T> reader, Function<T, String> writer, String help) {
        this.field = field;
        this.value = value;
        this.reader = reader;
        this.writer = writer;
        this.help = help;
        this.set = set;
        this.reason = new ReasonBelow(field);
        this.runs = value.get();
        field.disableProperty().bind(set.disabledProperty());
        button.disableProperty().bind(set.disabledProperty().or(wrong));
        field.setTooltip(tooltip);
        Tooltip whyNot = WideTip.empty();
        whyNot.textProperty().bind(set.hintProperty());
        set.disabledProperty().subscribe(off -> {
            if (off) {
                Tooltip.install(holder, whyNot);
            } else {
                Tooltip.uninstall(holder, whyNot);
            }
        });
        set.hintProperty().subscribe(_ -> say());
        value.subscribe(now -> {
            if (!reads) {
                runs = now;
                untouched = written(now);
                field.setText(untouched);
            }
        });
        field.textProperty().subscribe(this::read);
        actual.subscribe(this::follow);
        field.setOnAction(_ -> {
            if (!button.isDisabled()) {
                set.run();
            }
        });
        field.addEventFilter(KeyEvent.KEY_PRESSED, pressed -> {
            if (ZoneKey.RESTORE_VALUE.matches(pressed) && !field.getText().equals(written(runs))) {
                restore();
                field.end();
                pressed.consume();
            }
        });
        // What was typed and cannot be set any more would stand there as if it were so.
        field.disabledProperty().subscribe(off -> {
            if (off && !field.getText().equals(written(runs))) {
                restore();
            }
        });
    }

    private void restore() {
        value.set(runs);
        untouched = written(runs);
        field.setText(untouched);
    }

    private void follow(@Nullable T now) {
        if (now == null) {
            return;
        }
        boolean typed = !field.getText().equals(untouched);
        runs = now;
        // What was typed may have been set just now, in other words.
        untouched = typed && !wrong.get() && now.equals(value.get()) ? field.getText() : writer.apply(now);
        if (!typed) {
            value.set(now);
        }
    }

    // What a screen reader says: what is to be typed, or why nothing can be.
    private void say() {
        field.setAccessibleHelp(set.disabledProperty().get() ? set.hintProperty().get() : told);
    }

    private String written(@Nullable T some) {
        return some == null ? "" : writer.apply(some);
    }

    private void read(String text) {
        if (runs == null && text.isEmpty()) {
            mark(false, help);
            return;
        }
        try {
            reads = true;
            value.set(reader.apply(text));
            mark(false, help);
        } catch (IllegalArgumentException bad) {
            mark(true, String.valueOf(bad.getMessage()));
        } finally {
            reads = false;
        }
    }

    private void mark(boolean bad, String text) {
        wrong.set(bad);
        told = text;
        tooltip.setText(text);
        reason.say(bad ? text : "");
        say();
        field.pseudoClassStateChanged(ERROR, bad);
    }
}
