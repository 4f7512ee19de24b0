package dev.poolscope.pool;

import java.time.Duration;

/** Durations as nanoseconds. */
final class Nanos {
    private Nanos() {}

    /** A duration too long for a long counts as for ever, one too long the other way as the longest past. */
    static long saturated(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException _) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
