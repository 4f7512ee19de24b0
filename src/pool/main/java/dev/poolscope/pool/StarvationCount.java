package dev.poolscope.pool;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** How many workers wait for tasks of their own pool without a time limit, and whether that has been told. Guarded by the pool's lock. */
final class StarvationCount {
    private final int maxWorkers;
    private final Roster roster;
    private int waiting;
    /** Whether the episode of starvation that is going on has been told. */
    private boolean starved;

    StarvationCount(int maxWorkers, Roster roster) {
        this.maxWorkers = maxWorkers;
        this.roster = roster;
    }

    int waiting() {
        return waiting;
    }

    /** Counts a worker that begins to wait; if it is the one that starves the pool, returns which worker waits for which task. */
    @Nullable
    Map<Integer, Long> begin(RosterEntry own, long awaited) {
        own.awaited = awaited;
        waiting++;
        if (waiting < maxWorkers || starved) {
            return null;
        }
        starved = true;
        try {
            return roster.awaited();
        } catch (OutOfMemoryError noMemory) {
            // The event comes without the workers and the tasks that they wait for.
            return Map.of();
        }
    }

    /** A worker waits no more; it may have been taken off the count before. */
    void end(RosterEntry own, boolean counted) {
        own.awaited = RosterEntry.NOTHING;
        if (counted) {
            less(1);
        }
    }

    /** A task that ends is waited for no more, whenever its waiters get to run. */
    void taskEnds(PoolTask<?> task) {
        less(task.ownWaiters);
        task.ownWaiters = 0;
        task.forgetWaiters(this);
    }

    /** Takes all workers that wait for these, the first of which belongs to this pool, off the count. */
    void forget(CompletionQueue completionQueue) {
        if (completionQueue.ownWaiters > 0) {
            less(completionQueue.ownWaiters);
            completionQueue.ownWaiters = 0;
            completionQueue.ownEpisode++;
        }
    }

    private void less(int waiters) {
        waiting -= waiters;
        starved &= waiting == maxWorkers;
    }
}
