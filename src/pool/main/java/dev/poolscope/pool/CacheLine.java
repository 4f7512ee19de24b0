package dev.poolscope.pool;

/**
 * Keeps what a subclass declares away from what stands before it in memory, by a line of the processors' caches. Fields of a
 * superclass come first in memory, which is why padding takes a chain of classes.
 */
@SuppressWarnings({"unused", "UnusedVariable"}) // the padding
class CacheLine {
    private long p0;
    private long p1;
    private long p2;
    private long p3;
    private long p4;
    private long p5;
    private long p6;
    private long p7;
}
