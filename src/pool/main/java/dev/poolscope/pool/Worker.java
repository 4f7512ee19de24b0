package dev.poolscope.pool;

import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * What the thread of one worker runs. What the pool knows of it stands in its {@link RosterEntry}; everything here is of that one
 * thread.
 *
 * <p><b>Searching.</b> An idle worker looks at the queue for a while before it sleeps, if no other one does so already and as
 * long as its {@link SpinBudget} allows. One that was woken and finds nothing sleeps again at once. While the first task is only about to
 * be put in its place, by a thread that may be held up, it sleeps too, but only for a short time: see {@link #nap}.
 *
 * <p><b>Failures.</b> What the pool's own code throws in a worker, which is a fault or means that there is no memory, does not
 * take the worker with it: what it has taken from the queue is kept in {@link #taken}, what it runs in {@link RosterEntry#task} and
 * what it ends in {@link #ending}, so that it can end the task as failed and go on. Replacing it, as the JDK's pools do,
 * would need memory and a thread, of which there may be none at such a moment. Only if it fails several times in a row, with no task
 * done in between, does the pool break.
 */
final class Worker implements Runnable {
    /** So many failures in a row, with no task done, break the pool. */
    private static final int FAILURES = 5;
    /** So many times it is looked again at once for a task that is about to be put there. */
    private static final int LOOKS = 20;
    /** So many times it is tried to begin, if there is no memory for that: about three seconds. */
    private static final int PATIENCE = 360;
    private static final long SHORTEST_NAP = 50_000;
    private static final long LONGEST_NAP = 10_000_000;

    private final PoolCore core;
    private final RosterEntry entry;
    private final CurrentWorker current;
    /** Where it stands in the queue. */
    private final TaskQueue.Cursor cursor;
    /** A task that it has taken and not started yet. */
    private @Nullable QueuedTask taken;
    /** A task whose end it has claimed and not written yet. */
    private @Nullable PoolTask<?> ending;
    /** Whether it is counted as searching. */
    private boolean searching;
    /** Whether there is something to look at in the queue. */
    private final BooleanSupplier inSight;
    private final SpinBudget spins = new SpinBudget(1 << 11, 64);

    Worker(PoolCore core, RosterEntry entry) {
        this.core = core;
        this.entry = entry;
        current = new CurrentWorker(core.state, entry);
        cursor = core.state.queue.cursor();
        inSight = () -> core.state.queue.hasTask(cursor);
    }

    /** Starts a task that it has taken; false if it was cancelled. */
    private boolean start(QueuedTask taken, long now) {
        // What a stray interrupt of an idle worker has left behind is not for this task.
        var _ = Thread.interrupted();
        if (!taken.start(entry, now, core.observers.prompt)) {
            if (taken instanceof PoolTask<?> cancelled) {
                // Until then it may be counted as pending, which may ask for a worker that nobody needs.
                cancelled.awaitFinal();
            }
            return false;
        }
        entry.busyWith(taken, now);
        return true;
    }

    @Override
    public void run() {
        if (!core.state.begin(entry)) {
            return;
        }
        try {
            if (enter()) {
                try {
                    work();
                } finally {
                    CurrentWorker.leave();
                }
            }
        } finally {
            core.retired(entry);
        }
    }

    /** Has the thread be known as this worker's, which takes memory: if there is none for some time the worker gives up. */
    private boolean enter() {
        OutOfMemoryError noMemory = null;
        for (int tried = 0; tried < PATIENCE; tried++) {
            try {
                current.enter();
                return true;
            } catch (OutOfMemoryError later) {
                noMemory = later;
                Backoff.pause(tried);
            }
        }
        core.breakBecauseOf(entry, Objects.requireNonNull(noMemory));
        core.state.giveUp(entry);
        return false;
    }

    private void work() {
        try {
            Throwable thrown = call(core.options.boundInitializer());
            if (thrown == null) {
                core.observers.workerReady(core.state.ready(entry), entry.id);
                serve();
                thrown = call(core.options.boundFinalizer());
                if (thrown != null) {
                    core.hookFailed(entry, HookKind.FINALIZER, thrown);
                }
            } else {
                core.hookFailed(entry, HookKind.INITIALIZER, thrown);
                core.state.retireIfDue(entry);
                beginRetirement();
            }
        } catch (Throwable unexpected) {
            core.breakBecauseOf(entry, unexpected);
            core.state.giveUp(entry);
        }
    }

    private static @Nullable Throwable call(PoolOptions.BoundHook bound) {
        Hook hook = bound.hook();
        if (hook == null) {
            return null;
        }
        // Neither is what came before for the hook, nor what the hook leaves behind for the tasks.
        var _ = Thread.interrupted();
        try {
            hook.run(bound.arguments(), bound.named());
            return null;
        } catch (Throwable thrown) {
            return thrown;
        } finally {
            var _ = Thread.interrupted();
        }
    }

    /** Runs tasks until it is to retire, whatever fails. */
    private void serve() {
        int failures = 0;
        long done = 0;
        while (entry.state != WorkerState.RETIRING) {
            try {
                serveOn();
            } catch (Throwable unexpected) {
                failures = entry.tasksDone() == done ? failures + 1 : 1;
                recover(unexpected);
                done = entry.tasksDone();
                if (failures > 2 * FAILURES && taken == null) {
                    core.state.giveUp(entry);
                } else if (failures > FAILURES) {
                    core.breakBecauseOf(entry, unexpected);
                }
                Backoff.pause(failures > 1 ? 10 * failures : 0);
            }
        }
        beginRetirement();
    }

    private void recover(Throwable unexpected) {
        PoolTask<?> claimed = ending;
        ending = null;
        QueuedTask inHand = entry.task();
        if (inHand instanceof ExecutedTask) {
            entry.gate.leave();
        } else if (claimed == null && inHand instanceof PoolTask<?> future) {
            var _ = future.leave(true);
        }
        core.recover(entry, claimed, unexpected);
        stopSearching();
    }

    private void serveOn() {
        QueuedTask next = null;
        while (true) {
            if (next == null) {
                next = taken == null && core.state.mustDecide(entry) && core.state.retireIfDue(entry) ? null : take();
            }
            if (next == null && entry.state != WorkerState.RETIRING) {
                next = rest();
            }
            if (next == null) {
                return;
            }
            next = execute(next);
        }
    }

    /** Tells that it retires, and starts the worker that takes its place. */
    private void beginRetirement() {
        core.observers.workerRetiring(entry.sinceNanos(), entry.id, entry.reason);
        RosterEntry inMyPlace = entry.replacement;
        if (inMyPlace != null) {
            entry.replacement = null;
            core.launcher.startWhileNeeded(inMyPlace, null);
        }
    }

    /** Takes the next task and starts it, if there is one. */
    private @Nullable QueuedTask take() {
        while (true) {
            if (taken == null) {
                taken = core.state.queue.poll(cursor);
            }
            if (taken == null) {
                return null;
            }
            QueuedTask started = startTaken(core.state.clock.nanoTime());
            if (started != null) {
                return started;
            }
        }
    }

    /** Starts what it has taken, if anything; null if that was cancelled. */
    private @Nullable QueuedTask startTaken(long now) {
        QueuedTask starting = taken;
        boolean started = starting != null && start(starting, now);
        taken = null;
        return started ? starting : null;
    }

    /** Waits, idle, for a task; null if it is to retire. */
    private @Nullable QueuedTask rest() {
        core.observers.workerIdle(entry.sinceNanos(), entry.id);
        boolean alone = core.idle.beginSearch();
        searching = true;
        int naps = 0;
        while (true) {
            QueuedTask found = search(alone);
            if (found != null) {
                stopSearching();
                return found;
            }
            long left = core.idle.retireOrFallAsleep(entry);
            if (entry.state == WorkerState.RETIRING) {
                stopSearching();
                return null;
            }
            // Nothing that could use up the permit of a wake-up stands between this look and parking.
            if (!core.state.queue.isEmpty()) {
                if (naps >= LOOKS && !core.state.queue.hasTask(cursor)) {
                    nap(naps - LOOKS);
                }
                naps++;
                core.idle.decideAgain(entry, true);
            } else {
                naps = 0;
                if (core.state.refusal() != null) {
                    // Others may have emptied the queue since the decision, and nobody adds to it any more.
                    left = core.idle.decideAgain(entry, false);
                }
                sleep(left);
                if (entry.state == WorkerState.RETIRING) {
                    stopSearching();
                    return null;
                }
            }
            // Whoever was woken for nothing only keeps others from the processor.
            alone = false;
        }
    }

    private void stopSearching() {
        if (searching) {
            searching = false;
            core.idle.endSearch();
        }
    }

    /**
     * Sleeps for a short time, longer each time. The first place in the queue was given to a thread that has not filled it yet:
     * if it is held up that may last, and until then nobody can take what was put behind it. It wakes somebody when it comes back; but
     * whether it has seen this one asleep is not certain, so this does not rely on that.
     */
    private void nap(int naps) {
        var _ = Thread.interrupted();
        LockSupport.parkNanos(core, Math.min(LONGEST_NAP, SHORTEST_NAP << Math.min(naps, 10)));
    }

    /** Sleeps until it is woken, which makes it search, or is to retire. */
    private void sleep(long atMost) {
        long left = atMost;
        while (entry.asleep) {
            // A stray interrupt would make parking return at once, for ever.
            var _ = Thread.interrupted();
            if (left == CoreState.NEVER) {
                LockSupport.park(core);
            } else if (left <= 0) {
                // It would retire, but there is a task, or a place for one, which others are about to take.
                LockSupport.parkNanos(core, LONGEST_NAP);
            } else {
                core.state.clock.parkNanos(core, left);
            }
            left = core.idle.decideAgain(entry, false);
        }
    }

    /** Looks at the queue until there is a task, or the budget is spent. */
    @SuppressWarnings("ThreadPriorityCheck") // somebody is about to put a task there
    private @Nullable QueuedTask search(boolean alone) {
        QueuedTask found = take();
        if (found == null && alone && !Thread.currentThread().isVirtual()
                && spins.look(inSight)) {
            found = take();
        }
        if (found == null && !core.state.queue.isEmpty()) {
            Thread.yield();
        }
        return found;
    }

    /**
     * Runs a task and everything that belongs to it.
     *
     * @return the next task, if it was taken in the same step
     */
    private @Nullable QueuedTask execute(QueuedTask task) {
        Object result = null;
        Throwable failure = null;
        boolean begun = true;
        if (core.observers.observed) {
            core.observers.taskStarted(entry.sinceNanos(), task.taskId(), entry.id, entry.sinceNanos() - task.submittedNanos(),
                    Objects.requireNonNull(task.target));
            begun = core.observers.prompt || task.begin(entry);
        }
        if (core.state.interruptsAll) {
            task.interruptCode(entry);
        }
        if (begun) {
            try {
                result = task.invoke();
            } catch (Throwable thrown) {
                failure = thrown;
            }
        }
        if (task instanceof PoolTask<?> future) {
            int left = future.leave(failure != null);
            ending = left == PoolTask.ENDING ? future : null;
            if (left == PoolTask.RUNNING && core.endWatched(entry, future, result, failure)) {
                return null;
            }
            if (left != PoolTask.ENDING) {
                leaveCancelled(future);
                return null;
            }
        } else {
            entry.gate.leave();
            if (failure != null) {
                uncaught(failure);
            }
        }
        return end(task, result, failure);
    }

    /** Ends a task that is its own to end, and takes the next. */
    private @Nullable QueuedTask end(QueuedTask ended, @Nullable Object result, @Nullable Throwable failure) {
        if (core.observers.prompt && failure == null && !core.state.isLast(entry)) {
            taken = core.state.queue.poll(cursor);
        }
        long now = core.state.clock.nanoTime();
        long ran = now - entry.sinceNanos();
        long queued = entry.sinceNanos() - ended.submittedNanos();
        if (failure == null) {
            entry.free(now);
        } else {
            core.state.freeFailed(entry, now);
        }
        if (ended instanceof PoolTask<?> future) {
            future.finish(now, result, failure);
            ending = null;
            future.wakeWaiters();
        }
        if (core.observers.observed) {
            core.observers.taskEnded(now, ended.taskId(), entry.id, queued, ran, failure);
        }
        return startTaken(now);
    }

    /** The code of a task that somebody has cancelled has returned. */
    private void leaveCancelled(PoolTask<?> task) {
        task.awaitFinal();
        task.leftWorker();
        long now = core.state.freeCancelled(entry);
        core.observers.taskLeftWorker(now, task.taskId(), entry.id);
    }

    /** Does with what an executed Runnable has thrown what would be done had it a thread of its own. */
    private void uncaught(Throwable failure) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        } catch (Throwable thrown) {
            Log.warning("The uncaught-exception handler failed in ", entry.name, "", thrown);
        } finally {
            var _ = Thread.interrupted();
        }
    }
}
