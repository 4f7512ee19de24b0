package dev.poolscope.telemetry.event;

import java.util.Comparator;

/**
 * The natural order of events: that of time; among equal times that of their turns, and where those are not known the one that
 * {@link EventType} describes.
 */
final class EventOrder {

    /** What {@code events.csv} says beyond numbers: so its lines have one order only, which they themselves tell. */
    private static final Comparator<RunEvent> LAST_RESORT = Comparator.comparing(EventText::detail)
            .thenComparing(RunEvent::stream, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingLong(RunEvent::stamp);

    private EventOrder() {}

    static int compare(RunEvent one, RunEvent other) {
        // By far most differ in time: one call for each, where calls are of one of many records and not cheap.
        long stamp = one.stamp();
        long otherStamp = other.stamp();
        int order = Long.compare(Math.max(0, stamp), Math.max(0, otherStamp));
        if (order != 0) {
            return order;
        }
        int turn = one.turn();
        int otherTurn = other.turn();
        order = Integer.compare(Math.max(0, turn), Math.max(0, otherTurn));
        if (order == 0) {
            order = compareKinds(one, other);
        }
        if (order == 0) {
            // Those before the start differ in it.
            order = Long.compare(stamp, otherStamp);
        }
        if (order == 0) {
            order = Integer.compare(otherTurn, turn);
        }
        return order == 0 ? LAST_RESORT.compare(one, other) : order;
    }

    /** As if no turn were known. */
    static int compareWithoutTurns(RunEvent one, RunEvent other) {
        int order = Long.compare(one.nanos(), other.nanos());
        if (order == 0) {
            order = compareKinds(one, other);
        }
        return order == 0 ? LAST_RESORT.compare(one, other) : order;
    }

    private static int compareKinds(RunEvent one, RunEvent other) {
        return compareKinds(one.type(), one.workerId(), one.taskId(), other.type(), other.workerId(), other.taskId());
    }

    /** As {@link EventType} describes. */
    static int compareKinds(EventType type, int workerId, long taskId, EventType otherType, int otherWorkerId,
            long otherTaskId) {
        int order = Integer.compare(type.phase(), otherType.phase());
        if (order == 0) {
            order = Integer.compare(workerId, otherWorkerId);
        }
        if (order == 0) {
            order = Integer.compare(type.stage(), otherType.stage());
        }
        if (order == 0) {
            order = Long.compare(taskId, otherTaskId);
        }
        return order == 0 ? type.compareTo(otherType) : order;
    }
}
