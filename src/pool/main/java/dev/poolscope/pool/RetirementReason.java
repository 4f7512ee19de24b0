package dev.poolscope.pool;

/**
 * Why a worker retires. When two reasons hold at the same moment, the later one in this list is reported.
 *
 * {@snippet :
 * var pool = new DualThreadPool();
 * pool.run(() -> 1);
 * pool.join();
 * System.out.println(pool.snapshot().retired().get(RetirementReason.JOIN) + " worker retired for a join");
 * pool.close();
 * }
 */
public enum RetirementReason {
    /** It was idle for at least the pool's idle timeout. */
    IDLE_TIMEOUT,
    /** It has done as many tasks as a worker of this pool may do. */
    MAX_TASKS,
    /** {@link ThreadPool#join()} retires every worker once the queue is empty. */
    JOIN,
    /** The pool was shut down (or closed, or forgotten and collected). */
    SHUTDOWN,
    /**
     * The pool broke: an initializer or a finalizer failed, or no thread could be started for the work that was left.
     */
    BROKEN
}
