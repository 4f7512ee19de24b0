package dev.poolscope.stats;

import java.util.Arrays;

/** The lowest, highest and mean values of full blocks of steps, worked out on demand. */
final class StepBlocks {
    static final int SIZE = 32;

    private int[] lows = new int[16];
    private int[] highs = new int[16];
    /** Over the time from the first step of the block to its last. */
    private double[] means = new double[16];
    /** So many blocks from the first on are worked out. */
    private int known;

    /** The values have changed from this step on. */
    void changedFrom(int step) {
        known = Math.min(known, step / SIZE);
    }

    /** The first blocks are no more. */
    void forgetFirst(int blocks) {
        int left = Math.max(0, known - blocks);
        System.arraycopy(lows, known - left, lows, 0, left);
        System.arraycopy(highs, known - left, highs, 0, left);
        System.arraycopy(means, known - left, means, 0, left);
        known = left;
    }

    int lowest(int block, int[] values, LongColumn times, int first) {
        workOut(block, values, times, first);
        return lows[block];
    }

    int highest(int block, int[] values, LongColumn times, int first) {
        workOut(block, values, times, first);
        return highs[block];
    }

    double mean(int block, int[] values, LongColumn times, int first) {
        workOut(block, values, times, first);
        return means[block];
    }

    /** The value of the first time stands where {@code first} says; the times of those before are forgotten. */
    private void workOut(int last, int[] values, LongColumn times, int first) {
        for (; known <= last; known++) {
            if (known == lows.length) {
                lows = Arrays.copyOf(lows, 2 * known);
                highs = Arrays.copyOf(highs, 2 * known);
                means = Arrays.copyOf(means, 2 * known);
            }
            int low = values[known * SIZE];
            int high = low;
            for (int i = 1; i < SIZE; i++) {
                int value = values[known * SIZE + i];
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            lows[known] = low;
            highs[known] = high;
            // One of which a part is forgotten is not asked for any more.
            means[known] = known * SIZE < first ? low : meanOver(known * SIZE, values, times, first);
        }
    }

    private static double meanOver(int from, int[] values, LongColumn times, int first) {
        int last = from + SIZE - 1;
        long length = times.get(last - first) - times.get(from - first);
        double sum = 0;
        for (int i = from; i < last; i++) {
            sum += (double) values[i] * (times.get(i + 1 - first) - times.get(i - first));
        }
        return length == 0 ? values[from] : sum / length;
    }
}
