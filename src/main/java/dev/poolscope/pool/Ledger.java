package dev.poolscope.pool;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The numbers of what does not happen with every task, and the sum of all. What has no other guard changes under the core's
 * lock only.
 */
final class Ledger {
    /** By their future or by the pool; counted before the status says so. */
    private final AtomicLong pendingCancelled = new AtomicLong();
    /** By their future; counted before the status says so. */
    private final AtomicLong runningCancelled = new AtomicLong();
    /** Accepted, and taken back by the submission itself; read without the lock too. */
    private volatile long withdrawn;

    private long refused;
    private long spawned;
    private final Map<RetirementReason, Long> retired = new EnumMap<>(RetirementReason.class);

    Ledger() {
        for (RetirementReason reason : RetirementReason.values()) {
            retired.put(reason, 0L);
        }
    }

    /** How many accepted tasks have left the queue otherwise than by being started. */
    long goneFromQueue() {
        return pendingCancelled.get() + withdrawn;
    }

    void taskRefused() {
        refused++;
    }

    /** A task that had been accepted is refused after all. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // only ever written under the core's lock
    void taskWithdrawn() {
        withdrawn++;
        refused++;
    }

    void runningTaskCancelled() {
        runningCancelled.incrementAndGet();
    }

    void pendingTasksCancelled(int tasks) {
        pendingCancelled.addAndGet(tasks);
    }

    void workerReserved() {
        spawned++;
    }

    /** A worker that had been reserved could not be started. */
    void workerNotStarted() {
        spawned--;
    }

    void workerRetired(RetirementReason reason) {
        retired.merge(reason, 1L, Long::sum);
    }

    /**
     * Sums up. Tasks go on meanwhile, so each worker is looked at once, and what is no number of its own is a difference, so
     * that the sums hold. What was submitted is read last, so that no difference is less than nothing.
     */
    PoolSnapshot snapshot(PoolState state, Roster roster, TaskQueue queue, int waiting) {
        long cancelledPending = pendingCancelled.get();
        long cancelledRunning = runningCancelled.get();
        long ended = roster.done();
        long failed = roster.failed();
        long left = roster.cancelled();
        int starting = 0;
        int busy = 0;
        int running = 0;
        int retiring = 0;
        for (Worker worker : roster.workers()) {
            long steps = worker.tally.steps();
            boolean isBusy = Tally.isBusy(steps);
            boolean isRunning = isBusy && !worker.isWrappingUp();
            busy += isBusy ? 1 : 0;
            running += isRunning ? 1 : 0;
            ended += Tally.started(steps) - (isRunning ? 1 : 0);
            failed += worker.tally.failed;
            left += worker.tally.cancelled;
            switch (worker.state) {
                case STARTING -> starting++;
                case RETIRING -> retiring++;
                default -> {
                }
            }
        }
        long submitted = queue.accepted() - withdrawn;
        long pending = submitted - cancelledPending - ended - running;
        // The code of cancelled ones still runs.
        running -= (int) (cancelledRunning - left);
        if (running < 0) {
            // Cancelled between its start and its worker's counting it: until then it looks pending, too.
            pending += running;
            running = 0;
        }
        return new PoolSnapshot(state, submitted, refused, (int) pending, running, ended - failed - left, failed,
                cancelledPending + cancelledRunning, starting, roster.alive() - starting - busy - retiring, busy,
                retiring, spawned, retired, waiting);
    }
}
