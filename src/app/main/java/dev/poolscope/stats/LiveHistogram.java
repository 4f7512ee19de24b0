package dev.poolscope.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * A {@link Histogram} that is added to while others read: the same buckets, the same exact sum, least and largest sample.
 * Counters are made for a power of two when its first sample comes, 1 KiB each time, so that one of samples that are alike
 * takes a few KiB. The samples themselves are kept beside as long as there is {@linkplain SampleRoom room}: what is read is exact then.
 *
 * <p><b>Threads.</b> {@link #add} is for one thread at a time: it costs neither an atomic operation nor a fence. Where many
 * threads add, all of them use {@link #addShared}, which never waits. Any thread may read by {@link #addTo} meanwhile. It
 * then finds samples in part: what it adds up is between the beginning and the end of the call, but not of one moment.
 *
 * <p><b>Memory effects.</b> What a thread added before an action that happens before a read, the read has in full.
 */
public final class LiveHistogram {

    private static final int PARTS = Histogram.PARTS;
    /** Cells before the first and after the last that is used, so that threads with neighbours in memory do not disturb. */
    private static final int APART = 8;
    private static final int SUM_LOW = APART;
    private static final int SUM_HIGH = APART + 1;
    private static final int MAX = APART + 2;
    /** The largest of the samples' complements: both ends are raised in the same way. */
    private static final int MIN = APART + 3;
    /** How many samples were kept, or are about to be. */
    private static final int KEPT = APART + 4;

    /** How many samples the first block of kept ones has room for; each further block has twice as much. */
    static final int FIRST_KEPT = 16;
    private static final int BLOCKS = 13;

    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle PART = MethodHandles.arrayElementVarHandle(long[][].class);

    private final long[] @Nullable [] parts = new long[Histogram.BUCKETS / PARTS + 1][];
    private final long[] sums = new long[KEPT + 1 + APART];
    private final SampleRoom room;
    /** The samples as they are, each as its complement: 0 stands where one is not written yet. */
    private final long[] @Nullable [] kept = new long[BLOCKS][];

    /**
     * Makes an empty one.
     *
     * @param room for the samples that it keeps as they are
     */
    public LiveHistogram(SampleRoom room) {
        this.room = room;
        sums[MIN] = Long.MIN_VALUE;
    }

    /**
     * Adds a sample, when no other thread adds any.
     *
     * @param value the sample; a negative one counts as 0
     */
    public void add(long value) {
        long sample = Math.max(0, value);
        int bucket = Histogram.bucketOf(sample);
        long[] part = parts[bucket / PARTS];
        if (part == null) {
            part = new long[PARTS];
            PART.setRelease(parts, bucket / PARTS, part);
        }
        long sum = sums[SUM_LOW] + sample;
        CELL.setOpaque(sums, SUM_LOW, sum);
        if (Long.compareUnsigned(sum, sample) < 0) {
            CELL.setOpaque(sums, SUM_HIGH, sums[SUM_HIGH] + 1);
        }
        if (sample > sums[MAX]) {
            CELL.setOpaque(sums, MAX, sample);
        }
        if (~sample > sums[MIN]) {
            CELL.setOpaque(sums, MIN, ~sample);
        }
        CELL.setOpaque(part, bucket % PARTS, part[bucket % PARTS] + 1);
        if (!room.isClosed()) {
            long at = sums[KEPT];
            keep(at, sample);
            CELL.setRelease(sums, KEPT, at + 1);
        }
    }

    /**
     * Adds a sample, when other threads add some too.
     *
     * @param value the sample; a negative one counts as 0
     */
    public void addShared(long value) {
        long sample = Math.max(0, value);
        int bucket = Histogram.bucketOf(sample);
        var before = (long) CELL.getAndAdd(sums, SUM_LOW, sample);
        if (Long.compareUnsigned(before + sample, sample) < 0) {
            var _ = (long) CELL.getAndAdd(sums, SUM_HIGH, 1L);
        }
        raise(MAX, sample);
        raise(MIN, ~sample);
        var _ = (long) CELL.getAndAdd(block(parts, bucket / PARTS, PARTS), bucket % PARTS, 1L);
        if (!room.isClosed()) {
            keep((long) CELL.getAndAdd(sums, KEPT, 1L), sample);
        }
    }

    private void keep(long at, long sample) {
        boolean isKept = false;
        try {
            isKept = isKept(at, sample);
        } catch (OutOfMemoryError noMemory) {
            // The worker that tells of its task goes on: percentiles are rounded then, and counts are as exact as before.
        }
        if (!isKept) {
            // Without this sample those that are kept are not all.
            room.close();
        }
    }

    private boolean isKept(long at, long sample) {
        int block = Long.SIZE - 1 - Long.numberOfLeadingZeros(at / FIRST_KEPT + 1);
        if (block >= BLOCKS) {
            return false;
        }
        int size = FIRST_KEPT << block;
        if (PART.getAcquire(kept, block) == null && !room.take(size)) {
            return false;
        }
        CELL.setRelease(block(kept, block, size), (int) (at - (size - FIRST_KEPT)), ~sample);
        return true;
    }

    private void raise(int cell, long value) {
        var seen = (long) CELL.getVolatile(sums, cell);
        while (value > seen && !CELL.compareAndSet(sums, cell, seen, value)) {
            seen = (long) CELL.getVolatile(sums, cell);
        }
    }

    private static long[] block(long[] @Nullable [] blocks, int at, int size) {
        long[] part = (long[]) PART.getAcquire(blocks, at);
        if (part == null) {
            var fresh = new long[size];
            part = (long[]) PART.compareAndExchange(blocks, at, (long[]) null, fresh);
            if (part == null) {
                part = fresh;
            }
        }
        return part;
    }

    /**
     * Adds all samples to a histogram.
     *
     * @param histogram where to; belongs to the calling thread
     */
    public void addTo(Histogram histogram) {
        if (!room.isClosed() && addKeptTo(histogram)) {
            return;
        }
        long total = 0;
        for (int at = 0; at < parts.length; at++) {
            long[] part = (long[]) PART.getAcquire(parts, at);
            for (int i = 0; part != null && i < PARTS; i++) {
                var count = (long) CELL.getOpaque(part, i);
                if (count > 0) {
                    histogram.addBucket(at * PARTS + i, count);
                    total += count;
                }
            }
        }
        if (total > 0) {
            histogram.addSums((long) CELL.getOpaque(sums, SUM_LOW), (long) CELL.getOpaque(sums, SUM_HIGH),
                    ~(long) CELL.getOpaque(sums, MIN), (long) CELL.getOpaque(sums, MAX));
        }
    }

    /** False, and nothing is added, if there are more than the histogram can keep. */
    private boolean addKeptTo(Histogram histogram) {
        var count = (long) CELL.getAcquire(sums, KEPT);
        if (!histogram.keeps(count)) {
            return false;
        }
        long left = count;
        for (int at = 0; at < BLOCKS && left > 0; at++) {
            long[] block = (long[]) PART.getAcquire(kept, at);
            long size = (long) FIRST_KEPT << at;
            for (int i = 0; block != null && i < Math.min(size, left); i++) {
                var sample = (long) CELL.getAcquire(block, i);
                if (sample != 0) {
                    histogram.add(~sample);
                }
            }
            left -= size;
        }
        return true;
    }
}
