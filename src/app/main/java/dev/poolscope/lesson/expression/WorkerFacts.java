package dev.poolscope.lesson.expression;

import java.util.List;

import dev.poolscope.telemetry.event.WorkerEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a run says of a worker.
 *
 * @param number which, from 1
 * @param spawned how it began; null if that is not known
 * @param ready when its initializer was done; null if it never was
 * @param retiring when it took no more tasks; null if that did not happen
 * @param retired when it was gone; null if that did not happen
 * @param took the numbers of the tasks that it took, in order
 */
public record WorkerFacts(int number, WorkerEvent.@Nullable Spawned spawned, WorkerEvent.@Nullable Ready ready,
        WorkerEvent.@Nullable Retiring retiring, WorkerEvent.@Nullable Retired retired, List<Long> took) {
    /** Copies the list. */
    public WorkerFacts {
        took = List.copyOf(took);
    }
}
