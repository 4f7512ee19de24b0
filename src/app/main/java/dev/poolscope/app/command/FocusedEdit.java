package dev.poolscope.app.command;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;

/** The field that the user is writing in. Its value counts when it is left; what is done with the whole comes after that. */
public final class FocusedEdit {
    private FocusedEdit() {}

    /** Takes over what is written in it, as if it were left for a moment. */
    public static void commit(Scene scene) {
        Node field = scene.getFocusOwner();
        if (field instanceof TextInputControl || field instanceof Spinner<?>) {
            int caret = field instanceof TextInputControl text ? text.getCaretPosition() : 0;
            scene.getRoot().requestFocus();
            field.requestFocus();
            if (field instanceof TextInputControl text) {
                text.selectRange(caret, caret);
            }
        }
    }
}
