package dev.poolscope.pool;

import java.util.concurrent.locks.ReentrantLock;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * Workers that have retired but whose threads may not have ended: join and shutdown wait for them too. Adding one takes no memory.
 */
final class EndingThreads {
    /** The pool's. */
    private final ReentrantLock lock;
    @GuardedBy("lock")
    private @Nullable RosterEntry last;
    @GuardedBy("lock")
    private int count;
    @GuardedBy("lock")
    private int pruneAt = 64;

    EndingThreads(ReentrantLock lock) {
        this.lock = lock;
    }

    void add(RosterEntry worker) {
        lock.lock();
        try {
            if (count >= pruneAt) {
                prune();
                pruneAt = Math.max(64, 2 * count);
            }
            worker.nextEnding = last;
            last = worker;
            count++;
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void prune() {
        RosterEntry kept = null;
        int alive = 0;
        RosterEntry worker = last;
        while (worker != null) {
            RosterEntry next = worker.nextEnding;
            worker.nextEnding = null;
            if (isAlive(worker)) {
                worker.nextEnding = kept;
                kept = worker;
                alive++;
            }
            worker = next;
        }
        last = kept;
        count = alive;
    }

    private static boolean isAlive(RosterEntry worker) {
        Thread thread = worker.thread;
        return thread != null && thread.isAlive();
    }

    /** Waits for threads that have nothing more to do but end. */
    void await() {
        boolean interrupted = false;
        while (true) {
            Thread next = null;
            lock.lock();
            try {
                RosterEntry worker = last;
                while (worker != null && (!isAlive(worker) || Thread.currentThread().equals(worker.thread))) {
                    last = worker.nextEnding;
                    count--;
                    worker.nextEnding = null;
                    worker = last;
                }
                next = worker == null ? null : worker.thread;
            } finally {
                lock.unlock();
            }
            if (next == null) {
                break;
            }
            try {
                next.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
