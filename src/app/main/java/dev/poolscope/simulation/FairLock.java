package dev.poolscope.simulation;

import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** The one lock of a run, first come, first served. */
final class FairLock {
    private final Set<SimulatedWorker> waiting = new LinkedHashSet<>();
    private @Nullable SimulatedWorker holder;

    /** Takes the lock for a worker's task, or has it wait; gives the worker that has the lock then. */
    SimulatedWorker acquire(SimulatedWorker worker) {
        SimulatedWorker before = holder;
        if (before != null) {
            waiting.add(worker);
            return before;
        }
        holder = worker;
        return worker;
    }

    boolean isWaiting(SimulatedWorker worker) {
        return waiting.contains(worker);
    }

    /** Leaves the lock, held or waited for; gives the worker that holds it from now on because of that, if any. */
    @Nullable
    SimulatedWorker leave(SimulatedWorker worker) {
        if (holder != worker) {
            waiting.remove(worker);
            return null;
        }
        holder = waiting.isEmpty() ? null : waiting.iterator().next();
        if (holder != null) {
            waiting.remove(holder);
        }
        return holder;
    }
}
