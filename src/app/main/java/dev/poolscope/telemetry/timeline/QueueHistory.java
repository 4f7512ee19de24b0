package dev.poolscope.telemetry.timeline;

import dev.poolscope.stats.TimeBuckets;

/**
 * How long the queue was before the {@linkplain Completeness#detailFromNanos() detail}: the mean over each bucket of time. Owned
 * by the thread that owns the {@link Timeline}.
 */
public final class QueueHistory {

    private static final int MOST_BUCKETS = 4096;
    private static final long FIRST_WIDTH = 100_000_000;
    private static final int TASK_NANOS = 0;
    private static final int NANOS = 1;

    private final TimeBuckets buckets = new TimeBuckets(MOST_BUCKETS, FIRST_WIDTH, 2);

    QueueHistory() {}

    void add(long from, long to, int pending) {
        buckets.addSpan(from, to, TASK_NANOS, pending);
        buckets.addSpan(from, to, NANOS, 1);
    }

    /** {@return the number of buckets; 0 if nothing was thinned out} */
    public int count() {
        return buckets.count();
    }

    /** {@return the length of a bucket, in nanoseconds; the first begins at 0, and each where the one before ends} */
    public long widthNanos() {
        return buckets.width();
    }

    /**
     * Returns how long the queue was.
     *
     * @param bucket in which bucket, from 0
     * @return the mean over the time for which it is known; 0 if it is not known at all
     */
    public double meanPending(int bucket) {
        long nanos = buckets.sum(bucket, NANOS);
        return nanos == 0 ? 0 : (double) buckets.sum(bucket, TASK_NANOS) / nanos;
    }
}
