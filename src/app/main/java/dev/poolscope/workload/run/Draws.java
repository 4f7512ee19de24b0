package dev.poolscope.workload.run;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

import dev.poolscope.workload.model.Distribution;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ContinuousUniformSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Draws times from a distribution, in whole nanoseconds. A draw above one hour is cut there, and counted. The same seed gives the
 * same times on every machine: powers are those of {@link StrictMath}, which an intrinsic of a processor may round otherwise.
 */
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
            case Distribution.LogNormal(var median, var sigma) -> {
                ContinuousSampler gaussian = ZigguratSampler.NormalizedGaussian.of(generator);
                double mu = StrictMath.log(nanos(median));
                yield () -> StrictMath.exp(mu + sigma * gaussian.sample());
            }
            case Distribution.Pareto(var scale, var shape) -> {
                double least = nanos(scale);
                double exponent = 1 / shape;
                // From above 0 to 1, both included: a power of 0 has no end.
                yield () -> least / StrictMath.pow(((generator.nextLong() >>> 11) + 1) * 0x1.0p-53, exponent);
            }
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
