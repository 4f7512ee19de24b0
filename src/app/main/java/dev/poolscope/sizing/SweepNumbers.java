package dev.poolscope.sizing;

import java.util.Locale;

import dev.poolscope.stats.LegibleCount;
import dev.poolscope.stats.LegibleTime;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Quantity;

/** The numbers of a sweep for people: a mean, and the interval in which it lies. */
public final class SweepNumbers {
    private SweepNumbers() {}

    /**
     * Writes what a goal is about.
     *
     * @param state the goal at a point
     * @return such as {@code p99 81.2 ms, 72.1 to 90.4}, or with how many seeds it holds
     */
    public static String ofGoal(GoalState state) {
        Quantity quantity = state.goal().quantity();
        // What is not said to be of something else is of the wait.
        String name = quantity.base() instanceof Quantity.Time(var span, _) && span == Quantity.Span.WAIT
                ? quantity.key().substring("wait.".length())
                : quantity.key();
        if (quantity instanceof Quantity.State && state.runs() == 1) {
            return state.goal().text() + (state.held() == 1 ? " holds" : " does not hold");
        }
        if (quantity instanceof Quantity.State) {
            return state.goal().text() + " with " + state.held() + " of " + state.runs() + " seeds";
        }
        Estimate estimate = state.estimate();
        boolean share = state.goal().bound() instanceof Expectation.Bound.OfSubmitted;
        String value = share ? name + " " + percent(estimate) : name + " " + of(quantity, estimate);
        return estimate.missing() > 0 && state.runs() > 1
                ? value + ", no sample with " + estimate.missing() + " seeds"
                : value;
    }

    private static String percent(Estimate estimate) {
        return Double.isNaN(estimate.mean()) ? "no sample" : String.format(Locale.ROOT, "%.3g %%", estimate.mean());
    }

    /**
     * Writes an estimate with its interval.
     *
     * @param quantity of what
     * @param estimate what is known
     * @return such as {@code 81.2 ms, 72.1 to 90.4}; without the interval if there is none, or it is a point
     */
    public static String of(Quantity quantity, Estimate estimate) {
        if (quantity instanceof Quantity.State && estimate.samples() == 1) {
            return estimate.mean() == 1 ? "true" : "false";
        }
        String mean = of(quantity, estimate.mean());
        if (!estimate.hasInterval() || estimate.low() == estimate.high()) {
            return mean;
        }
        String low = of(quantity, Math.max(0, estimate.low()));
        String high = of(quantity, estimate.high());
        String unit = unit(mean);
        return unit.equals(unit(low)) && unit.equals(unit(high))
                ? mean + ", " + without(unit, low) + " to " + without(unit, high)
                : mean + ", " + low + " to " + high;
    }

    private static String unit(String value) {
        int space = value.indexOf(' ');
        return space < 0 || value.indexOf(' ', space + 1) > 0 ? "" : value.substring(space);
    }

    private static String without(String unit, String value) {
        return value.substring(0, value.length() - unit.length());
    }

    /**
     * Writes a value.
     *
     * @param quantity of what
     * @param value nanoseconds, a count, tasks a second, a part from 0 to 1, or the part of the runs in which something is so; may be NaN
     * @return it, for people
     */
    public static String of(Quantity quantity, double value) {
        if (Double.isNaN(value)) {
            return "no sample";
        }
        return switch (quantity.base()) {
            case Quantity.Utilisation _,Quantity.OfStream _ -> String.format(Locale.ROOT, "%.1f %%", 100 * value);
            case Quantity.Time _ -> LegibleTime.duration(Math.round(value));
            case Quantity.Throughput _ -> String.format(Locale.ROOT, "%,.2f/s", value);
            case Quantity.Count _,Quantity.Retired _ -> value == Math.rint(value)
                    ? LegibleCount.of(Math.round(value))
                    : String.format(Locale.ROOT, "%,.1f", value);
            case Quantity.State _ -> String.format(Locale.ROOT, "%.0f %%", 100 * value);
        };
    }
}
