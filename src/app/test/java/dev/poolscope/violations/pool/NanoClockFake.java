package dev.poolscope.violations.pool;

/** Named almost like the clock, and not the clock. */
public final class NanoClockFake {
    long now() {
        return System.nanoTime();
    }
}
