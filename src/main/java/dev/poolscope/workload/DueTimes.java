package dev.poolscope.workload;

import java.time.Duration;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.jspecify.annotations.Nullable;

/**
 * The due times of an open stream, one after the other, in nanoseconds from the start of the run. Each is computed from the
 * number of its arrival, never from when the one before it was started, so that lateness cannot add up.
 */
interface DueTimes {
    /** There is no next arrival. */
    long NONE = Long.MAX_VALUE;

    double NANOS_PER_SECOND = 1e9;

    /** The next due time, never before the last one; {@link #NONE} when the stream has ended, and then for ever. */
    long next();

    /** The due times of a stream; {@link #NONE} at once for closed arrivals and bulk calls, which have none. */
    static DueTimes of(StreamSpec stream, @Nullable Duration runLength, UniformRandomProvider generator) {
        Duration untilOrEnd = stream.until() == null ? runLength : stream.until();
        long from = stream.from().toNanos();
        long until = untilOrEnd == null ? NONE : untilOrEnd.toNanos();
        return switch (stream.arrivals()) {
            case Arrivals.Constant(var rate) -> constant(from, until, rate.perSecond());
            case Arrivals.Poisson(var rate) ->
                poisson(from, until, ZigguratSampler.Exponential.of(generator, NANOS_PER_SECOND
                        / rate.perSecond()));
            case Arrivals.Bursts(var count, var every) -> bursts(from, until, count, every.toNanos());
            case Arrivals.Ramp(var first, var last) -> ramp(from, until, first.perSecond(), last.perSecond());
            case Arrivals.Batch(var count, var at) -> batch(count, at.toNanos());
            case Arrivals.Closed _,Arrivals.Bulk _ -> () -> NONE;
        };
    }

    private static DueTimes constant(long from, long until, double perSecond) {
        return new DueTimes() {
            private long before;

            @Override
            public long next() {
                long due = from + Math.round(before * NANOS_PER_SECOND / perSecond);
                if (due >= until) {
                    return NONE;
                }
                before++;
                return due;
            }
        };
    }

    private static DueTimes poisson(long from, long until, ContinuousSampler gaps) {
        return new DueTimes() {
            // Not rounded: the sum of rounded gaps would have another mean.
            private double last = from;

            @Override
            public long next() {
                if (last >= until) {
                    return NONE;
                }
                last += gaps.sample();
                long due = Math.round(last);
                return due < until ? due : NONE;
            }
        };
    }

    private static DueTimes bursts(long from, long until, int count, long every) {
        return new DueTimes() {
            private long before;

            @Override
            public long next() {
                long burst = before / count;
                // Compared by division: the product could overflow.
                if (burst > (until - from) / every || from + burst * every >= until) {
                    return NONE;
                }
                before++;
                return from + burst * every;
            }
        };
    }

    private static DueTimes batch(int count, long at) {
        return new DueTimes() {
            private int left = count;

            @Override
            public long next() {
                if (left == 0) {
                    return NONE;
                }
                left--;
                return at;
            }
        };
    }

    /**
     * The rate at t seconds into a window of T is a + k t, with k = (b &minus; a) / T; its integral a t + k t&sup2; / 2
     * reaches m at t = 2 m / (a + &radic;(a&sup2; + 2 k m)), a form of the root that loses no digits when k is small.
     */
    private static DueTimes ramp(long from, long until, double firstPerSecond, double lastPerSecond) {
        double slope = (lastPerSecond - firstPerSecond) / ((until - from) / NANOS_PER_SECOND);
        return new DueTimes() {
            private long before;

            @Override
            public long next() {
                double square = firstPerSecond * firstPerSecond + 2 * slope * before;
                if (square < 0) {
                    return NONE;
                }
                double seconds = before == 0 ? 0 : 2 * before / (firstPerSecond + Math.sqrt(square));
                double nanos = seconds * NANOS_PER_SECOND;
                if (nanos >= until - from) {
                    return NONE;
                }
                before++;
                return from + Math.round(nanos);
            }
        };
    }
}
