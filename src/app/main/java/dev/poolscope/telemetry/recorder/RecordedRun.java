package dev.poolscope.telemetry.recorder;

import java.util.List;
import java.util.Map;

import dev.poolscope.telemetry.event.Counted;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.timeline.Timeline;

/**
 * A run that is over.
 *
 * @param events what happened, in order. What was not kept is missing by whole tasks and whole workers: each has all of its
 *            events here, or none
 * @param summary the numbers
 * @param completeAfterNanos after this stamp nothing is missing in {@code events}; {@link Timeline#UNKNOWN} if nothing is
 *            missing at all
 * @param missing how many events of each type are missing in {@code events}
 * @param counted what the exact counters said over the whole run
 */
public record RecordedRun(List<RunEvent> events, Summary summary, long completeAfterNanos,
        Map<EventType, Long> missing, Counted counted) {

    /** Copies what can be changed. */
    public RecordedRun {
        events = List.copyOf(events);
        missing = Map.copyOf(missing);
    }

    /**
     * Makes one of which every event is there, and whose counters were not read meanwhile.
     *
     * @param events what happened, in order
     * @param summary the numbers
     */
    public RecordedRun(List<RunEvent> events, Summary summary) {
        this(events, summary, Timeline.UNKNOWN, Map.of(), Counted.NONE);
    }

    /**
     * Puts the streams of the summary into another order.
     *
     * @param names the names of streams in the order that is wanted; others come last
     * @return the same run
     */
    public RecordedRun withStreamsInOrderOf(List<String> names) {
        return new RecordedRun(events, summary.withStreamsInOrderOf(names), completeAfterNanos, missing, counted);
    }

    /**
     * {@return the time of the last event or reading of the counters, in nanoseconds from the start of the run;
     * 0 if there is none}
     */
    public long endNanos() {
        long event = events.isEmpty() ? 0 : events.getLast().nanos();
        return Math.max(event, counted.samples().isEmpty() ? 0 : counted.samples().getLast().nanos());
    }

    /**
     * Gives everything to a reader at once.
     *
     * @param horizonNanos up to when everything is known at least; it goes on until {@link #endNanos()} in any case
     * @return a batch that a {@link Timeline} shows the run from, with exact counts
     */
    public EventBatch asBatch(long horizonNanos) {
        return new EventBatch(events, Math.max(horizonNanos, endNanos()), true, summary.droppedEvents(), missing,
                counted);
    }
}
