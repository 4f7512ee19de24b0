package dev.poolscope.app.chart;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Skin;

/** The scale of the time axis, with the captions of the marks above it. */
public final class TimeRuler extends TimeChart {
    static final double TICK_DISTANCE = 84;

    private final MarkSource marks;
    private final StringProperty thinnedText = new SimpleStringProperty(this, "thinnedText", "");

    public TimeRuler(TimeViewport viewport, TimeCursor cursor, MarkSource marks) {
        super(viewport, cursor);
        this.marks = marks;
        getStyleClass().add("time-ruler");
        setFocusTraversable(false);
    }

    MarkSource marks() {
        return marks;
    }

    /** What stands left of where the detail begins. */
    public StringProperty thinnedTextProperty() {
        return thinnedText;
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new TimeRulerSkin(this);
    }
}
