package dev.poolscope.stats;

/**
 * What there is to say of a set of samples: how many, the nearest-rank percentiles, the largest and the mean. Without
 * samples every number is 0 and means nothing; ask {@link #isEmpty()} first.
 *
 * @param count how many samples
 * @param p50 the 50th percentile
 * @param p90 the 90th percentile
 * @param p95 the 95th percentile
 * @param p99 the 99th percentile
 * @param max the largest sample, exact
 * @param mean the arithmetic mean, exact but for the rounding to a double
 * @param exact whether the percentiles are known to be exact; otherwise they are within 0.4 %
 */
public record SampleSummary(long count, long p50, long p90, long p95, long p99, long max, double mean, boolean exact) {

    /** Of no samples at all. */
    public static final SampleSummary EMPTY = new SampleSummary(0, 0, 0, 0, 0, 0, 0, true);

    /** {@return whether there are no samples, so that the numbers mean nothing} */
    public boolean isEmpty() {
        return count == 0;
    }
}
