package dev.poolscope.stats;

import java.util.Arrays;

/**
 * A whole number that changes by steps over time: the length of a queue, the number of workers. Steps may be added in any
 * order and the series is the same; one that comes late moves those after it, which is cheap as long as it is not very
 * late. Before the first step the value is 0.
 *
 * <p>Steps of one instant have an order too, their rank: the value between them lasts no time, but counts for the
 * {@linkplain #peak() peak}.
 *
 * <p>Not safe for use by several threads.
 */
public final class StepSeries {
    /** So many steps, beginning with a multiple of it, are a block. */
    public static final int BLOCK = StepBlocks.SIZE;

    private final StepBlocks blocks = new StepBlocks();
    private final LongColumn times = new LongColumn(64);
    private final LongColumn ranks = new LongColumn(64);
    private int[] values = new int[64];
    private int size;
    /** The value before the first step that is kept. */
    private int base;
    private int peakOfForgotten;
    private int peak;
    private boolean peakKnown = true;
    private long rewrites;

    /** Makes one that is 0 at all times. */
    public StepSeries() {}

    /**
     * Adds a step.
     *
     * @param time when
     * @param rank where among the steps of the same instant; with equal ranks too, falls come first
     * @param delta by how much the value rises, or, if negative, falls
     */
    public void add(long time, long rank, int delta) {
        int at = size;
        while (at > 0 && isAfter(at - 1, time, rank, delta)) {
            at--;
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        int late = size - at;
        if (late > 0) {
            System.arraycopy(values, at, values, at + 1, late);
            for (int i = at + 1; i <= size; i++) {
                values[i] += delta;
            }
            peakKnown = false;
            rewrites++;
            blocks.changedFrom(at);
        }
        times.insert(at, time);
        ranks.insert(at, rank);
        values[at] = (at == 0 ? base : values[at - 1]) + delta;
        size++;
        peak = Math.max(peak, values[at]);
    }

    private boolean isAfter(int step, long time, long rank, int delta) {
        if (times.get(step) != time) {
            return times.get(step) > time;
        }
        if (ranks.get(step) != rank) {
            return ranks.get(step) > rank;
        }
        return deltaOf(step) > delta;
    }

    private int deltaOf(int step) {
        return values[step] - (step == 0 ? base : values[step - 1]);
    }

    /**
     * Forgets the first steps; the value before the others, and the peak, stay what they are.
     *
     * @param keep how many of the last steps to keep at least
     */
    public void forgetAllBut(int keep) {
        int gone = size - keep;
        if (gone <= 0) {
            return;
        }
        for (int i = 0; i < gone; i++) {
            peakOfForgotten = Math.max(peakOfForgotten, values[i]);
        }
        blocks.changedFrom(0);
        rewrites++;
        base = values[gone - 1];
        size = keep;
        times.forgetFirst(gone);
        ranks.forgetFirst(gone);
        System.arraycopy(values, gone, values, 0, size);
    }

    /** Receives what is forgotten. */
    @FunctionalInterface
    public interface Forgotten {

        /**
         * Receives a span in which the value did not change.
         *
         * @param from its beginning
         * @param to its end
         * @param value the value
         */
        void span(long from, long to, int value);
    }

    /**
     * Forgets the steps before a time, but for the last of them, which has the value at that time.
     *
     * @param time up to when
     * @param forgotten gets the spans between the forgotten steps, and from the last of them to the first that is kept
     */
    public void forgetBefore(long time, Forgotten forgotten) {
        int kept = stepAt(time);
        for (int step = 0; step < kept; step++) {
            if (times.get(step) < times.get(step + 1)) {
                forgotten.span(times.get(step), times.get(step + 1), values[step]);
            }
        }
        if (kept > 0) {
            forgetAllBut(size - kept);
        }
    }

    /**
     * {@return how often something before the last step has changed, because a step came late or was forgotten: as long as
     * this number, which only rises, stays the same, so does every value up to the last step there was}
     */
    public long rewrites() {
        return rewrites;
    }

    /** {@return the number of steps} */
    public int size() {
        return size;
    }

    /**
     * Returns when a step was.
     *
     * @param step which, from 0
     * @return its time
     */
    public long timeOf(int step) {
        return times.get(checked(step));
    }

    /**
     * Returns the value from a step on.
     *
     * @param step which, from 0
     * @return the value until the next step
     */
    public int valueOf(int step) {
        return values[checked(step)];
    }

    /**
     * Returns the lowest value within a block, without looking at each of its steps every time.
     *
     * @param block which, from 0: the steps from {@code block * BLOCK} to {@code block * BLOCK + BLOCK - 1}, all of them
     *            there
     * @return the lowest of the values from these steps on
     */
    public int lowestOf(int block) {
        checked(block * BLOCK + BLOCK - 1);
        return blocks.lowest(block, values);
    }

    /**
     * Returns the highest value within a block.
     *
     * @param block which, as {@link #lowestOf} has it
     * @return the highest of the values from its steps on
     */
    public int highestOf(int block) {
        checked(block * BLOCK + BLOCK - 1);
        return blocks.highest(block, values);
    }

    private int checked(int step) {
        if (step < 0 || step >= size) {
            throw new IndexOutOfBoundsException("no step " + step + " of " + size);
        }
        return step;
    }

    /**
     * Finds the last step at or before a time.
     *
     * @param time when
     * @return the step, or -1 if the first is later
     */
    public int stepAt(long time) {
        return times.countUpTo(time) - 1;
    }

    /**
     * Returns the value at a time, all steps of that instant taken.
     *
     * @param time when
     * @return the value
     */
    public int valueAt(long time) {
        int step = stepAt(time);
        return step < 0 ? base : values[step];
    }

    /** {@return the value after the last step} */
    public int last() {
        return size == 0 ? base : values[size - 1];
    }

    /** {@return the largest value there ever was, at least 0} */
    public int peak() {
        if (!peakKnown) {
            peak = peakOfForgotten;
            for (int i = 0; i < size; i++) {
                peak = Math.max(peak, values[i]);
            }
            peakKnown = true;
        }
        return peak;
    }
}
