package dev.poolscope.app.watch.series;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import dev.poolscope.app.chart.curves.StepSource;
import dev.poolscope.telemetry.event.CountSample;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.timeline.CountHistory;
import org.jspecify.annotations.Nullable;

/**
 * A count over time, as the chart asks for it: by the events, and where events are missing by the exact counters,
 * which were read every few milliseconds.
 */
final class ExactCount implements StepSource {
    private final Supplier<CountHistory> counts;
    private final StepSource events;
    private final ToLongFunction<Counts> counter;
    private final SampledTime sampled;

    /**
     * A count.
     *
     * @param events tells it where no event is missing
     * @param counter which of the counters it is
     */
    ExactCount(Supplier<CountHistory> counts, StepSource events, ToLongFunction<Counts> counter, SampledTime sampled) {
        this.counts = counts;
        this.events = events;
        this.counter = counter;
        this.sampled = sampled;
    }

    @Override
    public void steps(long from, long to, StepVisitor visitor) {
        long unkept = Math.clamp(sampled.unkeptUntil(), from, Math.max(from, to));
        long lost = Math.clamp(sampled.lostFrom(), unkept, Math.max(unkept, to));
        counted(from, unkept, visitor);
        if (unkept < lost) {
            events.steps(unkept, lost, visitor);
        }
        counted(lost, to, visitor);
    }

    private void counted(long from, long to, StepVisitor visitor) {
        if (from >= to) {
            return;
        }
        CountHistory history = counts.get();
        List<CountSample> samples = history.samples();
        int before = history.indexAt(from);
        visitor.step(from, before < 0 ? 0 : (double) counter.applyAsLong(samples.get(before).counts()));
        for (int i = before + 1; i < samples.size() && samples.get(i).nanos() < to; i++) {
            visitor.step(samples.get(i).nanos(), (double) counter.applyAsLong(samples.get(i).counts()));
        }
    }

    @Override
    public Object past(long from) {
        CountHistory history = counts.get();
        return new Past(events.past(from), history, history.rewrites(), sampled.unkeptUntil(), sampled.lostFrom());
    }

    /** The same events, and the same samples up to the last one. */
    private record Past(@Nullable Object events, CountHistory history, long rewrites, long unkeptUntil,
            long lostFrom) {}

    @Override
    public long settledUntil() {
        CountSample last = counts.get().last();
        return last == null || last.nanos() < sampled.lostFrom()
                ? events.settledUntil()
                : counts.get().settledUntil();
    }

    @Override
    public double valueAt(long nanos) {
        return sampled.is(nanos)
                ? counter.applyAsLong(counts.get().at(nanos))
                : events.valueAt(nanos);
    }

    @Override
    public List<Sampled> sampled() {
        return sampled.ofCounts();
    }
}
