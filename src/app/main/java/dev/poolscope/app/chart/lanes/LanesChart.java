package dev.poolscope.app.chart.lanes;

import java.util.Optional;
import java.util.function.Consumer;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Skin;

import dev.poolscope.app.chart.time.MarkSource;
import dev.poolscope.app.chart.time.TimeChart;
import dev.poolscope.app.chart.time.TimeCursor;
import dev.poolscope.app.chart.time.TimeViewport;
import org.jspecify.annotations.Nullable;

/**
 * The workers of a pool over time: one lane for each place a worker can have. Where no thread exists, the lane is empty.
 * The lanes scroll when there are more than fit.
 */
public final class LanesChart extends TimeChart {
    /** Those behind them are scrolled to. */
    private static final int FEWEST_IN_SIGHT = 4;

    private final LaneSource source;
    private final MarkSource marks;
    private final ReadOnlyObjectWrapper<@Nullable LaneSegment> hovered = new ReadOnlyObjectWrapper<>(this, "hovered");
    private final ReadOnlyObjectWrapper<@Nullable LaneSegment> reached = new ReadOnlyObjectWrapper<>(this, "reached");
    private final ObjectProperty<@Nullable LaneHighlight> highlight = new SimpleObjectProperty<>(this, "highlight");
    private final ObjectProperty<KindFilter> filter = new SimpleObjectProperty<>(this, "filter", KindFilter.ALL);
    private Consumer<@Nullable LaneSegment> onPicked = _ -> {};
    private final ObjectProperty<@Nullable LanePin> pin = new SimpleObjectProperty<>(this, "pin");
    private Consumer<LanePin> onPointed = _ -> {};
    private final StringProperty forecastText = new SimpleStringProperty(this, "forecastText", "");
    private final StringProperty gapText = new SimpleStringProperty(this, "gapText", "");

    public LanesChart(TimeViewport viewport, TimeCursor cursor, LaneSource source, MarkSource marks) {
        super(viewport, cursor);
        this.source = source;
        this.marks = marks;
        getStyleClass().add("lanes-chart");
    }

    LaneSource source() {
        return source;
    }

    /** How high it is at least, in pixels: a line of type for each of a few lanes. */
    public double leastHeight() {
        return Math.clamp(source.laneCount(), 1, FEWEST_IN_SIGHT) * LaneGeometry.lowest(magnification());
    }

    MarkSource marks() {
        return marks;
    }

    /** The segment under the pointer; null if there is none. */
    public ReadOnlyObjectProperty<@Nullable LaneSegment> hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    void hover(@Nullable LaneSegment segment) {
        hovered.set(segment);
    }

    /** The segment that keys have gone to; null if none. */
    public ReadOnlyObjectProperty<@Nullable LaneSegment> reachedProperty() {
        return reached.getReadOnlyProperty();
    }

    void reach(@Nullable LaneSegment segment) {
        reached.set(segment);
    }

    /** What stands out because it is selected; null if nothing does. */
    public ObjectProperty<@Nullable LaneHighlight> highlightProperty() {
        return highlight;
    }

    /** What hears of each click: which segment it was on, or null if on none. */
    public void setOnPicked(Consumer<@Nullable LaneSegment> consumer) {
        onPicked = consumer;
    }

    void pick(@Nullable LaneSegment segment) {
        onPicked.accept(segment);
    }

    /** A place that stands out because it was pointed at; null if none was. */
    public ObjectProperty<@Nullable LanePin> pinProperty() {
        return pin;
    }

    /** What hears of each click: at which place it was, also where there is nothing. */
    public void setOnPointed(Consumer<LanePin> consumer) {
        onPointed = consumer;
    }

    void point(LanePin place) {
        onPointed.accept(place);
    }

    /** Scrolls as far as needed for a lane to be visible. */
    public void reveal(int lane) {
        if (getSkin() instanceof LanesChartSkin skin) {
            skin.reveal(lane);
        }
    }

    /** Which kinds stand out. */
    public ObjectProperty<KindFilter> filterProperty() {
        return filter;
    }

    /** What stands in a wide stretch without a thread. */
    public StringProperty gapTextProperty() {
        return gapText;
    }

    /** What stands before the time after which an idle worker will retire; without room for it the time stands alone. */
    public StringProperty forecastTextProperty() {
        return forecastText;
    }

    /** The segment at a place of this control. */
    public Optional<LaneSegment> segmentAt(double x, double y) {
        return getSkin() instanceof LanesChartSkin skin ? skin.segmentAt(x, y) : Optional.empty();
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new LanesChartSkin(this);
    }
}
