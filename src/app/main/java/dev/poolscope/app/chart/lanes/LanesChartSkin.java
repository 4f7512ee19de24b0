package dev.poolscope.app.chart.lanes;

import java.util.Optional;

import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

import dev.poolscope.app.chart.time.ChartColor;
import dev.poolscope.app.chart.time.ChartPen;
import dev.poolscope.app.chart.time.Raster;
import dev.poolscope.app.chart.time.TimeChart;
import dev.poolscope.app.chart.time.TimeChartSkin;
import dev.poolscope.app.chart.time.TimeViewport;

/** Lays the lanes out, scrolls them, draws the visible ones, and finds what is under the pointer. */
final class LanesChartSkin extends TimeChartSkin<LanesChart> {
    private static final double PREFERRED_TOTAL = 460;
    private static final double TOLERANCE = 3;

    private final ScrollBar scrollBar = new ScrollBar();
    private final SegmentPainter segments = new SegmentPainter(pen());
    private final HistoryPainter history = new HistoryPainter(pen());
    private final TurnPainter turns = new TurnPainter(pen());
    private final LaneKeys keys;
    private double pointerX = Double.NaN;
    private double pointerY;

    LanesChartSkin(LanesChart chart) {
        super(chart);
        keys = new LaneKeys(chart);
        scrollBar.setOrientation(Orientation.VERTICAL);
        scrollBar.setVisible(false);
        scrollBar.setFocusTraversable(false);
        scrollBar.valueProperty().addListener(_ -> repaint());
        getChildren().add(scrollBar);
        navigation().onWheel(this::scrollBy);
        chart.addEventHandler(MouseEvent.MOUSE_MOVED, this::pointerMoved);
        chart.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> pointerLeft());
        chart.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        chart.addEventHandler(KeyEvent.KEY_PRESSED, keys::pressed);
        registerChangeListener(chart.focusedProperty(), _ -> {
            if (!chart.isFocused()) {
                chart.reach(null);
            }
        });
        registerChangeListener(chart.reachedProperty(), _ -> repaint());
        registerChangeListener(chart.highlightProperty(), _ -> repaint());
        registerChangeListener(chart.filterProperty(), _ -> repaint());
        registerChangeListener(chart.pinProperty(), _ -> repaint());
    }

    private LaneGeometry geometry() {
        return LaneGeometry.of(getSkinnable().source().laneCount(), getSkinnable().getHeight(), scrollBar.getValue(),
                getSkinnable().magnification());
    }

    Optional<LaneSegment> segmentAt(double x, double y) {
        LanesChart chart = getSkinnable();
        double axisWidth = axisWidth();
        int lane = geometry().laneAt(y);
        if (lane < 0 || x < chart.gutter() || x > chart.gutter() + axisWidth) {
            return Optional.empty();
        }
        TimeViewport viewport = chart.viewport();
        NearestSegment nearest = new NearestSegment(lane, viewport.timeAt(x - chart.gutter(), axisWidth));
        chart.source().segments(lane, viewport.timeAt(x - chart.gutter() - TOLERANCE, axisWidth),
                viewport.timeAt(x - chart.gutter() + TOLERANCE, axisWidth), nearest);
        return Optional.ofNullable(nearest.found());
    }

    @Override
    public void paint(ChartPen pen) {
        LanesChart chart = getSkinnable();
        LaneGeometry geometry = geometry();
        showScrollBar(geometry, pen.height());
        followPointer();
        pen.surface();
        int last = geometry.lastVisible(pen.height());
        double bottom = Math.min(pen.height(), geometry.contentHeight() - geometry.scroll() - geometry.gap());
        bars(pen, geometry, last, bottom);
        new GutterPainter(pen, geometry).paint(chart.source(), last);
        new GapPainter(pen, geometry, chart.gapTextProperty().get()).paint(chart.source(), last);
        segments.captions();
        turns.begin();
        for (int lane = geometry.firstVisible(); lane <= last; lane++) {
            turns.lane(chart.source(), lane, geometry);
        }
        turns.finish();
        new ForecastPainter(pen, geometry, chart.forecastTextProperty().get()).paint(chart.source(), last);
        pen.lines(chart.marks(), 0, bottom);
        frames(pen, geometry);
        pen.focusFrame();
    }

    private void bars(ChartPen pen, LaneGeometry geometry, int last, double bottom) {
        LanesChart chart = getSkinnable();
        Raster ground = pen.ground();
        ground.ink(pen.color(ChartColor.LANE), 1);
        double width = Math.clamp(
                Math.rint(pen.x(Math.min(chart.source().endNanos(), pen.viewport().end()))) - pen.axisLeft(), 0,
                pen.axisWidth());
        for (int lane = geometry.firstVisible(); lane <= last; lane++) {
            ground.fill(pen.axisLeft(), geometry.top(lane), width, geometry.laneHeight() - geometry.gap());
        }
        pen.grid(ground, 0, bottom);
        KindFilter filter = chart.filterProperty().get();
        history.begin();
        for (int lane = geometry.firstVisible(); lane <= last; lane++) {
            history.lane(chart.source(), lane, geometry.barTop(lane), geometry.barHeight());
        }
        history.finish(ground, filter);
        segments.begin(filter);
        for (int lane = geometry.firstVisible(); lane <= last; lane++) {
            segments.lane(chart.source(), lane, geometry.barTop(lane), geometry.barHeight());
        }
        segments.finish(ground);
        pen.thinned(ground, 0, bottom);
        pen.draw(ground);
    }

    private void frames(ChartPen pen, LaneGeometry geometry) {
        LanesChart chart = getSkinnable();
        HighlightPainter painter = new HighlightPainter(pen, geometry);
        LaneHighlight highlight = chart.highlightProperty().get();
        if (highlight != null) {
            painter.paint(chart.source(), highlight);
        }
        painter.frame(chart.hoveredProperty().get());
        painter.frame(keys.current());
        painter.pin(chart.pinProperty().get());
    }

    /** Scrolls as far as needed for a lane to be visible. */
    void reveal(int lane) {
        LaneGeometry geometry = geometry();
        double height = getSkinnable().getHeight();
        if (geometry.top(lane) < 0) {
            scrollBar.setValue(Math.max(0, lane * geometry.laneHeight()));
        } else if (geometry.top(lane) + geometry.laneHeight() > height) {
            scrollBar.setValue(Math.clamp((lane + 1) * geometry.laneHeight() - height, 0, scrollBar.getMax()));
        }
    }

    private void showScrollBar(LaneGeometry geometry, double height) {
        double hidden = geometry.contentHeight() - height;
        scrollBar.setVisible(hidden > 0.5);
        scrollBar.setMax(Math.max(0, hidden));
        scrollBar.setVisibleAmount(hidden <= 0 ? 0 : hidden * height / geometry.contentHeight());
        scrollBar.setUnitIncrement(geometry.laneHeight());
        scrollBar.setBlockIncrement(height * 0.9);
    }

    /** Whether there was room to scroll in that direction. */
    private boolean scrollBy(double pixels) {
        double before = scrollBar.getValue();
        scrollBar.setValue(Math.clamp(before - pixels, 0, scrollBar.getMax()));
        return scrollBar.getValue() != before;
    }

    private void pointerMoved(MouseEvent event) {
        pointerX = event.getX();
        pointerY = event.getY();
        followPointer();
        repaint();
    }

    private void pointerLeft() {
        pointerX = Double.NaN;
        getSkinnable().hover(null);
        repaint();
    }

    // The pointer may rest while the picture moves under it.
    private void followPointer() {
        if (!Double.isNaN(pointerX)) {
            getSkinnable().hover(segmentAt(pointerX, pointerY).orElse(null));
        }
    }

    private void clicked(MouseEvent event) {
        if (event.isStillSincePress()) {
            LaneSegment segment = segmentAt(event.getX(), event.getY()).orElse(null);
            getSkinnable().pick(segment);
            keys.clicked(segment, momentAt(event.getX()));
            point(event.getX(), event.getY());
        }
    }

    private long momentAt(double x) {
        LanesChart chart = getSkinnable();
        return chart.viewport().timeAt(x - chart.gutter(), axisWidth());
    }

    private double axisWidth() {
        LanesChart chart = getSkinnable();
        return Math.max(1, Math.floor(chart.getWidth()) - chart.gutter() - TimeChart.RIGHT_MARGIN);
    }

    private void point(double x, double y) {
        LanesChart chart = getSkinnable();
        int lane = geometry().laneAt(y);
        if (lane >= 0 && x >= chart.gutter() && x <= chart.gutter() + axisWidth()) {
            chart.point(new LanePin(lane, momentAt(x)));
        }
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        super.layoutChildren(x, y, width, height);
        double barWidth = scrollBar.prefWidth(-1);
        scrollBar.resizeRelocate(x + width - barWidth, y, barWidth, height);
    }

    @Override
    protected double computePrefHeight(double width, double top, double right, double bottom, double left) {
        int lanes = Math.max(1, getSkinnable().source().laneCount());
        return lanes * Math.clamp(Math.floor(PREFERRED_TOTAL / lanes),
                LaneGeometry.lowest(getSkinnable().magnification()), LaneGeometry.HIGHEST);
    }

    @Override
    protected double computeMinHeight(double width, double top, double right, double bottom, double left) {
        return getSkinnable().leastHeight();
    }
}
