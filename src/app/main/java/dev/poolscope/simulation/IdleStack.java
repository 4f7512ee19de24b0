package dev.poolscope.simulation;

import org.jspecify.annotations.Nullable;

/** The idle workers, the one that became idle last on top. Every step takes constant time. */
final class IdleStack {
    private @Nullable SimulatedWorker top;
    private @Nullable SimulatedWorker bottom;
    private int size;

    int size() {
        return size;
    }

    void push(SimulatedWorker worker) {
        worker.below = top;
        worker.above = null;
        if (top == null) {
            bottom = worker;
        } else {
            top.above = worker;
        }
        top = worker;
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
