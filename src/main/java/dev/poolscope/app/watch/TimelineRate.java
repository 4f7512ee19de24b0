package dev.poolscope.app.watch;

import java.util.function.Supplier;

import dev.poolscope.app.chart.StepSource;
import dev.poolscope.stats.RateSeries;
import dev.poolscope.telemetry.Timeline;
import org.jspecify.annotations.Nullable;

/** How many tasks completed in the second before each moment, as the chart wants to be told of it. */
final class TimelineRate implements StepSource {
    private final Supplier<Timeline> timeline;
    // How far the highest rate has been looked for, and in which series.
    private @Nullable RateSeries searched;
    private long searchedWidth;
    private int searchedSteps;
    private double highest;

    TimelineRate(Supplier<Timeline> timeline) {
        this.timeline = timeline;
    }

    @Override
    public void steps(long from, long to, StepVisitor visitor) {
        RateSeries rates = timeline.get().throughput();
        int first = rates.lastStepBy(from);
        visitor.step(from, rates.perSecond(first));
        long width = rates.step();
        // A step is known when it is over: its value holds from then on.
        for (int step = first + 1; (step + 1) * width < to; step++) {
            visitor.step((step + 1) * width, rates.perSecond(step));
        }
    }

    @Override
    public double valueAt(long nanos) {
        RateSeries rates = timeline.get().throughput();
        return rates.perSecond(rates.lastStepBy(nanos));
    }

    @Override
    public double highest() {
        RateSeries rates = timeline.get().throughput();
        if (searched != rates || searchedWidth != rates.step()) {
            searched = rates;
            searchedWidth = rates.step();
            searchedSteps = 0;
            highest = 0;
        }
        int over = rates.lastStepBy(timeline.get().horizonNanos());
        while (searchedSteps <= over) {
            highest = Math.max(highest, rates.perSecond(searchedSteps++));
        }
        return highest;
    }
}
