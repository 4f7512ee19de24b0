package dev.poolscope.pool;

/** A time limit for several waits together: each gets what the others have left. */
final class Deadline {
    private final NanoClock clock;
    private final long start;
    private final long nanos;

    /** Begins now, by the given clock. */
    Deadline(NanoClock clock, long nanos) {
        this.clock = clock;
        // A time that is up stays so: a difference that overflows would make it long.
        this.nanos = Math.max(nanos, 0);
        start = nanos == Signal.FOREVER ? 0 : clock.nanoTime();
    }

    /** How long is left; zero or less if the time is up, {@link Signal#FOREVER} if there is no limit. */
    long left() {
        return nanos == Signal.FOREVER ? nanos : nanos - (clock.nanoTime() - start);
    }
}
