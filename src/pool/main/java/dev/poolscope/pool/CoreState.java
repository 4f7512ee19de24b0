package dev.poolscope.pool;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of a pool share: the one lock, the stage, the roster, the counters, the queue and the idle timeout. It knows none
 * of the parts. It changes in transitions, each a few assignments under the lock, which call nothing of the user's (but
 * its clock), wake no thread and tell no observer: they return a plain value, by which the part that asked for the transition
 * knows which worker to wake and what to report, when it has let go of the lock. What an answer needs besides (why a worker retires,
 * since when, which worker comes in its place) is written into the worker's own {@link RosterEntry}: no transition makes an object for its
 * answer, so none can fail for want of memory when it has changed something.
 *
 * <p>The stage goes from open (over draining, in which work is refused but the queue finished) to closing, in which
 * the queue has been cancelled, to terminated. A join is no stage but an operation that lasts until the queue is
 * empty and no worker is left, or until it is abandoned or a shutdown ends it. Nor is a breakage: a broken pool waits for its
 * shutdown.
 *
 * <p>{@link #unfinished} counts all that still have something to do or to tell: every worker, until it has told that
 * it retired, and every thread that begins a join or a shutdown, until it has told that. The last of them ends the
 * join, or the pool; so that the end is told last.
 */
final class CoreState {
    /** An idle timeout that never comes. */
    static final long NEVER = Long.MAX_VALUE;
    /** For how long it is tried to reserve a worker for tasks that have none when there is no memory. */
    private static final long PATIENCE = 1_000_000_000;

    enum Stage {
        OPEN, DRAINING, CLOSING, TERMINATED
    }

    final String name;
    final int maxWorkers;
    final NanoClock clock;
    private final long maxTasksPerWorker;
    final ReentrantLock lock = new ReentrantLock();
    final TaskQueue queue = new TaskQueue();
    final PoolCounters counters = new PoolCounters();
    final Roster roster = new Roster();
    final WorkerCounterBlocks workerCounters = new WorkerCounterBlocks(lock);
    final WorkerDemand demand;
    final DroppedQueue dropped = new DroppedQueue(queue);

    // Written under the lock, read without it.
    private volatile Stage stage = Stage.OPEN;
    private volatile @Nullable JoinOperation joining;
    private volatile @Nullable BrokenPoolException broken;
    private volatile @Nullable Duration idleTimeout;

    /** Whether all tasks are to be interrupted, also those that are only about to begin. */
    volatile boolean interruptsAll;

    @GuardedBy("lock")
    final StarvationCount starvation;
    @GuardedBy("lock")
    private int unfinished;
    @GuardedBy("lock")
    private long idleTimeoutNanos;
    @GuardedBy("lock")
    private int lastWorkerId;
    /** When a worker retired last; only if any has. */
    @GuardedBy("lock")
    private long lastRetiredNanos;
    @GuardedBy("lock")
    private boolean anyRetired;

    CoreState(String name, int maxWorkers, PoolOptions options) {
        this.name = name;
        this.maxWorkers = maxWorkers;
        clock = GuardedClock.of(options.clock());
        maxTasksPerWorker = options.maxTasksPerWorker().isPresent()
                ? options.maxTasksPerWorker().getAsInt()
                : Long.MAX_VALUE;
        idleTimeout = options.idleTimeout().orElse(null);
        idleTimeoutNanos = nanosOf(idleTimeout);
        starvation = new StarvationCount(maxWorkers, roster);
        demand = new WorkerDemand(maxWorkers, queue, counters, workerCounters, roster);
    }

    private static long nanosOf(@Nullable Duration timeout) {
        return timeout == null ? NEVER : Nanos.saturated(timeout);
    }

    // ---------------------------------------------------------------- for all to read, without the lock

    boolean isClosed() {
        return stage != Stage.OPEN;
    }

    boolean isTerminated() {
        return stage == Stage.TERMINATED;
    }

    /** The join in progress, if any. */
    @Nullable
    JoinOperation joining() {
        return joining;
    }

    /** What broke the pool, if anything has. */
    @Nullable
    BrokenPoolException broken() {
        return broken;
    }

    @Nullable
    Duration idleTimeout() {
        return idleTimeout;
    }

    /** Why the pool takes no work, if it does not. */
    @Nullable
    Refusal refusal() {
        if (isClosed()) {
            return Refusal.CLOSED;
        }
        if (broken != null) {
            return Refusal.BROKEN;
        }
        return joining == null ? null : Refusal.JOINING;
    }

    PoolState shown() {
        return switch (stage) {
            case TERMINATED -> PoolState.TERMINATED;
            case DRAINING, CLOSING -> PoolState.CLOSING;
            case OPEN -> broken != null ? PoolState.BROKEN : joining != null ? PoolState.JOINING : PoolState.OPEN;
        };
    }

    /** How many workers start or are idle. */
    int free() {
        return Math.max(0, roster.active() - workerCounters.busy());
    }

    /** Whether a worker has to decide what it does next, rather than take the next task if there is one. */
    boolean mustDecide(RosterEntry worker) {
        return broken != null || worker.tasksDone() >= maxTasksPerWorker;
    }

    /** Whether a worker has to decide, once it is done with the task in hand. */
    boolean isLast(RosterEntry worker) {
        return broken != null || worker.tasksDone() + 1 >= maxTasksPerWorker;
    }

    // ---------------------------------------------------------------- the stage

    /** Begins a join; the thread that does is one of those it waits for until it has told so. */
    @GuardedBy("lock")
    void beginJoin(JoinOperation join) {
        joining = join;
        openOrCloseQueue();
        unfinished++;
    }

    /** Ends the join in progress, if there is one; gives it. */
    @GuardedBy("lock")
    @Nullable
    JoinOperation endJoin(JoinOutcome outcome) {
        JoinOperation join = joining;
        joining = null;
        if (join != null) {
            join.outcome = outcome;
        }
        openOrCloseQueue();
        return join;
    }

    /** Refuses work from now on and lets the queue be finished; false if the pool was closed before. */
    @GuardedBy("lock")
    boolean drain() {
        if (stage != Stage.OPEN) {
            return false;
        }
        stage = Stage.DRAINING;
        openOrCloseQueue();
        unfinished++;
        return true;
    }

    /** Refuses work from now on; the caller drops the queue. Gives the stage before: closing or later if nothing has changed. */
    @GuardedBy("lock")
    Stage close() {
        Stage before = stage;
        if (before == Stage.OPEN || before == Stage.DRAINING) {
            stage = Stage.CLOSING;
            openOrCloseQueue();
            unfinished++;
        }
        return before;
    }

    /** Refuses work from now on, because of that; the caller drops the queue. False if it had broken before or is terminated. */
    @GuardedBy("lock")
    boolean breakWith(BrokenPoolException cause) {
        if (broken != null || isTerminated()) {
            return false;
        }
        broken = cause;
        openOrCloseQueue();
        return true;
    }

    /** One that was unfinished has finished. */
    @GuardedBy("lock")
    void finishOne() {
        unfinished--;
    }

    /** Whether all that had something to do or to tell have. */
    @GuardedBy("lock")
    boolean isFinished() {
        return unfinished == 0;
    }

    /** Is terminated, if it was closed and nothing is left to do; gives whether it now is. */
    @GuardedBy("lock")
    boolean terminate() {
        boolean ends = stage == Stage.DRAINING || stage == Stage.CLOSING;
        if (ends) {
            stage = Stage.TERMINATED;
            openOrCloseQueue();
        }
        return ends;
    }

    /** Has the queue refuse work or take it, as the state of the pool has become. */
    @GuardedBy("lock")
    private void openOrCloseQueue() {
        if (refusal() == null) {
            queue.open();
        } else {
            queue.close();
        }
    }

    // ---------------------------------------------------------------- tasks

    /** Counts a task as refused, if the pool takes no work; gives why not. */
    @Nullable
    Refusal refuse() {
        Stack.require();
        lock.lock();
        try {
            Refusal refusal = refusal();
            if (refusal != null) {
                counters.taskRefused();
            }
            return refusal;
        } finally {
            lock.unlock();
        }
    }

    /** Takes back a task that has just been accepted, unless that has been done; false if it was taken or dropped. */
    boolean takeBack(QueuedTask task) {
        lock.lock();
        try {
            return task.isWithdrawn() || withdraw(task);
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #takeBack}, under the lock. */
    @GuardedBy("lock")
    boolean withdraw(QueuedTask task) {
        if (!queue.remove(task)) {
            return false;
        }
        counters.taskWithdrawn();
        task.withdraw();
        return true;
    }

    // ---------------------------------------------------------------- workers come

    /** Reserves a worker, if the rule of demand asks for one: it is alive and starting from then on. */
    @GuardedBy("lock")
    @Nullable
    RosterEntry reserve(SpawnReason reason, long now) {
        return demand.needed() > 0 ? reserveAnyway(reason, now) : null;
    }

    /**
     * Reserves a worker for tasks that have none, trying for about a second while there is no memory for it, without the lock.
     * Null if there is a worker by then, or nothing to do.
     */
    @Nullable
    RosterEntry reserveForStranded(SpawnReason reason, long now) {
        // Not by a count, for each try may have the whole heap collected; and not by the pool's clock, which may stand still.
        long start = NanoClock.SYSTEM.nanoTime();
        for (int tried = 0; true; tried++) {
            Backoff.pause(tried);
            lock.lock();
            try {
                // Any living worker asks again when it retires.
                return roster.alive() == 0 ? reserve(reason, now) : null;
            } catch (OutOfMemoryError noMemory) {
                if (NanoClock.SYSTEM.nanoTime() - start >= PATIENCE) {
                    throw noMemory;
                }
            } finally {
                lock.unlock();
            }
        }
    }

    @GuardedBy("lock")
    RosterEntry reserveAnyway(SpawnReason reason, long now) {
        int busy = workerCounters.busy();
        WorkerCounters own = workerCounters.next();
        // A submission was stamped before it had the lock: meanwhile a worker may have left, whose place this one takes.
        long spawned = anyRetired && now - lastRetiredNanos < 0 ? lastRetiredNanos : now;
        RosterEntry worker = new RosterEntry(name, lastWorkerId + 1, own, reason, spawned,
                (int) Math.max(0, demand.outstanding() - busy), Math.max(0, roster.active() - busy), roster.alive());
        // From here on nothing takes memory.
        lastWorkerId++;
        workerCounters.lend(own);
        roster.add(worker);
        unfinished++;
        counters.workerReserved();
        return worker;
    }

    @GuardedBy("lock")
    boolean mayReserve() {
        return roster.alive() < maxWorkers;
    }

    /** Undoes a reservation. */
    @GuardedBy("lock")
    void abandon(RosterEntry worker) {
        worker.givenUp = true;
        leaveRoster(worker);
        counters.workerNotStarted();
    }

    @GuardedBy("lock")
    boolean hasWorkButNoWorker() {
        return roster.alive() == 0 && demand.pending() > 0;
    }

    /** The thread of a worker has begun; false if it is to do nothing. */
    boolean begin(RosterEntry worker) {
        lock.lock();
        try {
            if (worker.givenUp || worker.begun) {
                return false;
            }
            worker.begun = true;
            roster.launched(worker);
            worker.thread = Thread.currentThread();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** A worker that was starting is idle; gives since when. */
    long ready(RosterEntry worker) {
        lock.lock();
        try {
            long now = clock.nanoTime();
            roster.ready(worker);
            worker.idleSince(now);
            return now;
        } finally {
            lock.unlock();
        }
    }

    // ---------------------------------------------------------------- workers are done with a task

    /** Frees a worker whose task has failed. */
    void freeFailed(RosterEntry worker, long now) {
        lock.lock();
        try {
            counters.taskFailed();
            worker.free(now);
        } finally {
            lock.unlock();
        }
    }

    /** Frees a worker whose task has ended before, when its callbacks have returned. */
    void freeWrappedUp(RosterEntry worker) {
        lock.lock();
        try {
            free(worker, clock.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /** Frees a worker whose task was cancelled while it ran; gives the time. */
    long freeCancelled(RosterEntry worker) {
        lock.lock();
        try {
            long now = clock.nanoTime();
            counters.cancelledTaskLeft();
            worker.free(now);
            return now;
        } finally {
            lock.unlock();
        }
    }

    /** Frees a worker, of which callbacks may have run. */
    @GuardedBy("lock")
    void free(RosterEntry worker, long now) {
        roster.endsWrappingUp(worker);
        worker.free(now);
    }

    // ---------------------------------------------------------------- workers go

    /** For how many nanoseconds an idle worker may sleep; {@link #NEVER} if there is no idle timeout. */
    @GuardedBy("lock")
    long timeLeft(RosterEntry worker) {
        return idleTimeoutNanos == NEVER
                ? NEVER
                : Math.max(0, idleTimeoutNanos - (clock.nanoTime() - worker.sinceNanos()));
    }

    /** Sets the idle timeout and gives the one before. The caller wakes the workers that sleep by it. */
    @GuardedBy("lock")
    @Nullable
    Duration setIdleTimeout(@Nullable Duration timeout) {
        Duration before = idleTimeout;
        idleTimeout = timeout;
        idleTimeoutNanos = nanosOf(timeout);
        return before;
    }

    /** Has a worker that has no task in hand retire, if that is what is to be done now. */
    boolean retireIfDue(RosterEntry worker) {
        // Goes over what was cancelled in the queue, so that the look under the lock has not to.
        var _ = queue.isEmpty();
        lock.lock();
        try {
            return retires(worker);
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #retireIfDue}, under the lock. Its entry then says why it retires, and which worker is to be started in its place. */
    @GuardedBy("lock")
    boolean retires(RosterEntry worker) {
        long now = clock.nanoTime();
        RetirementReason reason = retirement(worker, now);
        if (reason == null) {
            return false;
        }
        retire(worker, reason, now);
        // After the roster was replaced: a thread that has added a task meanwhile is seen here, or sees that.
        try {
            worker.replacement = reserve(SpawnReason.RETIREMENT, now);
        } catch (OutOfMemoryError noMemory) {
            // Asked again when it has retired.
            worker.replacement = null;
        }
        return true;
    }

    /** Has a worker retire that cannot go on. */
    void giveUp(RosterEntry worker) {
        lock.lock();
        try {
            if (worker.state != WorkerState.RETIRING) {
                retire(worker, RetirementReason.BROKEN, clock.nanoTime());
            }
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void retire(RosterEntry worker, RetirementReason reason, long now) {
        worker.reason = reason;
        worker.idleSince(now);
        roster.retires(worker);
    }

    /** Why a worker that could take a task now is to retire instead, if it is. */
    @GuardedBy("lock")
    private @Nullable RetirementReason retirement(RosterEntry worker, long now) {
        if (broken != null) {
            return RetirementReason.BROKEN;
        }
        boolean overdue = idleTimeoutNanos != NEVER && now - worker.sinceNanos() >= idleTimeoutNanos;
        boolean closed = isClosed();
        boolean isJoining = joining != null;
        boolean empty = (closed || isJoining || overdue) && queue.isEmpty();
        if (closed && empty) {
            return RetirementReason.SHUTDOWN;
        }
        if (isJoining && empty) {
            return RetirementReason.JOIN;
        }
        if (worker.tasksDone() >= maxTasksPerWorker) {
            return RetirementReason.MAX_TASKS;
        }
        return overdue && empty ? RetirementReason.IDLE_TIMEOUT : null;
    }

    /** A worker is alive no more. This takes no memory, and does not fail: the pool cannot end while a worker is in the roster. */
    @GuardedBy("lock")
    void retired(RosterEntry worker, long now) {
        lastRetiredNanos = now;
        anyRetired = true;
        leaveRoster(worker);
        counters.workerRetired(worker.reason);
    }

    @GuardedBy("lock")
    private void leaveRoster(RosterEntry worker) {
        roster.remove(worker);
        workerCounters.takeBack(worker.counters);
    }

    /** The worker that comes after another one, or the first; the way to go along them without the lock and without memory. */
    @Nullable
    RosterEntry workerAfter(@Nullable RosterEntry worker) {
        lock.lock();
        try {
            return roster.after(worker);
        } finally {
            lock.unlock();
        }
    }
}
