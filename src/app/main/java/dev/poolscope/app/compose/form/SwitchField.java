package dev.poolscope.app.compose.form;

import javafx.scene.layout.HBox;

import org.controlsfx.control.ToggleSwitch;

/** Yes or no. */
final class SwitchField extends HBox implements FormPart {
    private final Slot<Boolean> slot;
    private final ToggleSwitch control = new ToggleSwitch();
    private boolean showing;

    SwitchField(Form form, String label, Slot<Boolean> slot) {
        this.slot = slot;
        getStyleClass().add("switch-field");
        control.selectedProperty().addListener((_, _, on) -> {
            if (!showing) {
                form.change(label, slot, on);
            }
        });
        getChildren().add(control);
    }

    ToggleSwitch control() {
        return control;
    }

    @Override
    public void show(Draft draft) {
        showing = true;
        control.setSelected(slot.get().apply(draft.scenario()));
        showing = false;
    }

    @Override
    public void leave() {
        showing = true;
    }
}
