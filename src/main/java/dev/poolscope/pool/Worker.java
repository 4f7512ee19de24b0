package dev.poolscope.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * One worker: what its thread runs, and what the core knows of it. Unless something else is said, a field is guarded
 * by the core's lock; those that only the worker's own thread changes are read by that thread without it.
 *
 * <p><b>Searching.</b> An idle worker looks at the queue for a while before it sleeps, if no other one does so already and as
 * long as its {@link SpinBudget} allows. One that was woken and finds nothing sleeps again at once.
 */
final class Worker implements Runnable {
    /** The worker whose thread this is, if any. */
    private static final ThreadLocal<@Nullable Worker> CURRENT = new ThreadLocal<>();

    private static final VarHandle TASK;
    private static final VarHandle SINCE;
    private static final VarHandle FREED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            TASK = lookup.findVarHandle(Worker.class, "task", QueuedTask.class);
            SINCE = lookup.findVarHandle(Worker.class, "sinceNanos", long.class);
            FREED = lookup.findVarHandle(Worker.class, "freed", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static final long NOTHING = -1;
    static final long ANY_OF_SEVERAL = 0;

    final PoolCore core;
    final int id;
    final String name;

    /** Why it was started, and the numbers the core decided it by. */
    final SpawnReason spawnReason;
    final long spawnedNanos;
    final int pendingAtSpawn;
    final int freeAtSpawn;
    final int aliveAtSpawn;

    /** Written once, before the thread starts. */
    volatile @Nullable Thread thread;

    /** {@link WorkerState#STARTING}, then {@link WorkerState#IDLE}, whatever is in hand, then {@link WorkerState#RETIRING}. */
    WorkerState state = WorkerState.STARTING;
    /** Where it counts what it does. */
    final Tally tally;
    /** How many tasks it is done with; counted by its own thread. */
    private volatile long freed;
    final WorkerRow.Link inRoster = new WorkerRow.Link(this);
    final WorkerRow.Link inSleepers = new WorkerRow.Link(this);
    /** Where it stands in the queue; of its own thread. */
    private final TaskQueue.Cursor cursor;
    final CodeGate gate = new CodeGate();
    /** The task in hand; written by its own thread, after {@link #sinceNanos}. */
    @SuppressWarnings("UnusedVariable") // through TASK
    private volatile @Nullable QueuedTask task;
    /** Since when it has been in its state, or the task in hand. */
    private volatile long sinceNanos;
    /** Whether the code of the task in hand has returned and its callbacks run. */
    private volatile boolean wrappingUp;
    private final SpinBudget spins = new SpinBudget(1 << 11, 64);
    /** The task it waits for without a time limit, {@link #ANY_OF_SEVERAL} or {@link #NOTHING}. */
    long awaited = NOTHING;
    /** Why it retires; set with the state {@link WorkerState#RETIRING}. */
    RetirementReason reason = RetirementReason.SHUTDOWN;
    /** A worker to be started in the place of this one, reserved together with its retirement. */
    @Nullable
    Worker replacement;
    /** Whether it sleeps and nobody has woken it. */
    boolean asleep;
    /** Whether its thread has been started without failing. */
    boolean launched;
    /** Whether its thread has begun: a start that then seems to fail has not failed, and a second begin is refused. */
    boolean begun;
    /** Whether its start was given up: a thread that begins all the same has nothing to do. */
    boolean givenUp;

    @SuppressWarnings("this-escape") // to its own links
    Worker(PoolCore core, int id, Tally tally, SpawnReason reason, long nanos, int pending, int free, int alive) {
        this.core = core;
        this.tally = tally;
        this.id = id;
        name = core.name + "-worker-" + id;
        spawnReason = reason;
        spawnedNanos = nanos;
        sinceNanos = nanos;
        pendingAtSpawn = pending;
        freeAtSpawn = free;
        aliveAtSpawn = alive;
        cursor = core.queue.cursor();
    }

    static @Nullable Worker current() {
        return CURRENT.get();
    }

    static boolean currentIsOf(PoolCore core) {
        Worker current = CURRENT.get();
        return current != null && current.core == core;
    }

    // What it has in hand, for all to see

    @Nullable
    QueuedTask task() {
        return task;
    }

    long sinceNanos() {
        return sinceNanos;
    }

    /** Notes since when it has had nothing in hand. */
    void idleSince(long nanos) {
        SINCE.setRelease(this, nanos);
    }

    /** How many tasks it is done with; the one in hand too, once only its callbacks run. */
    long tasksDone() {
        return freed + (wrappingUp ? 1 : 0);
    }

    /** Tells about itself; called under the core's lock, while tasks come and go. */
    WorkerInfo info(long now, Instant wall) {
        QueuedTask inHand = task;
        long since = sinceNanos;
        for (QueuedTask again = task; again != inHand; again = task) {
            inHand = again;
            since = sinceNanos;
        }
        WorkerState shown = state == WorkerState.IDLE && inHand != null ? WorkerState.BUSY : state;
        return new WorkerInfo(id, name, shown, thread, tasksDone(),
                inHand == null ? OptionalLong.empty() : OptionalLong.of(inHand.taskId()),
                wall.minusNanos(Math.max(0, now - since)));
    }

    // What its own thread does with a task; the core calls some of it under the lock

    /** Starts a task that it has taken; false if it was cancelled. */
    private boolean start(QueuedTask taken, long now) {
        // What a stray interrupt of an idle worker has left behind is not for this task.
        var _ = Thread.interrupted();
        if (!taken.start(this, now, core.promptlyTold)) {
            if (taken instanceof PoolTask<?> cancelled) {
                // Until then it is counted as pending, which may ask for a worker that nobody needs.
                cancelled.awaitFinal();
            }
            return false;
        }
        SINCE.setRelease(this, now);
        TASK.setRelease(this, taken);
        tally.start();
        return true;
    }

    /** Is done with the code, but not with the callbacks. */
    void wrapUp() {
        wrappingUp = true;
        core.roster.beginsWrappingUp();
    }

    /** Has nothing in hand any more. */
    void free(long now) {
        TASK.setRelease(this, (QueuedTask) null);
        SINCE.setRelease(this, now);
        if (wrappingUp) {
            core.roster.endsWrappingUp();
            wrappingUp = false;
        }
        FREED.setRelease(this, freed + 1);
        tally.free();
    }

    @Override
    public void run() {
        CURRENT.set(this);
        try {
            work();
        } finally {
            CURRENT.remove();
        }
    }

    private void work() {
        if (!core.begin(this)) {
            return;
        }
        try {
            Throwable thrown = call(core.options.boundInitializer());
            if (thrown == null) {
                core.ready(this);
                serve();
                thrown = call(core.options.boundFinalizer());
                if (thrown != null) {
                    core.hookFailed(this, HookKind.FINALIZER, thrown);
                }
            } else {
                core.hookFailed(this, HookKind.INITIALIZER, thrown);
                core.retireIfDue(this);
                beginRetirement();
            }
        } catch (Throwable unexpected) {
            core.crashed(this, unexpected);
        } finally {
            core.retired(this);
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

    /** Runs tasks until it is to retire. */
    private void serve() {
        QueuedTask next = null;
        while (true) {
            if (next == null) {
                next = core.mustDecide(this) && core.retireIfDue(this) ? null : take();
            }
            if (next == null && state != WorkerState.RETIRING) {
                next = rest();
            }
            if (next == null) {
                break;
            }
            next = execute(next);
        }
        beginRetirement();
    }

    /** Tells that it retires, and starts the worker that takes its place. */
    private void beginRetirement() {
        core.observers.workerRetiring(sinceNanos, id, reason);
        Worker inMyPlace = replacement;
        if (inMyPlace != null) {
            replacement = null;
            core.launcher.startWhileNeeded(inMyPlace, null);
        }
    }

    /** Takes the next task and starts it, if there is one. */
    private @Nullable QueuedTask take() {
        QueuedTask taken = core.queue.poll(cursor);
        while (taken != null && !start(taken, core.clock.nanoTime())) {
            taken = core.queue.poll(cursor);
        }
        return taken;
    }

    /** Waits, idle, for a task; null if it is to retire. */
    private @Nullable QueuedTask rest() {
        core.observers.workerIdle(sinceNanos, id);
        boolean alone = core.sleepers.beginSearch();
        while (true) {
            QueuedTask found = search(alone);
            if (found != null) {
                core.sleepers.endSearch();
                return found;
            }
            long left = core.retireOrFallAsleep(this);
            if (state == WorkerState.RETIRING) {
                core.sleepers.endSearch();
                return null;
            }
            // Nothing that could use up the permit of a wake-up stands between this look and parking.
            if (!core.queue.isEmpty()) {
                core.decideAgain(this, true);
            } else {
                if (core.refusal() != null) {
                    // Others may have emptied the queue since the decision, and nobody adds to it any more.
                    left = core.decideAgain(this, false);
                }
                sleep(left);
                if (state == WorkerState.RETIRING) {
                    core.sleepers.endSearch();
                    return null;
                }
            }
            // Whoever was woken for nothing only keeps others from the processor.
            alone = false;
        }
    }

    /** Sleeps until it is woken, which makes it search, or is to retire. */
    private void sleep(long atMost) {
        long left = atMost;
        while (asleep) {
            // A stray interrupt would make parking return at once, for ever.
            var _ = Thread.interrupted();
            if (left == PoolCore.NEVER) {
                LockSupport.park(core);
            } else {
                core.clock.parkNanos(core, left);
            }
            left = core.decideAgain(this, false);
        }
    }

    /** Looks at the queue until there is a task, or the budget is spent. */
    @SuppressWarnings("ThreadPriorityCheck") // somebody is about to put a task there
    private @Nullable QueuedTask search(boolean alone) {
        QueuedTask found = take();
        if (found == null && alone && !Thread.currentThread().isVirtual()
                && spins.look(() -> core.queue.hasTask(cursor))) {
            found = take();
        }
        if (found == null && !core.queue.isEmpty()) {
            Thread.yield();
        }
        return found;
    }

    /**
     * Runs a task and everything that belongs to it.
     *
     * @return the next task, if it was taken in the same step
     */
    private @Nullable QueuedTask execute(QueuedTask current) {
        Object result = null;
        Throwable failure = null;
        boolean begun = true;
        if (core.observed) {
            core.observers.taskStarted(sinceNanos, current.taskId(), id, sinceNanos - current.submittedNanos(),
                    Objects.requireNonNull(current.target));
            begun = core.promptlyTold || current.begin(this);
        }
        if (begun) {
            try {
                result = current.invoke();
            } catch (Throwable thrown) {
                failure = thrown;
            }
        }
        if (current instanceof PoolTask<?> future) {
            int left = future.leave(failure != null);
            if (left == PoolTask.RUNNING && core.endWatched(this, future, result, failure)) {
                return null;
            }
            if (left != PoolTask.ENDING) {
                leaveCancelled(future);
                return null;
            }
        } else {
            gate.leave();
            if (failure != null) {
                uncaught(failure);
            }
        }
        return end(current, result, failure);
    }

    /** Ends a task that is its own to end, and takes the next. */
    private @Nullable QueuedTask end(QueuedTask ending, @Nullable Object result, @Nullable Throwable failure) {
        QueuedTask next = core.promptlyTold && failure == null && !core.isLast(this) ? core.queue.poll(cursor) : null;
        long now = core.clock.nanoTime();
        long ran = now - sinceNanos;
        long queued = sinceNanos - ending.submittedNanos();
        if (failure == null) {
            free(now);
        } else {
            core.freeFailed(this, now);
        }
        if (ending instanceof PoolTask<?> future) {
            future.finish(now, result, failure);
            future.wakeWaiters();
        }
        if (core.observed) {
            tellEnd(now, ending, failure, queued, ran);
        }
        return next != null && start(next, now) ? next : null;
    }

    /** The code of a task that somebody has cancelled has returned. */
    private void leaveCancelled(PoolTask<?> task) {
        task.awaitFinal();
        task.target = null;
        task.release();
        long now = core.freeCancelled(this);
        core.observers.taskLeftWorker(now, task.taskId(), id);
    }

    void tellEnd(long now, QueuedTask ended, @Nullable Throwable failure, long queued, long ran) {
        if (failure == null) {
            core.observers.taskCompleted(now, ended.taskId(), id, queued, ran);
        } else {
            core.observers.taskFailed(now, ended.taskId(), id, queued, ran, failure);
        }
    }

    /** Does with what an executed Runnable has thrown what would be done had it a thread of its own. */
    private void uncaught(Throwable failure) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        } catch (Throwable thrown) {
            Log.warning("The uncaught-exception handler of " + thread.getName() + " failed", thrown);
        } finally {
            var _ = Thread.interrupted();
        }
    }
}
