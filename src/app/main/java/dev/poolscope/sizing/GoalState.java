package dev.poolscope.sizing;

import dev.poolscope.workload.model.Expectation;

/**
 * How a goal stands at a point of a sweep.
 *
 * <p>A goal that bounds a number from one side holds if the whole 95 % interval of its mean over the seeds lies on the right side, and fails if
 * the whole interval lies on the wrong side; in between it is undecided. With one seed the number itself decides. Any other goal, such as
 * {@code cancelled == 0}, holds if it holds with each seed, and fails if it holds with none.
 *
 * @param goal the goal
 * @param estimate what is compared: the quantity, or its part of the submitted tasks in percent
 * @param held with how many seeds it holds
 * @param runs of how many
 * @param verdict how it stands
 */
public record GoalState(Expectation goal, Estimate estimate, int held, int runs, Verdict verdict) {

    /** How a goal may stand. */
    public enum Verdict {
        /** It holds. */
        HOLDS("holds"),
        /** It does not. */
        FAILS("fails"),
        /** More seeds would tell. */
        UNDECIDED("undecided");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        /** {@return the word for people} */
        public String word() {
            return word;
        }
    }

    static GoalState of(Expectation goal, Estimate estimate, int held, int runs) {
        return new GoalState(goal, estimate, held, runs, verdict(goal, estimate, held, runs));
    }

    private static Verdict verdict(Expectation goal, Estimate estimate, int held, int runs) {
        double bound = bound(goal);
        boolean below = switch (goal.comparison()) {
            case LESS, AT_MOST -> true;
            default -> false;
        };
        boolean above = switch (goal.comparison()) {
            case MORE, AT_LEAST -> true;
            default -> false;
        };
        if (runs == 0) {
            return Verdict.UNDECIDED;
        }
        if (Double.isNaN(bound) || !(below || above) || estimate.missing() > 0 || !estimate.hasInterval()
                || estimate.low() == estimate.high()) {
            return held == runs ? Verdict.HOLDS : held == 0 ? Verdict.FAILS : Verdict.UNDECIDED;
        }
        if (below ? estimate.high() < bound : estimate.low() > bound) {
            return Verdict.HOLDS;
        }
        return (below ? estimate.low() >= bound : estimate.high() <= bound) ? Verdict.FAILS : Verdict.UNDECIDED;
    }

    /**
     * The bound of a goal in the unit of its estimate.
     *
     * @param goal a goal
     * @return nanoseconds, a count, tasks a second, a part from 0 to 1 of a utilisation, or percent of the submitted; NaN of what is true or false
     */
    public static double bound(Expectation goal) {
        return switch (goal.bound()) {
            case Expectation.Bound.Whole(var value) -> (double) value;
            case Expectation.Bound.OfSubmitted(var part) -> part.percent().doubleValue();
            case Expectation.Bound.Share(var part) -> part.percent().doubleValue() / 100;
            case Expectation.Bound.Time(var value) -> (double) value.toNanos();
            case Expectation.Bound.PerTime(var value) -> value.perSecond();
            case Expectation.Bound.Truth _ -> Double.NaN;
        };
    }
}
