package dev.poolscope.pool;

/** The layout of the queue: the tail, which all submitting threads write, stands on cache lines of its own. */
@SuppressWarnings({"unused", "UnusedVariable"}) // the padding
class TaskQueuePads {
    private TaskQueuePads() {}

    static class Tail extends CacheLine {
        /** How many places were given; with the sign bit, while the queue is closed. */
        volatile long tail;
    }

    static class After extends Tail {
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
