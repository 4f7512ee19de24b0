package dev.poolscope.telemetry.timeline;

import java.util.List;

import dev.poolscope.telemetry.event.CountSample;

/**
 * What the exact counters of a run said over time, and for which part of the run only they are to be trusted, because events
 * are missing there.
 *
 * @param samples in the order of time
 * @param lostFromNanos the stamp of the first event whose detail was lost: from there on events do not add up;
 *            {@link Long#MAX_VALUE} if none was lost
 * @param unkeptUntilNanos the stamp of the last event that was left out of the log: before it events do not add up;
 *            {@link Timeline#UNKNOWN} if none was, or if the reader got it all the same;
 *            {@link Long#MAX_VALUE} if tasks were left out that may still go on
 */
public record Counted(List<CountSample> samples, long lostFromNanos, long unkeptUntilNanos) {

    /** Of events that are complete. */
    public static final Counted NONE = new Counted(List.of(), Long.MAX_VALUE, Timeline.UNKNOWN);

    /** Copies what can be changed. */
    public Counted {
        samples = List.copyOf(samples);
    }
}
