package dev.poolscope.pool;

/**
 * Which calls a pool takes.
 *
 * {@snippet :
 * var pool = new SingleThreadPool();
 * PoolState before = pool.snapshot().state();
 * pool.shutdown();
 * System.out.println(before + " -> " + pool.snapshot().state());
 * }
 */
public enum PoolState {
    /** It takes everything. */
    OPEN,
    /** A join is in progress: work, spawns and lazy iterators are refused until it ends. */
    JOINING,
    /** A hook failed, or no thread could be started for the work that was left; all work is refused. */
    BROKEN,
    /** It was shut down and its last workers have not gone yet. */
    CLOSING,
    /** It was shut down and its last worker is gone. */
    TERMINATED
}
