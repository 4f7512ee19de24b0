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
 */
public record Counted(List<CountSample> samples, long lostFromNanos, long unkeptUntilNanos) {

    /** Of events that are complete. */
    public static final Counted NONE = new Counted(List.of(), Long.MAX_VALUE, Long.MIN_VALUE);

    /** Copies what can be changed. */
    public Counted {
        samples = List.copyOf(samples);
    }
}
