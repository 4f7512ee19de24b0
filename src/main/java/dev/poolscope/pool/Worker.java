package dev.poolscope.pool;

import org.jspecify.annotations.Nullable;

/**
 * One worker: what its thread runs, and what the core knows of it. Unless something else is said, a field is guarded by the
 * core's lock; those that only the worker's own thread changes are read by that thread without it.
 */
final class Worker implements Runnable {
    /** The worker whose thread this is, if any. */
    private static final ThreadLocal<@Nullable Worker> CURRENT = new ThreadLocal<>();

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
            core.work(this);
        } finally {
            CURRENT.remove();
        }
    }
}
