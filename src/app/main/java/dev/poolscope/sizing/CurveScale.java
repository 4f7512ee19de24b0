package dev.poolscope.sizing;

import java.util.ArrayList;
import java.util.List;

import dev.poolscope.theory.Theory;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Quantity;

/**
 * The scale of a curve of a sweep: logarithmic if its values lie more than a factor of 30 apart and are above zero, as waiting times of pools of many
 * sizes do; otherwise linear from zero. Where values are zero, or too small for a logarithmic scale, its lower edge stands for zero.
 *
 * @param low the lower edge
 * @param high the upper edge; above {@code low}
 * @param logarithmic which it is
 * @param toZero whether the lower edge of a logarithmic scale stands for zero
 */
public record CurveScale(double low, double high, boolean logarithmic, boolean toZero) {
    private static final double FAR = 30;
    private static final double DEEPEST = 1e5;

    /**
     * Finds the scale for all curves of a quantity.
     *
     * @param result the sweep, as far as it is known
     * @param quantity what is drawn
     * @return the scale
     */
    public static CurveScale of(SweepResult result, Quantity quantity) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (SweepPoint point : result.points()) {
            Estimate estimate = point.estimate(quantity);
            double theory = point.theory() instanceof Theory.Steady steady
                    ? steady.predict(quantity).orElse(Double.NaN)
                    : Double.NaN;
            for (double value : new double[]{estimate.mean(), estimate.high(), theory}) {
                if (value > 0) {
                    most = Math.max(most, value);
                    least = Math.min(least, value);
                }
            }
        }
        for (Expectation goal : result.plan().goals()) {
            if (goal.quantity().equals(quantity) && !(goal.bound() instanceof Expectation.Bound.OfSubmitted)) {
                double bound = GoalState.bound(goal);
                most = bound > most ? bound : most;
                least = bound > 0 && bound < least ? bound : least;
            }
        }
        if (most == 0) {
            return new CurveScale(0, 1, false, false);
        }
        if (most / least <= FAR) {
            return new CurveScale(0, most * 1.08, false, false);
        }
        double low = Math.pow(10, Math.floor(Math.log10(Math.max(least, most / DEEPEST))));
        boolean toZero = result.points().stream().anyMatch(point -> point.estimate(quantity).mean() < low);
        // A decade more: what is zero must not lie at a height that has another number.
        return new CurveScale(toZero ? low / 10 : low, Math.pow(10, Math.ceil(Math.log10(most))), true, toZero);
    }

    /**
     * Finds the place of a value.
     *
     * @param value which
     * @return 0 at the lower edge to 1 at the upper edge
     */
    public double place(double value) {
        double place = logarithmic
                ? (Math.log10(Math.max(value, low)) - Math.log10(low)) / (Math.log10(high) - Math.log10(low))
                : (value - low) / (high - low);
        return Math.clamp(place, 0, 1);
    }

    /** {@return the values at which lines are drawn} */
    public List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        if (logarithmic) {
            for (double tick = low; tick <= high * 1.0001; tick *= 10) {
                ticks.add(tick);
            }
            if (toZero) {
                ticks.set(0, 0.0);
            }
            return ticks;
        }
        double raw = (high - low) / 5;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = raw / power < 2 ? 2 * power : raw / power < 5 ? 5 * power : 10 * power;
        for (int i = 0; i * step <= high; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }
}
