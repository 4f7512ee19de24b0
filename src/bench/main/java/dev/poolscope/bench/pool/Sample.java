package dev.poolscope.bench.pool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the forks of one contender have measured in one cell, one number of each kind a fork. */
final class Sample {
    /** Student's t for 95 % and 1, 2, 3 … degrees of freedom. */
    private static final double[] STUDENT = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228};
    private static final double NORMAL = 1.960;

    private final List<Double> rates = new ArrayList<>();
    private final List<Double> bytes = new ArrayList<>();
    final RoundTrips roundTrips = new RoundTrips();

    void add(double rate, double bytesPerTask) {
        rates.add(rate);
        bytes.add(bytesPerTask);
    }

    double rate() {
        return median(rates);
    }

    double bytesPerTask() {
        return median(bytes);
    }

    /**
     * Our rate as a multiple of another's: the median of the rounds, and the 95 % interval of the geometric mean (of the
     * logarithms, by Student). Both ran in every round, one soon after the other, so that what the machine did to one it
     * mostly did to the other.
     */
    String ratioTo(Sample other) {
        int rounds = Math.min(rates.size(), other.rates.size());
        List<Double> ratios = new ArrayList<>();
        double sum = 0;
        for (int i = 0; i < rounds; i++) {
            double ratio = rates.get(i) / other.rates.get(i);
            ratios.add(ratio);
            sum += Math.log(ratio);
        }
        if (rounds < 2) {
            return String.format(Locale.ROOT, "%.2f", median(ratios));
        }
        double mean = sum / rounds;
        double squares = 0;
        for (double ratio : ratios) {
            squares += Math.pow(Math.log(ratio) - mean, 2);
        }
        double t = rounds - 2 < STUDENT.length ? STUDENT[rounds - 2] : NORMAL;
        double half = t * Math.sqrt(squares / (rounds - 1) / rounds);
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median(ratios), Math.exp(mean - half),
                Math.exp(mean + half));
    }

    static double median(List<Double> numbers) {
        double[] sorted = numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : Arrays.stream(sorted, middle - 1, middle + 1).sum() / 2;
    }
}
