package dev.poolscope.pool;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * How long a thread looks for something before it sleeps until it comes. Sleeping and being woken take much longer than what a small
 * task does, so looking for about that long is worth it: but only where what is looked for comes so soon, and where there is a
 * processor to spare. Both are found out, by the clock:
 * <ul>
 * <li>how long it was until it came the last time that the thread slept for it, and how long ago the last look is: a thread that waits
 * for more than a look can bridge, or waits rarely, sleeps at once;
 * <li>what the looks have cost and what they have saved: one that was in vain, or that lasted longer than was meant because
 * another thread was given the processor, has to be made up for by what is found, or else by not looking a number of times.
 * </ul>
 * The first few looks take less time than reading the clock and finding out. They are always made, but fewer of them after a
 * number of times in a row in which they found nothing.
 *
 * <p>On one processor nothing can come while a thread looks. There it yields instead, once or twice: that costs less than
 * sleeping and being woken, but may take as long as other threads have something to do. So yielding is worth it only where what was
 * looked for comes soon, or where so much has come meanwhile that they must have been at work for this pool.
 *
 * <p>Safe for use by several threads, which may lose what another one has just learned.
 */
final class SpinBudget {
    /** The number of what is looked for, where there is only one. Made once: a look takes no memory of its own. */
    static final LongSupplier ONE = () -> 1;
    /** A look does not last longer. */
    static final long LONGEST = 100_000;
    /** A thread that has not looked for so long does not wait often enough to gain by it. */
    static final long OFTEN = 1_000_000;
    /** So often a thread on the only processor yields. */
    private static final int YIELDS = 2;
    /** A thread that has submitted a task in this time, on the only processor, has had it for that. */
    private static final long ONE_TASK = 1_000;
    /** What finding something is worth: falling asleep and being woken take about that long. */
    static final long SAVED = 20_000;
    /** What not looking is worth while looking has cost too much: a twentieth of {@link #SAVED}, so that it costs no more than that. */
    static final long REPAID = SAVED / 20;
    /** So much may be looked in vain before it is given up. */
    static final long MOST_CREDIT = 10 * LONGEST;
    /** How many looks between two readings of the clock. */
    private static final int AT_ONCE = 32;
    /** So many times in a row without finding anything are no reason for fewer first looks. */
    private static final int ROW = 16;

    private final int few;
    private final NanoClock clock;
    /** Whether there is more than one processor. */
    private final boolean spins;
    private int inVain;
    private long credit = MOST_CREDIT;
    private long lastLook;
    private long lastSleep;

    /**
     * Makes one.
     *
     * @param few how many looks are made at first, without finding out whether they are worth it
     */
    SpinBudget(int few) {
        this(few, NanoClock.SYSTEM, Runtime.getRuntime().availableProcessors());
    }

    SpinBudget(int few, NanoClock clock, int processors) {
        this.few = few;
        this.clock = clock;
        spins = processors > 1;
        lastLook = clock.nanoTime() - ROW * OFTEN;
    }

    /**
     * Looks until it is there or the budget is spent; gives whether it is there.
     *
     * @param there whether it is there
     * @param number how many of the kind there are, once it is
     */
    boolean look(BooleanSupplier there, LongSupplier number) {
        if (!spins) {
            return isWorthIt(4 * OFTEN) && yieldFor(there, number);
        }
        int looks = inVain < ROW ? few : few / 8;
        for (int i = 0; i < looks; i++) {
            if (there.getAsBoolean()) {
                inVain = 0;
                return true;
            }
            Thread.onSpinWait();
        }
        inVain += inVain < ROW ? 1 : 0;
        return isWorthIt(OFTEN) && lookLonger(there);
    }

    private boolean isWorthIt(long often) {
        long now = clock.nanoTime();
        boolean rare = now - lastLook >= often;
        lastLook = now;
        if (rare || lastSleep >= LONGEST) {
            return false;
        }
        if (credit <= 0) {
            credit += REPAID;
            return false;
        }
        return true;
    }

    private boolean lookLonger(BooleanSupplier there) {
        long begin = lastLook;
        while (true) {
            for (int i = 0; i < AT_ONCE; i++) {
                if (there.getAsBoolean()) {
                    found(lastedSince(begin));
                    return true;
                }
                Thread.onSpinWait();
            }
            long lasted = lastedSince(begin);
            if (lasted >= LONGEST) {
                credit -= lasted;
                return false;
            }
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // nothing can come while this thread has the only processor
    private boolean yieldFor(BooleanSupplier there, LongSupplier number) {
        long begin = lastLook;
        for (int i = 0; i < YIELDS; i++) {
            Thread.yield();
            if (there.getAsBoolean()) {
                long lasted = lastedSince(begin);
                found(lasted < LONGEST ? lasted : lasted - ONE_TASK * number.getAsLong());
                return true;
            }
        }
        credit -= lastedSince(begin);
        return false;
    }

    private void found(long after) {
        credit = Math.min(MOST_CREDIT, credit + SAVED - Math.max(0, after - LONGEST));
    }

    private long lastedSince(long begin) {
        lastLook = clock.nanoTime();
        return lastLook - begin;
    }

    /** Learns that what was last looked for in vain has come while the thread slept. */
    void slept() {
        lastSleep = clock.nanoTime() - lastLook;
    }
}
