package dev.poolscope.workload.model;

/** The four bulk calls of a pool. */
public enum BulkCall {
    /** Lazy: submits as its results are taken. */
    MAP("map", true),
    /** Eager: submits everything at the call. */
    MAP_ALL("mapAll", false),
    /** Lazy, each item a list of arguments. */
    STARMAP("starmap", true),
    /** Eager, each item a list of arguments. */
    STARMAP_ALL("starmapAll", false);

    private final String key;
    private final boolean lazy;

    BulkCall(String key, boolean lazy) {
        this.key = key;
        this.lazy = lazy;
    }

    /**
     * Gives the name.
     *
     * @return as files write it
     */
    public String key() {
        return key;
    }

    /**
     * Tells when it submits.
     *
     * @return true if it submits as its results are taken, and so has a buffer
     */
    public boolean lazy() {
        return lazy;
    }
}
