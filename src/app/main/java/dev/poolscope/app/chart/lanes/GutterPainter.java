package dev.poolscope.app.chart.lanes;

import java.util.OptionalLong;

import dev.poolscope.app.chart.time.ChartColor;
import dev.poolscope.app.chart.time.ChartPen;
import dev.poolscope.app.chart.time.TimeChart;

/**
 * Names the lanes at their left: which place it is, and which worker is in it at the moment of which the charts below tell: the one under the
 * pointer, or else that of the cursor, or else now.
 */
final class GutterPainter {
    private static final double LEFT = TimeChart.GUTTER_LEFT;

    private final ChartPen pen;
    private final LaneGeometry geometry;

    GutterPainter(ChartPen pen, LaneGeometry geometry) {
        this.pen = pen;
        this.geometry = geometry;
    }

    private String detail(LaneSource source, int lane) {
        OptionalLong pointed = pen.cursorMoment();
        long present = pen.viewport().horizon();
        if (pointed.isPresent()) {
            return source.detailAt(lane, Math.clamp(pointed.getAsLong(), 0, present));
        }
        // Where nothing is placed, that is the present, of which the charts below tell as well.
        return pen.isCursorPlaced() || pen.viewport().told() == present
                ? source.detail(lane)
                : source.detailAt(lane, pen.viewport().told());
    }

    void paint(LaneSource source, int last) {
        double room = pen.axisLeft() - LEFT - 8;
        for (int lane = geometry.firstVisible(); lane <= last; lane++) {
            double top = geometry.top(lane);
            double height = geometry.laneHeight() - geometry.gap();
            String detail = detail(source, lane);
            if (geometry.hasTwoLines()) {
                double line = pen.fontSize() * 1.35;
                double middle = top + height / 2;
                pen.font(1, true);
                pen.text(ChartColor.TEXT, pen.fitted(source.title(lane), room), LEFT, middle - line / 2);
                pen.font(0.85, false);
                pen.text(ChartColor.MUTED_TEXT, pen.fitted(detail, room), LEFT, middle + line / 2);
            } else {
                pen.font(0.85, false);
                String title = source.title(lane);
                pen.text(ChartColor.TEXT, pen.fitted(title, room), LEFT, top + height / 2);
                double used = pen.widthOf(title) + 8;
                pen.text(ChartColor.MUTED_TEXT, pen.fitted(detail, room - used), LEFT + used, top + height / 2);
            }
        }
        pen.font(1, false);
    }
}
