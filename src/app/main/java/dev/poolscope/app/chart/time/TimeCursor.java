package dev.poolscope.app.chart.time;

import java.util.OptionalLong;

import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;

/**
 * The moment under the pointer, shown in every chart at once; there is none while the pointer is elsewhere. And the moment at
 * which a cursor was placed, which stays where it is.
 */
public final class TimeCursor {
    private static final long NONE = Long.MIN_VALUE;

    private long bandStart = NONE;
    private final ReadOnlyLongWrapper placed = new ReadOnlyLongWrapper(this, "placed", NONE);
    private final ReadOnlyLongWrapper nanos = new ReadOnlyLongWrapper(this, "nanos", NONE);

    /** The moment under the pointer, in nanoseconds from the start of the run. */
    public OptionalLong moment() {
        return nanos.get() == NONE ? OptionalLong.empty() : OptionalLong.of(nanos.get());
    }

    public void moveTo(long moment) {
        nanos.set(moment);
    }

    public void leave() {
        nanos.set(NONE);
    }

    /** Where the cursor was placed, in nanoseconds from the start of the run; empty if it was not. */
    public OptionalLong placed() {
        return placed.get() == NONE ? OptionalLong.empty() : OptionalLong.of(placed.get());
    }

    /** Places the cursor. */
    public void place(long moment) {
        placed.set(moment);
    }

    /** Takes the cursor away. */
    public void lift() {
        placed.set(NONE);
    }

    /** Changes whenever {@link #placed()} does. */
    public ReadOnlyLongProperty placedProperty() {
        return placed.getReadOnlyProperty();
    }

    /** Where a stretch begins that is being marked and ends at the {@link #moment()}; empty while none is. */
    public OptionalLong bandStart() {
        return bandStart == NONE ? OptionalLong.empty() : OptionalLong.of(bandStart);
    }

    /** Begins to mark a stretch here. */
    public void beginBand(long moment) {
        bandStart = moment;
        nanos.set(moment);
    }

    /** Marks no stretch any more. */
    public void endBand() {
        bandStart = NONE;
    }

    /** Changes whenever {@link #moment()} does. */
    public ReadOnlyLongProperty changesProperty() {
        return nanos.getReadOnlyProperty();
    }
}
