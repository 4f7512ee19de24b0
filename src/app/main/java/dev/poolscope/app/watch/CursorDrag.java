package dev.poolscope.app.watch;

import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

import dev.poolscope.app.chart.time.TimeChart;

/**
 * How the mouse moves the placed cursor: where its line is grasped, it is dragged; a click in the overview places it. What
 * begins on the line does nothing else.
 */
final class CursorDrag {
    private static final double NEAR = 6;

    private final TimeChart chart;
    private final WatchModel model;
    private boolean dragging;

    private CursorDrag(TimeChart chart, WatchModel model) {
        this.chart = chart;
        this.model = model;
    }

    static void install(TimeChart chart, WatchModel model) {
        CursorDrag drag = new CursorDrag(chart, model);
        chart.addEventFilter(MouseEvent.ANY, drag::mouse);
    }

    private double axisWidth() {
        return Math.max(1, Math.floor(chart.getWidth()) - chart.gutter() - TimeChart.RIGHT_MARGIN);
    }

    private boolean isNear(double x) {
        return model.placed().moment().isPresent() && Math.abs(chart.gutter()
                + chart.viewport().xOf(model.placed().moment().getAsLong(), axisWidth()) - x) <= NEAR;
    }

    private void mouse(MouseEvent event) {
        if (event.getEventType() == MouseEvent.MOUSE_MOVED) {
            chart.setCursor(isNear(event.getX()) ? Cursor.H_RESIZE : null);
        } else if (event.getEventType() == MouseEvent.MOUSE_PRESSED) {
            dragging = event.getButton() == MouseButton.PRIMARY && !event.isShiftDown() && isNear(event.getX());
            consumeIfDragging(event);
        } else if (event.getEventType() == MouseEvent.MOUSE_DRAGGED && dragging) {
            place(event.getX());
            event.consume();
        } else if (event.getEventType() == MouseEvent.MOUSE_CLICKED && isPlacingClick(event)) {
            place(event.getX());
        } else if (event.getEventType() == MouseEvent.MOUSE_RELEASED) {
            consumeIfDragging(event);
        }
    }

    // The ruler tells of a click itself, of a mark too.
    private boolean isPlacingClick(MouseEvent event) {
        return "overview".equals(chart.getId()) && event.isStillSincePress() && event.getX() >= chart.gutter()
                && event.getButton() == MouseButton.PRIMARY && !dragging && model.transport().isOffered();
    }

    private void consumeIfDragging(MouseEvent event) {
        if (dragging) {
            event.consume();
        }
    }

    private void place(double x) {
        model.placed().showMoment(chart.viewport().timeAt(x - chart.gutter(), axisWidth()));
    }
}
