package dev.poolscope.telemetry.timeline;

import java.util.EnumMap;
import java.util.Map;

import dev.poolscope.pool.TaskStatus;
import dev.poolscope.stats.Sorted;
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
    /** Of a history that another one of finer buckets is made beside: those divide this one's, whatever it grows to. */
    private static final int ALIGNED_GROWTH = 4;
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
    /** Where each bucket begins and the last one ends, if they are not equally long; then {@link #buckets} has them by their numbers. */
    private final long @Nullable [] edges;
    private final @Nullable PastTap tap;
    /** What all lanes together have, to which this one adds its part. */
    private final @Nullable LaneHistory all;
    private final int slot;
    /** Up to where the lane is known, and up to where its buckets show it. */
    private final long end;
    private final long until;

    LaneHistory() {
        this(FIRST_WIDTH, Long.MAX_VALUE);
    }

    /** One that is part of another one. */
    LaneHistory(LaneHistory all) {
        this(new TimeBuckets(MOST_BUCKETS, FIRST_WIDTH, FAILED + 1 + COLUMNS.size()), null, Long.MAX_VALUE,
                Long.MAX_VALUE, 0, null, all);
    }

    /** One that is part of another one, and hands on what it gets. */
    LaneHistory(int slot, PastTap tap, LaneHistory all) {
        this(new TimeBuckets(MOST_BUCKETS, FIRST_WIDTH, FAILED + 1 + COLUMNS.size(), ALIGNED_GROWTH), null,
                Long.MAX_VALUE, Long.MAX_VALUE, slot, tap, all);
    }

    /**
     * Makes an empty one that is to be filled by {@link #restore}.
     *
     * @param widthNanos the length of a bucket
     * @param endNanos where what is known ends
     */
    public LaneHistory(long widthNanos, long endNanos) {
        this(new TimeBuckets(MOST_BUCKETS, widthNanos, FAILED + 1 + COLUMNS.size()), null, endNanos, endNanos, 0,
                null, null);
    }

    /**
     * Makes an empty one of buckets that are not equally long, which is to be filled by {@link #restore}.
     *
     * @param edges where each begins and, at last, where the last one ends; at least two, ascending
     * @param endNanos where what is known ends, in the last bucket or later
     */
    public LaneHistory(long[] edges, long endNanos) {
        this(new TimeBuckets(edges.length + edges.length % 2, 1, FAILED + 1 + COLUMNS.size()), edges.clone(),
                endNanos, endNanos, 0, null, null);
    }

    private LaneHistory(TimeBuckets buckets, long @Nullable [] edges, long end, long until, int slot,
            @Nullable PastTap tap, @Nullable LaneHistory all) {
        this.buckets = buckets;
        this.edges = edges;
        this.end = end;
        this.until = until;
        this.slot = slot;
        this.tap = tap;
        this.all = all;
    }

    /** The same, of which nothing is told from a time on; of the bucket in which that is, a part. */
    LaneHistory until(long nanos) {
        return new LaneHistory(buckets, edges, end, Math.min(end, nanos), slot, null, null);
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
        long at = edges == null ? bucket * buckets.width() : bucket;
        buckets.add(at, TASKS, tasks);
        buckets.add(at, FAILED, failed);
        for (int kind = 0; kind < KINDS.length; kind++) {
            buckets.add(at, columnOf(KINDS[kind]), nanos[kind]);
        }
    }

    private long told(int bucket, int column) {
        long sum = buckets.sum(bucket, column);
        long begin = beginNanos(bucket);
        long full = Math.min(endNanos(bucket), end) - begin;
        if (until - begin >= full) {
            return sum;
        }
        return until <= begin ? 0 : Math.round(sum * ((double) (until - begin) / full));
    }

    /** Adds a stretch, and the task whose code returned at its end, if any did. */
    void add(SegmentKind kind, long from, long to, @Nullable TaskTrace returned) {
        if (tap != null) {
            tap.add(slot, kind, from, to, returned);
        }
        if (all != null) {
            all.add(kind, from, to, returned);
        }
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
        if (edges != null) {
            int begun = Sorted.count(edges.length - 1, at -> edges[at] < until);
            return Math.min(begun, edges.length - 1);
        }
        return (int) Math.min(buckets.count(), Math.ceilDiv(Math.max(0, until), buckets.width()));
    }

    /** {@return the length of a bucket, in nanoseconds; of buckets that are not equally long that of the shortest} */
    public long widthNanos() {
        if (edges == null) {
            return buckets.width();
        }
        long shortest = Long.MAX_VALUE;
        for (int i = 1; i < edges.length; i++) {
            shortest = Math.min(shortest, edges[i] - edges[i - 1]);
        }
        return shortest;
    }

    /**
     * Returns where a bucket begins.
     *
     * @param bucket which, from 0
     * @return nanoseconds from the start of the run
     */
    public long beginNanos(int bucket) {
        return edges == null ? bucket * buckets.width() : edges[bucket];
    }

    /**
     * Returns where a bucket ends, which is where the next one begins.
     *
     * @param bucket which, from 0
     * @return nanoseconds from the start of the run
     */
    public long endNanos(int bucket) {
        return edges == null ? (bucket + 1) * buckets.width() : edges[bucket + 1];
    }

    /**
     * Finds the bucket at a time.
     *
     * @param nanos when, from the start of the run
     * @return which one has it, the first if all are later; {@link #count()} if all are earlier
     */
    public int bucketAt(long nanos) {
        int begun = edges == null
                ? (int) Math.min(count(), Math.max(0, nanos) / buckets.width() + 1)
                : Sorted.count(count(), at -> edges[at] <= nanos);
        int last = Math.max(0, begun - 1);
        return last < count() && endNanos(last) <= nanos ? last + 1 : last;
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
     * Returns for how long the lane's workers were busy. Of a bucket that is partly in the span it takes the same part of its time.
     *
     * @param from the beginning of the span
     * @param to its end
     * @param known up to where the buckets are asked
     */
    long busyNanos(long from, long to, long known) {
        double sum = 0;
        for (int bucket = bucketAt(from); bucket < count() && beginNanos(bucket) < to; bucket++) {
            long begin = beginNanos(bucket);
            long told = Math.min(Math.min(endNanos(bucket), until), known);
            long inside = Math.min(told, to) - Math.max(begin, from);
            if (inside > 0) {
                long busy = 0;
                for (SegmentKind kind : KINDS) {
                    busy += kind.isBusy() ? nanos(bucket, kind) : 0;
                }
                sum += busy * ((double) inside / (told - begin));
            }
        }
        return Math.round(sum);
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
