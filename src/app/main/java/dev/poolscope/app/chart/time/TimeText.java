package dev.poolscope.app.chart.time;

import dev.poolscope.stats.LegibleTime;

/** How moments and durations are written on the screen: as everywhere, see {@link LegibleTime}. */
public final class TimeText {
    private TimeText() {}

    /** A moment of the run, to the millisecond: {@code 12.345 s}. */
    public static String moment(long nanos) {
        return LegibleTime.moment(nanos);
    }

    /** A moment of the run as a clock shows it: {@code 12.3 s}, {@code 11:05 min}. */
    public static String clock(long nanos) {
        return LegibleTime.clock(nanos);
    }

    /** A duration that is round: {@code 10 ms}, {@code 2.5 s}. */
    public static String round(long nanos) {
        return LegibleTime.round(nanos);
    }

    /** A duration with three significant digits: {@code 420 ms}, {@code 1.25 s}, {@code 3 min 20 s}. */
    public static String duration(long nanos) {
        return LegibleTime.duration(nanos);
    }
}
