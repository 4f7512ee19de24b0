package dev.poolscope.telemetry.event;

import java.util.Comparator;

/** The natural order of events: that of time, and among equal times the one that {@link EventType} describes. */
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
        EventType type = one.type();
        EventType otherType = other.type();
        order = Integer.compare(type.phase(), otherType.phase());
        if (order == 0) {
            order = Integer.compare(one.workerId(), other.workerId());
        }
        if (order == 0) {
            order = Integer.compare(type.stage(), otherType.stage());
        }
        if (order == 0) {
            order = Long.compare(one.taskId(), other.taskId());
        }
        if (order == 0) {
            order = type.compareTo(otherType);
        }
        return order == 0 ? LAST_RESORT.compare(one, other) : order;
    }
}
