package dev.poolscope.app.chart;

import java.util.Optional;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Skin;

import org.jspecify.annotations.Nullable;

/**
 * The workers of a pool over time: one lane for each place a worker can have. Where no thread exists, the lane is empty.
 * The lanes scroll when there are more than fit.
 */
public final class LanesChart extends TimeChart {
    private final LaneSource source;
    private final MarkSource marks;
    private final ReadOnlyObjectWrapper<@Nullable LaneSegment> hovered = new ReadOnlyObjectWrapper<>(this, "hovered");
    private final ObjectProperty<@Nullable LaneSegment> selected = new SimpleObjectProperty<>(this, "selected");
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

    /** The segment that was clicked last; null if none is selected. */
    public ObjectProperty<@Nullable LaneSegment> selectedProperty() {
        return selected;
    }

    /** What stands in a wide stretch without a thread. */
    public StringProperty gapTextProperty() {
        return gapText;
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
