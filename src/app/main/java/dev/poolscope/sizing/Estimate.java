package dev.poolscope.sizing;

import java.util.Arrays;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A number over several seeds: the mean of what each seed's run measured, and the 95 % interval of that mean by Student's t (W. S. Gosset,
 * 1908). Of a percentile this is the mean of the runs' percentiles. The interval takes the runs to be independent and their mean to be about
 * normal, which with 30 of them is a fair assumption also for skewed numbers.
 *
 * @param mean the mean; NaN without a sample
 * @param low the lower end of the interval; NaN if less than two runs have a sample
 * @param high the upper end of the interval; NaN likewise
 * @param samples how many runs have measured it
 * @param missing how many runs had nothing to measure
 */
public record Estimate(double mean, double low, double high, int samples, int missing) {
    private static final double UPPER = 0.975;

    static Estimate of(double[] values) {
        double[] there = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        int missing = values.length - there.length;
        if (there.length == 0) {
            return new Estimate(Double.NaN, Double.NaN, Double.NaN, 0, missing);
        }
        double mean = Arrays.stream(there).average().orElse(Double.NaN);
        if (there.length == 1) {
            return new Estimate(mean, Double.NaN, Double.NaN, 1, missing);
        }
        if (Arrays.stream(there).allMatch(value -> value == there[0])) {
            return new Estimate(there[0], there[0], there[0], there.length, missing);
        }
        double squares = Arrays.stream(there).map(value -> (value - mean) * (value - mean)).sum();
        double error = Math.sqrt(squares / (there.length - 1) / there.length);
        double half = TDistribution.of(there.length - 1.0).inverseCumulativeProbability(UPPER) * error;
        return new Estimate(mean, mean - half, mean + half, there.length, missing);
    }

    /** {@return whether there is an interval: two runs or more have measured it} */
    public boolean hasInterval() {
        return samples > 1;
    }
}
