package dev.poolscope.workload.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

import dev.poolscope.workload.model.Rate;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.jspecify.annotations.Nullable;

/**
 * The due times of a stream that has a rate, which may be changed while it runs. An arrival is due where the integral of the
 * rate reaches its target: even arrivals have the targets 0, 1, 2 and so on, random ones the sums of exponential draws of mean
 * 1.
 *
 * <p>A change of the rate keeps the targets. What is left to the next one is reached at the new rate, so that the n-th arrival
 * keeps the n-th draw, and the same changes at the same times give the same due times. Targets count from the last change:
 * their digits do not wear out.
 *
 * <p>Used by the generator's thread alone, except {@link #rate}.
 */
final class PacedTimes implements DueTimes {
    private static final MathContext LEGIBLE = new MathContext(3);

    private final long until;
    /** Draws what is between two targets; null if that is always 1. */
    private final @Nullable ContinuousSampler gaps;
    /** The next target is {@code offset + steps}: a sum of ones has to be a product to stay exact. */
    private double offset;
    private long steps = -1;
    private long due;
    private volatile Pace pace;

    private PacedTimes(long until, Pace pace, @Nullable ContinuousSampler gaps) {
        this.until = until;
        this.pace = pace;
        this.gaps = gaps;
        if (gaps != null) {
            steps = 0;
        }
    }

    /**
     * How a rate goes from a moment on: at t seconds after it, it is {@code perSecond + slope t}.
     *
     * @param start the moment, in nanoseconds of the run
     * @param perSecond the rate at that moment
     * @param slope by how much it rises in each second
     * @param asWritten the rate in the words of the user; null if it rises or falls
     */
    private record Pace(long start, double perSecond, double slope, @Nullable Rate asWritten) {

        /** How many arrivals there are from the start on to a time. */
        double integral(long nanos) {
            double seconds = (nanos - start) / NANOS_PER_SECOND;
            return perSecond * seconds + slope * seconds * seconds / 2;
        }

        /**
         * When the integral reaches a target m: with the rate a + k t the integral a t + k t&sup2; / 2 does so at
         * t = 2 m / (a + &radic;(a&sup2; + 2 k m)), a form of the root that loses no digits when k is small.
         *
         * @return nanoseconds after the start; not finite if it never does
         */
        double reaches(double target) {
            if (slope == 0) {
                return target * NANOS_PER_SECOND / perSecond;
            }
            double square = perSecond * perSecond + 2 * slope * target;
            if (square < 0) {
                return Double.POSITIVE_INFINITY;
            }
            return target == 0 ? 0 : 2 * target / (perSecond + Math.sqrt(square)) * NANOS_PER_SECOND;
        }

        Rate at(long nanos) {
            if (asWritten != null) {
                return asWritten;
            }
            double now = perSecond + slope * Math.max(0, nanos - start) / NANOS_PER_SECOND;
            return new Rate(BigDecimal.valueOf(Math.max(0, now)).round(LEGIBLE), false);
        }
    }

    static PacedTimes constant(long from, long until, Rate rate) {
        return new PacedTimes(until, new Pace(from, rate.perSecond(), 0, rate), null);
    }

    static PacedTimes poisson(long from, long until, Rate rate, UniformRandomProvider generator) {
        return new PacedTimes(until, new Pace(from, rate.perSecond(), 0, rate),
                ZigguratSampler.Exponential.of(generator));
    }

    static PacedTimes ramp(long from, long until, Rate first, Rate last) {
        double slope = (last.perSecond() - first.perSecond()) / ((until - from) / NANOS_PER_SECOND);
        return new PacedTimes(until, new Pace(from, first.perSecond(), slope, null), null);
    }

    @Override
    public long next() {
        if (due != NONE) {
            if (gaps == null) {
                steps++;
            } else {
                offset += gaps.sample();
            }
            due = compute();
        }
        return due;
    }

    private long compute() {
        double nanos = pace.reaches(offset + steps);
        // Compared before rounding: what is not finite or too far cannot be rounded.
        if (!(nanos < until - pace.start)) {
            return NONE;
        }
        long at = pace.start + Math.round(nanos);
        return at < until ? at : NONE;
    }

    /**
     * Sets the rate. The arrival that {@link #next} gave last is taken not to have happened.
     *
     * @param nanos from when on, in nanoseconds of the run; not before the arrival that {@code next} gave before the last
     * @param rate the rate, above 0
     * @return when the arrival is due now that {@code next} gave last, if it is after that time; {@link #NONE} if the stream
     *         ends before
     */
    long change(long nanos, Rate rate) {
        if (nanos >= until) {
            return due;
        }
        long from = Math.max(nanos, pace.start);
        // What is due now or before is not delayed by that.
        offset = Math.max(0, offset + steps - pace.integral(from));
        steps = 0;
        pace = new Pace(from, rate.perSecond(), 0, rate);
        due = compute();
        return due;
    }

    /** The rate at a time, or the one it will begin with; none when the stream is over. For any thread. */
    Optional<Rate> rate(long nanos) {
        return nanos < until ? Optional.of(pace.at(nanos)) : Optional.empty();
    }
}
