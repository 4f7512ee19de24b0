package dev.poolscope.comparison;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How many tasks in a row make a block of a block bootstrap: as many as keep together what hangs together.
 *
 * <p>The rule is that of D. N. Politis and H. White, Automatic block-length selection for the dependent bootstrap, Econometric
 * Reviews 23 (2004), with the correction of A. Patton, D. N. Politis and H. White (2009), for circular blocks. It is applied to the
 * ranks of the times and not to the times, since percentiles depend on nothing but ranks and few long times would hide all others.
 */
final class BlockLength {
    private static final double LEAST_VARIANCE = 1e-12;

    private BlockLength() {}

    /** From 1 to a third of the series; times below 0 are missing ones. */
    static int of(long[] times) {
        double[] series = ranks(Arrays.stream(times).filter(time -> time >= 0).toArray());
        int n = series.length;
        int most = (int) Math.max(1, Math.min(Math.ceil(3 * Math.sqrt(n)), n / 3.0));
        if (n < 10) {
            return most;
        }
        double log = Math.log10(n);
        int run = (int) Math.max(5, Math.ceil(Math.sqrt(log)));
        int lags = Math.min(n - 1, (int) Math.ceil(Math.sqrt(n)) + run);
        double[] covariances = covariances(series, lags);
        if (covariances[0] < LEAST_VARIANCE) {
            return 1;
        }
        int bandwidth = Math.clamp(2L * lastThatCounts(covariances, run, 2 * Math.sqrt(log / n)), 1, lags);
        double sum = covariances[0];
        double weighted = 0;
        for (int lag = 1; lag <= bandwidth; lag++) {
            double share = (double) lag / bandwidth;
            double weight = share <= 0.5 ? 1 : 2 * (1 - share);
            sum += 2 * weight * covariances[lag];
            weighted += 2 * weight * lag * covariances[lag];
        }
        double spread = 4.0 / 3 * sum * sum;
        if (spread < LEAST_VARIANCE) {
            return most;
        }
        double length = Math.cbrt(2 * weighted * weighted / spread) * Math.cbrt(n);
        return Math.clamp((long) Math.ceil(length), 1, most);
    }

    /** The lag behind which so many in a row are no different from none. */
    private static int lastThatCounts(double[] covariances, int run, double bound) {
        int quiet = 0;
        int last = 0;
        for (int lag = 1; lag < covariances.length; lag++) {
            if (Math.abs(covariances[lag] / covariances[0]) < bound) {
                quiet++;
                if (quiet == run) {
                    return last;
                }
            } else {
                quiet = 0;
                last = lag;
            }
        }
        return Math.max(1, last);
    }

    private static double[] covariances(double[] series, int lags) {
        int n = series.length;
        double mean = Arrays.stream(series).average().orElse(0);
        double[] covariances = new double[lags + 1];
        for (int lag = 0; lag <= lags; lag++) {
            double sum = 0;
            for (int i = lag; i < n; i++) {
                sum += (series[i] - mean) * (series[i - lag] - mean);
            }
            covariances[lag] = sum / n;
        }
        return covariances;
    }

    /** From 0 to 1; equal times have equal ranks. */
    private static double[] ranks(long[] times) {
        int[] order = IntStream.range(0, times.length).boxed().sorted(Comparator.comparingLong(i -> times[i]))
                .mapToInt(Integer::intValue).toArray();
        double[] ranks = new double[times.length];
        for (int from = 0; from < order.length;) {
            int to = from;
            while (to < order.length && times[order[to]] == times[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + to - 1) / 2.0 / times.length;
            }
            from = to;
        }
        return ranks;
    }
}
