package dev.poolscope.pool;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Something that happens once and that threads can wait for. Takes no lock: whoever fires it never waits for whoever
 * waits, and waiting goes by the pool's own clock.
 */
final class OneShot {
    /** A waiting time without an end. */
    static final long FOREVER = Long.MAX_VALUE;

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

    /**
     * Waits at most that many nanoseconds.
     *
     * @return false if the time was up first
     */
    boolean await(NanoClock clock, long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (fired) {
            return true;
        }
        long start = clock.nanoTime();
        Thread self = Thread.currentThread();
        // Enlisted before the second look: a firing in between finds this thread or is seen by the loop.
        waiters.add(self);
        try {
            while (true) {
                // A negative time is no time: subtracting from it could overflow into a long one.
                long left = nanos == FOREVER ? FOREVER : Math.max(0, nanos) - (clock.nanoTime() - start);
                // Looked at last, with nothing between this and parking that could use up the permit of a firing.
                if (fired) {
                    return true;
                }
                if (left == FOREVER) {
                    LockSupport.park(this);
                } else if (left > 0) {
                    clock.parkNanos(this, left);
                } else {
                    return false;
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } finally {
            waiters.remove(self);
        }
    }

    /** Waits as {@link #await}, but through interruptions, which are told to the thread again at the end. */
    boolean awaitUninterruptibly(NanoClock clock, long nanos) {
        boolean interrupted = false;
        long start = clock.nanoTime();
        long left = nanos;
        try {
            while (true) {
                try {
                    return await(clock, left);
                } catch (InterruptedException _) {
                    interrupted = true;
                    if (nanos != FOREVER) {
                        left = Math.max(nanos, 0) - (clock.nanoTime() - start);
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
