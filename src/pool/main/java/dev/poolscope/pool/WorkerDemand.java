package dev.poolscope.pool;

/**
 * How much there is to do, and whether that asks for one more worker: see WORKERS ON DEMAND in {@link PoolCore}. Differences of what
 * the queue, the workers and the roster count, which all may read, without the lock and without waiting.
 */
final class WorkerDemand {
    private final int maxWorkers;
    private final TaskQueue queue;
    private final PoolCounters counters;
    private final WorkerCounterBlocks workers;
    private final Roster roster;

    WorkerDemand(int maxWorkers, TaskQueue queue, PoolCounters counters, WorkerCounterBlocks workers, Roster roster) {
        this.maxWorkers = maxWorkers;
        this.queue = queue;
        this.counters = counters;
        this.workers = workers;
        this.roster = roster;
    }

    /** How many tasks are in the queue; those in the hands of workers are not. */
    int pending() {
        long gone = counters.goneFromQueue();
        return (int) Math.max(0, queue.accepted() - gone - workers.started());
    }

    /** How many tasks are pending or in the hands of workers. */
    long outstanding() {
        // What is accepted after that was read, and freed before that is, makes it too few; but then all before it are in hands
        // already, and its submitter asks for itself.
        long gone = counters.goneFromQueue();
        long accepted = queue.accepted();
        return accepted - gone - workers.freed();
    }

    /**
     * Whether the rule of demand asks for a worker, by a look without the lock. Most often the number of freed tasks that was seen
     * last is enough to tell that it does not.
     */
    boolean asksForMore() {
        long counts = roster.counts();
        if (Roster.alive(counts) >= maxWorkers) {
            return false;
        }
        int active = Roster.active(counts);
        long seen = workers.freedAtLeast();
        long gone = counters.goneFromQueue();
        return queue.accepted() - gone - seen > active && outstanding() > active;
    }

    /** How many workers the rule of demand asks for; exact under the lock. */
    int needed() {
        if (queue.isDropped()) {
            // What is still counted as pending is taken back by the threads that are just putting it there.
            return 0;
        }
        return (int) Math.max(0, Math.min(maxWorkers - roster.alive(), outstanding() - roster.active()));
    }
}
