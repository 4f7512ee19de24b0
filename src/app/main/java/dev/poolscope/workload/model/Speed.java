package dev.poolscope.workload.model;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** What a speed factor does to a duration. */
final class Speed {
    private Speed() {}

    static Duration divide(Duration duration, double speed) {
        long nanos = Math.round(duration.toNanos() / speed);
        // What took time still takes some: a positive time that became zero could become invalid, or never end.
        return Duration.ofNanos(duration.isPositive() ? Math.max(1, nanos) : nanos);
    }

    static @Nullable Duration divideIfAny(@Nullable Duration duration, double speed) {
        return duration == null ? null : divide(duration, speed);
    }
}
