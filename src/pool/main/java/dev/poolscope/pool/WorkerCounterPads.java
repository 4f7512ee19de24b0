package dev.poolscope.pool;

/** The layout of a {@link WorkerCounters}: its numbers stand between paddings of a cache line each. */
@SuppressWarnings({"unused", "UnusedVariable"}) // the padding
class WorkerCounterPads {
    private WorkerCounterPads() {}

    static class Numbers extends CacheLine {
        /** Read by others through {@link WorkerCounters#word()}. */
        long word;
    }

    static class After extends Numbers {
        private long b0;
        private long b1;
        private long b2;
        private long b3;
        private long b4;
        private long b5;
        private long b6;
        private long b7;
    }
}
