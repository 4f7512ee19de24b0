package dev.poolscope.pool;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * Waiting for tasks, and noticing when it starves the pool: when every worker the pool may have waits, without a
 * time limit, for an unfinished task of the same pool, none is left to finish one. A worker counts as waiting from
 * the moment in which it finds the task unfinished to the moment in which the task ends, whenever the worker gets to
 * run again.
 */
final class Waits {
    private final PoolCore core;
    @GuardedBy("core.lock")
    private int waiting;
    /** Whether the episode of starvation that is going on has been told. */
    @GuardedBy("core.lock")
    private boolean starved;

    Waits(PoolCore core) {
        this.core = core;
    }

    @SuppressWarnings("GuardedBy") // called by the core, whose lock the checker does not recognize as this one
    int waiting() {
        assert core.lock.isHeldByCurrentThread();
        return waiting;
    }

    /** Waits for a task to end; false if the time was up first. */
    boolean await(PoolTask<?> task, long nanos) throws InterruptedException {
        boolean own = nanos == OneShot.FOREVER && Worker.currentIsOf(core);
        boolean refuse = false;
        int starving = 0;
        OneShot signal;
        long now = 0;
        core.lock.lock();
        try {
            if (task.status().isDone()) {
                return true;
            }
            signal = task.signal();
            if (own) {
                task.ownWaiters++;
                waiting++;
                if (waiting == core.maxWorkers && !starved) {
                    starved = true;
                    starving = waiting;
                    now = core.clock.nanoTime();
                    refuse = core.options.failOnStarvation();
                }
            }
        } finally {
            core.lock.unlock();
        }
        try {
            if (starving > 0) {
                core.observers.starved(now, starving);
            }
            if (refuse) {
                throw new StarvationException(
                        "Waiting for task " + task.taskId() + " would starve pool " + core.name + ": all "
                                + core.maxWorkers + " of its workers would wait for tasks that none is left to run");
            }
            return signal.await(core.clock, nanos);
        } finally {
            if (own) {
                stopWaiting(task);
            }
        }
    }

    private void stopWaiting(PoolTask<?> task) {
        core.lock.lock();
        try {
            // A task that has ended has already taken all who wait for it off the count.
            if (!task.status().isDone()) {
                task.ownWaiters--;
                waiting--;
                starved &= waiting == core.maxWorkers;
            }
        } finally {
            core.lock.unlock();
        }
    }

    /** A task that ends is waited for no more, whenever its waiters get to run. */
    @SuppressWarnings("GuardedBy") // called by the core, whose lock the checker does not recognize as this one
    void taskEnds(PoolTask<?> task) {
        assert core.lock.isHeldByCurrentThread();
        waiting -= task.ownWaiters;
        task.ownWaiters = 0;
        starved &= waiting == core.maxWorkers;
    }
}
