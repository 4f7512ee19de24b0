package dev.poolscope.app;

import javafx.scene.layout.StackPane;

/** The places of the zones at the sides: what belongs there is loaded when the window can already be seen. */
record LaterZones(StackPane compose, StackPane explain) {
    LaterZones() {
        this(place(), place());
    }

    private static StackPane place() {
        StackPane place = new StackPane();
        place.getStyleClass().add("zone-place");
        return place;
    }
}
