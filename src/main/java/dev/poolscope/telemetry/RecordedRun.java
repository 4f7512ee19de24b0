package dev.poolscope.telemetry;

import java.util.List;

/**
 * A run that is over.
 *
 * @param events what happened, in order. What was not kept is missing by whole tasks and whole workers: each has all of its
 *            events here, or none
 * @param summary the numbers
 * @param completeAfterNanos after this stamp nothing is missing in {@code events}; {@link Timeline#UNKNOWN} if nothing is
 *            missing at all
 */
public record RecordedRun(List<RunEvent> events, Summary summary, long completeAfterNanos) {

    /** Copies the list, unless it is immutable. */
    public RecordedRun {
        events = List.copyOf(events);
    }
}
