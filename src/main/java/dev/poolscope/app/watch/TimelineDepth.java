package dev.poolscope.app.watch;

import java.util.function.Supplier;

import dev.poolscope.app.chart.StepSource;
import dev.poolscope.stats.StepSeries;

/** A series of the timeline of the moment, as the chart wants to be told of it. */
final class TimelineDepth implements StepSource {
    private final Supplier<StepSeries> series;

    TimelineDepth(Supplier<StepSeries> series) {
        this.series = series;
    }

    @Override
    public void steps(long from, long to, StepVisitor visitor) {
        StepSeries steps = series.get();
        int first = steps.stepAt(from);
        visitor.step(from, first < 0 ? 0 : steps.valueOf(first));
        for (int step = first + 1; step < steps.size() && steps.timeOf(step) < to; step++) {
            visitor.step(steps.timeOf(step), steps.valueOf(step));
        }
    }

    @Override
    public long valueAt(long nanos) {
        return series.get().valueAt(nanos);
    }

    @Override
    public long highest() {
        return series.get().peak();
    }
}
