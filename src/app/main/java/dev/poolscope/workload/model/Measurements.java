package dev.poolscope.workload.model;

import java.util.OptionalDouble;

import dev.poolscope.pool.RetirementReason;

/** What was measured in a run: where expectations look. */
public interface Measurements {

    /**
     * Returns a number of tasks or workers.
     *
     * @param count which
     * @return the number, at the end of the run
     */
    long count(Quantity.Count count);

    /**
     * Tells whether a number may have been greater than the one that was measured.
     *
     * @param count which
     * @return whether {@link #count} is the least that it was
     */
    default boolean isLeast(Quantity.Count count) {
        return false;
    }

    /**
     * Returns how many workers retired for a reason.
     *
     * @param reason which
     * @return how many
     */
    long retired(RetirementReason reason);

    /**
     * Returns a statistic of a span.
     *
     * @param span which span
     * @param statistic which statistic
     * @return nanoseconds; empty if there was no sample
     */
    OptionalDouble nanos(Quantity.Span span, Quantity.Statistic statistic);

    /**
     * Tells how exact the percentiles of a span are.
     *
     * @param span which span
     * @return whether they are exact; otherwise they are within 0.4 %
     */
    boolean isExact(Quantity.Span span);

    /** {@return completed tasks a second; empty if no task ended} */
    OptionalDouble throughput();

    /**
     * Returns a state.
     *
     * @param state which
     * @return whether it is so, or was so at some time
     */
    boolean is(Quantity.State state);
}
