package dev.poolscope.simulation;

import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.WorkerState;
import org.jspecify.annotations.Nullable;

/** A worker of a simulated pool. As a timer it is the end of what it does: a hook, or the sleep of a task. */
final class SimulatedWorker extends Timer {
    final int id;
    private final SimulatedPool pool;
    private final Tasks tasks;

    WorkerState state = WorkerState.STARTING;
    /** Since when it is idle. */
    long idleSince;
    /** How many workers became idle before it. */
    long idleOrder;
    @Nullable
    SimulatedTask task;
    long done;
    /** Why it retires; null until it does. */
    @Nullable
    RetirementReason reason;
    /** The idle worker that became idle before it, and the one after it. */
    @Nullable
    SimulatedWorker below;
    @Nullable
    SimulatedWorker above;
    /** Whether it was woken, and has not looked yet. */
    boolean awake;
    /** What it does when it is awake. */
    final Runnable look;
    /** Where its task stands while it computes; see {@link Processors}. */
    double computedAt;
    /** What its task fails of at its end, if not of itself. */
    @Nullable
    Throwable failure;
    /** What its task waits for while it waits for its children; null otherwise. */
    @Nullable
    FanOut fanOut;

    SimulatedWorker(int id, SimulatedPool pool, Tasks tasks) {
        this.id = id;
        this.pool = pool;
        this.tasks = tasks;
        look = () -> pool.look(this);
    }

    @Override
    void happen() {
        switch (state) {
            case STARTING -> pool.initialized(this);
            case RETIRING -> pool.finalized(this);
            case BUSY -> tasks.itemDone(this);
            case IDLE -> throw new IllegalStateException("an idle worker has nothing to end");
        }
    }

    /** The computing of its task has ended. */
    void workDone() {
        tasks.itemDone(this);
    }
}
