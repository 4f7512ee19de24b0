package dev.poolscope.violations.pool;

/** The clock: it may read time. */
public interface NanoClock {
    /** The machine's. */
    NanoClock SYSTEM = System::nanoTime;

    /**
     * Tells the time.
     *
     * @return nanoseconds
     */
    long nanoTime();
}
