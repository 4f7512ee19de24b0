package dev.poolscope.simulation;

import java.util.PriorityQueue;

/**
 * The processors that computing tasks share: with n of them on c processors each gets on at the rate min(1, c / n), which is
 * processor sharing. Sleepers take none.
 *
 * <p>Progress is measured by an amount of computing that each task in here has been given since the beginning: a task that comes when it
 * is p and needs d ends when it is p + d. Moments are rounded up to nanoseconds.
 */
final class Processors {
    private final Agenda agenda;
    private final int count;
    private final PriorityQueue<SimulatedWorker> computing = new PriorityQueue<>(
            (a, b) -> a.computedAt != b.computedAt
                    ? Double.compare(a.computedAt, b.computedAt)
                    : Integer.compare(a.id, b.id));
    private double given;
    private long since;
    private final Timer next = new Timer() {
        @Override
        void happen() {
            end();
        }
    };

    Processors(Agenda agenda, int count) {
        this.agenda = agenda;
        this.count = count;
    }

    private double rate() {
        int tasks = computing.size();
        return tasks <= count ? 1 : (double) count / tasks;
    }

    private void goOn() {
        long now = agenda.now();
        given += (now - since) * rate();
        since = now;
        if (computing.isEmpty()) {
            // The digits of a long run are not used up.
            given = 0;
        }
    }

    /** Has a worker compute for so many nanoseconds of a processor. */
    void begin(SimulatedWorker worker, long nanos) {
        goOn();
        worker.computedAt = given + nanos;
        computing.add(worker);
        plan();
    }

    /** Takes a worker off whose task is interrupted. */
    void leave(SimulatedWorker worker) {
        goOn();
        computing.remove(worker);
        plan();
    }

    private void plan() {
        SimulatedWorker first = computing.peek();
        if (first == null) {
            agenda.drop(next);
        } else {
            agenda.set(next, since + (long) Math.ceil(Math.max(0, first.computedAt - given) / rate()), Timer.END);
        }
    }

    private void end() {
        goOn();
        SimulatedWorker first = computing.remove();
        // What rounding has added to or taken from the last share.
        given = Math.max(given, first.computedAt);
        plan();
        first.workDone();
    }
}
