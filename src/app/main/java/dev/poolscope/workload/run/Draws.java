package dev.poolscope.workload.run;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

import dev.poolscope.workload.model.Distribution;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ContinuousUniformSampler;
import org.apache.commons.rng.sampling.distribution.InverseTransformParetoSampler;
import org.apache.commons.rng.sampling.distribution.LogNormalSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Draws times from a distribution, in whole nanoseconds. A draw above one hour is cut there, and counted. */
public final class Draws {
    static final long LONGEST_NANOS = Duration.ofHours(1).toNanos();

    private final ContinuousSampler sampler;
    private final LongAdder cut;

    public Draws(Distribution distribution, UniformRandomProvider generator, LongAdder cut) {
        this.sampler = sampler(distribution, generator);
        this.cut = cut;
    }

    private static ContinuousSampler sampler(Distribution distribution, UniformRandomProvider generator) {
        return switch (distribution) {
            case Distribution.Fixed(var value) -> {
                double nanos = nanos(value);
                yield () -> nanos;
            }
            case Distribution.Uniform(var min, var max) ->
                ContinuousUniformSampler.of(generator, nanos(min), nanos(max));
            case Distribution.Exponential(var mean) -> ZigguratSampler.Exponential.of(generator, nanos(mean));
            case Distribution.LogNormal(var median, var sigma) -> LogNormalSampler
                    .of(ZigguratSampler.NormalizedGaussian.of(generator), Math.log(nanos(median)), sigma);
            case Distribution.Pareto(var scale, var shape) ->
                InverseTransformParetoSampler.of(generator, nanos(scale), shape);
        };
    }

    /** Exact: no duration of the format has more nanoseconds than a double has digits. */
    private static double nanos(Duration duration) {
        return (double) duration.toNanos();
    }

    public long nextNanos() {
        double drawn = sampler.sample();
        if (drawn > LONGEST_NANOS) {
            cut.increment();
            return LONGEST_NANOS;
        }
        return Math.round(drawn);
    }
}
