package dev.poolscope.violations.stats;

/** Reads a clock of its own. */
public final class ReadsTime {
    long now() {
        return System.currentTimeMillis();
    }
}
