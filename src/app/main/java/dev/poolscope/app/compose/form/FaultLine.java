package dev.poolscope.app.compose.form;

import javafx.scene.control.Label;

/** What is wrong at a place; takes no room while nothing is. */
final class FaultLine extends Label implements FormPart {
    private final PlaceInForm place;

    FaultLine(PlaceInForm place) {
        this.place = place;
        getStyleClass().add("reason");
        setWrapText(true);
        setMinHeight(USE_PREF_SIZE);
        visibleProperty().bind(textProperty().isNotEmpty());
        managedProperty().bind(visibleProperty());
    }

    @Override
    public void show(Draft draft) {
        setText(draft.faultAt(place.get()));
    }

    @Override
    public void leave() {
        // Holds nothing.
    }
}
