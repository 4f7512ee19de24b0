package dev.poolscope.telemetry.event;

import java.util.List;
import java.util.Map;

/**
 * What a {@code LiveReader} hands over at once.
 *
 * @param events in order, each after those of the batch before; a straggler, whose thread was held up between stamping and
 *            telling, may come after its turn
 * @param horizonNanos up to when everything is known, but for stragglers: the present of a picture
 * @param restart whether these events stand for all that went before too, because the reader is new, or was too slow and batches
 *            were thrown away: forget everything, then take these
 * @param droppedEvents how many events the run has dropped so far, for whichever reason
 * @param missing how many events of each type there were before these that the reader will never get, so that it can count
 *            them all the same; only of a restart, otherwise empty
 * @param counted what the exact counters said up to the horizon, since the batch before; of a restart, since the beginning
 */
public record EventBatch(List<RunEvent> events, long horizonNanos, boolean restart, long droppedEvents,
        Map<EventType, Long> missing, Counted counted) {

    /** Copies what can be changed. */
    public EventBatch {
        events = List.copyOf(events);
        missing = Map.copyOf(missing);
    }

    /**
     * Makes one of which nothing is missing.
     *
     * @param events in order
     * @param horizonNanos up to when everything is known
     * @param restart whether these events stand for all that went before too
     * @param droppedEvents how many events the run has dropped so far
     */
    public EventBatch(List<RunEvent> events, long horizonNanos, boolean restart, long droppedEvents) {
        this(events, horizonNanos, restart, droppedEvents, Map.of(), Counted.NONE);
    }
}
