package dev.poolscope.workload.model;

import java.util.Locale;

/** The members of the pool family. */
public enum PoolKind {
    /** One worker. */
    SINGLE(1, "SingleThreadPool"),
    /** Two workers. */
    DUAL(2, "DualThreadPool"),
    /** Three workers. */
    TRIPLE(3, "TripleThreadPool"),
    /** Four workers. */
    QUAD(4, "QuadThreadPool"),
    /** Any number of workers. */
    THREAD(0, "ThreadPool");

    private final int size;
    private final String className;

    PoolKind(int size, String className) {
        this.size = size;
        this.className = className;
    }

    /** {@return the name, as files write it} */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the number of workers that a pool of this kind may have; 0 for {@link #THREAD}, which may have any} */
    public int size() {
        return size;
    }

    /** {@return the default name of such a pool: the simple name of its class} */
    public String className() {
        return className;
    }
}
