package dev.poolscope.pool;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Tasks, of one pool or of several, in the order in which they end, for those who wait for whichever ends next. No
 * callbacks: a task with callbacks keeps its worker busy until they have returned, and waiting for a task must not
 * change what its pool does.
 *
 * <p>A task arrives under the lock of its core, in the moment in which it ends; whoever waits is woken without the lock.
 * Tasks know where they are to arrive only until they have; what has arrived is known only until it is taken.
 */
final class Arrivals {
    private final ConcurrentLinkedQueue<PoolTask<?>> arrived = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Thread> sleepers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger outstanding = new AtomicInteger();
    /** The core of the first task: its clock measures time limits. */
    private final AtomicReference<@Nullable PoolCore> core = new AtomicReference<>();
    /** Whether tasks of more than one core are or were among these. */
    private volatile boolean mixed;

    /** How many workers of the first task's core are counted as waiting for these; guarded by that core's lock. */
    int ownWaiters;
    /** Rises whenever all of {@link #ownWaiters} are taken off the count at once; guarded like them. */
    long ownEpisode;

    /** Waits for one more task; if it has ended it has arrived. */
    void watch(PoolTask<?> task) {
        PoolCore first = core.compareAndExchange(null, task.core);
        if (first != null && first != task.core && !mixed) {
            mixed = true;
            // From now on another pool may be the one to end the wait.
            first.waits.forget(this);
        }
        outstanding.incrementAndGet();
        if (!task.core.waits.watch(task, this)) {
            arrived.add(task);
            wake();
        }
    }

    /** Waits for a task no more; if it has arrived it can still be taken. */
    void unwatch(PoolTask<?> task) {
        if (task.core.waits.unwatch(task, this) && outstanding.decrementAndGet() == 0) {
            wake();
        }
    }

    /** Notes that a task has ended; called under the lock of its core. */
    void arrive(PoolTask<?> task) {
        arrived.add(task);
    }

    /** Wakes who waits; called without a lock. */
    void wake() {
        for (Thread sleeper : sleepers) {
            LockSupport.unpark(sleeper);
        }
    }

    /** Whether there is nothing to wait for: something has arrived, or nothing more will. */
    boolean needNoWait() {
        return !arrived.isEmpty() || outstanding.get() == 0;
    }

    /** Whether the first task belongs to this core, whose lock then guards how many of its workers wait. */
    boolean isFirst(PoolCore one) {
        return core.get() == one;
    }

    /** Whether all tasks, now and before, belong to one core. */
    boolean areAllOf(PoolCore one) {
        return !mixed && isFirst(one);
    }

    /** The clock by which time limits are measured. */
    NanoClock clock() {
        PoolCore first = core.get();
        return first == null ? NanoClock.SYSTEM : first.clock;
    }

    /** Takes a task that has ended, if there is one. */
    @Nullable
    PoolTask<?> poll() {
        PoolTask<?> task = arrived.poll();
        if (task != null && outstanding.decrementAndGet() == 0) {
            // Others who wait have nothing left to wait for.
            wake();
        }
        return task;
    }

    /**
     * Takes the next task that ends.
     *
     * @return the task; null if there is none to wait for
     */
    @Nullable
    PoolTask<?> take(Deadline deadline) throws InterruptedException, TimeoutException {
        PoolTask<?> task = poll();
        if (task != null || outstanding.get() == 0) {
            return task;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Worker worker = Worker.current();
        Worker own = worker != null && areAllOf(worker.core) ? worker : null;
        long counted = Waits.NOT_COUNTED;
        Thread self = Thread.currentThread();
        // Enlisted before the next look: what arrives in between wakes this thread or is seen.
        sleepers.add(self);
        try {
            while (true) {
                long left = deadline.left();
                if (left == OneShot.FOREVER && own != null) {
                    counted = own.core.waits.beginWaiting(own, this, counted);
                }
                // Looked at last, with nothing between this and parking that could use up the permit of an arrival.
                task = poll();
                if (task != null || outstanding.get() == 0) {
                    return task;
                }
                if (left == OneShot.FOREVER) {
                    LockSupport.park(this);
                } else if (left > 0) {
                    clock().parkNanos(this, left);
                } else {
                    throw new TimeoutException("None of " + outstanding + " unfinished tasks has ended in time");
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } finally {
            sleepers.remove(self);
            if (own != null) {
                own.core.waits.stopWaiting(own, this, counted);
            }
        }
    }
}
