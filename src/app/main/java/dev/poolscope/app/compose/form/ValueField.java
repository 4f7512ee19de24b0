package dev.poolscope.app.compose.form;

import java.util.Objects;

import javafx.css.PseudoClass;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

import dev.poolscope.app.key.WindowAction;
import dev.poolscope.app.key.ZoneKey;
import org.controlsfx.control.textfield.CustomTextField;
import org.controlsfx.validation.Severity;
import org.controlsfx.validation.ValidationMessage;
import org.controlsfx.validation.ValidationResult;
import org.controlsfx.validation.ValidationSupport;
import org.controlsfx.validation.decoration.ValidationDecoration;
import org.jspecify.annotations.Nullable;

/**
 * A field for one value of the draft, with the reason beneath it when its text cannot be used. It commits on Enter, when it
 * is left, and before a shortcut takes effect; Escape brings the draft's value back. Text that is no value is marked while it
 * is typed, never reaches the draft and hinders the document.
 */
public final class ValueField<T> extends VBox implements FormPart {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");

    private final Form form;
    private final String label;
    private final ValueForm<T> values;
    private final Slot<T> slot;
    private final PlaceInForm place;
    private final TextInputControl input;
    private final Label reason = new Label();
    /** Made when there is the first fault: each has a scene of its own, and there are dozens of fields. */
    private @Nullable Tooltip reasonInFull;
    private final ValidationSupport validation = new ValidationSupport();

    private @Nullable T shown;
    private String fault = "";
    private boolean left;

    /** A field for text on one line. */
    ValueField(Form form, String label, ValueForm<T> values, Slot<T> slot, PlaceInForm place) {
        this(form, label, values, slot, place, new CustomTextField());
    }

    /** A field that uses the given control for its text. */
    ValueField(Form form, String label, ValueForm<T> values, Slot<T> slot, PlaceInForm place,
            TextInputControl input) {
        this.form = form;
        this.label = label;
        this.values = values;
        this.slot = slot;
        this.place = place;
        this.input = input;
        getStyleClass().add("value-field");
        reason.getStyleClass().add("reason");
        reason.setWrapText(true);
        reason.setVisible(false);
        reason.managedProperty().bind(reason.visibleProperty());
        reason.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(input, reason);
        validation.setValidationDecorator(new Mark());
        validation.registerValidator(input, false, (Control control, String text) -> verdict(control));
        // What is missing is wrong too, where nothing has been typed.
        validation.initInitialDecoration();
        input.textProperty().addListener(_ -> typed());
        input.focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                commit();
            }
        });
        input.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    /** The control that holds the text. */
    public TextInputControl input() {
        return input;
    }

    @Override
    public void show(Draft draft) {
        T value = slot.get().apply(draft.scenario());
        boolean typed = shown != null && isTyped();
        if (!typed || !value.equals(shown)) {
            shown = value;
            String text = values.format().apply(value);
            if (!text.equals(input.getText())) {
                input.setText(text);
            }
            typed();
        }
        shown = value;
        fault = draft.faultAt(place.get());
        validation.revalidate(input);
    }

    @Override
    public boolean reveal(FaultPlace where) {
        boolean here = place.get().equals(where);
        if (here) {
            input.requestFocus();
        }
        return here;
    }

    @Override
    public void withdraw() {
        if (isTyped()) {
            restore();
        }
    }

    @Override
    public void leave() {
        left = true;
        form.document().release(this);
    }

    /** Whether the text is another than that of the value that is shown. */
    public boolean isTyped() {
        return shown != null && !input.getText().equals(values.format().apply(shown));
    }

    private void typed() {
        if (left || shown == null) {
            return;
        }
        String why = isTyped() ? whyNot() : "";
        if (why.isEmpty()) {
            form.document().release(this);
        } else {
            form.document().hinder(this, place.get(), form.texts().of("compose.hinders", label, why));
        }
        if (isTyped()) {
            form.document().typing(this::commit);
        } else {
            form.document().notTyping();
        }
    }

    /** What is wrong with the text as it stands; empty if it is a value. */
    private String whyNot() {
        try {
            var _ = values.parse().apply(input.getText());
            return "";
        } catch (IllegalArgumentException wrong) {
            return String.valueOf(wrong.getMessage());
        }
    }

    private ValidationResult verdict(Control control) {
        String why = shown == null ? "" : isTyped() ? whyNot() : fault;
        return why.isEmpty()
                ? new ValidationResult()
                : ValidationResult.fromMessages(ValidationMessage.error(control, why));
    }

    private void commit() {
        if (left || !isTyped() || !whyNot().isEmpty()) {
            return;
        }
        T value = values.parse().apply(input.getText());
        form.document().notTyping();
        if (value.equals(shown)) {
            restore();
        } else {
            form.change(label, slot, value);
        }
    }

    // Also how a value is written again as the file would have it.
    private void restore() {
        input.setText(values.format().apply(Objects.requireNonNull(shown)));
        input.end();
    }

    private void pressed(KeyEvent event) {
        boolean lines = input instanceof TextArea;
        boolean previous = ZoneKey.PREVIOUS_FIELD.matches(event);
        if (ZoneKey.RESTORE_VALUE.matches(event) && isTyped()) {
            restore();
            event.consume();
        } else if ((lines ? ZoneKey.TAKE_LINES : ZoneKey.TAKE_VALUE).matches(event)) {
            commit();
        } else if (lines && (previous || ZoneKey.NEXT_FIELD.matches(event))) {
            // In a form, Tab goes on to the next field.
            input.requestFocusTraversal(previous ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            event.consume();
        } else if (WindowAction.of(event).filter(action -> !action.writes() && !action.isAboutLetters()).isPresent()) {
            commit();
        }
    }

    /** Marks the field and says why beneath it, instead of laying something over it as the toolkit's own marks do. */
    private final class Mark implements ValidationDecoration {
        @Override
        public void removeDecorations(Control target) {
            tell("");
        }

        @Override
        public void applyValidationDecoration(ValidationMessage message) {
            if (message.getSeverity() == Severity.ERROR) {
                tell(message.getText());
            }
        }

        @Override
        public void applyRequiredDecoration(Control target) {
            // Nothing is required that could be missing: a draft is always whole.
        }

        private void tell(String why) {
            reason.setText(why);
            reason.setVisible(!why.isEmpty());
            input.pseudoClassStateChanged(WRONG, !why.isEmpty());
            input.setAccessibleHelp(why.isEmpty() ? null : why);
            reason.setTooltip(why.isEmpty() ? null : inFull(why));
        }

        private Tooltip inFull(String why) {
            if (reasonInFull == null) {
                reasonInFull = new Tooltip();
            }
            reasonInFull.setText(why);
            return reasonInFull;
        }
    }
}
