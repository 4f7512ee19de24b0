package dev.poolscope.telemetry.event;

import org.jspecify.annotations.Nullable;

/**
 * One thing that happened in a run: each kind is a record with the facts of its own. Immutable; two of the same are
 * equal.
 *
 * <p>The natural order is that of time, and among equal times the one that {@link EventType} describes. It is consistent
 * with equals.
 */
public sealed interface RunEvent extends Comparable<RunEvent> permits TaskEvent, WorkerEvent, PoolEvent {

    /**
     * When it happened, by its stamp. A thread may take a stamp before the run starts.
     *
     * @return nanoseconds from the start of the run; negative if it is earlier
     */
    long stamp();

    /** {@return the kind of event} */
    EventType type();

    /**
     * When it counts as having happened: what is stamped before the start counts as at the start.
     *
     * @return nanoseconds from the start of the run, never negative
     */
    default long nanos() {
        return Math.max(0, stamp());
    }

    /** {@return the task's number, or 0 if no task is concerned or it has none} */
    default long taskId() {
        return 0;
    }

    /** {@return the name of the stream that the task belongs to, or null if there is none or this kind does not say it} */
    default @Nullable String stream() {
        return null;
    }

    /** {@return the worker's number, or 0 if no worker is concerned} */
    default int workerId() {
        return 0;
    }

    /** {@return the same at another time, in nanoseconds from the start of the run} */
    default RunEvent at(long otherNanos) {
        return Restamped.at(otherNanos, this);
    }

    @Override
    default int compareTo(RunEvent other) {
        return EventOrder.compare(this, other);
    }
}
