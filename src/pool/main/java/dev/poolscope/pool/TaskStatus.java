package dev.poolscope.pool;

/**
 * Where a task stands. {@link #PENDING} goes to {@link #RUNNING} or {@link #CANCELLED}; {@link #RUNNING} goes to
 * {@link #COMPLETED}, {@link #FAILED} or {@link #CANCELLED}; each by one atomic step, and never back.
 *
 * {@snippet :
 * try (var pool = new SingleThreadPool()) {
 *     PoolFuture<Integer> future = pool.submit(() -> 1);
 *     future.collect();
 *     System.out.println(future.status() == TaskStatus.COMPLETED);
 * }
 * }
 */
public enum TaskStatus {
    /** Accepted and in the queue. */
    PENDING,
    /** In the hands of a worker. */
    RUNNING,
    /** Its target has returned; there is a result. */
    COMPLETED,
    /** Its target has thrown; there is an exception. */
    FAILED,
    /** Cancelled through its future, or by the pool's shutdown or breakage; there is neither result nor exception. */
    CANCELLED;

    /** {@return whether the task has ended: true for {@link #COMPLETED}, {@link #FAILED} and {@link #CANCELLED}} */
    public boolean isDone() {
        return this != PENDING && this != RUNNING;
    }
}
