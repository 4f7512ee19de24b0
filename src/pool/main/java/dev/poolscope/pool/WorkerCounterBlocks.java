package dev.poolscope.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * All tallies of a pool and their sums. There are so few of them, however many workers there are, that a sum costs the
 * same with one worker and with ten thousand: the first workers have one each, the others share some. That of a worker
 * that is gone goes to a later one and keeps what it has counted. So no tally ever leaves, and every sum of tasks only
 * rises.
 */
final class WorkerCounterBlocks {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    /** More workers than this at once gain little from a tally of their own: only so many of them can run at once. */
    static final int OWN = Math.max(8, 2 * PROCESSORS);
    static final int SHARED = OWN;

    private static final VarHandle FREED_SEEN;

    static {
        try {
            FREED_SEEN = MethodHandles.lookup().findVarHandle(WorkerCounterBlocks.class, "freedSeen", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        Linking.link(2, WorkerCounterBlocks::use);
    }

    /** Every way in which the handles are used, on nothing: see {@link Linking}. */
    private static void use(int which) {
        switch (which) {
            case 0 -> FREED_SEEN.setOpaque((WorkerCounterBlocks) null, 0L);
            default -> {
                var _ = (long) FREED_SEEN.getOpaque((WorkerCounterBlocks) null);
            }
        }
    }

    /** The pool's lock, held by each thread that changes anything here; sums need none. */
    private final ReentrantLock lock;
    /** The own ones first, in the order in which they were needed, then the shared ones. Written under the lock. */
    private volatile WorkerCounters[] all = {};
    private final WorkerCounters[] own = new WorkerCounters[OWN];
    /** How many of the own ones wait for a worker; they stand first. */
    private int waiting;
    private int made;
    private int lastShared;
    /** A number of freed tasks that was seen once: never too many. */
    @SuppressWarnings("UnusedVariable") // through FREED_SEEN
    private long freedSeen;

    WorkerCounterBlocks(ReentrantLock lock) {
        this.lock = lock;
    }

    /** The tally for the next worker; makes it if there is none. Nothing has changed for others if there is no memory for it. */
    WorkerCounters next() {
        assert lock.isHeldByCurrentThread();
        if (waiting > 0) {
            return own[waiting - 1];
        }
        if (made < OWN) {
            WorkerCounters fresh = new WorkerCounters(false);
            all = with(fresh);
            own[0] = fresh;
            waiting = 1;
            made++;
            return fresh;
        }
        int count = all.length - OWN;
        if (count < SHARED) {
            WorkerCounters fresh = new WorkerCounters(true);
            all = with(fresh);
            return fresh;
        }
        lastShared = (lastShared + 1) % SHARED;
        return all[OWN + lastShared];
    }

    private WorkerCounters[] with(WorkerCounters fresh) {
        WorkerCounters[] before = all;
        WorkerCounters[] more = Arrays.copyOf(before, before.length + 1);
        more[before.length] = fresh;
        return more;
    }

    /** A worker counts there from now on; what {@link #next} gave last. */
    void lend(WorkerCounters workerCounters) {
        assert lock.isHeldByCurrentThread();
        if (!workerCounters.isShared()) {
            waiting--;
        }
    }

    /** A worker that is free counts there no more. */
    void takeBack(WorkerCounters workerCounters) {
        assert lock.isHeldByCurrentThread();
        if (!workerCounters.isShared()) {
            own[waiting] = workerCounters;
            waiting++;
        }
    }

    /** Every tally there is, none of which ever goes. */
    WorkerCounters[] all() {
        return all;
    }

    /** How many tasks were ever started. */
    long started() {
        long sum = 0;
        for (WorkerCounters workerCounters : all) {
            sum += WorkerCounters.started(workerCounters.word());
        }
        return sum;
    }

    /** How many tasks workers are done with. */
    long freed() {
        long sum = 0;
        for (WorkerCounters workerCounters : all) {
            sum += WorkerCounters.freed(workerCounters.word());
        }
        FREED_SEEN.setOpaque(this, sum);
        return sum;
    }

    /** How many tasks workers are done with at least: the sum when it was made last. */
    long freedAtLeast() {
        return (long) FREED_SEEN.getOpaque(this);
    }

    /** How many workers are busy. */
    int busy() {
        int busy = 0;
        for (WorkerCounters workerCounters : all) {
            busy += WorkerCounters.busy(workerCounters.word());
        }
        return busy;
    }
}
