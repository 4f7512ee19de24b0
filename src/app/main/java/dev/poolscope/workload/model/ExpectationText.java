package dev.poolscope.workload.model;

import dev.poolscope.stats.LegibleCount;
import dev.poolscope.stats.LegibleTime;
import dev.poolscope.workload.model.Expectation.Bound;
import dev.poolscope.workload.model.Expectation.Comparison;

/** Puts what is expected into words, for people; files have its keys. */
final class ExpectationText {
    private ExpectationText() {}

    static String of(Expectation expectation) {
        String what = words(expectation.quantity());
        if (expectation.bound() instanceof Bound.OfSubmitted(var part)
                && expectation.quantity() instanceof Quantity.OfStream) {
            return what + " " + sign(expectation.comparison()) + " "
                    + part.toString().replace("%", " % of those submitted");
        }
        if (expectation.bound() instanceof Bound.Truth(boolean value)) {
            return value == (expectation.comparison() == Comparison.EQUAL) ? what : "not " + what;
        }
        return what + " " + sign(expectation.comparison()) + " " + words(expectation.bound());
    }

    private static String sign(Comparison comparison) {
        return switch (comparison) {
            case AT_LEAST -> "≥";
            case AT_MOST -> "≤";
            case EQUAL -> "=";
            case NOT_EQUAL -> "≠";
            case LESS, MORE -> comparison.symbol();
        };
    }

    static String words(Quantity quantity) {
        return switch (quantity) {
            case Quantity.Count count -> switch (count) {
                case PEAK_WORKERS -> "most workers at once";
                case PEAK_PENDING -> "longest queue";
                case SPAWNED -> "workers spawned";
                case SUBMITTED, COMPLETED, FAILED, CANCELLED, REJECTED -> count.key();
            };
            case Quantity.Retired(var reason) -> switch (reason) {
                case IDLE_TIMEOUT -> "workers retired by the idle timeout";
                case MAX_TASKS -> "workers retired by the task limit";
                case JOIN -> "workers retired for a join";
                case SHUTDOWN -> "workers retired for the shutdown";
                case BROKEN -> "workers retired because the pool broke";
            };
            case Quantity.Time(var span, var statistic) -> switch (span) {
                case WAIT -> "wait ";
                case RUN -> "run ";
                case TOTAL -> "total ";
            } + switch (statistic) {
                case P50 -> "p50";
                case P90 -> "p90";
                case P95 -> "p95";
                case P99 -> "p99";
                case MAX -> "max";
                case MEAN -> "mean";
            };
            case Quantity.Throughput _,Quantity.Utilisation _ -> quantity.key();
            case Quantity.OfStream(var of, var stream) -> words(of) + " of “" + stream + "”";
            case Quantity.State _ -> quantity.key();
        };
    }

    private static String words(Bound bound) {
        return switch (bound) {
            case Bound.Whole(long value) -> LegibleCount.of(value);
            case Bound.OfSubmitted(var part) -> part.toString().replace("%", " % of the submitted");
            case Bound.Share(var part) -> part.toString().replace("%", " %");
            case Bound.Time(var value) -> LegibleTime.round(value.toNanos());
            case Bound.PerTime _,Bound.Truth _ -> bound.toString();
        };
    }
}
