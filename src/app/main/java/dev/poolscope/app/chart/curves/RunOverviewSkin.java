package dev.poolscope.app.chart.curves;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

import dev.poolscope.app.chart.time.ChartColor;
import dev.poolscope.app.chart.time.ChartPen;
import dev.poolscope.app.chart.time.Raster;
import dev.poolscope.app.chart.time.TimeChart;
import dev.poolscope.app.chart.time.TimeChartSkin;
import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.key.ZoneKey;
import org.jspecify.annotations.Nullable;

/** Draws the whole run, and dims what is outside the window. */
final class RunOverviewSkin extends TimeChartSkin<RunOverview> {
    private static final double HEIGHT = 54;
    private static final double MARGIN = 5;
    private static final double LEFT = TimeChart.GUTTER_LEFT;
    private static final double KEY_STEP = 0.25;

    private final StepColumns alive = new StepColumns();
    private final StepColumns busy = new StepColumns();
    private final StepColumns blocked = new StepColumns();
    private final InvalidationListener windowMoved = _ -> followWindow();
    private double grip;
    /** What is drawn, as far as it can be seen in whole pixels; null before anything is. */
    private @Nullable Place drawn;

    /** Where the window and the run stand, in pixels; and what stands beside them. */
    private record Place(long length, double from, double to, double end, double detail, double width, long told) {}

    RunOverviewSkin(RunOverview overview) {
        super(overview, false);
        overview.window().toldVersionProperty().addListener(new WeakInvalidationListener(windowMoved));
        showAll(overview);
        overview.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        overview.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        overview.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    @Override
    public void paint(ChartPen pen) {
        RunOverview overview = getSkinnable();
        pen.surface();
        double top = MARGIN;
        double base = pen.height() - MARGIN;
        Raster ground = pen.ground();
        ground.ink(pen.color(ChartColor.LANE), 1);
        ground.fill(pen.axisLeft(), top, pen.axisWidth(), base - top);
        alive.look(pen, overview.alive());
        busy.look(pen, overview.busy());
        blocked.look(pen, overview.blocked());
        double perWorker = (base - top - 2) / Math.max(1, alive.highest());
        alive.fill(pen, ground, base, perWorker, ChartColor.GRID);
        busy.fill(pen, ground, base, perWorker, ChartColor.RUNNING);
        blocked.fill(pen, ground, base, perWorker, ChartColor.BLOCKED);
        blocked.slant(pen, ground);
        pen.thinned(ground, top, base);
        pen.draw(ground);
        pen.lines(overview.marks(), top, base);
        double from = Math.clamp(Math.rint(pen.x(overview.window().start())), pen.axisLeft(), pen.axisRight());
        double to = Math.clamp(Math.rint(pen.x(overview.window().end())), from, pen.axisRight());
        pen.fade(0.55);
        pen.rect(ChartColor.SURFACE, pen.axisLeft(), 0, from - pen.axisLeft(), pen.height());
        pen.rect(ChartColor.SURFACE, to, 0, pen.axisRight() - to, pen.height());
        pen.fade(1);
        pen.rect(ChartColor.TEXT, from, 1, 2, pen.height() - 2);
        pen.rect(ChartColor.TEXT, to - 2, 1, 2, pen.height() - 2);
        pen.rect(ChartColor.TEXT, from, 1, to - from, 1);
        pen.rect(ChartColor.TEXT, from, pen.height() - 2, to - from, 1);
        gutter(pen, overview);
        pen.focusFrame();
    }

    private static void gutter(ChartPen pen, RunOverview overview) {
        double middle = pen.height() / 2;
        double line = pen.fontSize() * 0.68;
        double room = pen.axisLeft() - LEFT - 8;
        pen.font(1, true);
        pen.text(ChartColor.TEXT, pen.fitted(overview.titleProperty().get(), room), LEFT, middle - line);
        pen.font(0.85, false);
        pen.text(ChartColor.MUTED_TEXT, TimeText.clock(overview.window().told()), LEFT, middle + line);
        pen.font(1, false);
    }

    // A run of minutes moves on by a pixel in a second: while it does not, there is nothing new to be seen. What has come in the pixel of
    // the present is drawn with the next words.
    private void followWindow() {
        Place place = place(getSkinnable());
        if (!place.equals(drawn)) {
            drawn = place;
            showAll(getSkinnable());
            repaint();
        }
    }

    private Place place(RunOverview overview) {
        TimeViewport window = overview.window();
        long length = length(overview);
        double perNano = axisWidth() / length;
        return new Place(length, Math.rint(window.start() * perNano), Math.rint(window.end() * perNano),
                Math.floor(window.horizon() * perNano), Math.rint(window.detailFrom() * perNano), axisWidth(),
                window.told());
    }

    private static long length(RunOverview overview) {
        return withRoom(Math.max(overview.window().horizon(), overview.window().end()));
    }

    private static void showAll(RunOverview overview) {
        TimeViewport all = overview.viewport();
        long length = length(overview);
        all.setDetailFrom(overview.window().detailFrom());
        if (all.horizon() != overview.window().horizon() || all.span() != length || all.start() != 0) {
            all.advance(overview.window().horizon());
            all.show(0, length);
        }
    }

    /** Up to a thirty-second more, so that the picture does not become narrower with every frame of a run that goes on. */
    private static long withRoom(long length) {
        long unit = Math.max(1, Long.highestOneBit(length) / 32);
        return Math.ceilDiv(length, unit) * unit;
    }

    private long timeAt(double x) {
        return getSkinnable().viewport().timeAt(x - getSkinnable().gutter(), axisWidth());
    }

    private double axisWidth() {
        return Math.max(1, Math.floor(getSkinnable().getWidth()) - getSkinnable().gutter() - TimeChart.RIGHT_MARGIN);
    }

    private void pressed(MouseEvent event) {
        getSkinnable().requestFocus();
        TimeViewport window = getSkinnable().window();
        long moment = timeAt(event.getX());
        boolean inside = moment >= window.start() && moment < window.end();
        grip = inside ? (moment - window.start()) / (double) window.span() : 0.5;
        if (!inside) {
            dragged(event);
        }
    }

    private void dragged(MouseEvent event) {
        TimeViewport window = getSkinnable().window();
        window.show(timeAt(event.getX()) - Math.round(grip * window.span()), window.span());
    }

    private void keyPressed(KeyEvent event) {
        boolean left = ZoneKey.PAN_LEFT.matches(event);
        if (left || ZoneKey.PAN_RIGHT.matches(event)) {
            TimeViewport window = getSkinnable().window();
            double step = left ? -KEY_STEP : KEY_STEP;
            window.pan(Math.round(step * window.span()));
            event.consume();
        }
    }

    @Override
    protected double computePrefHeight(double width, double top, double right, double bottom, double left) {
        return HEIGHT;
    }
}
