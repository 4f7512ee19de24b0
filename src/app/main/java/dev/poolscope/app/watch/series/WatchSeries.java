package dev.poolscope.app.watch.series;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import dev.poolscope.app.chart.curves.ChartMeasure;
import dev.poolscope.app.chart.curves.Curve;
import dev.poolscope.app.chart.curves.StepSource;
import dev.poolscope.app.chart.time.ChartColor;
import dev.poolscope.app.fx.RunCursor;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.stats.PercentileSeries;
import dev.poolscope.stats.PercentileSeries.Point;
import dev.poolscope.stats.RateSeries;
import dev.poolscope.stats.StepSeries;
import dev.poolscope.stats.TimedSamples;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.timeline.RunSeries;
import dev.poolscope.telemetry.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/** The numbers over time of the run that is shown: what each chart draws. */
public final class WatchSeries {
    private final Supplier<Timeline> timeline;
    /** The same where its tasks were read again, for what one sees of each of them. */
    private final Supplier<Timeline> visible;
    private final Texts texts;
    private final @Nullable PlacedPoint placed;
    private final ThinnedHistory thinned;
    private final SampledTime sampled;
    private final SampledTime sampledCounts;
    private final Map<WatchChart, Title> titles = new EnumMap<>(WatchChart.class);

    public WatchSeries(Supplier<Timeline> timeline, Texts texts) {
        this(timeline, timeline, texts);
    }

    public WatchSeries(Supplier<Timeline> timeline, Supplier<Timeline> visible, Texts texts) {
        this(timeline, visible, null, texts);
    }

    /**
     * Series with a cursor: what they tell of its moment is of the point at which it stands.
     *
     * @param timeline tells of the run
     * @param visible the same where its tasks were read again
     * @param cursor the cursor; null if there is none
     */
    public WatchSeries(Supplier<Timeline> timeline, Supplier<Timeline> visible, @Nullable RunCursor cursor,
            Texts texts) {
        this.placed = cursor == null ? null : new PlacedPoint(cursor, timeline);
        this.timeline = timeline;
        this.visible = visible;
        this.texts = texts;
        this.thinned = new ThinnedHistory(visible);
        this.sampled = new SampledTime(timeline, texts);
        this.sampledCounts = new SampledTime(visible, texts);
    }

    /** From when on everything is kept in detail; 0 if nothing was thinned out. */
    public long detailFrom() {
        return thinned.detailFrom();
    }

    public ChartMeasure measure(WatchChart chart) {
        return switch (chart) {
            case QUEUE, WORKERS -> ChartMeasure.COUNT;
            case THROUGHPUT -> ChartMeasure.RATE;
            case WAITING, RUNNING -> ChartMeasure.DURATION;
        };
    }

    /**
     * What it measures, and over how long where that is not one moment.
     *
     * @param nanos of which moment the values beside it are
     */
    public String title(WatchChart chart, long nanos) {
        Timeline now = timeline.get();
        long window = switch (chart) {
            case QUEUE, WORKERS -> 0;
            case THROUGHPUT -> now.series().throughput().window();
            case WAITING -> now.series().waitTimes().windowNanos();
            case RUNNING -> now.series().runTimes().windowNanos();
        };
        String name = texts.of("watch.chart." + chart);
        if (window == 0) {
            return name;
        }
        long until = chart == WatchChart.THROUGHPUT ? nanos : percentile(chart).toldUntil(nanos);
        Title last = titles.get(chart);
        // Asked for in every picture, and seldom another one: to put it in words costs much more than to look at the series.
        if (last == null || !last.isOf(window, until, nanos)) {
            last = new Title(window, until, nanos, until == nanos
                    ? texts.of("watch.chart.over", name, seconds(window))
                    : texts.of("watch.chart.overUntil", name, seconds(window), seconds(until)));
            titles.put(chart, last);
        }
        return last.text;
    }

    /** A title as it was told last. */
    private record Title(long window, long until, long nanos, String text) {

        boolean isOf(long otherWindow, long otherUntil, long otherNanos) {
            boolean sameEnd = until == nanos
                    ? otherUntil == otherNanos
                    : otherUntil != otherNanos && until == otherUntil;
            return window == otherWindow && sameEnd;
        }
    }

    private TimelinePercentile percentile(WatchChart chart) {
        return chart == WatchChart.WAITING
                ? percentile(RunSeries::waitTimes, RunSeries::eachWait, Point::p50)
                : percentile(RunSeries::runTimes, RunSeries::eachRun, Point::p50);
    }

    private TimelinePercentile percentile(Function<RunSeries, PercentileSeries> of,
            Function<RunSeries, TimedSamples> each, ToDoubleFunction<Point> value) {
        return new TimelinePercentile(() -> of.apply(timeline.get().series()),
                () -> each.apply(timeline.get().series()), visible, each, value, sampled);
    }

    private static String seconds(long nanos) {
        return BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
    }

    public List<Curve> curves(WatchChart chart) {
        return switch (chart) {
            case QUEUE -> List.of(new Curve(texts.of("depth.unit"), pending(), ChartColor.SERIES, 0.19));
            case WORKERS -> List.of(new Curve(texts.of("watch.alive"), alive(), ChartColor.ALIVE, 0.12),
                    new Curve(texts.of("watch.busy"), busy(), ChartColor.RUNNING, 0.4),
                    new Curve(texts.of("watch.blocked"), blocked(), ChartColor.BLOCKED, 0.6),
                    new Curve(texts.of("watch.free"), free(), ChartColor.FREE, 0));
            case THROUGHPUT -> List.of(
                    new Curve(texts.of("watch.completed"),
                            rate(RunSeries::throughput, RunSeries::eachCompletion, Counts::completed,
                                    PlacedPoint::completionsToCome),
                            ChartColor.SERIES, 0.19),
                    new Curve(texts.of("watch.arrived"),
                            rate(RunSeries::arrivals, RunSeries::eachArrival,
                                    counts -> counts.submitted() + counts.rejected(), PlacedPoint::arrivalsToCome),
                            ChartColor.ARRIVALS, 0));
            case WAITING -> {
                List<Curve> all = new ArrayList<>(
                        percentiles(RunSeries::waitTimes, RunSeries::eachWait, PlacedPoint::waitsToCome));
                all.add(new Curve(texts.of("watch.oldest"),
                        placed(new OldestAge(() -> timeline.get().counts(), sampled), PlacedPoint::oldestAge),
                        ChartColor.OLDEST, 0));
                yield List.copyOf(all);
            }
            case RUNNING -> percentiles(RunSeries::runTimes, RunSeries::eachRun, PlacedPoint::runsToCome);
        };
    }

    private List<Curve> percentiles(Function<RunSeries, PercentileSeries> of, Function<RunSeries, TimedSamples> each,
            Function<PlacedPoint, long[]> toCome) {
        return List.of(
                new Curve(texts.of("watch.p99"), percentile(of, each, Point::p99, toCome), ChartColor.P99, 0.22),
                new Curve(texts.of("watch.p95"), percentile(of, each, Point::p95, toCome), ChartColor.P95, 0.28),
                new Curve(texts.of("watch.p50"), percentile(of, each, Point::p50, toCome), ChartColor.MEDIAN, 0.32));
    }

    private StepSource percentile(Function<RunSeries, PercentileSeries> of, Function<RunSeries, TimedSamples> each,
            ToDoubleFunction<Point> value, Function<PlacedPoint, long[]> toCome) {
        TimelinePercentile source = percentile(of, each, value);
        return placed(source, point -> source.valueAt(point.state().point().nanos(), toCome.apply(point)));
    }

    /** The same value, told of the point at which the cursor stands. */
    private StepSource placed(StepSource source, ToDoubleFunction<PlacedPoint> value) {
        return placed == null ? source : new PlacedValue(source, placed, value);
    }

    public StepSource pending() {
        return exact(RunSeries::pending, thinned::pending, Counts::pending);
    }

    public StepSource alive() {
        return exact(RunSeries::alive, thinned::alive, Counts::alive);
    }

    public StepSource busy() {
        return exact(RunSeries::busy, thinned::busy, Counts::busy);
    }

    /** How many of the busy ones were blocked: the counters do not know it, so that there is none where events are missing. */
    public StepSource blocked() {
        return placed(new RecordedCount(new TimelineCount(() -> visible.get().series().blocked(), thinned::blocked),
                sampledCounts), PlacedPoint::blocked);
    }

    private StepSource free() {
        return exact(RunSeries::free, thinned::free, Counts::free);
    }

    private StepSource exact(Function<RunSeries, StepSeries> series, Supplier<ThinnedCount> history,
            ToLongFunction<Counts> counter) {
        return placed(new ExactCount(() -> visible.get().counts().history(),
                new TimelineCount(() -> series.apply(visible.get().series()), history), counter, sampledCounts),
                point -> counter.applyAsLong(point.state().counts()));
    }

    private StepSource rate(Function<RunSeries, RateSeries> series, Function<RunSeries, TimedSamples> each,
            ToLongFunction<Counts> counter, ToLongFunction<PlacedPoint> toCome) {
        TimelineRate source = new TimelineRate(() -> series.apply(timeline.get().series()),
                () -> each.apply(timeline.get().series()), () -> timeline.get().counts().history(), counter, sampled);
        return placed(source, point -> source.valueAt(point.state().point().nanos(), toCome.applyAsLong(point)));
    }
}
