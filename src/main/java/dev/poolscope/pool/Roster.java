package dev.poolscope.pool;

import java.util.ArrayList;
import java.util.List;

/**
 * The workers alive at one moment, in the order of their numbers, and the sums of those that are gone. It never changes:
 * whenever a worker comes or goes the core has another one, so that whoever has read it once can sum up without a lock.
 *
 * @param workers who is alive
 * @param active how many of them start, idle or are busy; the others retire
 * @param done the tasks that the gone ones were done with, however they ended
 * @param failed how many of these failed
 * @param cancelled how many of these were cancelled while they ran
 */
record Roster(List<Worker> workers, int active, long done, long failed, long cancelled) {

    static final Roster EMPTY = new Roster(List.of(), 0, 0, 0, 0);

    int alive() {
        return workers.size();
    }

    Roster with(Worker worker) {
        List<Worker> more = new ArrayList<>(workers.size() + 1);
        more.addAll(workers);
        more.add(worker);
        return new Roster(List.copyOf(more), active + 1, done, failed, cancelled);
    }

    /** With one that was active retiring. */
    Roster withOneRetiring() {
        return new Roster(workers, active - 1, done, failed, cancelled);
    }

    /** Without one that could not be started. */
    Roster withoutUnstarted(Worker worker) {
        return new Roster(allBut(worker), active - 1, done, failed, cancelled);
    }

    /** Without one that has retired and will do nothing any more. */
    Roster without(Worker worker) {
        Tally tally = worker.tally;
        return new Roster(allBut(worker), active, done + Tally.freed(tally.steps()), failed + tally.failed,
                cancelled + tally.cancelled);
    }

    private List<Worker> allBut(Worker worker) {
        return workers.stream().filter(other -> other != worker).toList();
    }

    /** How many tasks were ever started. */
    long allStarted() {
        long sum = done;
        for (int i = 0; i < workers.size(); i++) {
            sum += Tally.started(workers.get(i).tally.steps());
        }
        return sum;
    }

    /** How many tasks workers are done with. */
    long allFreed() {
        long sum = done;
        for (int i = 0; i < workers.size(); i++) {
            sum += Tally.freed(workers.get(i).tally.steps());
        }
        return sum;
    }

    /** How many workers are busy. */
    int busy() {
        int busy = 0;
        for (int i = 0; i < workers.size(); i++) {
            busy += workers.get(i).isBusy() ? 1 : 0;
        }
        return busy;
    }
}
