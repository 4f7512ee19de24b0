package dev.poolscope.stats;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Samples with their times, so that those of any stretch of time are found exactly: their number, and their percentiles by the
 * nearest-rank method. They may come in any order; the oldest are forgotten when there are too many.
 *
 * <p>Times are in nanoseconds from 0. Not safe for use by several threads.
 */
public final class TimedSamples {
    /** Those that are too many are forgotten some at a time. */
    private static final int PART = 32;

    private final int most;
    private final LongColumn times = new LongColumn(256);
    private final LongColumn values = new LongColumn(256);
    private long knownAfter = Long.MIN_VALUE;
    // What was asked last: one picture asks for several percentiles of the same stretch.
    private @Nullable Answer answer;

    private record Answer(long after, long upTo, PercentileSeries.@Nullable Point point) {}

    /**
     * Makes an empty one.
     *
     * @param most how many are kept at least; sometimes it is a thirty-second more
     */
    public TimedSamples(int most) {
        this.most = most;
    }

    /**
     * Adds a sample: cheap if it is later than nearly all before it.
     *
     * @param time when
     * @param value the sample
     */
    public void add(long time, long value) {
        int at = times.size();
        while (at > 0 && times.get(at - 1) > time) {
            at--;
        }
        times.insert(at, time);
        values.insert(at, value);
        if (answer != null && time > answer.after && time <= answer.upTo) {
            answer = null;
        }
        if (times.size() > most + most / PART) {
            forgetFirst(times.size() - most);
        }
    }

    /**
     * Forgets the samples before a time.
     *
     * @param time when
     */
    public void forgetBefore(long time) {
        forgetFirst(times.countBelow(time));
        knownAfter = Math.max(knownAfter, time - 1);
    }

    // Of many at one time some may go and some stay: of that time no more is known.
    private void forgetFirst(int gone) {
        if (gone == 0) {
            return;
        }
        long last = times.get(gone - 1);
        knownAfter = Math.max(knownAfter, last);
        if (answer != null && last > answer.after) {
            answer = null;
        }
        times.forgetFirst(gone);
        values.forgetFirst(gone);
    }

    /** {@return after which time no sample has been forgotten; {@link Long#MIN_VALUE} if none has} */
    public long knownAfter() {
        return knownAfter;
    }

    /**
     * Counts the samples of a stretch of time.
     *
     * @param after its beginning, which is not in it
     * @param upTo its end, which is in it
     * @return how many there are
     */
    public int count(long after, long upTo) {
        return Math.max(0, times.countUpTo(upTo) - times.countUpTo(after));
    }

    /**
     * Returns the percentiles of a stretch of time.
     *
     * @param after its beginning, which is not in it
     * @param upTo its end, which is in it
     * @return the percentiles, or null if there is no sample
     */
    public PercentileSeries.@Nullable Point percentiles(long after, long upTo) {
        Answer last = answer;
        if (last == null || last.after != after || last.upTo != upTo) {
            last = new Answer(after, upTo, pointOf(after, upTo));
            answer = last;
        }
        return last.point;
    }

    /**
     * Returns the percentiles of a stretch of time as they would be without some of its samples.
     *
     * @param after its beginning, which is not in it
     * @param upTo its end, which is in it
     * @param without the samples that are left out, in any order; each for one that is equal to it
     * @return the percentiles, or null if no sample is left
     */
    public PercentileSeries.@Nullable Point percentilesWithout(long after, long upTo, long[] without) {
        long[] sorted = sorted(after, upTo);
        long[] out = without.clone();
        Arrays.sort(out);
        int kept = 0;
        int next = 0;
        for (long value : sorted) {
            while (next < out.length && out[next] < value) {
                next++;
            }
            if (next < out.length && out[next] == value) {
                next++;
            } else {
                sorted[kept] = value;
                kept++;
            }
        }
        return kept == 0 ? null : PercentileSeries.Point.of(upTo, Arrays.copyOf(sorted, kept));
    }

    private PercentileSeries.@Nullable Point pointOf(long after, long upTo) {
        long[] sorted = sorted(after, upTo);
        return sorted.length == 0 ? null : PercentileSeries.Point.of(upTo, sorted);
    }

    private long[] sorted(long after, long upTo) {
        int first = times.countUpTo(after);
        long[] sorted = new long[count(after, upTo)];
        Arrays.setAll(sorted, at -> values.get(first + at));
        Arrays.sort(sorted);
        return sorted;
    }
}
