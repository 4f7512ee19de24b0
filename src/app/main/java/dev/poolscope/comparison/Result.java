package dev.poolscope.comparison;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What came of one measure in two runs.
 *
 * @param measure which
 * @param a what is known of it in the first
 * @param b what is known of it in the second
 * @param within by how much the difference may be off at most, in the unit of the measure; 0 if it is exact
 * @param judgement whether the difference is more than chance, of a percentile of which both are known; otherwise empty
 */
public record Result(Measure measure, Reading a, Reading b, double within, Optional<Judgement> judgement) {

    /** {@return what is added from the first to the second; empty unless both are known} */
    public OptionalDouble difference() {
        return a instanceof Reading.Known(double before) && b instanceof Reading.Known(double after)
                ? OptionalDouble.of(after - before)
                : OptionalDouble.empty();
    }

    /** {@return whether it cannot be told if there is a difference: what was measured may be off by more than it} */
    public boolean isTooSmallToTell() {
        OptionalDouble difference = difference();
        return within > 0 && difference.isPresent() && Math.abs(difference.getAsDouble()) <= within;
    }

    /**
     * {@return the difference as a part of what it was in the first, 0.1 for a tenth more; infinite if it was 0 and is not;
     * empty unless both are known}
     */
    public OptionalDouble relative() {
        if (a instanceof Reading.Known(double before) && b instanceof Reading.Known(double after)) {
            return OptionalDouble.of(after == before
                    ? 0
                    : before == 0 ? Double.POSITIVE_INFINITY : (after - before) / before);
        }
        return OptionalDouble.empty();
    }

    /** {@return whether it says something: it was measured in one of them, and is not 0 in both} */
    public boolean isWorthShowing() {
        return says(a) || says(b) || (measure.unit() == Measure.Unit.NANOS && (isKnown(a) || isKnown(b)));
    }

    private static boolean isKnown(Reading reading) {
        return reading instanceof Reading.Known || reading instanceof Reading.AtLeast;
    }

    private static boolean says(Reading reading) {
        return (reading instanceof Reading.Known(double value) && value != 0)
                || (reading instanceof Reading.AtLeast(double least) && least != 0);
    }
}
