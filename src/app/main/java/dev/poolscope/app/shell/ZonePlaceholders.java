package dev.poolscope.app.shell;

import javafx.scene.layout.StackPane;

/** The places of the zones at the sides: what belongs there is loaded when the window can already be seen. */
public record ZonePlaceholders(StackPane compose, StackPane explain) {
    public ZonePlaceholders() {
        this(place(), place());
    }

    private static StackPane place() {
        StackPane place = new StackPane();
        place.getStyleClass().add("zone-place");
        return place;
    }
}
