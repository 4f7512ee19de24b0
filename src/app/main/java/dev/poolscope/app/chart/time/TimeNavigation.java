package dev.poolscope.app.chart.time;

import java.util.OptionalLong;
import java.util.function.DoublePredicate;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.event.EventHandler;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

import dev.poolscope.app.key.ZoneKey;

/**
 * How mouse and keys move the shared time axis, the same in every chart: drag and Shift+wheel pan, Shortcut+wheel zooms
 * around the pointer, Shift+drag zooms to what it marks, and the keys of the {@linkplain ZoneKey.Place#PICTURE picture} pan, zoom
 * and go to the ends.
 */
public final class TimeNavigation {
    private static final double WHEEL_STEP = 40;
    private static final double ZOOM = 1.25;
    private static final double KEY_PAN = 0.15;
    private static final double DRAG_BEGINS = 4;

    private final TimeChart chart;
    private final EventHandler<MouseEvent> mouse = this::mouse;
    private final EventHandler<ScrollEvent> wheel = this::wheel;
    private final EventHandler<KeyEvent> keys = this::key;
    private DoublePredicate onWheel = _ -> false;
    // The pointer may rest while the picture moves under it: the cursor stays with the pointer.
    private final InvalidationListener moved = _ -> cursorStays();
    private double pointerX = Double.NaN;
    private double pressedX;
    private long pressedStart;
    private boolean dragging;

    TimeNavigation(TimeChart chart, boolean active) {
        this.chart = chart;
        if (!active) {
            return;
        }
        chart.viewport().versionProperty().addListener(new WeakInvalidationListener(moved));
        chart.addEventHandler(MouseEvent.ANY, mouse);
        chart.addEventHandler(ScrollEvent.SCROLL, wheel);
        chart.addEventHandler(KeyEvent.KEY_PRESSED, keys);
    }

    /** What hears of the plain wheel, in pixels, and says whether it moved. If not, the wheel is for what is around the chart. */
    public void onWheel(DoublePredicate scrolls) {
        onWheel = scrolls;
    }

    void dispose() {
        chart.removeEventHandler(MouseEvent.ANY, mouse);
        chart.removeEventHandler(ScrollEvent.SCROLL, wheel);
        chart.removeEventHandler(KeyEvent.KEY_PRESSED, keys);
    }

    private double axisWidth() {
        return Math.max(1, Math.floor(chart.getWidth()) - chart.gutter() - TimeChart.RIGHT_MARGIN);
    }

    private long timeAt(double x) {
        return chart.viewport().timeAt(x - chart.gutter(), axisWidth());
    }

    private void mouse(MouseEvent event) {
        if (event.getEventType() == MouseEvent.MOUSE_MOVED || event.getEventType() == MouseEvent.MOUSE_DRAGGED) {
            drag(event);
            pointerX = event.getX();
            boolean inside = event.getX() >= chart.gutter() && event.getX() <= chart.gutter() + axisWidth();
            if (inside) {
                chart.cursor().moveTo(timeAt(event.getX()));
            } else {
                chart.cursor().leave();
            }
        } else if (event.getEventType() == MouseEvent.MOUSE_PRESSED) {
            chart.requestFocus();
            pressedX = event.getX();
            pressedStart = chart.viewport().start();
            dragging = false;
            if (event.isShiftDown() && event.getX() >= chart.gutter()) {
                chart.cursor().beginBand(timeAt(event.getX()));
            }
        } else if (event.getEventType() == MouseEvent.MOUSE_RELEASED) {
            zoomToBand(event.getX());
        } else if (event.getEventType() == MouseEvent.MOUSE_EXITED) {
            pointerX = Double.NaN;
            chart.cursor().leave();
        }
    }

    private void cursorStays() {
        if (!Double.isNaN(pointerX) && chart.cursor().moment().isPresent() && chart.cursor().bandStart().isEmpty()) {
            chart.cursor().moveTo(timeAt(pointerX));
        }
    }

    private void drag(MouseEvent event) {
        if (event.getEventType() != MouseEvent.MOUSE_DRAGGED || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        double moved = event.getX() - pressedX;
        if (chart.cursor().bandStart().isPresent()) {
            return;
        }
        dragging |= Math.abs(moved) >= DRAG_BEGINS;
        if (dragging) {
            long wanted = pressedStart - Math.round(moved * (chart.viewport().span() / axisWidth()));
            chart.viewport().show(wanted, chart.viewport().span());
        }
    }

    private void zoomToBand(double x) {
        OptionalLong start = chart.cursor().bandStart();
        chart.cursor().endBand();
        long end = timeAt(Math.clamp(x, chart.gutter(), chart.gutter() + axisWidth()));
        if (start.isPresent() && Math.abs(x - pressedX) >= DRAG_BEGINS) {
            chart.viewport().show(Math.min(start.getAsLong(), end), Math.abs(end - start.getAsLong()));
        }
    }

    private void wheel(ScrollEvent event) {
        // With Shift held, some platforms report a vertical wheel as a horizontal one.
        double delta = event.getDeltaY() == 0 ? event.getDeltaX() : event.getDeltaY();
        if (delta == 0) {
            return;
        }
        if (event.isShortcutDown()) {
            chart.viewport().zoom(Math.pow(ZOOM, -delta / WHEEL_STEP), timeAt(event.getX()));
        } else if (event.isShiftDown() || event.getDeltaY() == 0) {
            chart.viewport().pan(Math.round(-delta * (chart.viewport().span() / axisWidth())));
        } else if (!onWheel.test(delta)) {
            return;
        }
        event.consume();
    }

    private void key(KeyEvent event) {
        if (ZoneKey.of(ZoneKey.Place.PICTURE, event).filter(this::perform).isPresent()) {
            event.consume();
        }
    }

    private boolean perform(ZoneKey key) {
        TimeViewport viewport = chart.viewport();
        long middle = chart.cursor().moment().orElse(viewport.start() + viewport.span() / 2);
        switch (key) {
            case CLOSER -> viewport.zoom(1 / ZOOM, middle);
            case WIDER -> viewport.zoom(ZOOM, middle);
            case PAN_LEFT -> viewport.pan(Math.round(-viewport.span() * KEY_PAN));
            case PAN_RIGHT -> viewport.pan(Math.round(viewport.span() * KEY_PAN));
            case TO_START -> viewport.show(0, viewport.span());
            case TO_END -> viewport.show(viewport.horizon() - Math.round(viewport.span() * TimeViewport.PRESENT_AT),
                    viewport.span());
            default -> {
                return false;
            }
        }
        return true;
    }
}
