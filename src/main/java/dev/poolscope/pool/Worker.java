package dev.poolscope.pool;

import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * One worker: what its thread runs, and what the core knows of it. Unless something else is said, a field is guarded
 * by the core's lock; those that only the worker's own thread changes are read by that thread without it.
 */
final class Worker implements Runnable {
    /** The worker whose thread this is, if any. */
    private static final ThreadLocal<@Nullable Worker> CURRENT = new ThreadLocal<>();

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

    WorkerState state = WorkerState.STARTING;
    long sinceNanos;
    long tasksDone;
    /** The task in hand; changed only by the worker's own thread. */
    @Nullable
    PoolTask<?> task;
    /** The task it waits for without a time limit, {@link #ANY_OF_SEVERAL} or {@link #NOTHING}. */
    long awaited = NOTHING;
    /** Why it retires; set with the state {@link WorkerState#RETIRING}. */
    RetirementReason reason = RetirementReason.SHUTDOWN;
    /** A worker to be started in the place of this one, reserved together with its retirement. */
    @Nullable
    Worker replacement;
    /** Whether it stands in the core's list of idle workers that nobody has woken. */
    boolean enlisted;
    /** Whether its thread has been started without failing. */
    boolean launched;
    /** Whether its thread has begun: a start that then seems to fail has not failed, and a second begin is refused. */
    boolean begun;
    /** Whether its start was given up: a thread that begins all the same has nothing to do. */
    boolean givenUp;

    Worker(PoolCore core, int id, SpawnReason reason, long nanos, int pending, int free, int alive) {
        this.core = core;
        this.id = id;
        name = core.name + "-worker-" + id;
        spawnReason = reason;
        spawnedNanos = nanos;
        sinceNanos = nanos;
        pendingAtSpawn = pending;
        freeAtSpawn = free;
        aliveAtSpawn = alive;
    }

    static @Nullable Worker current() {
        return CURRENT.get();
    }

    static boolean currentIsOf(PoolCore core) {
        Worker current = CURRENT.get();
        return current != null && current.core == core;
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
                while (settle()) {
                    execute(Objects.requireNonNull(task));
                }
                thrown = call(core.options.boundFinalizer());
                if (thrown != null) {
                    core.hookFailed(this, HookKind.FINALIZER, thrown);
                }
            } else {
                core.hookFailed(this, HookKind.INITIALIZER, thrown);
                core.goOn(this);
                settle();
            }
        } catch (Throwable unexpected) {
            core.crashed(this, unexpected);
        }
        core.retired(this);
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

    /**
     * Tells what the core has decided this worker does next, and waits while it is to be idle.
     *
     * @return true if it has a task in hand, false if it is to retire
     */
    private boolean settle() {
        if (state == WorkerState.IDLE) {
            core.observers.workerIdle(sinceNanos, id);
            rest();
        }
        if (state == WorkerState.BUSY) {
            return true;
        }
        core.observers.workerRetiring(sinceNanos, id, reason);
        Worker inMyPlace = replacement;
        if (inMyPlace != null) {
            replacement = null;
            core.launcher.startWhileNeeded(inMyPlace, null);
        }
        return false;
    }

    /** Parks until the core has something to do for this worker, or wants it to retire. */
    private void rest() {
        while (true) {
            long left = core.decideAgain(this);
            if (state != WorkerState.IDLE) {
                return;
            }
            // A stray interrupt would make parking return at once, for ever.
            var _ = Thread.interrupted();
            if (left == PoolCore.NEVER) {
                LockSupport.park(core);
            } else {
                core.clock.parkNanos(core, left);
            }
        }
    }

    /** Runs a task and everything that belongs to it. */
    @SuppressWarnings("NullAway") // null is a T until the target has returned one
    private <T extends @Nullable Object> void execute(PoolTask<T> task) {
        core.observers.taskStarted(sinceNanos, task.taskId(), id, task.queueNanos(), task.target());
        T result = null;
        Throwable failure = null;
        if (task.begin()) {
            try {
                result = Objects.requireNonNull(task.call()).invoke();
            } catch (Throwable thrown) {
                failure = thrown;
            } finally {
                task.leave();
            }
            if (failure != null && task.executed) {
                uncaught(failure);
            }
        }
        core.end(this, task, result, failure);
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
