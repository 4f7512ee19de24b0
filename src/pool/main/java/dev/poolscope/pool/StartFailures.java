package dev.poolscope.pool;

/**
 * Starts of threads that fail in a row. The first few are tried again whenever there is a reason to; then there are pauses between
 * the tries of submissions, which grow, because whatever the reason is, it lasts, and each try costs the submitter time.
 * Such an episode is logged twice: when it begins, and how many starts had failed when it ends. Guarded by the pool's lock.
 */
final class StartFailures {
    /** So many in a row are no reason for pauses. */
    private static final int FREE = 8;
    private static final long SHORTEST = 1_000_000;
    private static final int DOUBLINGS = 8;

    private int inRow;
    private long lastNanos;

    /** Whether a submission of that time is to try. */
    boolean mayTry(long now) {
        return inRow < FREE || now - lastNanos >= SHORTEST << Math.min(inRow - FREE, DOUBLINGS);
    }

    /** Notes a failure; gives whether it is the first of an episode. */
    boolean failed(long now) {
        lastNanos = now;
        if (inRow < Integer.MAX_VALUE) {
            inRow++;
        }
        return inRow == 1;
    }

    /** Notes a start; gives how many had failed before, in a row. */
    int started() {
        int failed = inRow;
        inRow = 0;
        return failed;
    }
}
