package dev.poolscope.pool;

/**
 * A {@link ThreadPool} of up to three workers.
 *
 * {@snippet :
 * try (var pool = new TripleThreadPool()) {
 *     pool.submit(() -> System.out.println(pool.name() + " has up to " + pool.maxWorkers()));
 *     pool.join();
 * }
 * }
 */
public final class TripleThreadPool extends ThreadPool {

    /** Makes a pool of up to three workers with the default options. */
    public TripleThreadPool() {
        this(PoolOptions.defaults());
    }

    /**
     * Makes a pool of up to three workers.
     *
     * @param options how it is to be
     */
    public TripleThreadPool(PoolOptions options) {
        super(3, options);
    }
}
