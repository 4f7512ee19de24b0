package dev.poolscope.app.chart.lanes;

import dev.poolscope.app.chart.time.ChartColor;
import dev.poolscope.app.chart.time.ChartPen;
import dev.poolscope.app.chart.time.TimeSpan;
import org.jspecify.annotations.Nullable;

/** Frames what is selected and what the pointer is on, and draws how long a selected task waited as a line below its bars. */
final class HighlightPainter {
    private final ChartPen pen;
    private final LaneGeometry geometry;

    HighlightPainter(ChartPen pen, LaneGeometry geometry) {
        this.pen = pen;
        this.geometry = geometry;
    }

    void paint(LaneSource source, LaneHighlight highlight) {
        int lane = highlight.lane();
        if (lane < 0 || lane >= geometry.lanes()) {
            return;
        }
        if (highlight.taskId() == 0) {
            frame(highlight.span(), geometry.top(lane), geometry.laneHeight() - geometry.gap());
            return;
        }
        source.segments(lane, pen.viewport().start(), pen.viewport().end(), (_, from, to, _, taskId, _) -> {
            if (taskId == highlight.taskId()) {
                frame(new TimeSpan(from, to), geometry.barTop(lane) - 1, geometry.barHeight() + 2);
            }
        });
        waiting(highlight.span(), geometry.barTop(lane) + geometry.barHeight());
    }

    private void waiting(TimeSpan span, double bottom) {
        double left = Math.max(pen.axisLeft(), Math.rint(pen.x(span.from())));
        double right = Math.min(pen.axisRight(), Math.rint(pen.x(span.to())));
        if (right > left) {
            pen.rect(ChartColor.SURFACE, left, bottom, right - left, 3);
            pen.rect(ChartColor.SELECTION, left, bottom + 1, right - left, 2);
            pen.rect(ChartColor.SELECTION, left, bottom - 5, 2, 8);
        }
    }

    void frame(@Nullable LaneSegment segment) {
        if (segment != null) {
            frame(new TimeSpan(segment.from(), segment.to()), geometry.barTop(segment.lane()) - 1,
                    geometry.barHeight() + 2);
        }
    }

    /** A line through the lane, with a head above it, so that its form tells it from all other lines. */
    void pin(@Nullable LanePin pin) {
        if (pin == null || pin.lane() < 0 || pin.lane() >= geometry.lanes()) {
            return;
        }
        double x = Math.rint(pen.x(pin.nanos()));
        if (x < pen.axisLeft() || x > pen.axisRight()) {
            return;
        }
        double top = geometry.top(pin.lane());
        double height = geometry.laneHeight() - geometry.gap();
        pen.rect(ChartColor.SURFACE, x - 3, top, 6, height);
        pen.rect(ChartColor.PLACED, x - 2, top, 4, height);
        pen.rect(ChartColor.SURFACE, x - 7, top, 14, 12);
        pen.rect(ChartColor.PLACED, x - 6, top, 12, 10);
    }

    private void frame(TimeSpan span, double top, double height) {
        if (pen.x(span.to()) < pen.axisLeft() || pen.x(span.from()) > pen.axisRight()) {
            return;
        }
        double left = Math.clamp(Math.rint(pen.x(span.from())), pen.axisLeft(), pen.axisRight());
        double right = Math.clamp(Math.rint(pen.x(span.to())), left + 1, Math.max(left + 1, pen.axisRight()));
        pen.rect(ChartColor.SELECTION, left - 1, top - 1, right - left + 2, 2);
        pen.rect(ChartColor.SELECTION, left - 1, top + height - 1, right - left + 2, 2);
        pen.rect(ChartColor.SELECTION, left - 1, top, 2, height);
        pen.rect(ChartColor.SELECTION, right - 1, top, 2, height);
    }
}
