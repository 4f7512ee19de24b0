package dev.poolscope.pool;

import java.util.concurrent.locks.LockSupport;

/**
 * A clock that was handed in, which may throw: a time that it cannot read is the one that it has read last, and what it
 * cannot sleep is slept by the machine's own time, a little. So no step of the pool fails because of its clock.
 */
final class GuardedClock implements NanoClock {
    /**
     * How much time passes before what is read is noted again: noting each time would be one more line that all threads
     * write.
     */
    private static final long COARSE = 1_000_000;
    private static final long SLEEP = 1_000_000;

    private final NanoClock clock;
    /** What was read last, more or less; threads that overwrite each other's do no harm. */
    private volatile long told;

    private GuardedClock(NanoClock clock) {
        this.clock = clock;
        told = nanoTime();
    }

    @SuppressWarnings("ReferenceEquality") // this one is known not to throw
    static NanoClock of(NanoClock clock) {
        return clock == SYSTEM || clock instanceof GuardedClock ? clock : new GuardedClock(clock);
    }

    @Override
    public long nanoTime() {
        try {
            long now = clock.nanoTime();
            if (now - told >= COARSE) {
                told = now;
            }
            return now;
        } catch (Throwable thrown) {
            return told;
        }
    }

    @Override
    public void parkNanos(Object blocker, long nanos) {
        try {
            clock.parkNanos(blocker, nanos);
        } catch (Throwable thrown) {
            LockSupport.parkNanos(blocker, Math.min(nanos, SLEEP));
        }
    }
}
