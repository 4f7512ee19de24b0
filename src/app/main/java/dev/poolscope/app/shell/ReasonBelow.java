package dev.poolscope.app.shell;

import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.stage.Popup;

/** Says beneath a field why its text cannot be used, over what lies there, so that nothing moves. */
final class ReasonBelow {
    private static final double WIDEST = 360;

    private final TextField field;
    private final Popup popup = new Popup();
    private final Label reason = new Label();

    ReasonBelow(TextField field) {
        this.field = field;
        reason.getStyleClass().add("reason-below");
        reason.setId(field.getId() + "-reason");
        reason.setWrapText(true);
        reason.setMaxWidth(WIDEST);
        popup.getContent().add(reason);
        // Escape belongs to the field.
        popup.setHideOnEscape(false);
        popup.setAutoFix(true);
        field.focusedProperty().addListener(_ -> place());
        field.localToSceneTransformProperty().addListener(_ -> place());
    }

    /** Shows a reason as long as the focus is in the field; none if it is empty. */
    void say(String why) {
        reason.setText(why);
        place();
    }

    private void place() {
        Bounds there = field.localToScreen(field.getLayoutBounds());
        if (reason.getText().isEmpty() || !field.isFocused() || there == null) {
            popup.hide();
            return;
        }
        popup.show(field, there.getMinX(), there.getMaxY() + 2);
    }
}
