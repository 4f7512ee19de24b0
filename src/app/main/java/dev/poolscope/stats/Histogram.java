package dev.poolscope.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Counts non-negative samples in log-linear buckets: values below {@value #EXACT} have a bucket each, above that every
 * power of two is cut into {@value #PARTS} buckets of equal width. A bucket is therefore at most 1/{@value #PARTS} of its
 * values wide, and its middle, which stands for all of them, is off by at most 1/256 (0.4 %). Memory is fixed: some
 * 7,400 counters, 58 KiB. The sum is exact, in 128 bits, so that the result does not depend on the order of the samples.
 *
 * <p>A histogram may keep the samples themselves beside, up to a number of them: as long as there are no more, its percentiles are
 * exact.
 *
 * <p>Not safe for use by several threads.
 */
public final class Histogram {

    /** So many samples of a kind are kept as they are, where memory is bounded. */
    public static final int KEPT = 50_000;

    /** Into how many buckets a power of two is cut. */
    static final int PARTS = 128;
    /** Below this every value has its own bucket. */
    static final int EXACT = 2 * PARTS;

    private static final int PART_BITS = Integer.numberOfTrailingZeros(PARTS);
    static final int BUCKETS = bucketOf(Long.MAX_VALUE) + 1;

    private static final long[] NONE = {};

    private final long[] counts = new long[BUCKETS];
    private final int mostKept;
    /** The samples as they are; null if there were too many. */
    private long @Nullable [] kept;
    private long count;
    private long sumLow;
    private long sumHigh;
    private long min = Long.MAX_VALUE;
    private long max;

    /** Makes an empty one that keeps no samples. */
    public Histogram() {
        this(0);
    }

    /**
     * Makes an empty one.
     *
     * @param mostKept how many samples it keeps as they are, at most, in 8 to 16 bytes each
     */
    public Histogram(int mostKept) {
        this.mostKept = mostKept;
        kept = mostKept == 0 ? null : NONE;
    }

    /**
     * Adds a sample.
     *
     * @param value the sample; a negative one counts as 0
     */
    public void add(long value) {
        long sample = Math.max(0, value);
        counts[bucketOf(sample)]++;
        count++;
        sumLow += sample;
        if (Long.compareUnsigned(sumLow, sample) < 0) {
            sumHigh++;
        }
        min = Math.min(min, sample);
        max = Math.max(max, sample);
        keep(sample);
    }

    private void keep(long sample) {
        long[] samples = kept;
        if (samples == null) {
            return;
        }
        if (count > mostKept) {
            kept = null;
            return;
        }
        int at = (int) count - 1;
        if (at == samples.length) {
            // Without memory for all there are none: a sample that is missing would be taken for one that was not there.
            kept = null;
            samples = Arrays.copyOf(samples, (int) Math.min(mostKept, Math.max(16, 2L * at)));
            kept = samples;
        }
        samples[at] = sample;
    }

    /**
     * Adds all samples of another one.
     *
     * @param other which
     */
    public void add(Histogram other) {
        long[] samples = kept;
        if (samples != null && other.count > 0) {
            long together = count + other.count;
            kept = null;
            if (other.kept != null && together <= mostKept) {
                long[] both = Arrays.copyOf(samples, (int) Math.max(samples.length, together));
                System.arraycopy(other.kept, 0, both, (int) count, (int) other.count);
                kept = both;
            }
        }
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            counts[bucket] += other.counts[bucket];
        }
        count += other.count;
        addSums(other.sumLow, other.sumHigh, other.min, other.max);
    }

    /**
     * Takes back a sample that was added. Least and largest are not taken back: after a removal they are bounds. Samples are
     * no longer kept as they are from then on.
     *
     * @param value the sample
     */
    public void remove(long value) {
        long sample = Math.max(0, value);
        int bucket = bucketOf(sample);
        if (counts[bucket] == 0) {
            throw new IllegalArgumentException("no sample like " + value + " was added");
        }
        kept = null;
        counts[bucket]--;
        count--;
        if (Long.compareUnsigned(sumLow, sample) < 0) {
            sumHigh--;
        }
        sumLow -= sample;
    }

    /** Whether it would still keep all samples with so many more. */
    boolean keeps(long more) {
        return kept != null && count + more <= mostKept;
    }

    /** Adds samples that were counted elsewhere; their sums are to follow. */
    void addBucket(int bucket, long samples) {
        kept = null;
        counts[bucket] += samples;
        count += samples;
    }

    /** Adds what is known of samples that were counted elsewhere, beyond their buckets. */
    void addSums(long low, long high, long least, long largest) {
        sumLow += low;
        sumHigh += high + (Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0);
        min = Math.min(min, least);
        max = Math.max(max, largest);
    }

    /**
     * Samples that are alike.
     *
     * @param from the least value that is counted here
     * @param below the least that is not any more
     * @param samples how many there are, at least one
     */
    public record Bucket(long from, long below, long samples) {}

    /** {@return the buckets that have samples, from the least values on} */
    public List<Bucket> buckets() {
        List<Bucket> found = new ArrayList<>();
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            if (counts[bucket] > 0) {
                long below = bucket + 1 < BUCKETS ? lowestOf(bucket + 1) : Long.MAX_VALUE;
                found.add(new Bucket(lowestOf(bucket), below, counts[bucket]));
            }
        }
        return found;
    }

    /** Forgets all samples. */
    public void clear() {
        Arrays.fill(counts, 0);
        kept = mostKept == 0 ? null : NONE;
        count = 0;
        sumLow = 0;
        sumHigh = 0;
        min = Long.MAX_VALUE;
        max = 0;
    }

    /** {@return the number of samples} */
    public long count() {
        return count;
    }

    /**
     * Finds a percentile by the nearest-rank method: the least sample such that at least this share of all samples is not
     * above it.
     *
     * @param percent above 0 and up to 100
     * @return the sample, within 0.4 %, or exactly if this one {@linkplain #isExact is exact}; 0 without samples
     */
    public long percentile(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("a percentile is above 0 and up to 100, not " + percent);
        }
        long rank = rankOf(percent, count);
        return count == 0 ? 0 : rank == count ? max : atRank(rank, 0);
    }

    /** {@return whether percentiles are exact, because all samples are kept as they are} */
    public boolean isExact() {
        return kept != null || count == 0;
    }

    /**
     * Tells how exact a percentile is that comes of buckets.
     *
     * @param percentile what {@link #percentile} gave
     * @return by how much the sample may be more or less, at most
     */
    public static double roundedBy(double percentile) {
        return percentile < EXACT ? 0 : percentile / EXACT;
    }

    /**
     * Sums up.
     *
     * @return the usual numbers
     */
    public SampleSummary distribution() {
        if (count == 0) {
            return SampleSummary.EMPTY;
        }
        return new SampleSummary(count, percentile(50), percentile(90), percentile(95), percentile(99), max, mean(),
                isExact());
    }

    private double mean() {
        double unsignedLow = (sumLow >>> 1) * 2.0 + (sumLow & 1);
        return (sumHigh * 0x1p64 + unsignedLow) / count;
    }

    /** The rank, from 1: computed without the rounding error that would make 95 % of 20 the 20th. */
    static long rankOf(double percent, long count) {
        return Math.max(1, (long) Math.ceil(percent * count / 100.0 - 1e-9));
    }

    private long atRank(long rank, int from) {
        long seen = 0;
        for (int bucket = from; bucket < BUCKETS; bucket++) {
            seen += counts[bucket];
            if (seen >= rank) {
                long[] samples = kept;
                return samples == null
                        ? Math.clamp(middleOf(bucket), min, max)
                        : inBucket(samples, bucket, (int) (rank - (seen - counts[bucket])));
            }
        }
        return max;
    }

    private long inBucket(long[] samples, int bucket, int rank) {
        long[] alike = new long[(int) counts[bucket]];
        int found = 0;
        for (int i = 0; i < count; i++) {
            if (bucketOf(samples[i]) == bucket) {
                alike[found++] = samples[i];
            }
        }
        Arrays.sort(alike);
        return alike[rank - 1];
    }

    static int bucketOf(long value) {
        if (value < EXACT) {
            return (int) value;
        }
        int shift = Long.SIZE - 1 - PART_BITS - Long.numberOfLeadingZeros(value);
        return shift * PARTS + (int) (value >>> shift);
    }

    private static long middleOf(int bucket) {
        return bucket < EXACT ? bucket : lowestOf(bucket) + (1L << (bucket / PARTS - 1)) / 2;
    }

    private static long lowestOf(int bucket) {
        if (bucket < EXACT) {
            return bucket;
        }
        int shift = bucket / PARTS - 1;
        return (long) (bucket - shift * PARTS) << shift;
    }
}
