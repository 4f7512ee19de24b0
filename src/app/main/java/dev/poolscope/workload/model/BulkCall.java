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

    /** {@return the name, as files write it} */
    public String key() {
        return key;
    }

    /** {@return whether it submits as its results are taken, and so has a buffer} */
    public boolean lazy() {
        return lazy;
    }
}
