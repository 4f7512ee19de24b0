package dev.poolscope.pool;

import java.util.function.BooleanSupplier;

/**
 * How often a thread looks for something before it sleeps until it comes. Sleeping and being woken take much longer than what a
 * small task does, so looking for about that long is worth it, but only where it finds something. So it is learned: after a
 * number of times in a row that nothing was found there are but a few looks, and only now and then is it tried whether more
 * would be worth it again. What the few looks find is no reason for more. On one processor nothing can come while a thread looks.
 *
 * <p>Safe for use by several threads, which may lose what another one has just learned.
 */
final class SpinBudget {
    /** So many times in a row without finding anything are no reason to give up. */
    private static final int ROW = 16;
    /** After that, it is tried again once in so many times. */
    private static final int RARELY = 512;
    private static final boolean WORTH_IT = Runtime.getRuntime().availableProcessors() > 1;

    private final int most;
    private final int few;
    private int inVain;

    /**
     * Makes one.
     *
     * @param most how many looks, if it finds something by them; each takes some dozens of nanoseconds
     * @param few how many if not
     */
    SpinBudget(int most, int few) {
        this.most = most;
        this.few = few;
    }

    /** Looks until it is there or the budget is spent; gives whether it is there. */
    boolean look(BooleanSupplier there) {
        if (!WORTH_IT) {
            return false;
        }
        int looks = inVain < ROW || inVain % RARELY == 0 ? most : few;
        for (int i = 0; i < looks; i++) {
            if (there.getAsBoolean()) {
                if (i >= few) {
                    inVain = 0;
                }
                return true;
            }
            Thread.onSpinWait();
        }
        inVain = (inVain + 1) & Integer.MAX_VALUE;
        return false;
    }
}
