package dev.poolscope.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

import dev.poolscope.workload.model.Arrivals;
import org.jspecify.annotations.Nullable;

/**
 * A bulk call, and the iteration over its results, which are taken as soon as they are there. A lazy call keeps as many tasks in
 * flight as its buffer has room for: ended tasks that were not taken count. The first failure, or the deadline, ends the iteration
 * and cancels what is in flight. As a timer it is first the call and then the deadline.
 */
final class BulkIteration extends Timer implements SimulatedTask.Watcher {
    private final StreamLoad stream;
    private final Arrivals.Bulk bulk;
    private final Agenda agenda;
    private final SimulatedPool pool;
    private final Queue<SimulatedTask> inFlight = new ArrayDeque<>();
    /** Ended tasks in the order of their ends, of a call that gives results in that order. */
    private final Queue<SimulatedTask> completed = new ArrayDeque<>();
    private int made;
    private boolean begun;
    private boolean over;
    private boolean woken;

    BulkIteration(StreamLoad stream, Arrivals.Bulk bulk, Agenda agenda, SimulatedPool pool) {
        this.stream = stream;
        this.bulk = bulk;
        this.agenda = agenda;
        this.pool = pool;
    }

    @Override
    void happen() {
        if (begun) {
            giveUp();
            return;
        }
        begun = true;
        RejectedExecutionException refused = pool.refusal();
        if (refused != null) {
            over = true;
            pool.refuse(stream.make(false, 0), refused);
            return;
        }
        if (bulk.timeout() != null) {
            agenda.set(this, agenda.now() + bulk.timeout().toNanos() + agenda.delays().wakeUp(),
                    TIMEOUT);
        }
        submitMore(bulk.call().lazy() ? bulk.bufferSize() : Integer.MAX_VALUE);
    }

    private void submitMore(int room) {
        while (!over && made < bulk.items() && inFlight.size() < room) {
            int items = Math.min(bulk.chunkSize(), bulk.items() - made);
            SimulatedTask task = stream.make(false, items);
            task.cancellable = false;
            task.watcher = this;
            if (!pool.submit(task)) {
                giveUp();
                return;
            }
            made += items;
            inFlight.add(task);
        }
    }

    @Override
    public void ended(SimulatedTask task) {
        if (over) {
            return;
        }
        if (!bulk.ordered()) {
            completed.add(task);
        }
        if (!woken) {
            woken = true;
            agenda.wake(this::take, agenda.delays().wakeUp());
        }
    }

    /** Takes the results that are there, in the order in which the call gives them, and submits more for each. */
    private void take() {
        woken = false;
        SimulatedTask next = nextEnded();
        while (!over && next != null) {
            inFlight.remove(next);
            if (next.status != SimulatedTask.Status.COMPLETED) {
                giveUp();
                return;
            }
            if (bulk.call().lazy()) {
                submitMore(bulk.bufferSize());
            }
            next = nextEnded();
        }
        if (!over && made == bulk.items() && inFlight.isEmpty()) {
            over = true;
            agenda.drop(this);
        }
    }

    private @Nullable SimulatedTask nextEnded() {
        if (!bulk.ordered()) {
            return completed.poll();
        }
        SimulatedTask first = inFlight.peek();
        return first != null && first.hasEnded() ? first : null;
    }

    private void giveUp() {
        over = true;
        agenda.drop(this);
        List<SimulatedTask> left = new ArrayList<>(inFlight);
        inFlight.clear();
        left.forEach(pool::cancel);
    }
}
