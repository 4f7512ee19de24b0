package dev.poolscope.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * One worker: what its thread runs, and what the core knows of it. Unless something else is said, a field is guarded
 * by the core's lock; those that only the worker's own thread changes are read by that thread without it.
 *
 * <p><b>Searching.</b> An idle worker looks at the queue for a while before it sleeps, if no other one does so already and as
 * long as its {@link SpinBudget} allows. One that was woken and finds nothing sleeps again at once. While the first task is only about to
 * be put in its place, by a thread that may be held up, it sleeps too, but only for a short time: see {@link #nap}.
 *
 * <p><b>Failures.</b> What the pool's own code throws in a worker, which is a fault or means that there is no memory, does not
 * take the worker with it: what it has taken from the queue is kept in {@link #taken}, what it runs in {@link #task} and
 * what it ends in {@link #ending}, so that it can end the task as failed and go on. Replacing it, as the JDK's pools do,
 * would need memory and a thread, of which there may be none at such a moment. Only if it fails several times in a row, with no task
 * done in between, does the pool break.
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

    /** So many failures in a row, with no task done, break the pool. */
    private static final int FAILURES = 5;
    /** So many times it is looked again at once for a task that is about to be put there. */
    private static final int LOOKS = 20;
    /** So many times it is tried to begin, if there is no memory for that: about three seconds. */
    private static final int PATIENCE = 360;
    private static final long SHORTEST_NAP = 50_000;
    private static final long LONGEST_NAP = 10_000_000;

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
    final WorkerCounters tally;
    /** How many tasks it is done with; counted by its own thread. */
    private volatile long freed;
    final WorkerRow.Link inRoster = new WorkerRow.Link(this);
    final WorkerRow.Link inSleepers = new WorkerRow.Link(this);
    /** Where it stands in the queue; of its own thread. */
    private final TaskQueue.Cursor cursor;
    final InterruptGate gate = new InterruptGate();
    /** The task in hand; written by its own thread, after {@link #sinceNanos}. */
    @SuppressWarnings("UnusedVariable") // through TASK
    private volatile @Nullable QueuedTask task;
    /** Since when it has been in its state, or the task in hand. */
    private volatile long sinceNanos;
    /** Whether the code of the task in hand has returned and its callbacks run. */
    private volatile boolean wrappingUp;
    /** A task that it has taken and not started yet; of its own thread. */
    private @Nullable QueuedTask taken;
    /** A task whose end it has claimed and not written yet; of its own thread. */
    private @Nullable PoolTask<?> ending;
    /** Whether it is counted as searching; of its own thread. */
    private boolean searching;
    /** Whether no other worker searched when it began; of its own thread. */
    private boolean searchesAlone;
    /** Whether there is something to look at in the queue. */
    private final BooleanSupplier inSight;
    /** How many tasks there are in the queue. */
    private final LongSupplier howMany;
    private final SpinBudget spins = new SpinBudget(64);
    /** The task it waits for without a time limit, {@link #ANY_OF_SEVERAL} or {@link #NOTHING}. */
    long awaited = NOTHING;
    /** Why it retires; set with the state {@link WorkerState#RETIRING}. */
    RetirementReason reason = RetirementReason.SHUTDOWN;
    /** A worker to be started in the place of this one, reserved together with its retirement. */
    @Nullable
    Worker replacement;
    /** Whether it sleeps and nobody has woken it. Written under the lock. */
    volatile boolean asleep;
    /** The next of those that have retired and whose threads may not have ended. */
    @Nullable
    Worker nextEnding;
    /** Whether its thread has been started without failing. */
    boolean launched;
    /** Whether its thread has begun: a start that then seems to fail has not failed, and a second begin is refused. */
    boolean begun;
    /** Whether its start was given up: a thread that begins all the same has nothing to do. */
    boolean givenUp;

    @SuppressWarnings("this-escape") // to its own links
    Worker(PoolCore core, int id, WorkerCounters tally, SpawnReason reason, long nanos, int pending, int free,
            int alive) {
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
        inSight = () -> core.queue.hasTask(cursor);
        howMany = core::pending;
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
                // Until then it may be counted as pending, which may ask for a worker that nobody needs.
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
        if (!core.begin(this)) {
            return;
        }
        try {
            if (enter()) {
                try {
                    work();
                } finally {
                    CURRENT.remove();
                }
            }
        } finally {
            core.retired(this);
        }
    }

    /** Has the thread be known as this worker's, which takes memory: if there is none for some time the worker gives up. */
    private boolean enter() {
        OutOfMemoryError noMemory = null;
        for (int tried = 0; tried < PATIENCE; tried++) {
            try {
                CURRENT.set(this);
                return true;
            } catch (OutOfMemoryError later) {
                noMemory = later;
                Backoff.pause(tried);
            }
        }
        core.breakBecauseOf(this, Objects.requireNonNull(noMemory));
        core.giveUp(this);
        return false;
    }

    private void work() {
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
            core.breakBecauseOf(this, unexpected);
            core.giveUp(this);
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
        while (state != WorkerState.RETIRING) {
            try {
                serveOn();
            } catch (Throwable unexpected) {
                failures = tasksDone() == done ? failures + 1 : 1;
                recover(unexpected);
                done = tasksDone();
                if (failures > 2 * FAILURES && taken == null) {
                    core.giveUp(this);
                } else if (failures > FAILURES) {
                    core.breakBecauseOf(this, unexpected);
                }
                Backoff.pause(failures > 1 ? 10 * failures : 0);
            }
        }
        beginRetirement();
    }

    private void recover(Throwable unexpected) {
        PoolTask<?> claimed = ending;
        ending = null;
        QueuedTask inHand = task;
        if (inHand instanceof ExecutedTask) {
            gate.leave();
        } else if (claimed == null && inHand instanceof PoolTask<?> future) {
            var _ = future.leave(true);
        }
        core.recover(this, claimed, unexpected);
        stopSearching();
    }

    private void serveOn() {
        QueuedTask next = null;
        while (true) {
            if (next == null) {
                next = taken == null && core.mustDecide(this) && core.retireIfDue(this) ? null : take();
                if (next != null || state == WorkerState.RETIRING) {
                    stopSearching();
                }
            }
            if (next == null && state != WorkerState.RETIRING) {
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
        core.observers.workerRetiring(sinceNanos, id, reason);
        Worker inMyPlace = replacement;
        if (inMyPlace != null) {
            replacement = null;
            core.launcher.startWhileNeeded(inMyPlace, null);
        }
    }

    /** Takes the next task and starts it, if there is one. */
    private @Nullable QueuedTask take() {
        while (true) {
            if (taken == null) {
                taken = core.queue.poll(cursor);
            }
            if (taken == null) {
                return null;
            }
            QueuedTask started = startTaken(core.clock.nanoTime());
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
        core.observers.workerIdle(sinceNanos, id);
        beginSearch();
        boolean alone = searchesAlone;
        int naps = 0;
        while (true) {
            QueuedTask found = search(alone);
            if (found != null) {
                stopSearching();
                return found;
            }
            long left = core.retireOrFallAsleep(this);
            if (state == WorkerState.RETIRING) {
                stopSearching();
                return null;
            }
            // Nothing that could use up the permit of a wake-up stands between this look and parking.
            if (!core.queue.isEmpty()) {
                if (naps >= LOOKS && !core.queue.hasTask(cursor)) {
                    nap(naps - LOOKS);
                }
                naps++;
                core.decideAgain(this, true);
            } else {
                naps = 0;
                if (core.refusal() != null) {
                    // Others may have emptied the queue since the decision, and nobody adds to it any more.
                    left = core.decideAgain(this, false);
                }
                sleep(left);
                if (state == WorkerState.RETIRING) {
                    stopSearching();
                    return null;
                }
                spins.slept();
            }
            // Whoever was woken for nothing only keeps others from the processor.
            alone = false;
        }
    }

    private void beginSearch() {
        if (!searching) {
            searchesAlone = core.sleepers.beginSearch();
            searching = true;
        }
    }

    /** Searches no more, if it does. */
    private void stopSearching() {
        if (searching) {
            searching = false;
            core.sleepers.endSearch();
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
        while (asleep) {
            // A stray interrupt would make parking return at once, for ever.
            var _ = Thread.interrupted();
            if (left == PoolCore.NEVER) {
                LockSupport.park(core);
            } else if (left <= 0) {
                // It would retire, but there is a task, or a place for one, which others are about to take.
                LockSupport.parkNanos(core, LONGEST_NAP);
            } else {
                core.clock.parkNanos(core, left);
            }
            if (asleep) {
                left = core.decideAgain(this, false);
            }
        }
    }

    /** Looks at the queue until there is a task, or the budget is spent. */
    @SuppressWarnings("ThreadPriorityCheck") // somebody is about to put a task there
    private @Nullable QueuedTask search(boolean alone) {
        QueuedTask found = take();
        if (found == null && alone && !Thread.currentThread().isVirtual()
                && spins.look(inSight, howMany)) {
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
        if (core.interruptsAll()) {
            current.interruptCode(this);
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
            ending = left == PoolTask.ENDING ? future : null;
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
    private @Nullable QueuedTask end(QueuedTask ended, @Nullable Object result, @Nullable Throwable failure) {
        boolean takesNext = core.promptlyTold && failure == null && !core.isLast(this);
        if (takesNext) {
            taken = core.queue.poll(cursor);
        }
        long now = core.clock.nanoTime();
        long ran = now - sinceNanos;
        long queued = sinceNanos - ended.submittedNanos();
        if (failure == null) {
            free(now);
        } else {
            core.freeFailed(this, now);
        }
        if (ended instanceof PoolTask<?> future) {
            if (takesNext && taken == null) {
                // Who waits may submit the next task before this thread gets to look for it: then no other worker need be woken.
                beginSearch();
            }
            future.finish(now, result, failure);
            ending = null;
            future.wakeWaiters();
        }
        if (core.observed) {
            tellEnd(now, ended, failure, queued, ran);
        }
        return startTaken(now);
    }

    /** The code of a task that somebody has cancelled has returned. */
    private void leaveCancelled(PoolTask<?> task) {
        task.awaitFinal();
        task.leftWorker();
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
            Log.warning("The uncaught-exception handler failed in ", name, "", thrown);
        } finally {
            var _ = Thread.interrupted();
        }
    }
}
