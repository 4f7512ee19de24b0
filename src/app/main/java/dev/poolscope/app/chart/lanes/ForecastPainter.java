package dev.poolscope.app.chart.lanes;

import dev.poolscope.app.chart.time.ChartColor;
import dev.poolscope.app.chart.time.ChartPen;
import dev.poolscope.app.chart.time.TimeText;

/**
 * Draws for each worker that is idle when its idle timeout is due, if nothing comes: a dashed line from the moment that is
 * looked at to a hollow mark, with the time that is left.
 */
final class ForecastPainter {
    private static final double DASH = 4;
    private static final double MARK = 8;
    private static final double PADDING = 4;

    private final ChartPen pen;
    private final LaneGeometry geometry;
    /** What stands before the time. */
    private final String words;

    ForecastPainter(ChartPen pen, LaneGeometry geometry, String words) {
        this.pen = pen;
        this.words = words;
        this.geometry = geometry;
    }

    void paint(LaneSource source, int last) {
        long from = source.lookedAtNanos();
        double left = pen.x(from);
        if (left < pen.axisLeft() || left > pen.axisRight()) {
            return;
        }
        pen.font(0.85, false);
        for (int lane = geometry.firstVisible(); lane <= last; lane++) {
            long due = source.reapNanos(lane);
            if (due != Long.MIN_VALUE) {
                paint(lane, from, due);
            }
        }
        pen.font(1, false);
    }

    private void paint(int lane, long from, long due) {
        double middle = Math.rint(geometry.barTop(lane) + geometry.barHeight() / 2);
        double left = Math.rint(pen.x(from));
        double right = Math.rint(pen.x(Math.max(from, due)));
        double end = Math.min(right - MARK / 2, pen.axisRight());
        for (double x = left + 2; x < end; x += 2 * DASH) {
            double width = Math.min(DASH, end - x);
            pen.rect(ChartColor.SURFACE, x - 1, middle - 2, width + 2, 4);
            pen.rect(ChartColor.TEXT, x, middle - 1, width, 2);
        }
        if (right <= pen.axisRight()) {
            mark(right, middle);
        }
        String time = TimeText.duration(Math.max(0, due - from));
        String whole = words + " " + time;
        boolean room = pen.widthOf(whole) + 2 * PADDING + 2 <= Math.min(right, pen.axisRight()) - left;
        label(room && !words.isEmpty() ? whole : time, left, right, middle);
    }

    private void mark(double x, double middle) {
        double at = x - MARK / 2;
        double top = middle - MARK / 2;
        pen.rect(ChartColor.SURFACE, at - 1, top - 1, MARK + 2, MARK + 2);
        pen.rect(ChartColor.TEXT, at, top, MARK, MARK);
        pen.rect(ChartColor.SURFACE, at + 2, top + 2, MARK - 4, MARK - 4);
    }

    // Above the line and left of the mark; or, where that is out of sight, at the right edge; without room there, before the line.
    private void label(String text, double left, double right, double middle) {
        double width = pen.widthOf(text) + 2 * PADDING;
        double height = pen.fontSize() + 2;
        if (geometry.barHeight() < 2 * height) {
            return;
        }
        double at = Math.clamp(right - width, left + 2, Math.max(left + 2, pen.axisRight() - width));
        if (at + width > pen.axisRight()) {
            at = left - 2 - width;
        }
        pen.rect(ChartColor.SURFACE, at, middle - MARK / 2 - height - 1, width, height);
        pen.text(ChartColor.TEXT, text, at + PADDING, middle - MARK / 2 - height / 2 - 1);
    }
}
