package dev.poolscope.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * How tasks are cancelled: one by its future, or all that are pending by the pool, which keeps what they would have run. Either
 * way it is one step of a task's status that decides, so that a task that is taken, ends, or is cancelled by somebody else
 * at the same time is none of the canceller's business.
 */
final class Cancelling {
    private final PoolCore core;
    /** What the pool has cancelled, in the order of submission. Written under the lock, read without it. */
    private volatile List<CancelledTask<?>> cancelledTasks = List.of();

    Cancelling(PoolCore core) {
        this.core = core;
    }

    List<CancelledTask<?>> cancelledTasks() {
        return cancelledTasks;
    }

    /** Cancels everything in the queue, which is closed, and keeps it as {@link #cancelledTasks}. */
    @SuppressWarnings("GuardedBy") // called by the core, whose lock the checker does not recognize as this one
    List<QueuedTask> dropPending(long now, RejectedExecutionException cause) {
        assert core.lock.isHeldByCurrentThread();
        List<QueuedTask> dropped = core.queue.drain();
        // What somebody is cancelling at this moment is his.
        dropped.removeIf(task -> !task.claimPending());
        if (dropped.isEmpty()) {
            return dropped;
        }
        Instant wall = Instant.now();
        List<CancelledTask<?>> kept = new ArrayList<>(cancelledTasks.size() + dropped.size());
        kept.addAll(cancelledTasks);
        for (QueuedTask task : dropped) {
            kept.add(keep(task, Objects.requireNonNull(task.call()), now, wall, cause));
        }
        core.ledger.pendingTasksCancelled(dropped.size());
        // Whoever sees a task cancelled by the pool finds it here.
        cancelledTasks = List.copyOf(kept);
        for (QueuedTask task : dropped) {
            if (task instanceof PoolTask<?> future) {
                core.waits.taskEnds(future);
                future.finishCancelled(now, cause);
            }
        }
        return dropped;
    }

    private static <T extends @Nullable Object> CancelledTask<T> keep(QueuedTask task, TaskCall<T> call, long now,
            Instant wall, RejectedExecutionException cause) {
        long age = now - task.submittedNanos();
        return new CancelledTask<>(call, task.taskId(), wall.minusNanos(age), Duration.ofNanos(age), cause);
    }

    void announceDropped(Collection<QueuedTask> dropped, long now, RejectedExecutionException cause) {
        for (QueuedTask task : dropped) {
            if (task instanceof PoolTask<?> future) {
                future.wakeWaiters();
            }
        }
        for (QueuedTask task : dropped) {
            core.observers.taskCancelled(now, task.taskId(), 0, now - task.submittedNanos(), 0, cause);
            if (task instanceof PoolTask<?> future) {
                future.runCallbacks();
            }
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // others have only a few instructions to go
    boolean cancel(PoolTask<?> task, boolean interrupt) {
        while (true) {
            int seen = task.status;
            if (PoolTask.isFinal(seen)) {
                return false;
            }
            if (PoolTask.phase(seen) == PoolTask.ENDING || (seen & PoolTask.INTERRUPTING) != 0) {
                Thread.yield();
                continue;
            }
            long now = core.clock.nanoTime();
            if ((seen & PoolTask.WATCHED) == 0
                    ? cancelIf(task, seen, interrupt, now)
                    : cancelWatchedIf(task, seen, interrupt, now)) {
                afterCancelling(task, seen, interrupt, now);
                return true;
            }
        }
    }

    private boolean cancelWatchedIf(PoolTask<?> task, int seen, boolean interrupt, long now) {
        core.lock.lock();
        try {
            if (!cancelIf(task, seen, interrupt, now)) {
                return false;
            }
            core.waits.taskEnds(task);
            return true;
        } finally {
            core.lock.unlock();
        }
    }

    /** Cancels a task if its status is still the one that was seen. */
    private boolean cancelIf(PoolTask<?> task, int seen, boolean interrupt, long now) {
        if (!task.claimCancel(seen, interrupt)) {
            return false;
        }
        if ((seen & PoolTask.STARTED) != 0) {
            core.ledger.runningTaskCancelled();
        } else {
            core.ledger.pendingTasksCancelled(1);
        }
        task.finishCancelled(now, null);
        return true;
    }

    private void afterCancelling(PoolTask<?> task, int seen, boolean interrupt, long now) {
        try {
            if (PoolTask.interrupts(seen, interrupt)) {
                task.deliverInterrupt(task.runner());
            }
        } finally {
            task.wakeWaiters();
            core.observers.taskCancelled(now, task.taskId(), task.workerId(), task.queueNanos(), task.runNanos(), null);
            task.runCallbacks();
        }
    }
}
