package dev.poolscope.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * What stands in the queue and what a worker runs: a target, its number, and how far it is. That is all there is of a
 * task that was {@linkplain ThreadPool#execute executed}; one that somebody holds the future of is a {@link PoolTask}.
 *
 * <p><b>The status</b> is one word. Its phase goes from {@link #PENDING} over {@link #RUNNING} and {@link #ENDING} to a
 * final one, or from PENDING over ENDING to {@link #CANCELLED}. Each of these steps but the last is one compare-and-set, so
 * that of those who want to start, end and cancel a task one wins. Who has brought it to ENDING is the only one to write
 * the outcome, and then makes the phase final: nothing but a few of this package's own instructions lies between, so that
 * who needs the end may spin for it.
 *
 * <p><b>Interrupts.</b> An interrupt is meant for the code of this task and must not reach what the worker does next.
 * So the interrupter announces itself by {@link #INTERRUPTING} before it interrupts, and only while the code has begun and
 * not been left; and the worker does not leave the task while one is announced.
 */
abstract sealed class QueuedTask permits ExecutedTask, PoolTask {
    static final int PENDING = 0;
    static final int RUNNING = 1;
    /** The outcome is decided but not written. */
    static final int ENDING = 2;
    static final int COMPLETED = 3;
    static final int FAILED = 4;
    static final int CANCELLED = 5;
    private static final int PHASE = 7;

    /** Whether a worker has started it. */
    static final int STARTED = 1 << 3;
    /** Whether the code may be interrupted, for it has begun; until then the worker has observers to tell. */
    static final int BEGUN = 1 << 4;
    /** Whether the worker is done with the code; nobody interrupts it any more. */
    static final int LEFT = 1 << 5;
    /** Whether somebody is just interrupting the code. */
    static final int INTERRUPTING = 1 << 6;
    /** Whether the code is to begin interrupted. */
    private static final int BEGINS_INTERRUPTED = 1 << 7;
    /**
     * Whether its end concerns more than its waiters: callbacks, arrivals, the count of workers that wait. It is then
     * ended under the core's lock, under which this is set.
     */
    static final int WATCHED = 1 << 8;

    static final VarHandle STATUS;

    static {
        try {
            STATUS = MethodHandles.lookup().findVarHandle(QueuedTask.class, "status", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    volatile int status;
    /** What to run. Dropped when the task has ended and its code returned. */
    @Nullable
    Object target;
    private long taskId;
    private final long submittedNanos;

    QueuedTask(Object target, long submittedNanos) {
        this.target = target;
        this.submittedNanos = submittedNanos;
    }

    static int phase(int status) {
        return status & PHASE;
    }

    static boolean isFinal(int status) {
        return phase(status) > ENDING;
    }

    /** Runs the target. */
    abstract @Nullable Object invoke() throws Exception;

    /** The target with its arguments; null once the task is over. */
    abstract @Nullable TaskCall<?> call();

    /** Called by the queue, before anybody else can see the task there. */
    void accept(long id, TaskQueue.Chunk chunk) {
        taskId = id;
    }

    final long submittedNanos() {
        return submittedNanos;
    }

    public final long taskId() {
        return taskId;
    }

    // What the worker does with it, in this order

    /**
     * Starts it. False if it was cancelled.
     *
     * @param flags {@link #BEGUN} if the code begins at once
     */
    abstract boolean start(Worker worker, long nanos, int flags);

    /** Begins the code, when it was started without that. False if it was cancelled meanwhile. */
    final boolean begin() {
        // What an observer has left behind is not for this task.
        var _ = Thread.interrupted();
        int seen = status;
        while (phase(seen) == RUNNING) {
            if (STATUS.compareAndSet(this, seen, seen | BEGUN)) {
                if ((seen & BEGINS_INTERRUPTED) != 0) {
                    Thread.currentThread().interrupt();
                }
                return true;
            }
            seen = status;
        }
        return false;
    }

    /**
     * Leaves the code behind: from here on nobody interrupts the worker on behalf of this task, and none is left
     * over.
     *
     * @return {@link #ENDING} if the worker is now the one to end it, {@link #RUNNING} if it is to end it under the
     *         core's lock, {@link #CANCELLED} if somebody has cancelled it
     */
    @SuppressWarnings("ThreadPriorityCheck") // the interrupter has only to return from Thread.interrupt
    final int leave() {
        while (true) {
            int seen = status;
            int phase = phase(seen);
            if ((seen & INTERRUPTING) != 0 || phase == ENDING) {
                Thread.yield();
                continue;
            }
            int after = phase == RUNNING && (seen & WATCHED) == 0 ? ENDING : phase;
            if (STATUS.compareAndSet(this, seen, (seen & ~PHASE) | after | LEFT)) {
                var _ = Thread.interrupted();
                return after;
            }
        }
    }

    /** Cancels it for the pool, if it is pending still; the caller has taken it out of the queue. */
    final boolean claimPending() {
        int seen = status;
        while (phase(seen) == PENDING) {
            if (STATUS.compareAndSet(this, seen, (seen & ~PHASE) | ENDING)) {
                return true;
            }
            seen = status;
        }
        return false;
    }

    /** Interrupts the code, if it runs, or has it begin interrupted. */
    @SuppressWarnings("ThreadPriorityCheck") // others have only a few instructions to go
    final void interruptCode(@Nullable Thread runner) {
        while (true) {
            int seen = status;
            int phase = phase(seen);
            if ((seen & LEFT) != 0 || (seen & STARTED) == 0) {
                return;
            }
            if (phase == ENDING || (seen & INTERRUPTING) != 0) {
                Thread.yield();
            } else if ((seen & BEGUN) == 0) {
                if (phase != RUNNING || STATUS.compareAndSet(this, seen, seen | BEGINS_INTERRUPTED)) {
                    return;
                }
            } else if (STATUS.compareAndSet(this, seen, seen | INTERRUPTING)) {
                deliverInterrupt(runner);
                return;
            }
        }
    }

    /** Interrupts, having announced it. */
    final void deliverInterrupt(@Nullable Thread runner) {
        try {
            if (runner != null) {
                runner.interrupt();
            }
        } finally {
            STATUS.getAndBitwiseAnd(this, ~INTERRUPTING);
        }
    }
}
