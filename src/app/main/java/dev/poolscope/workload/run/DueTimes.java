package dev.poolscope.workload.run;

import java.time.Duration;

import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.StreamSpec;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/**
 * The due times of an open stream, one after the other, in nanoseconds from the start of the run. Each is computed from the
 * number of its arrival, never from when the one before it was started, so that lateness cannot add up.
 */
public interface DueTimes {
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
            case Arrivals.Constant(var rate) -> PacedTimes.constant(from, until, rate);
            case Arrivals.Poisson(var rate) -> PacedTimes.poisson(from, until, rate, generator);
            case Arrivals.Bursts(var count, var every) -> bursts(from, until, count, every.toNanos());
            case Arrivals.Ramp(var first, var last) -> PacedTimes.ramp(from, until, first, last);
            case Arrivals.Batch(var count, var at) -> batch(count, at.toNanos());
            case Arrivals.Closed _,Arrivals.Bulk _ -> () -> NONE;
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
}
