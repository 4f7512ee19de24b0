package dev.poolscope.pool;

import org.jspecify.annotations.Nullable;

/** Ends tasks under the lock, in the thread of their worker: those that are watched or have failed, and those that something unexpected was thrown in. */
final class TaskCompletion {
    private final CoreState pool;
    private final Observers observers;

    TaskCompletion(CoreState pool, Observers observers) {
        this.pool = pool;
        this.observers = observers;
    }

    /**
     * Ends a task that is watched or has failed, whose code the worker has left. False if it has been cancelled: the worker is then not
     * freed yet.
     */
    <T extends @Nullable Object> boolean end(RosterEntry worker, PoolTask<T> task, @Nullable Object result,
            @Nullable Throwable failure) {
        boolean callbacks;
        long now;
        pool.lock.lock();
        try {
            now = pool.clock.nanoTime();
            if (!task.claimEnd()) {
                return false;
            }
            callbacks = task.hasCallbacks();
            if (callbacks) {
                pool.roster.beginsWrappingUp(worker);
            } else {
                // Free before the future is done: a thread that sees it done finds the worker free.
                worker.free(now);
            }
            if (failure != null) {
                pool.counters.taskFailed();
            }
            pool.starvation.taskEnds(task);
            task.finish(now, result, failure);
        } finally {
            pool.lock.unlock();
        }
        task.wakeWaiters();
        observers.taskEnded(now, task.taskId(), worker.id, task.queueNanos(), task.runNanos(), failure);
        task.runCallbacks();
        if (callbacks) {
            var _ = Thread.interrupted();
            pool.freeWrappedUp(worker);
        }
        return true;
    }

    /**
     * Deals with something unexpected that a worker's own code has thrown, a fault of this package or no memory for it: ends the
     * task in hand as failed. The worker can go on then.
     *
     * @param ending a task that the worker has claimed the end of, if any
     */
    void recover(RosterEntry worker, @Nullable PoolTask<?> ending, Throwable unexpected) {
        QueuedTask inHand = worker.task();
        PoolTask<?> task = ending != null ? ending : inHand instanceof PoolTask<?> future ? future : null;
        boolean ended = false;
        long now;
        pool.lock.lock();
        try {
            now = pool.clock.nanoTime();
            if (task != null && (ending != null ? !task.isDone() : task.claimEnd())) {
                pool.starvation.taskEnds(task);
                task.finish(now, null, unexpected);
                ended = true;
            }
            if (inHand != null) {
                if (ended || task == null) {
                    pool.counters.taskFailed();
                } else if (task.isCancelled()) {
                    pool.counters.cancelledTaskLeft();
                }
                pool.free(worker, now);
            }
        } finally {
            pool.lock.unlock();
        }
        if (task != null && ended) {
            task.wakeWaiters();
            observers.taskEnded(now, task.taskId(), worker.id, task.queueNanos(), task.runNanos(), unexpected);
            task.runCallbacks();
        } else if (task != null && inHand != null && task.isCancelled()) {
            task.leftWorker();
            observers.taskLeftWorker(now, task.taskId(), worker.id);
        }
        Log.warning(LogMessage.UNEXPECTED, worker.name, unexpected);
    }
}
