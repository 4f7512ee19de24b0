package dev.poolscope.pool;

import java.util.Map;

/**
 * Waiting for tasks, and noticing when it starves the pool: when every worker the pool may have waits, without a
 * time limit, for an unfinished task of the same pool (or for whichever of several ends next), none is left to finish
 * one. A worker counts as waiting from the moment in which it finds the task unfinished to the moment in which the
 * task ends, whenever the worker gets to run again.
 */
final class StarvationDetector {
    /** A worker with so many later tasks to wait for as well does not look for this one: that would only hold up its worker. */
    private static final int LATER = 16;
    /** The ticket of a worker that is not counted as waiting for {@link CompletionQueue}. */
    static final long NOT_COUNTED = -1;

    private final CoreState pool;
    private final Observers observers;
    private final boolean failOnStarvation;
    /** Of all workers that wait for a task of this pool. */
    private final SpinBudget spins = new SpinBudget(16);

    StarvationDetector(CoreState pool, Observers observers, boolean failOnStarvation) {
        this.pool = pool;
        this.observers = observers;
        this.failOnStarvation = failOnStarvation;
    }

    // ---------------------------------------------------------------- for one task

    /** Looks for the end of a task, as long as that is worth it, before the caller sleeps. Gives whether it has ended. */
    boolean look(PoolTask<?> task) {
        return !Thread.currentThread().isVirtual() && pool.queue.accepted() - task.taskId() < LATER
                && spins.look(task::isDone, SpinBudget.ONE);
    }

    /** Learns that a task for which a look was in vain has ended while the caller slept. */
    void slept() {
        spins.slept();
    }

    /** Waits for a task to end; false if the time was up first. */
    boolean await(PoolTask<?> task, long nanos) throws InterruptedException {
        RosterEntry own = nanos == Signal.FOREVER ? CurrentWorker.of(pool) : null;
        if (own == null) {
            return task.sleep(nanos);
        }
        Map<Integer, Long> starving = null;
        boolean counted;
        long now;
        Stack.require();
        pool.lock.lock();
        try {
            now = pool.clock.nanoTime();
            counted = task.addOwnWaiter();
            if (counted) {
                starving = pool.starvation.begin(own, task.taskId());
            }
        } finally {
            pool.lock.unlock();
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

    private void stopWaiting(RosterEntry own, PoolTask<?> task) {
        pool.lock.lock();
        try {
            // A task that has ended has already taken all workers that wait for it off the count.
            boolean counted = !task.status().isDone();
            task.ownWaiters -= counted ? 1 : 0;
            pool.starvation.end(own, counted);
        } finally {
            pool.lock.unlock();
        }
    }

    // ---------------------------------------------------------------- for whichever of several ends next

    /** Has a task arrive there when it ends; false if it has ended already. */
    boolean watch(PoolTask<?> task, CompletionQueue.Arrival arrival) {
        boolean watched;
        pool.lock.lock();
        try {
            watched = task.attach(arrival);
        } finally {
            pool.lock.unlock();
        }
        if (!watched) {
            task.awaitOutcome();
        }
        return watched;
    }

    /** Undoes {@link #watch}; false if there was nothing to undo. */
    boolean unwatch(PoolTask<?> task, CompletionQueue completionQueue) {
        pool.lock.lock();
        try {
            return task.unwatch(completionQueue);
        } finally {
            pool.lock.unlock();
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
    long beginWaiting(RosterEntry own, CompletionQueue completionQueue, long ticket) {
        Map<Integer, Long> starving;
        long counted;
        long now;
        Stack.require();
        pool.lock.lock();
        try {
            counted = completionQueue.ownEpisode;
            if (ticket == counted || completionQueue.needNoWait() || !completionQueue.areAllOf(pool)) {
                return ticket;
            }
            now = pool.clock.nanoTime();
            completionQueue.ownWaiters++;
            starving = pool.starvation.begin(own, RosterEntry.ANY_OF_SEVERAL);
        } finally {
            pool.lock.unlock();
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

    void stopWaiting(RosterEntry own, CompletionQueue completionQueue, long ticket) {
        pool.lock.lock();
        try {
            // The number of the episode has risen if what arrived has already taken this worker off the count.
            boolean counted = ticket == completionQueue.ownEpisode;
            completionQueue.ownWaiters -= counted ? 1 : 0;
            pool.starvation.end(own, counted);
        } finally {
            pool.lock.unlock();
        }
    }

    /** Takes all workers that wait for these off the count. */
    void forget(CompletionQueue completionQueue) {
        pool.lock.lock();
        try {
            if (completionQueue.isFirst(pool)) {
                pool.starvation.forget(completionQueue);
            }
        } finally {
            pool.lock.unlock();
        }
    }

    private void tellStarved(long now, Map<Integer, Long> waits, String awaited) {
        observers.starved(now, waits);
        if (failOnStarvation) {
            throw new StarvationException("Waiting for " + awaited + " would starve pool " + pool.name + ": all "
                    + pool.maxWorkers + " of its workers would wait for tasks that none is left to run");
        }
    }
}
