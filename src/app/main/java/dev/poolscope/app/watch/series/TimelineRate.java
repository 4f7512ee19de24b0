package dev.poolscope.app.watch.series;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import dev.poolscope.app.chart.curves.StepSource;
import dev.poolscope.stats.RateSeries;
import dev.poolscope.stats.TimedSamples;
import dev.poolscope.telemetry.event.CountSample;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.timeline.CountHistory;

/**
 * How many of something there were in the second before each moment, as the chart asks for it: by the events, and
 * where events are missing by how much an exact counter had risen. The curve goes in steps; the value of a moment is that of just
 * the second before it.
 */
final class TimelineRate implements StepSource {
    private static final double NANOS_PER_SECOND = 1e9;
    /** Readings that are further away are of another second. */
    private static final long CLOSE = 50_000_000;

    private final Supplier<RateSeries> series;
    private final Supplier<TimedSamples> each;
    private final Supplier<CountHistory> counts;
    private final ToLongFunction<Counts> counter;
    private final SampledTime sampled;

    /**
     * A rate.
     *
     * @param series tells it in steps, for the curve
     * @param each tells of each of them, for the value of a moment
     * @param counter which of the counters it is
     */
    TimelineRate(Supplier<RateSeries> series, Supplier<TimedSamples> each, Supplier<CountHistory> counts,
            ToLongFunction<Counts> counter, SampledTime sampled) {
        this.series = series;
        this.each = each;
        this.counts = counts;
        this.counter = counter;
        this.sampled = sampled;
    }

    @Override
    public void steps(long from, long to, StepVisitor visitor) {
        RateSeries rates = series.get();
        int first = rates.lastStepBy(from);
        visitor.step(from, perSecond(rates, first));
        long width = rates.step();
        // A step is known when it is over: its value holds from then on.
        for (int step = first + 1; (step + 1) * width < to; step++) {
            visitor.step((step + 1) * width, perSecond(rates, step));
        }
    }

    @Override
    public double valueAt(long nanos) {
        return valueAt(nanos, 0);
    }

    /**
     * The value of a moment of whose events some are still to come.
     *
     * @param toCome how many of those that are counted here
     */
    double valueAt(long nanos, long toCome) {
        RateSeries rates = series.get();
        long after = nanos - rates.window();
        TimedSamples all = each.get();
        if (sampled.hasAll(all, after, nanos)) {
            return (all.count(after, nanos) - toCome) * NANOS_PER_SECOND / rates.window();
        }
        CountHistory history = counts.get();
        if (isRead(history, Math.max(0, after)) && isRead(history, nanos)) {
            // The tooltip of a moment takes these readings too: others would give another number beside the same moment.
            return (counter.applyAsLong(history.at(nanos)) - counter.applyAsLong(history.at(after)))
                    * NANOS_PER_SECOND / rates.window();
        }
        return perSecond(rates, rates.lastStepBy(nanos));
    }

    /** Whether the counters were read just before a time. */
    private static boolean isRead(CountHistory history, long nanos) {
        int last = history.indexAt(nanos);
        return last >= 0 && nanos - history.samples().get(last).nanos() <= CLOSE;
    }

    private double perSecond(RateSeries rates, int step) {
        long end = (step + 1) * rates.step();
        // The last event before the end is what counts, and the first one of the window.
        boolean exact = end <= sampled.lostFrom() && end - rates.window() >= sampled.unkeptUntil();
        return exact ? rates.perSecond(step) : counted(end - rates.window(), end);
    }

    private double counted(long from, long to) {
        CountHistory history = counts.get();
        List<CountSample> samples = history.samples();
        int last = history.indexAt(to);
        int before = history.indexAt(from);
        if (last < 0) {
            return 0;
        }
        // Samples far apart tell of the time between them, which may be longer than the window.
        before = last > 0 ? Math.min(before, last - 1) : -1;
        long began = before < 0 ? Math.min(from, samples.get(last).nanos() - 1) : samples.get(before).nanos();
        long counted = before < 0 ? 0 : counter.applyAsLong(samples.get(before).counts());
        return (counter.applyAsLong(samples.get(last).counts()) - counted) * NANOS_PER_SECOND
                / (samples.get(last).nanos() - began);
    }

    @Override
    public List<Sampled> sampled() {
        return sampled.ofCounts();
    }
}
