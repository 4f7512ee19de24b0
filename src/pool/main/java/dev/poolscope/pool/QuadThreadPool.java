package dev.poolscope.pool;

/**
 * A {@link ThreadPool} of up to four workers.
 *
 * {@snippet :
 * try (var pool = new QuadThreadPool()) {
 *     pool.submit(() -> System.out.println(pool.name() + " has up to " + pool.maxWorkers()));
 *     pool.join();
 * }
 * }
 */
public final class QuadThreadPool extends ThreadPool {

    /** Makes a pool of up to four workers with the default options. */
    public QuadThreadPool() {
        this(PoolOptions.defaults());
    }

    /**
     * Makes a pool of up to four workers.
     *
     * @param options how it is to be
     */
    public QuadThreadPool(PoolOptions options) {
        super(4, options);
    }
}
