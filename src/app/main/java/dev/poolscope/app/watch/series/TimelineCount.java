package dev.poolscope.app.watch.series;

import java.util.function.Supplier;

import dev.poolscope.app.chart.curves.StepSource;
import dev.poolscope.stats.StepSeries;

/** A count of the timeline of the moment, as the chart asks for it; of the time before the detail, its mean. */
final class TimelineCount implements StepSource {
    private final Supplier<StepSeries> series;
    private final Supplier<ThinnedCount> thinned;

    TimelineCount(Supplier<StepSeries> series, Supplier<ThinnedCount> thinned) {
        this.series = series;
        this.thinned = thinned;
    }

    @Override
    public void steps(long from, long to, StepVisitor visitor) {
        ThinnedCount history = thinned.get();
        long since = Math.clamp(history.endNanos(), from, Math.max(from, to));
        if (since > from) {
            thinned(history, from, since, visitor);
        }
        if (history.endNanos() >= to) {
            return;
        }
        StepSeries steps = series.get();
        int before = steps.stepAt(since);
        visitor.step(since, steps.valueAt(since));
        int step = before + 1;
        while (step < steps.size() && steps.timeOf(step) < to) {
            int last = step + StepSeries.BLOCK - 1;
            if (steps.isBlockAt(step) && steps.timeOf(last) < to
                    && visitor.isSamePlace(steps.timeOf(step), steps.timeOf(last))) {
                visitor.step(steps.timeOf(step), steps.lowestOf(step));
                visitor.step(steps.timeOf(step), steps.highestOf(step));
                // It holds up to the last one: so the average is that of all of them.
                visitor.step(steps.timeOf(step), steps.meanOf(step));
                step = last;
            }
            visitor.step(steps.timeOf(step), steps.valueOf(step));
            step++;
        }
    }

    // Bucket by bucket, of which each begins where the one before ends.
    private static void thinned(ThinnedCount history, long from, long until, StepVisitor visitor) {
        for (int bucket = (int) Math.min(history.count(), Math.max(0, from) / history.widthNanos()); bucket < history
                .count(); bucket++) {
            long begin = bucket * history.widthNanos();
            if (begin >= until) {
                break;
            }
            visitor.step(Math.max(from, begin), history.mean(bucket));
        }
    }

    @Override
    public Object past(long from) {
        StepSeries steps = series.get();
        long thinnedUntil = thinned.get().endNanos();
        // What was thinned out before that moment was not looked at.
        return new Past(steps, steps.rewrites(), from < thinnedUntil ? thinnedUntil : 0);
    }

    /** One and the same series, unchanged. */
    private record Past(StepSeries series, long rewrites, long thinnedUntil) {}

    @Override
    public long settledUntil() {
        StepSeries steps = series.get();
        return steps.size() == 0 ? Long.MIN_VALUE : steps.timeOf(steps.size() - 1);
    }

    @Override
    public double valueAt(long nanos) {
        ThinnedCount history = thinned.get();
        if (nanos >= 0 && nanos < history.endNanos()) {
            int bucket = (int) (nanos / history.widthNanos());
            return bucket < history.count() ? history.mean(bucket) : Double.NaN;
        }
        return series.get().valueAt(nanos);
    }
}
