package dev.poolscope.app;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/** How the window is arranged: which zones at the sides are open, and what lies over everything. */
final class WindowLayout {
    private final BooleanProperty compose = new SimpleBooleanProperty(this, "compose", true);
    private final BooleanProperty explain = new SimpleBooleanProperty(this, "explain", true);
    private final BooleanProperty presentation = new SimpleBooleanProperty(this, "presentation");
    private final BooleanProperty glossary = new SimpleBooleanProperty(this, "glossary");
    private final BooleanProperty shortcuts = new SimpleBooleanProperty(this, "shortcuts");

    /** Whether the zone on the left is wanted. */
    BooleanProperty composeProperty() {
        return compose;
    }

    /** Whether the zone on the right is wanted. */
    BooleanProperty explainProperty() {
        return explain;
    }

    /** Whether the picture has the window for itself, in larger type, whichever zones are wanted otherwise. */
    BooleanProperty presentationProperty() {
        return presentation;
    }

    /** Whether the overview of the keys is open. */
    BooleanProperty glossaryProperty() {
        return glossary;
    }

    BooleanProperty shortcutsProperty() {
        return shortcuts;
    }

    static void toggle(BooleanProperty property) {
        property.set(!property.get());
    }
}
