package dev.poolscope.app.chart.arrivals;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Skin;

import dev.poolscope.app.chart.time.TimeChart;
import dev.poolscope.app.chart.time.TimeCursor;
import dev.poolscope.app.chart.time.TimeViewport;
import org.jspecify.annotations.Nullable;

/** A preview of the arrivals of a scenario: expected rates stacked over time, what comes at once, closed loops, actions. */
public final class ArrivalPreview extends TimeChart {
    private final ObjectProperty<@Nullable ArrivalCurve> curve = new SimpleObjectProperty<>(this, "curve");

    /** Shows nothing yet. */
    public ArrivalPreview() {
        super(new TimeViewport(1_000_000_000), new TimeCursor());
        getStyleClass().add("arrival-preview");
        curve.addListener(_ -> refresh());
    }

    /** What is shown; null for nothing. */
    public ObjectProperty<@Nullable ArrivalCurve> curveProperty() {
        return curve;
    }

    /** The moment at a place from its left end, in nanoseconds from the start of the run. */
    public long momentAt(double x) {
        ArrivalCurve shown = curve.get();
        double part = Math.clamp((x - ArrivalPreviewSkin.SIDE) / (getWidth() - 2 * ArrivalPreviewSkin.SIDE), 0, 1);
        return shown == null ? 0 : Math.round(part * shown.lengthNanos());
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new ArrivalPreviewSkin(this);
    }
}
