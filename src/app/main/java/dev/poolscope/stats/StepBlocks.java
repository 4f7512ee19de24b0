package dev.poolscope.stats;

import java.util.Arrays;

/** The lowest and highest values of full blocks of steps, worked out on demand. */
final class StepBlocks {
    static final int SIZE = 32;

    private int[] lows = new int[16];
    private int[] highs = new int[16];
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
        known = left;
    }

    int lowest(int block, int[] values) {
        workOut(block, values);
        return lows[block];
    }

    int highest(int block, int[] values) {
        workOut(block, values);
        return highs[block];
    }

    private void workOut(int last, int[] values) {
        for (; known <= last; known++) {
            if (known == lows.length) {
                lows = Arrays.copyOf(lows, 2 * known);
                highs = Arrays.copyOf(highs, 2 * known);
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
        }
    }
}
