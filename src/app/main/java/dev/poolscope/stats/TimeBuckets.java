package dev.poolscope.stats;

import java.util.Arrays;

/**
 * Numbers summed up over equal spans of time, in memory that does not grow: when the buckets do not reach far enough, every
 * two neighbours become one of twice the width. Bucket 0 begins at time 0; what is earlier counts there. Each bucket has
 * the same columns.
 *
 * <p>Not safe for use by several threads.
 */
public final class TimeBuckets {

    private final int most;
    private final int columns;
    /** By how much the width grows at a time: 2, or a power of it. */
    private final int growth;
    private long width;
    private long[] sums;
    private int count;

    /**
     * Makes empty ones.
     *
     * @param most how many buckets at most; even and at least 2
     * @param width how long a bucket is at first
     * @param columns how many numbers a bucket has
     */
    public TimeBuckets(int most, long width, int columns) {
        this(most, width, columns, 2);
    }

    /**
     * Makes empty ones, of which more than two neighbours become one.
     *
     * @param most how many buckets at most; a multiple of the growth
     * @param width how long a bucket is at first
     * @param columns how many numbers a bucket has
     * @param growth how many neighbours become one: 2, or a power of it
     */
    public TimeBuckets(int most, long width, int columns, int growth) {
        if (most < 2 || most % 2 != 0 || width < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "there is nothing to sum up with " + most + " buckets of " + width + " with "
                            + columns + " columns: the number of buckets is even, the others are positive");
        }
        if (growth < 2 || Integer.bitCount(growth) != 1 || most % growth != 0) {
            throw new IllegalArgumentException("a width cannot grow by " + growth + " with " + most
                    + " buckets: allowed are 2 and its powers that divide their number");
        }
        this.most = most;
        this.width = width;
        this.columns = columns;
        this.growth = growth;
        this.sums = new long[columns * Math.min(most, 16)];
    }

    /**
     * Adds an amount at a time.
     *
     * @param time when
     * @param column to which number
     * @param amount how much
     */
    public void add(long time, int column, long amount) {
        // First: it may exchange the array.
        int bucket = reach(time);
        sums[bucket * columns + column] += amount;
    }

    /**
     * Adds the length of a span, divided among the buckets that it touches.
     *
     * @param from the beginning
     * @param to the end
     * @param column to which number
     * @param factor what each unit of time counts
     */
    public void addSpan(long from, long to, int column, long factor) {
        if (to <= from) {
            return;
        }
        int last = reach(to - 1);
        long begin = from;
        for (int bucket = bucketOf(from); bucket <= last; bucket++) {
            long end = Math.min(to, startOf(bucket + 1));
            sums[bucket * columns + column] += (end - begin) * factor;
            begin = end;
        }
    }

    /** Makes room for a time; widths may double. */
    private int reach(long time) {
        while (time / width >= most) {
            for (int grown = 1; grown < growth; grown *= 2) {
                merge();
            }
        }
        int bucket = bucketOf(time);
        count = Math.max(count, bucket + 1);
        if (count * columns > sums.length) {
            sums = Arrays.copyOf(sums, Math.min(most, count * 2) * columns);
        }
        return bucket;
    }

    private void merge() {
        int merged = (count + 1) / 2;
        for (int bucket = 0; bucket < merged; bucket++) {
            for (int column = 0; column < columns; column++) {
                int second = (2 * bucket + 1) * columns + column;
                sums[bucket * columns + column] = sums[2 * bucket * columns + column]
                        + (2 * bucket + 1 < count ? sums[second] : 0);
            }
        }
        Arrays.fill(sums, merged * columns, Math.min(sums.length, count * columns), 0);
        count = merged;
        width *= 2;
    }

    private int bucketOf(long time) {
        return (int) (Math.max(0, time) / width);
    }

    /** {@return the number of buckets, up to the last that has something} */
    public int count() {
        return count;
    }

    /** {@return the width of a bucket by now} */
    public long width() {
        return width;
    }

    /**
     * Returns when a bucket begins.
     *
     * @param bucket which, from 0
     * @return its beginning
     */
    public long startOf(int bucket) {
        return bucket * width;
    }

    /**
     * Returns the number of a bucket.
     *
     * @param bucket of which bucket, from 0
     * @param column which number
     * @return its sum; 0 beyond the last bucket
     */
    public long sum(int bucket, int column) {
        return bucket < count ? sums[bucket * columns + column] : 0;
    }

    /**
     * Adds up a number over buckets.
     *
     * @param from the first bucket; may be negative
     * @param to the bucket after the last
     * @param column which number
     * @return the sum
     */
    public long sum(int from, int to, int column) {
        long sum = 0;
        for (int bucket = Math.max(0, from); bucket < Math.min(count, to); bucket++) {
            sum += sums[bucket * columns + column];
        }
        return sum;
    }
}
