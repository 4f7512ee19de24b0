package dev.poolscope.simulation;

import java.util.ArrayDeque;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** The pending tasks, first in, first out. A task that is cancelled leaves at once, and its place when its turn comes. */
final class SimulatedQueue {
    private final ArrayDeque<SimulatedTask> places = new ArrayDeque<>();
    private int pending;

    int pending() {
        return pending;
    }

    void add(SimulatedTask task) {
        places.add(task);
        pending++;
    }

    /** Takes the first pending task; null if there is none. */
    @Nullable
    SimulatedTask poll() {
        SimulatedTask first = places.poll();
        while (first != null && first.status != SimulatedTask.Status.PENDING) {
            first = places.poll();
        }
        if (first != null) {
            pending--;
        }
        return first;
    }

    /** Visits the pending tasks in their order. */
    void forEach(Consumer<SimulatedTask> visitor) {
        for (SimulatedTask task : places) {
            if (task.status == SimulatedTask.Status.PENDING) {
                visitor.accept(task);
            }
        }
    }

    /** Says that a task in here was cancelled. */
    void cancelled() {
        pending--;
        if (pending == 0) {
            places.clear();
        }
    }
}
