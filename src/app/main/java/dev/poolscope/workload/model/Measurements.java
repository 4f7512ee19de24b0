package dev.poolscope.workload.model;

import java.util.OptionalDouble;

import dev.poolscope.pool.RetirementReason;

/** What was measured in a run: where expectations look. */
public interface Measurements extends TaskMeasurements {

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
     * {@return the part of all workers' time that went into tasks that completed or failed, from 0 to 1; empty if no time passed}
     */
    OptionalDouble utilisation();

    /**
     * Returns a state.
     *
     * @param state which
     * @return whether it is so, or was so at some time
     */
    boolean is(Quantity.State state);

    /**
     * Returns what was measured of the tasks of a stream.
     *
     * @param stream its name
     * @return its numbers; zeros, and no sample, if no task of it was submitted or refused
     */
    TaskMeasurements ofStream(String stream);
}
