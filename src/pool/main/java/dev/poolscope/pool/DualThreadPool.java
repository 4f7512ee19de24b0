package dev.poolscope.pool;

/**
 * A {@link ThreadPool} of up to two workers.
 *
 * {@snippet :
 * try (var pool = new DualThreadPool()) {
 *     pool.submit(() -> System.out.println(pool.name() + " has up to " + pool.maxWorkers()));
 *     pool.join();
 * }
 * }
 */
public final class DualThreadPool extends ThreadPool {

    /** Makes a pool of up to two workers with the default options. */
    public DualThreadPool() {
        this(PoolOptions.defaults());
    }

    /**
     * Makes a pool of up to two workers.
     *
     * @param options how it is to be
     */
    public DualThreadPool(PoolOptions options) {
        super(2, options);
    }
}
