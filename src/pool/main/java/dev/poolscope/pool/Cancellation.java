package dev.poolscope.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * How tasks are cancelled: one by its future, or all that are pending by the pool, which keeps what they would have run.
 * Either way it is one step of a task's status that decides, so that a task that is taken, ends, or is cancelled otherwise
 * at the same time is none of the canceller's business. What follows on that step neither fails nor needs memory.
 *
 * <p><b>By the pool</b> it happens once at most, when the pool breaks or is shut down, in three steps. Under the lock
 * the queue is closed and {@linkplain DroppedQueue dropped}, and time and cause are noted, which all the tasks share: a few assignments,
 * however many there are. Then, without the lock, the tasks are {@linkplain #run claimed and cancelled} one after another, each
 * counted before its status says so. When all are, waiters are woken; then observers and callbacks are called, task
 * by task ({@link #announce}). From outside: as soon as the first task is cancelled, no other one is started; a
 * snapshot that is taken meanwhile shows some as cancelled and the others as still pending; and a thread that finds a task cancelled by the
 * pool finds it among {@link #cancelledTasks}.
 *
 * <p>What is kept are the tasks themselves, in the places of the queue; nothing is made for them until it is asked for. If
 * the thread that claims them fails all the same, the next thread that waits for the end continues there.
 */
final class Cancellation {
    private final CoreState pool;
    private final Observers observers;
    private final DroppedQueue dropped;
    private final TaskQueue.Drop.Kept announced = new TaskQueue.Drop.Kept();
    /** Whether a thread is claiming tasks; it is the only one that may. */
    private final AtomicBoolean running = new AtomicBoolean();

    /** Whether all has been claimed that stood in the queue. */
    private volatile boolean complete;
    /** Those that came late, the last one first; see {@link #sweep}. */
    private volatile @Nullable Late late;
    /** What {@link #cancelledTasks} has given, since all was claimed. */
    private volatile @Nullable List<CancelledTask<?>> told;

    /** The task that was claimed and not cancelled yet; of the thread that claims. */
    private @Nullable QueuedTask inHand;

    /** Whether there is a thread to unpark or a callback to call for a task that was claimed; of the thread that claims. */
    private volatile boolean concernsOthers;

    /** A task that was left in the queue by a submitter that failed behind that. */
    static final class Late {
        private @Nullable QueuedTask task;
        private @Nullable Late before;
    }

    Cancellation(CoreState pool, Observers observers) {
        this.pool = pool;
        this.observers = observers;
        dropped = pool.dropped;
    }

    // ---------------------------------------------------------------- by the pool

    /** Claims and cancels what is left to be, unless another thread is at it. */
    void run() {
        if (!dropped.hasBegun() || complete || !running.compareAndSet(false, true)) {
            return;
        }
        try {
            while (true) {
                QueuedTask task = inHand == null ? pool.queue.drop(dropped.drop) : inHand;
                if (task == null) {
                    break;
                }
                inHand = task;
                cancelDropped(task);
                inHand = null;
            }
            complete = true;
        } finally {
            running.set(false);
        }
    }

    private void cancelDropped(QueuedTask task) {
        // Counted before the status says so.
        pool.counters.taskDropped(1);
        if (task instanceof PoolTask<?> future) {
            if (!cancelDropped(future)) {
                // What another thread is cancelling at this moment is left to it.
                pool.counters.taskDropped(-1);
            } else if (!concernsOthers && future.concernsOthers()) {
                concernsOthers = true;
            }
        }
    }

    private boolean cancelDropped(PoolTask<?> task) {
        int seen = task.status;
        while (PoolTask.phase(seen) == PoolTask.PENDING) {
            if ((seen & PoolTask.WATCHED) == 0 ? task.drop(seen) : dropWatched(task)) {
                return true;
            }
            seen = task.status;
        }
        return false;
    }

    private boolean dropWatched(PoolTask<?> task) {
        pool.lock.lock();
        try {
            if (!task.drop(task.status)) {
                return false;
            }
            pool.starvation.taskEnds(task);
            task.arriveDropped();
            return true;
        } finally {
            pool.lock.unlock();
        }
    }

    /** Unparks the threads that wait for what was dropped, then reports it. Called once, by the thread that has begun. */
    void announce() {
        if (!observers.observed && !concernsOthers) {
            return;
        }
        announced.begin(dropped.drop);
        for (QueuedTask task = announced.next(); task != null; task = announced.next()) {
            if (task instanceof PoolTask<?> future && future.isDropped()) {
                future.wakeWaiters();
            }
        }
        announced.begin(dropped.drop);
        for (QueuedTask task = announced.next(); task != null; task = announced.next()) {
            if (task.isDropped()) {
                tell(task);
            }
        }
    }

    private void tell(QueuedTask task) {
        observers.taskCancelled(dropped.nanos(), task.taskId(), 0, dropped.nanos() - task.submittedNanos(), 0,
                dropped.cause());
        if (task instanceof PoolTask<?> future) {
            future.runCallbacks();
        }
    }

    /**
     * Goes on where a thread has failed, and looks for what submitters have left in the queue that failed or were held up.
     * Called by threads that wait for the end, now and then.
     */
    void sweep() {
        if (!dropped.hasBegun()) {
            pool.queue.sweep();
            return;
        }
        run();
        if (!complete || !dropped.drop.hasHoles() || !running.compareAndSet(false, true)) {
            return;
        }
        Late first = late;
        try {
            Late next = new Late();
            for (QueuedTask task = pool.queue.sweep(dropped.drop); task != null; task = pool.queue
                    .sweep(dropped.drop)) {
                next.task = task;
                next.before = late;
                late = next;
                cancelDropped(task);
                next = new Late();
            }
        } finally {
            running.set(false);
        }
        for (Late one = late; one != null && one != first; one = one.before) {
            QueuedTask task = Objects.requireNonNull(one.task);
            if (task.isDropped()) {
                if (task instanceof PoolTask<?> future) {
                    future.wakeWaiters();
                }
                tell(task);
            }
        }
    }

    /** What the pool has cancelled, in the order of submission. */
    List<CancelledTask<?>> cancelledTasks() {
        List<CancelledTask<?>> known = told;
        if (known != null) {
            return known;
        }
        if (!dropped.hasBegun()) {
            return List.of();
        }
        // The tasks are cancelled in one step, as far as can be seen here: a thread that has found one waits for the
        // others to be claimed.
        run();
        for (int waited = 0; waited < PATIENCE && !complete; waited++) {
            Backoff.pause(waited);
        }
        boolean all = complete && (!dropped.drop.hasHoles() || pool.isTerminated());
        List<QueuedTask> kept = kept();
        List<CancelledTask<?>> cancelled = new ArrayList<>(kept.size());
        // Both clocks at this moment tell what the wall clock showed at the submissions.
        Instant wall = Instant.now();
        long now = pool.clock.nanoTime();
        for (QueuedTask task : kept) {
            cancelled.add(cancelled(task, Objects.requireNonNull(task.call()),
                    wall.minusNanos(now - task.submittedNanos())));
        }
        cancelled = Collections.unmodifiableList(cancelled);
        if (all) {
            told = cancelled;
        }
        return cancelled;
    }

    private <T extends @Nullable Object> CancelledTask<T> cancelled(QueuedTask task, TaskCall<T> call,
            Instant submitted) {
        long age = Math.max(0, dropped.nanos() - task.submittedNanos());
        return new CancelledTask<>(call, task.taskId(), submitted, Duration.ofNanos(age), dropped.cause());
    }

    /** The same as what {@link java.util.concurrent.ExecutorService#shutdownNow} gives. */
    List<Runnable> runnables() {
        List<Runnable> runnables = new ArrayList<>();
        for (QueuedTask task : kept()) {
            runnables.add(switch (task) {
                case PoolTask<?> future -> future;
                case ExecutedTask executed -> executed.runnable();
            });
        }
        return runnables;
    }

    /** The tasks that the pool has cancelled, in the order of submission. */
    private List<QueuedTask> kept() {
        List<QueuedTask> kept = new ArrayList<>();
        if (!dropped.hasBegun()) {
            return kept;
        }
        TaskQueue.Drop.Kept all = new TaskQueue.Drop.Kept();
        all.begin(dropped.drop);
        for (QueuedTask task = all.next(); task != null; task = all.next()) {
            if (task.isDropped()) {
                kept.add(task);
            }
        }
        boolean sorted = true;
        for (Late one = late; one != null; one = one.before) {
            QueuedTask task = Objects.requireNonNull(one.task);
            if (task.isDropped()) {
                kept.add(task);
                sorted = false;
            }
        }
        if (!sorted) {
            kept.sort(Comparator.comparingLong(QueuedTask::taskId));
        }
        return kept;
    }

    // ---------------------------------------------------------------- by its future

    /** How often it is waited for the thread that is about to end the task: about a second in all. */
    private static final int PATIENCE = 160;
    /** How often a task is made final if there is no memory for that: about three seconds in all. */
    private static final int MEMORY_PATIENCE = 360;

    boolean cancel(PoolTask<?> task, boolean interrupt) {
        Stack.require();
        int waited = 0;
        while (true) {
            int seen = task.status;
            if (PoolTask.isFinal(seen)) {
                return false;
            }
            if (PoolTask.phase(seen) == PoolTask.ENDING) {
                if (waited == PATIENCE) {
                    return false;
                }
                Backoff.pause(waited++);
                continue;
            }
            long now = pool.clock.nanoTime();
            RosterEntry by = task.runner();
            if ((seen & PoolTask.WATCHED) == 0
                    ? cancelIf(task, seen, interrupt, now)
                    : cancelWatchedIf(task, seen, interrupt, now)) {
                afterCancelling(task, by, PoolTask.interrupts(seen, interrupt), now);
                return true;
            }
        }
    }

    private boolean cancelWatchedIf(PoolTask<?> task, int seen, boolean interrupt, long now) {
        pool.lock.lock();
        try {
            if (!cancelIf(task, seen, interrupt, now)) {
                return false;
            }
            pool.starvation.taskEnds(task);
            return true;
        } finally {
            pool.lock.unlock();
        }
    }

    /** Cancels a task if its status is still the one that was seen. */
    private boolean cancelIf(PoolTask<?> task, int seen, boolean interrupt, long now) {
        if (!task.claimCancel(seen, interrupt)) {
            return false;
        }
        if ((seen & PoolTask.STARTED) != 0) {
            pool.counters.runningTaskCancelled();
        } else {
            pool.counters.pendingTaskCancelled();
        }
        finish(task, now);
        return true;
    }

    /**
     * Makes a task final that was claimed. Nothing in there takes memory by itself; but compiled code that is given up may need
     * some for objects that it had done without, anywhere. A task that stayed claimed would never end, so this tries again.
     */
    private static void finish(PoolTask<?> task, long now) {
        int tried = 0;
        while (true) {
            try {
                task.finishCancelled(now);
                return;
            } catch (OutOfMemoryError noMemory) {
                if (PoolTask.isFinal(task.status) || tried == MEMORY_PATIENCE) {
                    throw noMemory;
                }
                Backoff.pause(tried++);
            }
        }
    }

    private void afterCancelling(PoolTask<?> task, @Nullable RosterEntry by, boolean interrupt, long now) {
        if (interrupt) {
            task.deliverInterrupt(by == null ? null : by.thread);
        }
        task.wakeWaiters();
        observers.taskCancelled(now, task.taskId(), by == null ? 0 : by.id, task.queueNanos(), task.runNanos(),
                null);
        task.runCallbacks();
    }
}
