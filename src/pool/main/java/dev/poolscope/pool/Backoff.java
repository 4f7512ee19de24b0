package dev.poolscope.pool;

import java.util.concurrent.locks.LockSupport;

/**
 * How a thread waits for another one that has only a few instructions to go, but may be held up between them: it gives the
 * processor away some times, then sleeps, longer each time. So it costs nothing worth mentioning, however long the other one takes.
 */
final class Backoff {
    /** So many times the processor is only given away. */
    private static final int YIELDS = 50;
    /** Then it is slept for so many nanoseconds, twice as long each time. */
    private static final long SHORTEST = 10_000;
    private static final int DOUBLINGS = 10;

    private Backoff() {}

    /**
     * Waits a little.
     *
     * @param times how often the caller has waited before, for the same thing
     */
    @SuppressWarnings("ThreadPriorityCheck") // the other one has only a few instructions to go
    static void pause(int times) {
        if (times < YIELDS) {
            Thread.yield();
            return;
        }
        // With the flag set there would be no sleep.
        boolean interrupted = Thread.interrupted();
        LockSupport.parkNanos(nanos(times));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** For how long {@link #pause} sleeps: some ten milliseconds in the end. */
    private static long nanos(int times) {
        return SHORTEST << Math.min(times - YIELDS, DOUBLINGS);
    }
}
