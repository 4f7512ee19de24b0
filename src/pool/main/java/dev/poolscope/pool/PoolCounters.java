package dev.poolscope.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The numbers of what does not happen with every task, and the sum of all. What has no other guard changes under the pool's
 * lock only.
 */
final class PoolCounters {
    private static final VarHandle DROPPED;

    static {
        try {
            DROPPED = MethodHandles.lookup().findVarHandle(PoolCounters.class, "dropped", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        Linking.link(2, PoolCounters::use);
    }

    /** Every way in which the handles are used, on nothing: see {@link Linking}. */
    private static void use(int which) {
        switch (which) {
            case 0 -> DROPPED.setRelease((PoolCounters) null, 0L);
            default -> {
                var _ = (long) DROPPED.getAcquire((PoolCounters) null);
            }
        }
    }

    /** By their future; counted before the status says so. */
    private final AtomicLong pendingCancelled = new AtomicLong();
    /** When the pool dropped its queue; counted before the status says so. Released by the one thread that claims tasks. */
    @SuppressWarnings("UnusedVariable") // through DROPPED
    private long dropped;
    /** By their future; counted before the status says so. */
    private final AtomicLong runningCancelled = new AtomicLong();
    /** Accepted, and taken back by the submission itself; read without the lock too. */
    private volatile long withdrawn;

    private long refused;
    private long spawned;
    /** Of the tasks that workers are done with, those that failed. */
    private long failed;
    /** Of the tasks that workers are done with, those that were cancelled while they ran. */
    private long leftCancelled;
    /** By the reason, one number in each array: counting needs no memory. */
    private final Map<RetirementReason, long[]> retired = new EnumMap<>(RetirementReason.class);

    PoolCounters() {
        for (RetirementReason reason : RetirementReason.values()) {
            retired.put(reason, new long[1]);
        }
    }

    /** How many accepted tasks have left the queue otherwise than by being started. */
    long goneFromQueue() {
        return pendingCancelled() + withdrawn;
    }

    void taskRefused() {
        refused++;
    }

    /** A task that had been accepted is refused after all. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // only ever written under the pool's lock
    void taskWithdrawn() {
        withdrawn++;
        refused++;
    }

    void runningTaskCancelled() {
        runningCancelled.incrementAndGet();
    }

    void pendingTaskCancelled() {
        pendingCancelled.incrementAndGet();
    }

    /** Counts one of those that are claimed when the queue is dropped; or one less, if its future was cancelled before. */
    void taskDropped(int tasks) {
        DROPPED.setRelease(this, dropped + tasks);
    }

    private long pendingCancelled() {
        return pendingCancelled.get() + (long) DROPPED.getAcquire(this);
    }

    /** Counted in one with freeing the worker. */
    void taskFailed() {
        failed++;
    }

    /** The code of a task that was cancelled while it ran has returned; counted in one with freeing the worker. */
    void cancelledTaskLeft() {
        leftCancelled++;
    }

    void workerReserved() {
        spawned++;
    }

    /** A worker that had been reserved could not be started. */
    void workerNotStarted() {
        spawned--;
    }

    void workerRetired(RetirementReason reason) {
        Objects.requireNonNull(retired.get(reason))[0]++;
    }

    /**
     * Sums up. Tasks go on meanwhile, so each tally is looked at once, and what is no number of its own is a difference, so
     * that the sums hold. What was submitted is read last, so that no difference is less than nothing.
     */
    PoolSnapshot snapshot(PoolState state, Roster roster, WorkerCounterBlocks workerCounterBlocks, TaskQueue queue,
            int waiting) {
        long cancelledPending = pendingCancelled();
        long cancelledRunning = runningCancelled.get();
        int busy = 0;
        long ended = roster.wrappingUp();
        for (WorkerCounters workerCounters : workerCounterBlocks.all()) {
            long word = workerCounters.word();
            busy += WorkerCounters.busy(word);
            ended += WorkerCounters.freed(word);
        }
        int running = busy - roster.wrappingUp();
        int starting = roster.starting();
        int retiring = roster.retiring();
        long submitted = queue.accepted() - withdrawn;
        long pending = submitted - cancelledPending - ended - running;
        // The code of cancelled ones still runs.
        running -= (int) (cancelledRunning - leftCancelled);
        if (running < 0) {
            // Cancelled between its start and its worker's counting it: until then it looks pending, too.
            pending += running;
            running = 0;
        }
        if (pending < 0) {
            // Counted as cancelled a moment before it turns out that another thread has it.
            cancelledPending += pending;
            pending = 0;
        }
        return new PoolSnapshot(state, submitted, refused, (int) pending, running, ended - failed - leftCancelled,
                failed,
                cancelledPending + cancelledRunning, starting, roster.alive() - starting - busy - retiring, busy,
                retiring, spawned, retiredByReason(), waiting);
    }

    private Map<RetirementReason, Long> retiredByReason() {
        Map<RetirementReason, Long> byReason = new EnumMap<>(RetirementReason.class);
        retired.forEach((reason, count) -> byReason.put(reason, count[0]));
        return byReason;
    }
}
