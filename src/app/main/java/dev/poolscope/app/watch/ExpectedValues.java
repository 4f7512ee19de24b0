package dev.poolscope.app.watch;

import java.util.ArrayList;
import java.util.List;

import dev.poolscope.app.chart.curves.Threshold;
import dev.poolscope.app.watch.series.WatchChart;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Expectation.Bound;
import dev.poolscope.workload.model.Expectation.Comparison;
import dev.poolscope.workload.model.Quantity;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/** Which of a scenario's expectations can be seen in which chart. */
final class ExpectedValues {
    private ExpectedValues() {}

    /** The lines of a chart; none if nothing that it shows is expected. */
    static List<Threshold> of(@Nullable Scenario scenario, WatchChart chart) {
        List<Threshold> lines = new ArrayList<>();
        for (Expectation expectation : scenario == null ? List.<Expectation>of() : scenario.expectations()) {
            double value = value(expectation.bound());
            // What is not to be equal has no side.
            if (chart == chartOf(expectation.quantity()) && !Double.isNaN(value)
                    && expectation.comparison() != Comparison.NOT_EQUAL) {
                lines.add(new Threshold(value, expectation.words()));
            }
        }
        return List.copyOf(lines);
    }

    private static @Nullable WatchChart chartOf(Quantity quantity) {
        return switch (quantity) {
            case Quantity.Count count -> switch (count) {
                case PEAK_PENDING -> WatchChart.QUEUE;
                case PEAK_WORKERS -> WatchChart.WORKERS;
                default -> null;
            };
            case Quantity.Time time -> switch (time.span()) {
                case WAIT -> WatchChart.WAITING;
                case RUN -> WatchChart.RUNNING;
                case TOTAL -> null;
            };
            case Quantity.Throughput _ -> WatchChart.THROUGHPUT;
            // No chart is of one stream's tasks alone, and none of the part of the workers' time.
            case Quantity.OfStream _,Quantity.Utilisation _,Quantity.Retired _,Quantity.State _ -> null;
        };
    }

    private static double value(Bound bound) {
        return switch (bound) {
            case Bound.Whole whole -> whole.value();
            case Bound.Time time -> time.value().toNanos();
            case Bound.PerTime rate -> rate.value().perSecond();
            case Bound.OfSubmitted _,Bound.Share _,Bound.Truth _ -> Double.NaN;
        };
    }
}
