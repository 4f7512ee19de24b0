package dev.poolscope.app.chart.time;

import java.util.OptionalLong;

import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;

/** The moment under the pointer, shown in every chart at once; there is none while the pointer is elsewhere. */
public final class TimeCursor {
    private static final long NONE = Long.MIN_VALUE;

    private long bandStart = NONE;
    private final ReadOnlyLongWrapper nanos = new ReadOnlyLongWrapper(this, "nanos", NONE);

    /** The moment, in nanoseconds from the start of the run. */
    public OptionalLong moment() {
        return nanos.get() == NONE ? OptionalLong.empty() : OptionalLong.of(nanos.get());
    }

    public void moveTo(long moment) {
        nanos.set(moment);
    }

    public void leave() {
        nanos.set(NONE);
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
