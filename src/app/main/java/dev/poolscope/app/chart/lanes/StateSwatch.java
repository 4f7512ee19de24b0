package dev.poolscope.app.chart.lanes;

import javafx.scene.control.Skin;

import dev.poolscope.app.chart.time.TimeChart;
import dev.poolscope.app.chart.time.TimeCursor;
import dev.poolscope.app.chart.time.TimeViewport;

/** A small sample of a kind of segment, for legends: the same colour, pattern and letter as in the lanes. */
public final class StateSwatch extends TimeChart {
    private final LaneState kind;

    public StateSwatch(LaneState kind) {
        super(new TimeViewport(1_000_000_000), new TimeCursor());
        this.kind = kind;
        getStyleClass().add("state-swatch");
        setFocusTraversable(false);
        setMouseTransparent(true);
    }

    LaneState kind() {
        return kind;
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new StateSwatchSkin(this);
    }
}
