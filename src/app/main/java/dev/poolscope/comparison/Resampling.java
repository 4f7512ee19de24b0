package dev.poolscope.comparison;

import java.util.Arrays;

/** The times of one run, to be drawn from again and again: by stream, and in blocks of tasks in the order of their due times. */
final class Resampling {
    private final int[] starts;
    private final int[] lengths;
    /** Where each time stands among all when they are sorted; -1 of those that are missing. */
    private final int[] ranks;
    private final long[] sorted;
    private final int[] counts;

    Resampling(long[][] strata) {
        starts = new int[strata.length];
        lengths = new int[strata.length];
        int n = 0;
        for (int i = 0; i < strata.length; i++) {
            starts[i] = n;
            lengths[i] = strata[i].length;
            n += strata[i].length;
        }
        long[] all = new long[n];
        for (int i = 0; i < strata.length; i++) {
            System.arraycopy(strata[i], 0, all, starts[i], strata[i].length);
        }
        sorted = Arrays.stream(all).filter(time -> time >= 0).sorted().distinct().toArray();
        ranks = new int[n];
        for (int i = 0; i < n; i++) {
            ranks[i] = all[i] < 0 ? -1 : Arrays.binarySearch(sorted, all[i]);
        }
        counts = new int[sorted.length];
    }

    void clear() {
        Arrays.fill(counts, 0);
    }

    /** Takes a block from a stream, around its end if need be. */
    void take(int stratum, int from, int length) {
        int start = starts[stratum];
        int n = lengths[stratum];
        int at = from;
        for (int i = 0; i < length; i++) {
            int rank = ranks[start + at];
            if (rank >= 0) {
                counts[rank]++;
            }
            at = at + 1 == n ? 0 : at + 1;
        }
    }

    /** Fills in the nearest-rank percentiles of what was taken, which are asked for in ascending order; NaN if that is nothing. */
    void percentiles(double[] percents, double[] into) {
        long taken = 0;
        for (int count : counts) {
            taken += count;
        }
        if (taken == 0) {
            Arrays.fill(into, Double.NaN);
            return;
        }
        long seen = 0;
        int value = 0;
        for (int i = 0; i < percents.length; i++) {
            long rank = Math.max(1, (long) Math.ceil(percents[i] * taken / 100 - 1e-9));
            while (seen + counts[value] < rank) {
                seen += counts[value];
                value++;
            }
            into[i] = sorted[value];
        }
    }
}
