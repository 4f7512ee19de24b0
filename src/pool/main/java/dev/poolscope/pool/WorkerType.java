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
     * A virtual thread, mounted on a carrier thread of the JDK only while it has something to do. When the heap is full, the scheduler of
     * JDK 25 may lose a virtual thread that is unparked at that moment; such a worker never goes on, and what waits for it waits for ever.
     * Platform threads do not depend on that scheduler.
     */
    VIRTUAL
}
