package dev.poolscope.telemetry.timeline;

import java.util.EnumMap;
import java.util.Map;

import dev.poolscope.pool.TaskStatus;
import dev.poolscope.stats.TimeBuckets;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a lane from before the {@linkplain Completeness#detailFromNanos() detail}: for how long in each bucket of time
 * its workers did what, and how many tasks ended. Owned by the thread that owns the {@link Timeline}.
 */
public final class LaneHistory {

    /** So many buckets there are at most. */
    public static final int MOST_BUCKETS = 1024;

    private static final long FIRST_WIDTH = 100_000_000;
    private static final int TASKS = 0;
    private static final int FAILED = 1;
    private static final SegmentKind[] KINDS = SegmentKind.values();
    private static final Map<SegmentKind, Integer> COLUMNS = new EnumMap<>(SegmentKind.class);

    static {
        for (SegmentKind kind : SegmentKind.values()) {
            COLUMNS.put(kind, FAILED + 1 + COLUMNS.size());
        }
    }

    private final TimeBuckets buckets;
    /** Up to where the lane is known, and up to where its buckets show it. */
    private final long end;
    private final long until;

    LaneHistory() {
        this(FIRST_WIDTH, Long.MAX_VALUE);
    }

    /**
     * Makes an empty one that is to be filled by {@link #restore}.
     *
     * @param widthNanos the length of a bucket
     * @param endNanos where what is known ends
     */
    public LaneHistory(long widthNanos, long endNanos) {
        this(new TimeBuckets(MOST_BUCKETS, widthNanos, FAILED + 1 + COLUMNS.size()), endNanos, endNanos);
    }

    private LaneHistory(TimeBuckets buckets, long end, long until) {
        this.buckets = buckets;
        this.end = end;
        this.until = until;
    }

    /** The same, of which nothing is told from a time on; of the bucket in which that is, a part. */
    LaneHistory until(long nanos) {
        return new LaneHistory(buckets, end, Math.min(end, nanos));
    }

    /**
     * Puts back into a bucket what was written of it.
     *
     * @param bucket which, from 0
     * @param tasks how many tasks' code returned
     * @param failed how many of them failed
     * @param nanos for how long what was done, in the order of {@link SegmentKind}
     */
    public void restore(int bucket, long tasks, long failed, long... nanos) {
        long at = bucket * widthNanos();
        buckets.add(at, TASKS, tasks);
        buckets.add(at, FAILED, failed);
        for (int kind = 0; kind < KINDS.length; kind++) {
            buckets.add(at, columnOf(KINDS[kind]), nanos[kind]);
        }
    }

    private long told(int bucket, int column) {
        long sum = buckets.sum(bucket, column);
        long begin = bucket * buckets.width();
        long full = Math.min(buckets.width(), end - begin);
        if (until - begin >= full) {
            return sum;
        }
        return until <= begin ? 0 : Math.round(sum * ((double) (until - begin) / full));
    }

    /** Adds a stretch, and the task whose code returned at its end, if any did. */
    void add(SegmentKind kind, long from, long to, @Nullable TaskTrace returned) {
        buckets.addSpan(from, to, columnOf(kind), 1);
        if (returned != null) {
            buckets.add(to - 1, TASKS, 1);
            if (returned.status() == TaskStatus.FAILED) {
                buckets.add(to - 1, FAILED, 1);
            }
        }
    }

    private static int columnOf(SegmentKind kind) {
        return COLUMNS.getOrDefault(kind, 0);
    }

    /** {@return the number of buckets; 0 if nothing was thinned out} */
    public int count() {
        return (int) Math.min(buckets.count(), Math.ceilDiv(Math.max(0, until), buckets.width()));
    }

    /** {@return the length of a bucket, in nanoseconds; the first begins at 0, and each where the one before ends} */
    public long widthNanos() {
        return buckets.width();
    }

    /**
     * Returns for how long something was done.
     *
     * @param bucket in which bucket, from 0
     * @param kind what
     * @return nanoseconds
     */
    public long nanos(int bucket, SegmentKind kind) {
        return told(bucket, columnOf(kind));
    }

    /**
     * Counts the tasks whose code returned.
     *
     * @param bucket in which bucket, from 0
     * @return how many
     */
    public long tasks(int bucket) {
        return told(bucket, TASKS);
    }

    /**
     * Counts the tasks that failed.
     *
     * @param bucket in which bucket, from 0
     * @return how many
     */
    public long failed(int bucket) {
        return told(bucket, FAILED);
    }
}
