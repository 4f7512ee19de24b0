package dev.poolscope.workload.run;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lock that the tasks of a run share: first come, first served, and it knows which task has it. A task that must wait
 * for it says so before, and when it goes on.
 */
final class RunLock {
    /**
     * Fair, so that the task that waits longest is next: otherwise chance would decide, and the holder mostly take it again.
     */
    private final ReentrantLock lock = new ReentrantLock(true);
    /** The task that has the lock, or had it last. Stamped and changed within this object's monitor, and nothing else is. */
    private long holder;

    /** Takes it; an interrupt ends the wait for it. To be released by the same thread. */
    void acquire(Hands.Hand hand) throws InterruptedException {
        // Unlike the form without a time, this one does not overtake waiting tasks.
        if (lock.tryLock(0, TimeUnit.NANOSECONDS)) {
            take(hand, false);
            return;
        }
        block(hand);
        boolean taken = false;
        try {
            lock.lockInterruptibly();
            taken = true;
        } finally {
            if (!taken) {
                hand.resumed(hand.nanos(), null);
            }
        }
        take(hand, true);
    }

    private void block(Hands.Hand hand) {
        long nanos;
        long by;
        synchronized (this) {
            nanos = hand.nanos();
            by = holder;
        }
        hand.blocked(nanos, new Obstacle.Lock(by));
    }

    private void take(Hands.Hand hand, boolean waited) {
        boolean reported = false;
        try {
            long nanos;
            long before;
            synchronized (this) {
                nanos = waited ? hand.nanos() : 0;
                before = holder;
                holder = hand.task();
            }
            if (waited) {
                hand.resumed(nanos, new Obstacle.Lock(before));
            }
            reported = true;
        } finally {
            if (!reported) {
                lock.unlock();
            }
        }
    }

    void release() {
        lock.unlock();
    }
}
