package dev.poolscope.pool;

/**
 * A {@link ThreadPool} of up to one worker.
 *
 * {@snippet :
 * try (var pool = new SingleThreadPool()) {
 *     pool.submit(() -> System.out.println(pool.name() + " has up to " + pool.maxWorkers()));
 *     pool.join();
 * }
 * }
 */
public final class SingleThreadPool extends ThreadPool {

    /** Makes a pool of up to one worker with the default options. */
    public SingleThreadPool() {
        this(PoolOptions.defaults());
    }

    /**
     * Makes a pool of up to one worker.
     *
     * @param options how it is to be
     */
    public SingleThreadPool(PoolOptions options) {
        super(1, options);
    }
}
