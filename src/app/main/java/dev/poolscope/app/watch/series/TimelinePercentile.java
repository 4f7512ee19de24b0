package dev.poolscope.app.watch.series;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import dev.poolscope.app.chart.curves.StepSource;
import dev.poolscope.stats.PercentileSeries;
import dev.poolscope.stats.PercentileSeries.Point;
import dev.poolscope.stats.TimedSamples;
import dev.poolscope.telemetry.timeline.RunSeries;
import dev.poolscope.telemetry.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * A percentile of the second before each moment, as the chart asks for it; none where there is no sample. The curve goes in steps;
 * the value of a moment is that of just the second before it, as far as its tasks are kept.
 */
final class TimelinePercentile implements StepSource {
    private final Supplier<PercentileSeries> series;
    private final Supplier<TimedSamples> each;
    private final Supplier<Timeline> read;
    private final Function<RunSeries, TimedSamples> eachRead;
    private final ToDoubleFunction<Point> value;
    private final SampledTime sampled;

    /**
     * A percentile.
     *
     * @param series tells it in steps, for the curve
     * @param each tells of each sample, for the value of a moment
     * @param read the part of the run whose tasks were read again, or the run
     * @param eachRead tells of each sample of that part
     * @param value which percentile it is
     */
    TimelinePercentile(Supplier<PercentileSeries> series, Supplier<TimedSamples> each, Supplier<Timeline> read,
            Function<RunSeries, TimedSamples> eachRead, ToDoubleFunction<Point> value, SampledTime sampled) {
        this.series = series;
        this.each = each;
        this.read = read;
        this.eachRead = eachRead;
        this.value = value;
        this.sampled = sampled;
    }

    @Override
    public void steps(long from, long to, StepVisitor visitor) {
        PercentileSeries percentiles = series.get();
        visitor.step(from, Double.NaN);
        Teller teller = new Teller(from, percentiles.pointDistance(), visitor);
        percentiles.visit(from - percentiles.pointDistance() + 1, to, teller::take);
        teller.finish(to);
    }

    /** Tells each point from the end of its window on, and that there is none where the next one does not follow. */
    private final class Teller {
        private final long from;
        private final long distance;
        private final StepVisitor visitor;
        private long heldUntil = Long.MAX_VALUE;

        Teller(long from, long distance, StepVisitor visitor) {
            this.from = from;
            this.distance = distance;
            this.visitor = visitor;
        }

        void take(Point point) {
            finish(point.endNanos());
            visitor.step(Math.max(from, point.endNanos()), value.applyAsDouble(point));
            heldUntil = point.endNanos() + distance;
        }

        void finish(long to) {
            if (heldUntil < to) {
                visitor.step(heldUntil, Double.NaN);
            }
        }
    }

    @Override
    public double valueAt(long nanos) {
        PercentileSeries percentiles = series.get();
        long after = nanos - percentiles.windowNanos();
        TimedSamples all = samples(after, nanos);
        Point point = all == null ? lastBy(nanos) : all.percentiles(after, nanos);
        return point == null ? Double.NaN : value.applyAsDouble(point);
    }

    /**
     * The value of a moment of whose events some are still to come.
     *
     * @param toCome the samples that these will be
     */
    double valueAt(long nanos, long[] toCome) {
        long after = nanos - series.get().windowNanos();
        TimedSamples all = samples(after, nanos);
        if (all == null) {
            return valueAt(nanos);
        }
        Point point = all.percentilesWithout(after, nanos, toCome);
        return point == null ? Double.NaN : value.applyAsDouble(point);
    }

    /** Those that have all of a stretch of time; null if none has. */
    private @Nullable TimedSamples samples(long after, long upTo) {
        TimedSamples all = each.get();
        if (sampled.hasAll(all, after, upTo)) {
            return all;
        }
        Timeline part = read.get();
        TimedSamples again = eachRead.apply(part.series());
        return sampled.hasAll(part, again, after, upTo) ? again : null;
    }

    private @Nullable Point lastBy(long nanos) {
        PercentileSeries percentiles = series.get();
        @Nullable
        Point[] found = new Point[1];
        percentiles.visit(nanos - percentiles.pointDistance() + 1, nanos, point -> found[0] = point);
        return found[0];
    }

    /**
     * Says with which moment the second ends that the value of a moment is of.
     *
     * @param nanos the moment
     * @return the same, or an earlier one if no tasks are there to tell of just that second
     */
    long toldUntil(long nanos) {
        PercentileSeries percentiles = series.get();
        if (samples(nanos - percentiles.windowNanos(), nanos) != null) {
            return nanos;
        }
        Point point = lastBy(nanos);
        // A window without a sample has no point.
        return point == null ? nanos - Math.floorMod(nanos, percentiles.pointDistance()) : point.endNanos();
    }

    @Override
    public List<Sampled> sampled() {
        return sampled.ofTasks();
    }
}
