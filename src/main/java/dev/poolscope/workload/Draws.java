package dev.poolscope.workload;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ContinuousUniformSampler;
import org.apache.commons.rng.sampling.distribution.InverseTransformParetoSampler;
import org.apache.commons.rng.sampling.distribution.LogNormalSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Draws times from a distribution, in whole nanoseconds. A draw above one hour is cut there, and counted. */
final class Draws {
    static final long LONGEST_NANOS = Duration.ofHours(1).toNanos();

    private final ContinuousSampler sampler;
    private final LongAdder cut;

    Draws(Distribution distribution, UniformRandomProvider generator, LongAdder cut) {
        this.sampler = sampler(distribution, generator);
        this.cut = cut;
    }

    private static ContinuousSampler sampler(Distribution distribution, UniformRandomProvider generator) {
        return switch (distribution) {
            case Distribution.Fixed(var value) -> {
                double nanos = value.toNanos();
                yield () -> nanos;
            }
            case Distribution.Uniform(var min, var max) ->
                ContinuousUniformSampler.of(generator, min.toNanos(), max.toNanos());
            case Distribution.Exponential(var mean) -> ZigguratSampler.Exponential.of(generator, mean.toNanos());
            case Distribution.LogNormal(var median, var sigma) -> LogNormalSampler
                    .of(ZigguratSampler.NormalizedGaussian.of(generator), Math.log(median.toNanos()), sigma);
            case Distribution.Pareto(var scale, var shape) ->
                InverseTransformParetoSampler.of(generator, scale.toNanos(), shape);
        };
    }

    long nextNanos() {
        double drawn = sampler.sample();
        if (drawn > LONGEST_NANOS) {
            cut.increment();
            return LONGEST_NANOS;
        }
        return Math.round(drawn);
    }
}
