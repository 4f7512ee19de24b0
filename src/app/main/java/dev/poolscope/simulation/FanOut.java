package dev.poolscope.simulation;

import java.util.List;

/** A task that waits for its children, one after the other in the order of their submission. */
final class FanOut {
    final SimulatedWorker worker;
    final List<SimulatedTask> children;
    /** The child that is waited for. */
    int at;
    /** Whether it has waited for a child. */
    boolean blocked;
    /** Whether it is counted as waiting for a task of its pool. */
    boolean counted;

    FanOut(SimulatedWorker worker, List<SimulatedTask> children) {
        this.worker = worker;
        this.children = children;
    }
}
