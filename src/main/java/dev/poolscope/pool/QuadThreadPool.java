package dev.poolscope.pool;

/** A {@link ThreadPool} of up to four workers. */
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
