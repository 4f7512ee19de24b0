package dev.poolscope.telemetry.event;

import org.jspecify.annotations.Nullable;

/**
 * A point in the order of events: after all that happened by a time, or, where several events have one and the same stamp,
 * after one of them. The natural order is that of time, and within one time that of events. It is consistent with equals.
 *
 * @param nanos when, in nanoseconds from the start of the run
 * @param last the last event of that time that has happened by this point; null if all of that time have
 */
public record EventPoint(long nanos, @Nullable RunEvent last) implements Comparable<EventPoint> {

    /** Checks that the event is of that time. */
    public EventPoint {
        if (last != null && last.nanos() != nanos) {
            throw new IllegalArgumentException("an event of " + last.nanos() + " ns is not of " + nanos + " ns");
        }
    }

    /** {@return the point after all that happened by a time} */
    public static EventPoint after(long nanos) {
        return new EventPoint(nanos, null);
    }

    /** {@return the point after an event, and before what follows it in the same moment} */
    public static EventPoint after(RunEvent event) {
        return new EventPoint(event.nanos(), event);
    }

    /** {@return whether an event has happened by this point} */
    public boolean includes(RunEvent event) {
        long when = event.nanos();
        return when < nanos || (when == nanos && (last == null || event.compareTo(last) <= 0));
    }

    /**
     * Returns whether an event has happened by this point of which only this much is known; details do not matter.
     *
     * @param when its time, in nanoseconds from the start of the run
     * @param turn its {@linkplain RunEvent#turn() turn}
     * @param type its kind
     * @param workerId its worker, or 0
     * @param taskId its task, or 0
     * @return true if it has
     */
    public boolean includes(long when, int turn, EventType type, int workerId, long taskId) {
        if (when != nanos || last == null) {
            return when <= nanos;
        }
        int order = Integer.compare(Math.max(0, turn), Math.max(0, last.turn()));
        if (order == 0) {
            order = EventOrder.compareKinds(type, workerId, taskId, last.type(), last.workerId(), last.taskId());
        }
        return order <= 0;
    }

    @Override
    public int compareTo(EventPoint other) {
        int order = Long.compare(nanos, other.nanos);
        if (order != 0) {
            return order;
        }
        RunEvent theirs = other.last;
        if (last == null || theirs == null) {
            return Boolean.compare(last == null, theirs == null);
        }
        return last.compareTo(theirs);
    }
}
