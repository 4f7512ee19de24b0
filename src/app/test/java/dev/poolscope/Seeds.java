package dev.poolscope;

/**
 * The seeds of tests that draw their cases. Each build draws the same, so that it does not fail for a reason that was there before;
 * {@code -Dpoolscope.seed=N} draws others.
 */
public final class Seeds {
    private Seeds() {}

    public static long first() {
        return Long.getLong("poolscope.seed", 20_261);
    }
}
