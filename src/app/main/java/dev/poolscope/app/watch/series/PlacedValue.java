package dev.poolscope.app.watch.series;

import java.util.List;
import java.util.function.ToDoubleFunction;

import dev.poolscope.app.chart.curves.StepSource;
import org.jspecify.annotations.Nullable;

/** A value over time that is, where a cursor was placed between events of one moment, told as it was between them. */
final class PlacedValue implements StepSource {
    private final StepSource source;
    private final PlacedPoint point;
    private final ToDoubleFunction<PlacedPoint> value;

    PlacedValue(StepSource source, PlacedPoint point, ToDoubleFunction<PlacedPoint> value) {
        this.source = source;
        this.point = point;
        this.value = value;
    }

    @Override
    public void steps(long from, long to, StepVisitor visitor) {
        source.steps(from, to, visitor);
    }

    @Override
    public @Nullable Object past(long from) {
        return source.past(from);
    }

    @Override
    public long settledUntil() {
        return source.settledUntil();
    }

    @Override
    public double valueAt(long nanos) {
        return source.valueAt(nanos);
    }

    @Override
    public double valueAtCursor(long nanos) {
        return point.isWithin(nanos) ? value.applyAsDouble(point) : source.valueAt(nanos);
    }

    @Override
    public String absence(long nanos) {
        return source.absence(nanos);
    }

    @Override
    public List<Sampled> sampled() {
        return source.sampled();
    }
}
