package dev.poolscope.app.chart.curves;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Skin;

import dev.poolscope.app.chart.time.MarkSource;
import dev.poolscope.app.chart.time.TimeChart;
import dev.poolscope.app.chart.time.TimeCursor;
import dev.poolscope.app.chart.time.TimeViewport;

/**
 * The whole run at a glance, and the window that the other charts show of it: how many workers there were, and how many of
 * them were busy, and how many of those were blocked. The window can be dragged.
 */
public final class RunOverview extends TimeChart {
    private final TimeViewport window;
    private final StepSource alive;
    private final StepSource busy;
    private final StepSource blocked;
    private final MarkSource marks;
    private final StringProperty title = new SimpleStringProperty(this, "title", "");

    /**
     * An overview.
     *
     * @param window what the other charts show
     */
    public RunOverview(TimeViewport window, TimeCursor cursor, StepSource alive, StepSource busy,
            StepSource blocked, MarkSource marks) {
        // Its own axis always shows all.
        super(new TimeViewport(window.span()), cursor);
        this.window = window;
        this.alive = alive;
        this.busy = busy;
        this.blocked = blocked;
        this.marks = marks;
        getStyleClass().add("overview");
    }

    TimeViewport window() {
        return window;
    }

    StepSource alive() {
        return alive;
    }

    StepSource busy() {
        return busy;
    }

    StepSource blocked() {
        return blocked;
    }

    MarkSource marks() {
        return marks;
    }

    /** Stands in the gutter. */
    public StringProperty titleProperty() {
        return title;
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new RunOverviewSkin(this);
    }
}
