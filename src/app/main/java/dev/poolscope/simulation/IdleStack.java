package dev.poolscope.simulation;

import org.jspecify.annotations.Nullable;

/** The workers that are idle and asleep, the one that became idle last on top. */
final class IdleStack {
    private @Nullable SimulatedWorker top;
    private @Nullable SimulatedWorker bottom;
    private int size;

    int size() {
        return size;
    }

    /** Puts a worker above all that became idle before it: one that was woken for nothing has its old place again. */
    void put(SimulatedWorker worker) {
        SimulatedWorker over = null;
        SimulatedWorker under = top;
        while (under != null && under.idleOrder > worker.idleOrder) {
            over = under;
            under = under.below;
        }
        worker.below = under;
        worker.above = over;
        if (under == null) {
            bottom = worker;
        } else {
            under.above = worker;
        }
        if (over == null) {
            top = worker;
        } else {
            over.below = worker;
        }
        size++;
    }

    /** The worker that has been idle for the shortest time; null if none is idle. */
    @Nullable
    SimulatedWorker top() {
        return top;
    }

    /** The worker that has been idle for the longest time; null if none is idle. */
    @Nullable
    SimulatedWorker bottom() {
        return bottom;
    }

    void remove(SimulatedWorker worker) {
        SimulatedWorker under = worker.below;
        SimulatedWorker over = worker.above;
        if (over == null) {
            top = under;
        } else {
            over.below = under;
        }
        if (under == null) {
            bottom = over;
        } else {
            under.above = over;
        }
        worker.below = null;
        worker.above = null;
        size--;
    }
}
