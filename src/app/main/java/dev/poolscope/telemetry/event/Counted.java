package dev.poolscope.telemetry.event;

import java.util.List;

/**
 * What the exact counters of a run said over time, and for which part of the run only they are to be trusted, because events
 * are missing there.
 *
 * @param samples in the order of time
 * @param lostFromNanos the stamp of the first event whose detail was lost: from there on events do not add up;
 *            {@link Long#MAX_VALUE} if none was lost
 * @param unkeptUntilNanos the stamp of the last event that was left out of the log: before it events do not add up;
 *            {@link Long#MIN_VALUE} if none was, or if the reader got it all the same;
 *            {@link Long#MAX_VALUE} if tasks were left out that may still go on
 * @param lostEvents how many events the run has lost so far: those of the dropped ones that no reader ever gets
 */
public record Counted(List<CountSample> samples, long lostFromNanos, long unkeptUntilNanos, long lostEvents) {

    /** Of events that are complete. */
    public static final Counted NONE = new Counted(List.of(), Long.MAX_VALUE, Long.MIN_VALUE);

    /** Copies what can be changed. */
    public Counted {
        samples = List.copyOf(samples);
    }

    /**
     * What was said where no event was lost, or where it does not matter how many were.
     *
     * @param samples in the order of time
     * @param lostFromNanos from where on events do not add up
     * @param unkeptUntilNanos before which time events do not add up
     */
    public Counted(List<CountSample> samples, long lostFromNanos, long unkeptUntilNanos) {
        this(samples, lostFromNanos, unkeptUntilNanos, 0);
    }
}
