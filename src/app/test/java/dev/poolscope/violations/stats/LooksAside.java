package dev.poolscope.violations.stats;

import dev.poolscope.violations.pool.NanoClockFake;

/** Uses its neighbour on the ground floor. */
public final class LooksAside {
    final NanoClockFake beside = new NanoClockFake();
}
