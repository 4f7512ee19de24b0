package dev.poolscope.telemetry.timeline;

import dev.poolscope.stats.LongColumn;

/** When something happened to tasks, in order, so that what happened in a stretch of time is counted without looking at each. */
final class TimesInOrder {
    private final LongColumn times = new LongColumn(256);

    /** Adds one: cheap if it is later than nearly all before it. */
    void add(long nanos) {
        int at = times.size();
        while (at > 0 && times.get(at - 1) > nanos) {
            at--;
        }
        times.insert(at, nanos);
    }

    void forgetBefore(long nanos) {
        times.forgetFirst(times.countBelow(nanos));
    }

    /** How many there are from one time up to another, that one not included. */
    long between(long from, long to) {
        return Math.max(0, times.countBelow(to) - times.countBelow(from));
    }
}
