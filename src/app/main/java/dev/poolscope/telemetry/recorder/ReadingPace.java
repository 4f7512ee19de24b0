package dev.poolscope.telemetry.recorder;

import java.util.concurrent.TimeUnit;

import dev.poolscope.pool.NanoClock;

/**
 * Knows when a reader read and how often it does, so that what is collected for it is ready shortly before it reads again, and not
 * shortly afterwards: what a screen shows is younger for it by half the pause between two collections, at no cost.
 *
 * <p>Safe for use by one thread that reads and another one that collects.
 */
final class ReadingPace {
    /** So long before the reading a collection begins: it takes less, and threads wake late. */
    static final long LEAD_NANOS = TimeUnit.MICROSECONDS.toNanos(2_500);
    /** Readings that follow each other faster are one; slower ones have no pace. */
    private static final long LEAST_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(8);
    private static final long MOST_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final NanoClock clock;
    private volatile long readAt;
    /** From the reading before to the last one; 0 as long as that is not known. */
    private volatile long period;
    private boolean hasRead;

    ReadingPace(NanoClock clock) {
        this.clock = clock;
    }

    /** The reader has read all there was. */
    void read() {
        long now = clock.nanoTime();
        long since = now - readAt;
        if (hasRead && since < LEAST_PERIOD_NANOS) {
            return;
        }
        period = hasRead && since <= MOST_PERIOD_NANOS ? since : 0;
        hasRead = true;
        readAt = now;
    }

    /**
     * Tells how long to wait from now until the next collection.
     *
     * @param most how long at most, in nanoseconds
     * @return as long as that; or less, if the next reading can be met so
     */
    long pause(long most) {
        long every = period;
        if (every == 0) {
            return most;
        }
        // One that comes while it reads, or that it came too late for, is for the reading after that.
        long left = readAt + every - LEAD_NANOS - clock.nanoTime();
        if (left < LEAD_NANOS) {
            left += every;
        }
        return left < 0 || left >= 2 * most ? most : Math.min(most, left <= most ? left : left / 2);
    }
}
