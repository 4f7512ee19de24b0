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
    /** So many steps are a block. */
    public static final int BLOCK = StepBlocks.SIZE;

    private final StepBlocks blocks = new StepBlocks();
    private final LongColumn times = new LongColumn(64);
    private final LongColumn ranks = new LongColumn(64);
    private int[] values = new int[2 * BLOCK];
    /** Where the value of the first step is: before it stand forgotten ones. Blocks are counted from the beginning of the array. */
    private int first;
    private int size;
    /** The value before the first step that is kept. */
    private int base;
    private int peakOfForgotten;
    private int peak;
    private boolean peakKnown = true;
    private long rewrites;

    /** Whether all steps of an instant are one. */
    private final boolean onlyLasting;

    /** Makes one that is 0 at all times. */
    public StepSeries() {
        this(false);
    }

    private StepSeries(boolean onlyLasting) {
        this.onlyLasting = onlyLasting;
    }

    /** {@return a series that is 0 at all times, and will have only values that last: all steps of an instant are one step} */
    public static StepSeries ofLastingValues() {
        return new StepSeries(true);
    }

    /**
     * Adds a step.
     *
     * @param time when
     * @param rank where among the steps of the same instant; with equal ranks too, falls come first
     * @param delta by how much the value rises, or, if negative, falls
     */
    public void add(long time, long rank, int delta) {
        if (onlyLasting) {
            int same = size - 1;
            while (same >= 0 && times.get(same) > time) {
                same--;
            }
            if (same >= 0 && times.get(same) == time) {
                addTo(same, delta);
                return;
            }
        }
        int at = size;
        while (at > 0 && isAfter(at - 1, time, rank, delta)) {
            at--;
        }
        if (first + size == values.length) {
            makeRoom();
        }
        int late = size - at;
        if (late > 0) {
            System.arraycopy(values, first + at, values, first + at + 1, late);
            for (int i = first + at + 1; i <= first + size; i++) {
                values[i] += delta;
            }
            peakKnown = false;
            rewrites++;
            blocks.changedFrom(first + at);
        }
        times.insert(at, time);
        ranks.insert(at, rank);
        int value = (at == 0 ? base : values[first + at - 1]) + delta;
        values[first + at] = value;
        size++;
        peak = Math.max(peak, value);
    }

    /** By whole blocks, so that they stay what they are. */
    private void makeRoom() {
        int gone = first / BLOCK;
        if (first > size / 2 && gone > 0) {
            blocks.forgetFirst(gone);
            first -= gone * BLOCK;
            System.arraycopy(values, gone * BLOCK, values, 0, first + size);
        } else {
            values = Arrays.copyOf(values, values.length + (values.length >> 1));
        }
    }

    private void addTo(int step, int delta) {
        for (int i = first + step; i < first + size; i++) {
            values[i] += delta;
        }
        peakKnown = false;
        rewrites += step < size - 1 ? 1 : 0;
        blocks.changedFrom(first + step);
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
        return values[first + step] - (step == 0 ? base : values[first + step - 1]);
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
            peakOfForgotten = Math.max(peakOfForgotten, values[first + i]);
        }
        base = values[first + gone - 1];
        size = keep;
        times.forgetFirst(gone);
        ranks.forgetFirst(gone);
        first += gone;
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
                forgotten.span(times.get(step), times.get(step + 1), values[first + step]);
            }
        }
        if (kept > 0) {
            forgetAllBut(size - kept);
        }
    }

    /**
     * {@return how often something before the last step has changed, because a step came late: as long as this number, which
     * only rises, stays the same, so does every value up to the last step there was, but for those that were forgotten}
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
        return values[first + checked(step)];
    }

    /**
     * Returns whether a block begins with a step, and is whole: every step is in a block.
     *
     * @param step which, from 0
     * @return true if it and the {@value #BLOCK} − 1 after it are a block
     */
    public boolean isBlockAt(int step) {
        return (first + checked(step)) % BLOCK == 0 && step + BLOCK <= size;
    }

    /**
     * Returns the lowest value within a block, without looking at each of its steps every time.
     *
     * @param step the first one of a {@linkplain #isBlockAt block}
     * @return the lowest of the values from its steps on
     */
    public int lowestOf(int step) {
        return blocks.lowest(blockAt(step), values, times, first);
    }

    /**
     * Returns the highest value within a block.
     *
     * @param step the first one of a {@linkplain #isBlockAt block}
     * @return the highest of the values from its steps on
     */
    public int highestOf(int step) {
        return blocks.highest(blockAt(step), values, times, first);
    }

    /**
     * Returns the mean value from the first step of a block to its last one, over time.
     *
     * @param step the first one of a {@linkplain #isBlockAt block}
     * @return the mean; the first value if the block lasts no time
     */
    public double meanOf(int step) {
        return blocks.mean(blockAt(step), values, times, first);
    }

    private int blockAt(int step) {
        if (!isBlockAt(step)) {
            throw new IndexOutOfBoundsException("no block at step " + step + " of " + size);
        }
        return (first + step) / BLOCK;
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
        return step < 0 ? base : values[first + step];
    }

    /** {@return the value after the last step} */
    public int last() {
        return size == 0 ? base : values[first + size - 1];
    }

    /** {@return the largest value there ever was, at least 0} */
    public int peak() {
        if (!peakKnown) {
            peak = peakOfForgotten;
            for (int i = first; i < first + size; i++) {
                peak = Math.max(peak, values[i]);
            }
            peakKnown = true;
        }
        return peak;
    }
}
