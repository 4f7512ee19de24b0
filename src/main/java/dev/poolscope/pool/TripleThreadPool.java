package dev.poolscope.pool;

/** A {@link ThreadPool} of up to three workers. */
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
