package dev.poolscope.pool;

/**
 * How a join ended.
 *
 * {@snippet :
 * PoolObserver observer = new PoolObserver() {
 *     @Override
 *     public void joinEnded(long nanos, JoinOutcome outcome) {
 *         System.out.println(outcome);
 *     }
 * };
 * try (var pool = new SingleThreadPool(PoolOptions.builder().observer(observer).build())) {
 *     pool.submit(() -> 1);
 *     pool.join();
 * }
 * }
 */
public enum JoinOutcome {
    /** The queue was worked off and every worker retired; the pool is open again. */
    JOINED,
    /** The last caller that waited gave up, by timeout or interruption; the pool is open again. */
    ABANDONED,
    /** A shutdown won. */
    CLOSED,
    /** The pool broke meanwhile. */
    BROKEN
}
