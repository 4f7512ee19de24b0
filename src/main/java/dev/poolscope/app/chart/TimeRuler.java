package dev.poolscope.app.chart;

import javafx.scene.control.Skin;

/** The scale of the time axis, with the captions of the marks above it. */
public final class TimeRuler extends TimeChart {
    static final double TICK_DISTANCE = 84;

    private final MarkSource marks;

    public TimeRuler(TimeViewport viewport, TimeCursor cursor, MarkSource marks) {
        super(viewport, cursor);
        this.marks = marks;
        getStyleClass().add("time-ruler");
        setFocusTraversable(false);
    }

    MarkSource marks() {
        return marks;
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new TimeRulerSkin(this);
    }
}
