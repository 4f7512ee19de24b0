package dev.poolscope.pool;

import java.util.Map;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * Waiting for tasks, and noticing when it starves the pool: when every worker the pool may have waits, without a
 * time limit, for an unfinished task of the same pool (or for whichever of several ends next), none is left to finish
 * one. A worker counts as waiting from the moment in which it finds the task unfinished to the moment in which the
 * task ends, whenever the worker gets to run again.
 */
final class StarvationDetector {
    /** Who has so many later tasks to wait for as well does not look for this one: that would only hold up its worker. */
    private static final int LATER = 16;
    /** The ticket of a worker that is not counted as waiting for {@link CompletionQueue}. */
    static final long NOT_COUNTED = -1;

    private final PoolCore core;
    /** Of all who wait for a task of this pool. */
    private final SpinBudget spins = new SpinBudget(16);
    @GuardedBy("core.lock")
    private int waiting;
    /** Whether the episode of starvation that is going on has been told. */
    @GuardedBy("core.lock")
    private boolean starved;

    StarvationDetector(PoolCore core) {
        this.core = core;
    }

    @SuppressWarnings("GuardedBy") // called by the core, whose lock the checker does not recognize as this one
    int waiting() {
        assert core.lock.isHeldByCurrentThread();
        return waiting;
    }

    // ---------------------------------------------------------------- for one task

    /** Looks for the end of a task, as long as that is worth it, before the caller sleeps. Gives whether it has ended. */
    boolean look(PoolTask<?> task) {
        return !Thread.currentThread().isVirtual() && core.queue.accepted() - task.taskId() < LATER
                && spins.look(task::isDone, SpinBudget.ONE);
    }

    /** Learns that a task for which a look was in vain has ended while the caller slept. */
    void slept() {
        spins.slept();
    }

    /** Waits for a task to end; false if the time was up first. */
    boolean await(PoolTask<?> task, long nanos) throws InterruptedException {
        Worker own = nanos == Signal.FOREVER && Worker.currentIsOf(core) ? Worker.current() : null;
        if (own == null) {
            return task.sleep(nanos);
        }
        Map<Integer, Long> starving = null;
        boolean counted;
        long now;
        Stack.require();
        core.lock.lock();
        try {
            now = core.clock.nanoTime();
            counted = task.addOwnWaiter();
            if (counted) {
                starving = countOneMore(own, task.taskId());
            }
        } finally {
            core.lock.unlock();
        }
        try {
            if (starving != null) {
                tellStarved(now, starving, "task " + task.taskId());
            }
            return task.sleep(nanos);
        } finally {
            if (counted) {
                stopWaiting(own, task);
            }
        }
    }

    private void stopWaiting(Worker own, PoolTask<?> task) {
        core.lock.lock();
        try {
            own.awaited = Worker.NOTHING;
            // A task that has ended has already taken all who wait for it off the count.
            if (!task.status().isDone()) {
                task.ownWaiters--;
                countLess(1);
            }
        } finally {
            core.lock.unlock();
        }
    }

    /** A task that ends is waited for no more, whenever its waiters get to run. */
    @SuppressWarnings("GuardedBy") // called by the core, whose lock the checker does not recognize as this one
    void taskEnds(PoolTask<?> task) {
        assert core.lock.isHeldByCurrentThread();
        countLess(task.ownWaiters);
        task.ownWaiters = 0;
        task.forgetWaiters(this);
    }

    // ---------------------------------------------------------------- for whichever of several ends next

    /** Has a task arrive there when it ends; false if it has ended already. */
    boolean watch(PoolTask<?> task, CompletionQueue.Arrival arrival) {
        boolean watched;
        core.lock.lock();
        try {
            watched = task.attach(arrival);
        } finally {
            core.lock.unlock();
        }
        if (!watched) {
            task.awaitOutcome();
        }
        return watched;
    }

    /** Undoes {@link #watch}; false if there was nothing to undo. */
    boolean unwatch(PoolTask<?> task, CompletionQueue completionQueue) {
        core.lock.lock();
        try {
            return task.unwatch(completionQueue);
        } finally {
            core.lock.unlock();
        }
    }

    /**
     * Counts the calling worker as waiting for the next arrival, unless it is counted already or has nothing
     * to wait for.
     *
     * @param own the calling worker
     * @param ticket what this gave the last time
     * @return a ticket that holds until something arrives
     */
    long beginWaiting(Worker own, CompletionQueue completionQueue, long ticket) {
        Map<Integer, Long> starving;
        long counted;
        long now;
        Stack.require();
        core.lock.lock();
        try {
            counted = completionQueue.ownEpisode;
            if (ticket == counted || completionQueue.needNoWait() || !completionQueue.areAllOf(core)) {
                return ticket;
            }
            now = core.clock.nanoTime();
            completionQueue.ownWaiters++;
            starving = countOneMore(own, Worker.ANY_OF_SEVERAL);
        } finally {
            core.lock.unlock();
        }
        if (starving != null) {
            boolean refused = true;
            try {
                tellStarved(now, starving, "one of several tasks");
                refused = false;
            } finally {
                if (refused) {
                    stopWaiting(own, completionQueue, counted);
                }
            }
        }
        return counted;
    }

    void stopWaiting(Worker own, CompletionQueue completionQueue, long ticket) {
        core.lock.lock();
        try {
            own.awaited = Worker.NOTHING;
            // The number of the episode has risen if what arrived has already taken this worker off the count.
            if (ticket == completionQueue.ownEpisode) {
                completionQueue.ownWaiters--;
                countLess(1);
            }
        } finally {
            core.lock.unlock();
        }
    }

    /** Takes all who wait for these off the count. */
    void forget(CompletionQueue completionQueue) {
        core.lock.lock();
        try {
            forgetWaiters(completionQueue);
        } finally {
            core.lock.unlock();
        }
    }

    @SuppressWarnings("GuardedBy") // called by the task, whose core's lock the checker does not recognize as this one
    void forgetWaiters(CompletionQueue completionQueue) {
        assert core.lock.isHeldByCurrentThread();
        if (completionQueue.isFirst(core) && completionQueue.ownWaiters > 0) {
            countLess(completionQueue.ownWaiters);
            completionQueue.ownWaiters = 0;
            completionQueue.ownEpisode++;
        }
    }

    // ---------------------------------------------------------------- the count

    /** Counts a worker that begins to wait; if it is the one that starves the pool, gives who waits for what. */
    @GuardedBy("core.lock")
    private @Nullable Map<Integer, Long> countOneMore(Worker own, long awaited) {
        own.awaited = awaited;
        waiting++;
        if (waiting < core.maxWorkers || starved) {
            return null;
        }
        starved = true;
        try {
            return core.awaited();
        } catch (OutOfMemoryError noMemory) {
            // It is told without saying who waits for what.
            return Map.of();
        }
    }

    @GuardedBy("core.lock")
    private void countLess(int waiters) {
        waiting -= waiters;
        starved &= waiting == core.maxWorkers;
    }

    private void tellStarved(long now, Map<Integer, Long> waits, String awaited) {
        core.observers.starved(now, waits);
        if (core.options.failOnStarvation()) {
            throw new StarvationException("Waiting for " + awaited + " would starve pool " + core.name + ": all "
                    + core.maxWorkers + " of its workers would wait for tasks that none is left to run");
        }
    }
}
