package dev.poolscope.app.chart.curves;

import java.util.List;

import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

import dev.poolscope.app.chart.time.ChartColor;
import dev.poolscope.app.chart.time.ChartPen;
import dev.poolscope.app.chart.time.Raster;
import dev.poolscope.app.chart.time.TimeChartSkin;
import dev.poolscope.app.chart.time.TimeSpan;
import dev.poolscope.app.key.ZoneKey;
import org.jspecify.annotations.Nullable;

/** Draws the curves as filled columns of pixels, their scale and its grid; or, closed, one line of values. */
final class StepChartSkin extends TimeChartSkin<StepChart> {
    static final double CLOSED_HEIGHT = 23;
    private static final double PREFERRED_HEIGHT = 62;
    // Each of several values has a line of its own beside the curve.
    private static final double PREFERRED_FOR_SEVERAL = 90;
    private static final double TOP = 9;
    private static final double BOTTOM = 6;
    private static final double SCALE_DISTANCE = 26;
    private static final double DASH = 4;
    private static final double DASH_DISTANCE = 8;

    private final List<StepColumns> columns;
    /** The scale of what was plotted last; null if nothing is expected of it. */
    private @Nullable Scale lines;
    private final StepChartGutter gutter = new StepChartGutter();

    StepChartSkin(StepChart chart) {
        super(chart);
        columns = chart.curves().stream().map(_ -> new StepColumns()).toList();
        registerChangeListener(chart.openProperty(), _ -> chart.requestLayout());
        registerChangeListener(chart.squeezedProperty(), _ -> chart.requestLayout());
        registerChangeListener(chart.thresholdsProperty(), _ -> repaint());
        registerChangeListener(chart.titleProperty(), _ -> repaint());
        registerChangeListener(chart.fontProperty(), _ -> chart.requestLayout());
        registerChangeListener(chart.markedProperty(), _ -> repaint());
        chart.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        chart.addEventHandler(MouseEvent.MOUSE_MOVED,
                event -> chart.setCursor(isHandle(event) ? Cursor.HAND : null));
        chart.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    private boolean isHandle(MouseEvent event) {
        return event.getX() < getSkinnable().gutter() && event.getY() < closedHeight();
    }

    private void clicked(MouseEvent event) {
        if (!event.isStillSincePress() || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (isHandle(event)) {
            toggle();
        } else if (event.getClickCount() == 2) {
            getSkinnable().enlarge();
        } else if (event.getX() >= getSkinnable().gutter()) {
            pen().cursorMoment().ifPresent(getSkinnable()::askOf);
        }
    }

    private void keyPressed(KeyEvent event) {
        if (ZoneKey.OPEN_OR_CLOSE.matches(event)) {
            toggle();
            event.consume();
        }
    }

    private void toggle() {
        getSkinnable().openProperty().set(!getSkinnable().openProperty().get());
    }

    private double closedHeight() {
        return getSkinnable().closedHeight();
    }

    private boolean isOpen() {
        return getSkinnable().isPlotted();
    }

    @Override
    protected boolean isOverTime() {
        StepChart chart = getSkinnable();
        return isOpen() || chart.cursor().moment().isPresent() || chart.cursor().placed().isPresent()
                || chart.markedProperty().get() != null || !sampledStretches(chart).isEmpty();
    }

    @Override
    public void paint(ChartPen pen) {
        pen.surface();
        if (isOpen() && pen.height() > closedHeight() + 4) {
            paintOpen(pen, getSkinnable());
        } else {
            paintClosed(pen, getSkinnable());
        }
        pen.focusFrame();
    }

    // Nothing in it moves on with the time: a row of words that is drawn again only where they are other ones.
    private void paintClosed(ChartPen pen, StepChart chart) {
        pen.rect(ChartColor.LANE, pen.axisLeft(), 0, pen.axisWidth(), pen.height() - 1);
        marked(pen, chart);
        pen.cursor(0, pen.height() - 1);
        sampled(pen, chart);
        pen.onTop(() -> gutter.paintClosed(pen, chart));
    }

    private static void marked(ChartPen pen, StepChart chart) {
        TimeSpan marked = chart.markedProperty().get();
        if (marked != null && marked.touches(pen.viewport())) {
            double left = Math.max(pen.axisLeft(), Math.rint(pen.x(marked.from())));
            double right = Math.min(pen.axisRight(), Math.rint(pen.x(marked.to())));
            pen.rect(ChartColor.SELECTION, left, pen.height() - 4, Math.max(2, right - left), 3);
        }
    }

    private void paintOpen(ChartPen pen, StepChart chart) {
        Raster ground = pen.ground();
        ground.ink(pen.color(ChartColor.LANE), 1);
        ground.fill(pen.axisLeft(), 0, pen.axisWidth(), pen.height() - 1);
        pen.grid(ground, 0, pen.height() - 1);
        plot(pen, ground, chart);
        pen.thinned(ground, 0, pen.height() - 1);
        pen.draw(ground);
        Scale expected = lines;
        List<Threshold> thresholds = chart.thresholdsProperty().get();
        double base = pen.height() - BOTTOM;
        double room = Math.max(1, base - TOP);
        if (expected != null) {
            ThresholdPainter.lines(pen, thresholds, expected, base, room);
        }
        marked(pen, chart);
        pen.lines(chart.marks(), 0, pen.height() - 1);
        sampled(pen, chart);
        if (expected != null) {
            ThresholdPainter.words(pen, thresholds, expected, base, room);
        }
        gutter.paint(pen, chart);
    }

    // Dashes at the upper edge, and a word: these values were looked at from time to time only.
    private static void sampled(ChartPen pen, StepChart chart) {
        pen.font(0.85, false);
        for (StepSource.Sampled stretch : sampledStretches(chart)) {
            double from = Math.max(pen.axisLeft(), Math.rint(pen.x(stretch.from())));
            double to = Math.min(pen.axisRight(), Math.rint(pen.x(stretch.to())));
            for (double x = from; x < to; x += DASH_DISTANCE) {
                pen.rect(ChartColor.MUTED_TEXT, x, 1, Math.min(DASH, to - x), 2);
            }
            double width = pen.widthOf(stretch.text()) + 8;
            if (chart.isPlotted() && to - from > width) {
                double line = pen.fontSize() * 1.2;
                pen.fade(0.75);
                pen.rect(ChartColor.LANE, from, 3, width, line);
                pen.fade(1);
                pen.text(ChartColor.MUTED_TEXT, stretch.text(), from + 4, 3 + line / 2);
            }
        }
        pen.font(1, false);
    }

    private static List<StepSource.Sampled> sampledStretches(StepChart chart) {
        return chart.curves().getFirst().source().sampled();
    }

    private void plot(ChartPen pen, Raster ground, StepChart chart) {
        double base = pen.height() - BOTTOM;
        double room = Math.max(1, base - TOP);
        List<Curve> curves = chart.curves();
        double highest = 0;
        double lowest = Double.POSITIVE_INFINITY;
        // The scale follows what is visible, so that a small queue can be read after a long one.
        for (int i = 0; i < curves.size(); i++) {
            columns.get(i).look(pen, curves.get(i).source());
            highest = Math.max(highest, columns.get(i).highest());
            lowest = Math.min(lowest, columns.get(i).lowest());
        }
        List<Threshold> thresholds = chart.thresholdsProperty().get();
        highest = ThresholdPainter.highest(thresholds, highest);
        Scale scale = chart.measure().scale(lowest, highest, (int) Math.max(1, room / SCALE_DISTANCE));
        scale(pen, ground, chart, scale, base, room);
        lines = thresholds.isEmpty() ? null : scale;
        for (int i = 0; i < curves.size(); i++) {
            columns.get(i).paint(pen, ground, curves.get(i), base, value -> scale.share(value) * room);
        }
    }

    private static void scale(ChartPen pen, Raster ground, StepChart chart, Scale scale, double base, double room) {
        double titleRight = StepChartGutter.titleRight(pen, chart);
        double titleBottom = StepChartGutter.titleBottom(pen);
        pen.font(0.85, false);
        ground.ink(pen.color(ChartColor.GRID), 1);
        for (double value : scale.ticks()) {
            double y = Math.rint(base - scale.share(value) * room);
            ground.fill(pen.axisLeft(), y, pen.axisWidth(), 1);
            String label = chart.measure().tick(value);
            double left = pen.axisLeft() - pen.widthOf(label) - 6;
            // The name of the chart comes first; a line without its number can still be counted.
            if (left > titleRight || y > titleBottom + pen.fontSize() * 0.5) {
                pen.text(ChartColor.MUTED_TEXT, label, left, y);
            }
        }
        pen.font(1, false);
    }

    @Override
    protected double computePrefHeight(double width, double top, double right, double bottom, double left) {
        double preferred = getSkinnable().curves().size() > 1 ? PREFERRED_FOR_SEVERAL : PREFERRED_HEIGHT;
        return isOpen() ? preferred * getSkinnable().magnification() : closedHeight();
    }

    @Override
    protected double computeMinHeight(double width, double top, double right, double bottom, double left) {
        return isOpen()
                ? getSkinnable().leastHeight()
                : closedHeight();
    }

    @Override
    protected double computeMaxHeight(double width, double top, double right, double bottom, double left) {
        return isOpen() ? Double.MAX_VALUE : closedHeight();
    }
}
