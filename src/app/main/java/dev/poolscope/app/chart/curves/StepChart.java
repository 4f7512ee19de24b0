package dev.poolscope.app.chart.curves;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Skin;

import dev.poolscope.app.chart.time.MarkSource;
import dev.poolscope.app.chart.time.TimeChart;
import dev.poolscope.app.chart.time.TimeCursor;
import dev.poolscope.app.chart.time.TimeSpan;
import dev.poolscope.app.chart.time.TimeViewport;
import org.jspecify.annotations.Nullable;

/**
 * Values that jump, as filled curves over the shared time axis. What they are under the cursor, or now, is read in the
 * gutter. Such a chart can be closed: then it is one line that tells the values.
 */
public final class StepChart extends TimeChart {
    private final ChartMeasure measure;
    private final List<Curve> curves;
    private final MarkSource marks;
    private final Map<Curve, Told> told = new HashMap<>();
    private Runnable onEnlarge = () -> {};
    private LongConsumer onMoment = _ -> {};
    private final StringProperty title = new SimpleStringProperty(this, "title", "");
    private final ObjectProperty<@Nullable TimeSpan> marked = new SimpleObjectProperty<>(this, "marked");
    private final ObjectProperty<List<Threshold>> thresholds = new SimpleObjectProperty<>(this, "thresholds",
            List.of());
    /** Folded although it is open, because there is no room to read it. */
    private final BooleanProperty squeezed = new SimpleBooleanProperty(this, "squeezed");
    private final BooleanProperty still = new SimpleBooleanProperty(this, "still");
    private final BooleanProperty open = new SimpleBooleanProperty(this, "open", true);

    /**
     * A chart.
     *
     * @param measure what all of its curves measure
     * @param curves drawn in this order, so that a later one covers those before
     */
    public StepChart(TimeViewport viewport, TimeCursor cursor, MarkSource marks, ChartMeasure measure,
            List<Curve> curves) {
        super(viewport, cursor);
        this.measure = measure;
        this.curves = List.copyOf(curves);
        this.marks = marks;
        getStyleClass().add("step-chart");
    }

    ChartMeasure measure() {
        return measure;
    }

    /** What is drawn, the one in front last. */
    public List<Curve> curves() {
        return curves;
    }

    MarkSource marks() {
        return marks;
    }

    /** Whether it is part of a picture that is kept: then it has no handle and tells no values of its end. */
    public BooleanProperty stillProperty() {
        return still;
    }

    boolean isStill() {
        return still.get();
    }

    /** What is measured; stands in the gutter. */
    public StringProperty titleProperty() {
        return title;
    }

    /** A stretch that is marked at the bottom of the chart; null for none. */
    public ObjectProperty<@Nullable TimeSpan> markedProperty() {
        return marked;
    }

    /** Whether the curves are drawn; else there is only a line with the values. */
    public BooleanProperty openProperty() {
        return open;
    }

    /** Whether the curves are not drawn although they are to be, because there is no room for them. */
    public BooleanProperty squeezedProperty() {
        return squeezed;
    }

    /** Whether the curves are drawn, and not only the values told. */
    public boolean isPlotted() {
        return open.get() && !squeezed.get();
    }

    /** How high the curves must be to be read, in pixels. */
    public double leastHeight() {
        return StepChartGutter.leastHeight(curves.size()) * magnification();
    }

    /** How high it is when it is closed, in pixels. */
    public double closedHeight() {
        return Math.rint(StepChartSkin.CLOSED_HEIGHT * magnification());
    }

    /** What is expected of the values. */
    public ObjectProperty<List<Threshold>> thresholdsProperty() {
        return thresholds;
    }

    /** What is to be done at a double click: such a chart can be enlarged. */
    public void setOnEnlarge(Runnable action) {
        onEnlarge = action;
    }

    void enlarge() {
        onEnlarge.run();
    }

    /** Called with the moment of the chart that is clicked. */
    public void setOnMoment(LongConsumer consumer) {
        onMoment = consumer;
    }

    void askOf(long moment) {
        onMoment.accept(moment);
    }

    /** The moment whose values are told: the one under the cursor, or else the newest one that is told. */
    public long toldMoment() {
        return Math.clamp(cursor().moment().orElse(cursor().placed().orElse(viewport().told())), 0,
                viewport().horizon());
    }

    /**
     * A value as it is told.
     *
     * @param nanos when
     */
    public String told(Curve curve, long nanos) {
        double value = toldValue(curve, nanos);
        if (Double.isNaN(value)) {
            return curve.source().absence(nanos);
        }
        Told last = told.get(curve);
        // To put a value in words costs much more than to look it up, and it is asked for in every frame.
        if (last == null || Double.compare(last.value, value) != 0) {
            last = new Told(value, measure.text(value));
            told.put(curve, last);
        }
        return last.text;
    }

    /** The value that is told of a moment: where the cursor was placed, that of the point at which it stands. */
    double toldValue(Curve curve, long nanos) {
        boolean placed = cursor().moment().isEmpty() && cursor().placed().isPresent()
                && cursor().placed().getAsLong() == nanos;
        return placed ? curve.source().valueAtCursor(nanos) : curve.source().valueAt(nanos);
    }

    /** A value as it was told last. */
    private record Told(double value, String text) {}

    @Override
    protected Skin<?> createDefaultSkin() {
        return new StepChartSkin(this);
    }
}
