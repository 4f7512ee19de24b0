package dev.poolscope.app.chart.time;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.SkinBase;
import javafx.scene.layout.Region;

/**
 * Draws a chart on three canvases: its axis, and what seldom changes beside and over it. A drawing is asked for with {@link #repaint()} and made once, at the next layout pulse,
 * however often it was asked for; a snapshot of a scene that was never shown gets one too.
 */
public abstract class TimeChartSkin<C extends TimeChart> extends SkinBase<C> {
    private final Canvas canvas = new Canvas();
    private final Canvas names = new Canvas();
    private final Canvas values = new Canvas();
    private final KeptDrawing besideAxis = new KeptDrawing(names);
    private final KeptDrawing overAxis = new KeptDrawing(values);
    private final ChartPen pen;
    private final Region surface = new Surface();
    // Held here, because the shared models keep only weak listeners: a chart that is gone must not be kept by them.
    private final InvalidationListener repainter = _ -> repaint();
    private final InvalidationListener moved = _ -> repaintIfMoved();
    private final InvalidationListener cursorMoved = _ -> drawCursor();
    private final TimeNavigation navigation;

    public TimeChartSkin(C chart) {
        this(chart, true);
    }

    /**
     * A skin.
     *
     * @param navigable whether mouse and keys on this chart move the time axis
     */
    public TimeChartSkin(C chart, boolean navigable) {
        super(chart);
        pen = new ChartPen(chart, canvas.getGraphicsContext2D(), besideAxis, overAxis);
        // Unmanaged: a new drawing must not make the whole window lay itself out again.
        surface.setManaged(false);
        getChildren().add(surface);
        WeakInvalidationListener weak = new WeakInvalidationListener(repainter);
        chart.viewport().versionProperty().addListener(new WeakInvalidationListener(moved));
        chart.viewport().toldVersionProperty().addListener(weak);
        WeakInvalidationListener weakCursor = new WeakInvalidationListener(cursorMoved);
        chart.cursor().changesProperty().addListener(weakCursor);
        chart.cursor().placedProperty().addListener(weakCursor);
        for (ChartColor color : ChartColor.values()) {
            chart.colorProperty(color).addListener(weak);
        }
        chart.fontProperty().addListener(weak);
        chart.focusedProperty().addListener(weak);
        navigation = new TimeNavigation(chart, navigable);
    }

    /** Draws everything. */
    protected abstract void paint(ChartPen pen);

    /** Whether there are names beside the axis, of which next to nothing reaches over it. */
    protected boolean hasGutter() {
        return true;
    }

    /** Whether what it draws has places on the axis: else it is not drawn again where a followed picture only moves on. */
    protected boolean isOverTime() {
        return true;
    }

    private void repaintIfMoved() {
        if (isOverTime()) {
            repaint();
        }
    }

    protected final ChartPen pen() {
        return pen;
    }

    /** What the mouse is to do apart from moving the cursor, panning and zooming. */
    protected final TimeNavigation navigation() {
        return navigation;
    }

    protected final void repaint() {
        surface.requestLayout();
    }

    // It is drawn with all the rest, so at the pace of that.
    private void drawCursor() {
        TimeViewport viewport = getSkinnable().viewport();
        if (viewport.isPaced()) {
            viewport.drawAgain();
        } else {
            repaint();
        }
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        surface.resizeRelocate(x, y, width, height);
        repaint();
    }

    /** At least and at most as high as it would be, unless the skin of a chart says otherwise. */
    @Override
    protected double computeMinHeight(double width, double top, double right, double bottom, double left) {
        return computePrefHeight(width, top, right, bottom, left);
    }

    @Override
    protected double computeMaxHeight(double width, double top, double right, double bottom, double left) {
        return computePrefHeight(width, top, right, bottom, left);
    }

    @Override
    public void dispose() {
        navigation.dispose();
        super.dispose();
    }

    private final class Surface extends Region {
        Surface() {
            getChildren().addAll(canvas, values, names);
            canvas.setManaged(false);
            values.setManaged(false);
            names.setManaged(false);
        }

        @Override
        protected void layoutChildren() {
            double width = Math.floor(getWidth());
            double height = Math.floor(getHeight());
            double beside = hasGutter() ? Math.min(width, getSkinnable().gutter()) : 0;
            besideAxis.place(0, beside, height);
            overAxis.place(beside, width - beside, height);
            canvas.setLayoutX(beside);
            if (canvas.getWidth() != width - beside || canvas.getHeight() != height) {
                canvas.setWidth(width - beside);
                canvas.setHeight(height);
            }
            if (width > 0 && height > 0) {
                pen.begin(width, height, beside);
                getSkinnable().viewport().setColumns((int) pen.axisWidth());
                paint(pen);
                pen.end();
            }
        }
    }
}
