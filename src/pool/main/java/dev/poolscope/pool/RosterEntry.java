package dev.poolscope.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * What the pool knows of one worker. Unless something else is said, a field is guarded by the pool's lock; those that only the
 * worker's own thread changes are read by that thread without it. What that thread does stands in {@link Worker}.
 */
final class RosterEntry {
    private static final VarHandle TASK;
    private static final VarHandle SINCE;
    private static final VarHandle FREED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            TASK = lookup.findVarHandle(RosterEntry.class, "task", QueuedTask.class);
            SINCE = lookup.findVarHandle(RosterEntry.class, "sinceNanos", long.class);
            FREED = lookup.findVarHandle(RosterEntry.class, "freed", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        Linking.link(2, RosterEntry::use);
    }

    /** Every way in which the handles are used, on nothing: see {@link Linking}. */
    private static void use(int which) {
        switch (which) {
            case 0 -> SINCE.setRelease((RosterEntry) null, 0L);
            default -> TASK.setRelease((RosterEntry) null, (QueuedTask) null);
        }
    }

    static final long NOTHING = -1;
    static final long ANY_OF_SEVERAL = 0;

    final int id;
    final String name;

    /** Why it was started, and the numbers by which that was decided. */
    final SpawnReason spawnReason;
    final long spawnedNanos;
    final int pendingAtSpawn;
    final int freeAtSpawn;
    final int aliveAtSpawn;

    /** Where it counts what it does. */
    final WorkerCounters counters;
    final WorkerRow.Link inRoster = new WorkerRow.Link(this);
    final WorkerRow.Link inSleepers = new WorkerRow.Link(this);
    final InterruptGate gate = new InterruptGate();

    /** Written once, before the thread starts. */
    volatile @Nullable Thread thread;
    /** {@link WorkerState#STARTING}, then {@link WorkerState#IDLE}, whatever is in hand, then {@link WorkerState#RETIRING}. */
    WorkerState state = WorkerState.STARTING;
    /** The task in hand; written by its own thread, after {@link #sinceNanos}. */
    @SuppressWarnings("UnusedVariable") // through TASK
    private volatile @Nullable QueuedTask task;
    /** Since when it has been in its state, or the task in hand. */
    private volatile long sinceNanos;
    /** How many tasks it is done with; counted by its own thread. */
    private volatile long freed;
    /** Whether the code of the task in hand has returned and its callbacks run. */
    private volatile boolean wrappingUp;
    /** The task it waits for without a time limit, {@link #ANY_OF_SEVERAL} or {@link #NOTHING}. */
    long awaited = NOTHING;
    /** Why it retires; set with the state {@link WorkerState#RETIRING}. */
    RetirementReason reason = RetirementReason.SHUTDOWN;
    /** A worker to be started in the place of this one, reserved together with its retirement. */
    @Nullable
    RosterEntry replacement;
    /** Whether it sleeps and has not been woken. Written under the lock. */
    volatile boolean asleep;
    /** The next of those that have retired and whose threads may not have ended. */
    @Nullable
    RosterEntry nextEnding;
    /** Whether its thread has been started without failing. */
    boolean launched;
    /** Whether its thread has begun: a start that then seems to fail has not failed, and a second begin is refused. */
    boolean begun;
    /** Whether its start was given up: a thread that begins all the same has nothing to do. */
    boolean givenUp;

    RosterEntry(String pool, int id, WorkerCounters counters, SpawnReason reason, long nanos, int pending, int free,
            int alive) {
        this.counters = counters;
        this.id = id;
        name = pool + "-worker-" + id;
        spawnReason = reason;
        spawnedNanos = nanos;
        sinceNanos = nanos;
        pendingAtSpawn = pending;
        freeAtSpawn = free;
        aliveAtSpawn = alive;
    }

    // For all to see

    @Nullable
    QueuedTask task() {
        return task;
    }

    long sinceNanos() {
        return sinceNanos;
    }

    /** How many tasks it is done with; the one in hand too, once only its callbacks run. */
    long tasksDone() {
        return freed + (wrappingUp ? 1 : 0);
    }

    /** Tells about it; called under the lock, while tasks come and go. */
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

    boolean isWrappingUp() {
        return wrappingUp;
    }

    // Called by its own thread

    /** Has only the callbacks of its task to run, or has run them; under the lock. */
    void wrapsUp(boolean whether) {
        wrappingUp = whether;
    }

    /** Notes since when it has had nothing in hand. */
    void idleSince(long nanos) {
        SINCE.setRelease(this, nanos);
    }

    /** Has a task in hand. */
    void busyWith(QueuedTask started, long now) {
        SINCE.setRelease(this, now);
        TASK.setRelease(this, started);
        counters.start();
    }

    /** Has nothing in hand any more. */
    void free(long now) {
        TASK.setRelease(this, (QueuedTask) null);
        SINCE.setRelease(this, now);
        FREED.setRelease(this, freed + 1);
        counters.free();
    }
}
