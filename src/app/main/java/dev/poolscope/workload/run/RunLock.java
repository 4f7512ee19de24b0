package dev.poolscope.workload.run;

import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * The lock that the tasks of a run share: first come, first served, and it knows which task has it. A task that must wait for
 * it says so before, and when it goes on.
 *
 * <p>The task that releases it hands it to the one that has waited longest. From that moment on, and not from when the thread of
 * the other has woken up, the other has it: so a task that has released it, and may be over, is never named as its holder.
 *
 * <p>Safe for use by several threads.
 */
final class RunLock {
    /** The task that has the lock; 0 if none has. This and what follows is read, stamped and changed within the monitor. */
    private long holder;
    private boolean held;
    private @Nullable Waiter first;
    private @Nullable Waiter last;

    /** A task that waits, with the thread that is to be woken. */
    private static final class Waiter {
        private final long task;
        private final Thread thread = Thread.currentThread();
        private @Nullable Waiter next;
        /** When it got the lock, and of which task. */
        private long gotNanos;
        private long gotFrom;
        private volatile boolean hasLock;

        Waiter(long task) {
            this.task = task;
        }
    }

    /** Takes it; an interrupt ends the wait for it. To be released by the same thread. */
    void acquire(Hands.Hand hand) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before it asked for the lock");
        }
        Waiter waiter = new Waiter(hand.task());
        long nanos;
        long by;
        synchronized (this) {
            if (!held) {
                held = true;
                holder = waiter.task;
                return;
            }
            nanos = hand.nanos();
            by = holder;
            append(waiter);
        }
        boolean told = false;
        try {
            hand.blocked(nanos, new Obstacle.Lock(by));
            boolean got = await(waiter);
            hand.resumed(got ? waiter.gotNanos : hand.nanos(), got ? new Obstacle.Lock(waiter.gotFrom) : null);
            told = true;
            if (!got) {
                throw new InterruptedException("interrupted while it waited for the lock");
            }
        } finally {
            if (!told && !remove(waiter) && waiter.hasLock) {
                release(hand);
            }
        }
    }

    /** Whether it has the lock; otherwise it was interrupted, and waits no more. An interrupt that came too late for that is kept. */
    private boolean await(Waiter waiter) {
        boolean interrupted = false;
        while (!waiter.hasLock) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                interrupted = true;
                if (remove(waiter)) {
                    return false;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private void append(Waiter waiter) {
        if (last == null) {
            first = waiter;
        } else {
            last.next = waiter;
        }
        last = waiter;
    }

    /** Whether it waited until now. */
    private synchronized boolean remove(Waiter waiter) {
        Waiter before = null;
        Waiter at = first;
        while (at != null && at != waiter) {
            before = at;
            at = at.next;
        }
        if (at == null) {
            return false;
        }
        if (before == null) {
            first = waiter.next;
        } else {
            before.next = waiter.next;
        }
        if (waiter.next == null) {
            last = before;
        }
        return true;
    }

    /** Hands it to the task that has waited longest. */
    void release(Hands.Hand hand) {
        Waiter next;
        synchronized (this) {
            next = first;
            if (next == null) {
                held = false;
                holder = 0;
                return;
            }
            // Read first: if the clock throws, nothing has changed.
            next.gotNanos = hand.nanos();
            next.gotFrom = holder;
            boolean _ = remove(next);
            holder = next.task;
            next.hasLock = true;
        }
        LockSupport.unpark(next.thread);
    }
}
