package dev.poolscope.pool;

import org.jspecify.annotations.Nullable;

/**
 * What stands in the queue and what a worker runs: a target and its number. That is all there is of a
 * task that was {@linkplain ThreadPool#execute executed}; one with a future is a {@link PoolTask}.
 *
 * <p><b>Interrupts.</b> An interrupt is meant for the code of this task and must not reach what the worker does next. So
 * the interrupter announces itself before it interrupts, and only while the code has begun and not been left; and the worker
 * does not leave the task while one is announced.
 */
abstract sealed class QueuedTask permits ExecutedTask, PoolTask {
    /** In the place of a number. */
    private static final long WITHDRAWN = -1;

    /** What to run. Dropped when a task that has a future has ended and its code returned. */
    @Nullable
    Object target;
    private long taskId;
    private final long submittedNanos;

    QueuedTask(Object target, long submittedNanos) {
        this.target = target;
        this.submittedNanos = submittedNanos;
    }

    /** Runs the target. */
    abstract @Nullable Object invoke() throws Exception;

    /** The target with its arguments; null once the task is over. */
    abstract @Nullable TaskCall<?> call();

    /** Called by the queue, before another thread can see the task there. */
    void accept(long id, TaskQueue.Chunk chunk) {
        taskId = id;
    }

    /** Marks it as taken back by its submission, which is the only thread to ask for that, and refuses it. It loses its number. */
    final void withdraw() {
        taskId = WITHDRAWN;
    }

    /** Whether its submission has taken it back. */
    final boolean isWithdrawn() {
        return taskId == WITHDRAWN;
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
     * @param begins whether the code begins at once, with no observers to tell before
     */
    abstract boolean start(RosterEntry worker, long nanos, boolean begins);

    /** Begins the code, when it was started without that. False if it was cancelled meanwhile. */
    abstract boolean begin(RosterEntry worker);

    // What others do with it

    /** Whether the pool has cancelled it, given that it is one of those that a drop keeps. */
    abstract boolean isDropped();

    /** Interrupts the code, if it runs, or has it begin interrupted. */
    abstract void interruptCode(RosterEntry worker);
}
