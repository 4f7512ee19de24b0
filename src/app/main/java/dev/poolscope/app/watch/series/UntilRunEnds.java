package dev.poolscope.app.watch.series;

import java.util.List;
import java.util.function.LongSupplier;

import dev.poolscope.app.chart.curves.StepSource;
import org.jspecify.annotations.Nullable;

/** A value of a run beside a longer one: there is none after the end of the run, not even 0. */
public final class UntilRunEnds implements StepSource {
    private final StepSource source;
    private final LongSupplier end;
    private final String ended;

    /**
     * The same value up to the end.
     *
     * @param ended says of a later moment that the run was over
     * @param end when the run ended, in nanoseconds from its start; asked each time, as it is later while the run is still being read
     */
    public UntilRunEnds(StepSource source, String ended, LongSupplier end) {
        this.source = source;
        this.ended = ended;
        this.end = end;
    }

    @Override
    public void steps(long from, long to, StepVisitor visitor) {
        long ended = end.getAsLong();
        if (from < ended) {
            source.steps(from, Math.min(to, ended), visitor);
        }
        if (ended < to) {
            visitor.step(Math.max(from, ended), Double.NaN);
        }
    }

    @Override
    public @Nullable Object past(long from) {
        Object past = source.past(from);
        return past == null ? null : new Past(past, end.getAsLong());
    }

    /** The same values, of a run that ended at the same time. */
    private record Past(Object values, long end) {}

    @Override
    public long settledUntil() {
        return Math.min(source.settledUntil(), end.getAsLong());
    }

    @Override
    public double valueAt(long nanos) {
        return nanos > end.getAsLong() ? Double.NaN : source.valueAt(nanos);
    }

    @Override
    public String absence(long nanos) {
        return nanos > end.getAsLong() ? ended : source.absence(nanos);
    }

    @Override
    public List<Sampled> sampled() {
        return source.sampled();
    }
}
