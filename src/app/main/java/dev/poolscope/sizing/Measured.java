package dev.poolscope.sizing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Arrays;

import dev.poolscope.workload.model.Overheads;

/**
 * Repetitions of one measurement. All times are in nanoseconds.
 *
 * @param key what it is called in a scenario
 * @param what what was measured
 * @param repetitions how often
 * @param median the sample in the middle
 * @param low the lower end of the 95 % interval of the median
 * @param high the upper end of it
 */
public record Measured(String key, String what, int repetitions, long median, long low, long high) {
    /** Two-sided 95 % of the normal distribution, for the rank of the median: it has the standard deviation √n ÷ 2. */
    private static final double HALF_WIDTH = 1.96 / 2;
    private static final MathContext DIGITS = new MathContext(3);

    /** Sums samples up; there is at least one. */
    static Measured of(String key, String what, long... samples) {
        long[] sorted = samples.clone();
        Arrays.sort(sorted);
        return new Measured(key, what, sorted.length, at(sorted, 0), at(sorted, -HALF_WIDTH), at(sorted, HALF_WIDTH));
    }

    /** The sample so many square roots of their number from the one in the middle. */
    private static long at(long[] sorted, double roots) {
        double rank = (sorted.length - 1) / 2.0 + roots * Math.sqrt(sorted.length);
        long whole = (long) (roots < 0 ? Math.floor(rank) : Math.ceil(rank));
        return sorted[Math.clamp(whole, 0, sorted.length - 1)];
    }

    /** The median with three digits, and no more than a scenario may say. */
    Duration rounded() {
        long nanos = BigDecimal.valueOf(median).round(DIGITS).longValueExact();
        Duration time = Duration.ofNanos(nanos);
        return time.compareTo(Overheads.MOST) > 0
                ? Overheads.MOST
                : time;
    }
}
