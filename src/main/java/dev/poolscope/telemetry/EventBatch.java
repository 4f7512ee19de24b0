package dev.poolscope.telemetry;

import java.util.List;

/**
 * What a {@link LiveReader} hands over at once.
 *
 * @param events in order, each after those of the batch before; a straggler, whose thread was held up between stamping and
 *            telling, may come after its turn
 * @param horizonNanos up to when everything is known, but for stragglers: the present of a picture
 * @param restart whether these events stand for all that went before too, because the reader was too slow and batches were
 *            thrown away: forget everything, then take these
 * @param droppedEvents how many events the run has dropped so far, for whichever reason
 */
public record EventBatch(List<RunEvent> events, long horizonNanos, boolean restart, long droppedEvents) {

    /** Copies the list, unless it is immutable. */
    public EventBatch {
        events = List.copyOf(events);
    }
}
