package dev.poolscope.pool;

/**
 * The layout of the queue: the tail, which those who submit write, and the head, which the workers write, each stand on a
 * cache line of their own. Fields of a superclass come first in memory, which is why there are so many classes.
 */
@SuppressWarnings({"unused", "UnusedVariable", "PMD"}) // the padding
class TaskQueuePads {
    private TaskQueuePads() {}

    static class Before {
        private long a0;
        private long a1;
        private long a2;
        private long a3;
        private long a4;
        private long a5;
        private long a6;
        private long a7;
    }

    static class Tail extends Before {
        volatile long tail;
    }

    static class Between extends Tail {
        private long b0;
        private long b1;
        private long b2;
        private long b3;
        private long b4;
        private long b5;
        private long b6;
        private long b7;
        private long b8;
        private long b9;
        private long ba;
        private long bb;
        private long bc;
        private long bd;
        private long be;
    }

    static class Head extends Between {
        volatile long head;
    }

    static class Last extends Head {
        private long c0;
        private long c1;
        private long c2;
        private long c3;
        private long c4;
        private long c5;
        private long c6;
        private long c7;
    }
}
