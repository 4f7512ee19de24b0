package dev.poolscope.telemetry.event;

import org.jspecify.annotations.Nullable;

/**
 * One thing that happened in a run: each kind is a record with the facts of its own. Immutable; two of the same are
 * equal.
 *
 * <p>The natural order is that of time; among equal times the one in which they happened, as far as that is {@linkplain #turn known}, and
 * otherwise the one that {@link EventType} describes. It is consistent with equals.
 */
public sealed interface RunEvent extends Comparable<RunEvent> permits TaskEvent, WorkerEvent, PoolEvent {

    /**
     * When it happened, by its stamp. A thread may take a stamp before the run starts.
     *
     * @return nanoseconds from the start of the run; negative if it is earlier
     */
    long stamp();

    /**
     * Its turn among the events with the same {@link #nanos()}, as far as it is known in which order they happened.
     *
     * @return if positive, its place among all of them, from 1: so in virtual time, where one thread does everything. If negative,
     *         its place among those of its kind only, −1 for the second and so on: of what threads did at one nanosecond no more than
     *         that is known. 0 if it is the first of its kind, or nothing is known
     */
    int turn();

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

    /** {@return the same at another time, in nanoseconds from the start of the run; its turn there is not known} */
    default RunEvent at(long otherNanos) {
        return Restamped.at(otherNanos, 0, this);
    }

    /** {@return the same with another {@link #turn}} */
    default RunEvent withTurn(int otherTurn) {
        return otherTurn == turn() ? this : Restamped.at(stamp(), otherTurn, this);
    }

    /**
     * Tells whether another one is the same, though one of them may have been read without all that happened at its time: then its turn is
     * another one, or not known.
     *
     * @param other the other one
     * @return whether all but their turns is equal
     */
    default boolean isLike(RunEvent other) {
        return stamp() == other.stamp() && withTurn(0).equals(other.withTurn(0));
    }

    @Override
    default int compareTo(RunEvent other) {
        return EventOrder.compare(this, other);
    }
}
