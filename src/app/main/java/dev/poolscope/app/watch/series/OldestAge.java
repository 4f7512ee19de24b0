package dev.poolscope.app.watch.series;

import java.util.List;
import java.util.function.Supplier;

import dev.poolscope.app.chart.curves.StepSource;
import dev.poolscope.telemetry.timeline.RunCounts;

/**
 * For how long the task at the head of the queue has waited, as the chart asks for it: it grows with time, and
 * falls when that task leaves. None while the queue is empty.
 */
final class OldestAge implements StepSource {
    private static final int POINTS = 1_500;

    private final Supplier<RunCounts> counts;
    private final SampledTime sampled;

    OldestAge(Supplier<RunCounts> counts, SampledTime sampled) {
        this.counts = counts;
        this.sampled = sampled;
    }

    @Override
    public void steps(long from, long to, StepVisitor visitor) {
        visitor.step(from, valueAt(from));
        // Multiples of one length that changes by halves and doubles only: so the picture does not shimmer as it moves.
        long step = Math.max(1, Long.highestOneBit(Math.max(1, (to - from) / POINTS)));
        for (long at = (Math.floorDiv(from, step) + 1) * step; at < to; at += step) {
            visitor.step(at, valueAt(at));
        }
    }

    @Override
    public double valueAt(long nanos) {
        long age = counts.get().oldestPendingAge(nanos);
        return age < 0 ? Double.NaN : age;
    }

    @Override
    public List<Sampled> sampled() {
        return sampled.ofCounts();
    }
}
