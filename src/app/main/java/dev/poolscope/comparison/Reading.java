package dev.poolscope.comparison;

/** What is known of a measure in a run. */
public sealed interface Reading {

    /**
     * It was measured.
     *
     * @param value in the unit of the measure
     */
    record Known(double value) implements Reading {}

    /**
     * It was that much, or more: events that would tell were not recorded.
     *
     * @param value in the unit of the measure
     */
    record AtLeast(double value) implements Reading {}

    /** There was nothing to measure, as the wait of tasks of which none started. */
    record NoSample() implements Reading {}

    /** What the numbers come from does not say. */
    record NotKnown() implements Reading {}
}
