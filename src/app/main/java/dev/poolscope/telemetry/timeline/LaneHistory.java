package dev.poolscope.telemetry.timeline;

import java.util.EnumMap;
import java.util.Map;

import dev.poolscope.pool.TaskStatus;
import dev.poolscope.stats.TimeBuckets;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a lane from before the {@linkplain Timeline#detailFromNanos() detail}: for how long in each bucket of time
 * its workers did what, and how many tasks ended. Owned by the thread that owns the {@link Timeline}.
 */
public final class LaneHistory {

    private static final int MOST_BUCKETS = 1024;
    private static final long FIRST_WIDTH = 100_000_000;
    private static final int TASKS = 0;
    private static final int FAILED = 1;
    private static final Map<SegmentKind, Integer> COLUMNS = new EnumMap<>(SegmentKind.class);

    static {
        for (SegmentKind kind : SegmentKind.values()) {
            COLUMNS.put(kind, FAILED + 1 + COLUMNS.size());
        }
    }

    private final TimeBuckets buckets = new TimeBuckets(MOST_BUCKETS, FIRST_WIDTH, FAILED + 1 + COLUMNS.size());

    LaneHistory() {}

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
        return buckets.count();
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
        return buckets.sum(bucket, columnOf(kind));
    }

    /**
     * Counts the tasks whose code returned.
     *
     * @param bucket in which bucket, from 0
     * @return how many
     */
    public long tasks(int bucket) {
        return buckets.sum(bucket, TASKS);
    }

    /**
     * Counts the tasks that failed.
     *
     * @param bucket in which bucket, from 0
     * @return how many
     */
    public long failed(int bucket) {
        return buckets.sum(bucket, FAILED);
    }
}
