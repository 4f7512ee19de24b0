package dev.poolscope.app.watch.series;

import java.util.List;

import dev.poolscope.app.chart.curves.StepSource;
import org.jspecify.annotations.Nullable;

/** A count that only events tell: none where some are missing. */
final class RecordedCount implements StepSource {
    private final StepSource events;
    private final SampledTime sampled;

    RecordedCount(StepSource events, SampledTime sampled) {
        this.events = events;
        this.sampled = sampled;
    }

    @Override
    public void steps(long from, long to, StepVisitor visitor) {
        long unkept = Math.clamp(sampled.unkeptUntil(), from, Math.max(from, to));
        long lost = Math.clamp(sampled.lostFrom(), unkept, Math.max(unkept, to));
        if (from < unkept) {
            visitor.step(from, Double.NaN);
        }
        if (unkept < lost) {
            events.steps(unkept, lost, visitor);
        }
        if (lost < to) {
            visitor.step(lost, Double.NaN);
        }
    }

    @Override
    public Object past(long from) {
        return new Past(events.past(from), sampled.unkeptUntil(), sampled.lostFrom());
    }

    /** The same events, of the same time. */
    private record Past(@Nullable Object events, long unkeptUntil, long lostFrom) {}

    @Override
    public long settledUntil() {
        return Math.min(events.settledUntil(), sampled.lostFrom());
    }

    @Override
    public double valueAt(long nanos) {
        return sampled.is(nanos) ? Double.NaN : events.valueAt(nanos);
    }

    @Override
    public List<Sampled> sampled() {
        return List.of();
    }
}
