package dev.poolscope.pool;

/**
 * What kind of thread a worker is.
 *
 * {@snippet :
 * var options = PoolOptions.builder().workerType(WorkerType.VIRTUAL).build();
 * try (var pool = new ThreadPool(100, options)) {
 *     System.out.println(pool.run(() -> Thread.currentThread().isVirtual()));
 * }
 * }
 */
public enum WorkerType {
    /** A platform thread: one operating-system thread for each worker. The default. */
    PLATFORM,
    /**
     * A virtual thread, mounted on a carrier thread of the JDK only while it has something to do. What the pool promises for a heap
     * without room ends where the JDK's scheduler does: seen in JDK 25, that may lose a virtual thread which has been unparked at such a
     * moment, and what waits for that worker then waits on. Platform threads do not depend on it.
     */
    VIRTUAL
}
