package dev.poolscope.theory;

import java.time.Duration;

import dev.poolscope.workload.model.Distribution;

/**
 * Mean and spread of a distribution of times.
 *
 * @param mean in seconds; infinite if there is none
 * @param squaredVariation the squared coefficient of variation, variance &divide; mean&sup2;; 0 for what is always the same, 1 for exponential
 *            times; infinite if there is no finite variance
 */
record Moments(double mean, double squaredVariation) {

    static Moments of(Distribution distribution) {
        return switch (distribution) {
            case Distribution.Fixed(var value) -> new Moments(seconds(value), 0);
            case Distribution.Uniform(var min, var max) -> {
                double mean = (seconds(min) + seconds(max)) / 2;
                double width = seconds(max) - seconds(min);
                yield new Moments(mean, mean == 0 ? 0 : width * width / 12 / (mean * mean));
            }
            case Distribution.Exponential(var mean) -> new Moments(seconds(mean), 1);
            case Distribution.LogNormal(var median, var sigma) ->
                new Moments(seconds(median) * Math.exp(sigma * sigma / 2), Math.expm1(sigma * sigma));
            case Distribution.Pareto(var scale, var shape) -> new Moments(
                    shape > 1 ? seconds(scale) * shape / (shape - 1) : Double.POSITIVE_INFINITY,
                    shape > 2 ? 1 / (shape * (shape - 2)) : Double.POSITIVE_INFINITY);
        };
    }

    double secondMoment() {
        return mean * mean * (1 + squaredVariation);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
