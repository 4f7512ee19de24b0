package dev.poolscope.app.fx;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

/**
 * A place in the picture that a lesson asks for: as long as it does, a click in the lanes answers. Belongs to the thread of
 * the screen.
 */
public final class AskedPlace {
    private final ReadOnlyBooleanWrapper asked = new ReadOnlyBooleanWrapper(this, "asked");
    private final ObjectProperty<@Nullable Place> place = new SimpleObjectProperty<>(this, "place");

    /**
     * A place.
     *
     * @param worker the number of the worker whose lane it is in
     * @param nanos the moment, from the start of the run
     */
    public record Place(int worker, long nanos) {}

    /** Asks from now on. */
    public void ask() {
        place.set(null);
        asked.set(true);
    }

    /** Asks no more. */
    public void end() {
        asked.set(false);
        place.set(null);
    }

    /** Whether a place is asked for. */
    public ReadOnlyBooleanProperty askedProperty() {
        return asked.getReadOnlyProperty();
    }

    /** What was pointed at, or written; null for nothing as yet. */
    public ObjectProperty<@Nullable Place> placeProperty() {
        return place;
    }
}
