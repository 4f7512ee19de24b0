package dev.poolscope.pool;

import java.util.EnumMap;
import java.util.Map;

/**
 * All numbers of a pool. They change only under the core's lock, together with what they count; those that the
 * pool's counts give are volatile, so that reading them takes no lock and never waits.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // only ever written under the core's lock
final class Ledger {
    private volatile int pending;
    private volatile int starting;
    private volatile int idle;
    private volatile int busy;
    private volatile int retiring;

    private long submitted;
    private long refused;
    private int running;
    private long completed;
    private long failed;
    private long cancelled;
    private long spawned;
    private final Map<RetirementReason, Long> retired = new EnumMap<>(RetirementReason.class);

    Ledger() {
        for (RetirementReason reason : RetirementReason.values()) {
            retired.put(reason, 0L);
        }
    }

    int pending() {
        return pending;
    }

    int busy() {
        return busy;
    }

    int free() {
        return starting + idle;
    }

    int alive() {
        return starting + idle + busy + retiring;
    }

    void taskSubmitted() {
        submitted++;
        pending++;
    }

    void taskRefused() {
        refused++;
    }

    /** A task that had been accepted is refused after all. */
    void taskWithdrawn() {
        pending--;
        submitted--;
        refused++;
    }

    void taskStarted() {
        pending--;
        running++;
    }

    void taskCompleted() {
        running--;
        completed++;
    }

    void taskFailed() {
        running--;
        failed++;
    }

    void runningTaskCancelled() {
        running--;
        cancelled++;
    }

    void pendingTasksCancelled(int tasks) {
        pending -= tasks;
        cancelled += tasks;
    }

    void workerReserved() {
        spawned++;
        starting++;
    }

    /** A worker that had been reserved could not be started. */
    void workerNotStarted() {
        spawned--;
        starting--;
    }

    void workerBecame(WorkerState before, WorkerState after) {
        count(before, -1);
        count(after, 1);
    }

    void workerRetired(WorkerState before, RetirementReason reason) {
        count(before, -1);
        retired.merge(reason, 1L, Long::sum);
    }

    private void count(WorkerState state, int delta) {
        switch (state) {
            case STARTING -> starting += delta;
            case IDLE -> idle += delta;
            case BUSY -> busy += delta;
            case RETIRING -> retiring += delta;
        }
    }

    PoolSnapshot snapshot(PoolState state, int waiting) {
        return new PoolSnapshot(state, submitted, refused, pending, running, completed, failed, cancelled, starting,
                idle,
                busy, retiring, spawned, retired, waiting);
    }
}
