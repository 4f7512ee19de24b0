package dev.poolscope.pool;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Something that happens once and that threads can wait for. Takes no lock: the thread that fires it never waits for one
 * that waits, and waiting goes by the pool's own clock.
 */
final class Signal {
    /** A waiting time without an end. */
    static final long FOREVER = Long.MAX_VALUE;
    /** How long it is parked between two times of what is done meanwhile, at first, and how often that is doubled. */
    private static final long SHORTEST = 100_000;
    private static final int DOUBLINGS = 9;

    /** Linked early: at its first use there may be no memory or stack for that. */
    private static final Consumer<Thread> UNPARK = LockSupport::unpark;

    private final ConcurrentLinkedQueue<Thread> waiters = new ConcurrentLinkedQueue<>();
    private volatile boolean fired;

    void fire() {
        fired = true;
        for (Thread waiter = waiters.poll(); waiter != null; waiter = waiters.poll()) {
            LockSupport.unpark(waiter);
        }
    }

    boolean hasFired() {
        return fired;
    }

    /** Has all waiting threads look again whether they have something else to do meanwhile. */
    void nudge() {
        waiters.forEach(UNPARK);
    }

    /**
     * Waits at most that many nanoseconds.
     *
     * @return false if the time was up first
     */
    boolean await(NanoClock clock, long nanos) throws InterruptedException {
        return await(clock, nanos, () -> false);
    }

    /**
     * Waits at most that many nanoseconds, doing something meanwhile.
     *
     * @param meanwhile done now and then, less and less often, as long as it gives true
     * @return false if the time was up first
     */
    boolean await(NanoClock clock, long nanos, BooleanSupplier meanwhile) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (fired) {
            return true;
        }
        long start = clock.nanoTime();
        Thread self = Thread.currentThread();
        int times = 0;
        try {
            // Enlisted before the second look: a firing in between finds this thread or is seen by the loop.
            waiters.add(self);
            while (true) {
                boolean again = meanwhile.getAsBoolean();
                // A negative time is no time: subtracting from it could overflow into a long one.
                long left = nanos == FOREVER ? FOREVER : Math.max(0, nanos) - (clock.nanoTime() - start);
                // Looked at last, with nothing between this and parking that could use up the permit of a firing.
                if (fired) {
                    return true;
                }
                if (left <= 0) {
                    return false;
                } else if (again) {
                    LockSupport.parkNanos(this, Math.min(left, SHORTEST << Math.min(times++, DOUBLINGS)));
                } else if (left == FOREVER) {
                    LockSupport.park(this);
                } else {
                    clock.parkNanos(this, left);
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } finally {
            waiters.remove(self);
        }
    }
}
