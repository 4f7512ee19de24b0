package dev.poolscope.app.chart.curves;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A value that jumps from time to time, such as the length of a queue or a percentile of the last second. Where it is
 * {@link Double#NaN} there is none, as there is no percentile of no samples.
 */
public interface StepSource {

    /**
     * Tells of the value that is in force at the begin of a stretch of time, and of every jump within it, in time order.
     */
    void steps(long from, long to, StepVisitor visitor);

    /**
     * Stands for all values from a moment on up to {@link #settledUntil()}: as long as this is equal to what it was, for this moment or an
     * earlier one, so are they. Null if that is not known.
     *
     * @param from the moment, in nanoseconds from the start of the run
     */
    default @Nullable Object past(long from) {
        return null;
    }

    /** Up to when {@link #past} tells whether something has changed. */
    default long settledUntil() {
        return Long.MIN_VALUE;
    }

    /** The value in force at this moment. */
    double valueAt(long nanos);

    /**
     * The value where the cursor was placed, which is at this moment: it may stand between events of it, of which those to come
     * count in {@link #valueAt}, and not here.
     */
    default double valueAtCursor(long nanos) {
        return valueAt(nanos);
    }

    /** What stands for the value of a moment that has none. */
    default String absence(long nanos) {
        return "–";
    }

    /** Where the value was looked at from time to time only, and what to say of it; in the order of time. */
    default List<Sampled> sampled() {
        return List.of();
    }

    /**
     * A stretch of time in which a value was looked at from time to time only.
     *
     * @param from its begin, in nanoseconds from the start of the run
     * @param to its end
     * @param text what to say of it, in a few words
     */
    record Sampled(long from, long to, String text) {}

    /** Takes the jumps. */
    interface StepVisitor {
        /**
         * The value in force at the begin, or a jump.
         *
         * @param nanos from when on
         * @param value the value from then on
         */
        void step(long nanos, double value);

        /**
         * Whether two moments are drawn at the same place. Then of the jumps between them only the lowest, the highest and
         * the last one count, and the mean over their time, and the others need not be told.
         */
        default boolean isSamePlace(long nanos, long later) {
            return false;
        }
    }
}
