package dev.poolscope.app.chart;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Skin;

/** A value that jumps, as a filled curve over the shared time axis. */
public final class StepChart extends TimeChart {
    private final StepSource source;
    private final MarkSource marks;
    private final StringProperty title = new SimpleStringProperty(this, "title", "");
    private final StringProperty unit = new SimpleStringProperty(this, "unit", "");

    public StepChart(TimeViewport viewport, TimeCursor cursor, StepSource source, MarkSource marks) {
        super(viewport, cursor);
        this.source = source;
        this.marks = marks;
        getStyleClass().add("step-chart");
    }

    StepSource source() {
        return source;
    }

    MarkSource marks() {
        return marks;
    }

    /** What is measured; stands in the gutter. */
    public StringProperty titleProperty() {
        return title;
    }

    /** The word behind the value; stands in the gutter. */
    public StringProperty unitProperty() {
        return unit;
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new StepChartSkin(this);
    }
}
