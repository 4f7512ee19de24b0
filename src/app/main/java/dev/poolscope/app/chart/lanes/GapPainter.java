package dev.poolscope.app.chart.lanes;

import java.util.function.Supplier;

import dev.poolscope.app.chart.lanes.LaneSource.TurnVisitor;
import dev.poolscope.app.chart.time.ChartColor;
import dev.poolscope.app.chart.time.ChartPen;

/** Says in words, where there is room, that a stretch of a lane is empty because no thread exists. */
final class GapPainter {
    private static final double LEAST_ROOM = 90;

    private final ChartPen pen;
    private final LaneGeometry geometry;
    private final String text;

    GapPainter(ChartPen pen, LaneGeometry geometry, String text) {
        this.pen = pen;
        this.geometry = geometry;
        this.text = text;
    }

    void paint(LaneSource source, int last) {
        if (text.isEmpty() || geometry.barHeight() < pen.fontSize()) {
            return;
        }
        pen.font(0.85, false);
        for (int lane = geometry.firstVisible(); lane <= last; lane++) {
            double middle = geometry.barTop(lane) + geometry.barHeight() / 2;
            Gaps gaps = new Gaps(middle);
            long end = Math.min(pen.viewport().horizon(), source.endNanos());
            source.turns(lane, 0, end + 1, gaps);
            gaps.close(end);
        }
        pen.font(1, false);
    }

    private final class Gaps implements TurnVisitor {
        private final double middle;
        private long since;
        private boolean empty = true;

        Gaps(double middle) {
            this.middle = middle;
        }

        @Override
        public void turn(long nanos, boolean spawn, Supplier<String> caption) {
            if (spawn) {
                close(nanos);
            } else {
                since = nanos;
            }
            empty = !spawn;
        }

        void close(long until) {
            // Whether a worker was there before the detail, the totals tell.
            double left = Math.max(pen.axisLeft(), pen.x(Math.max(since, pen.viewport().detailFrom())));
            double right = Math.min(pen.axisRight(), pen.x(until));
            double width = pen.widthOf(text);
            if (empty && right - left >= Math.max(LEAST_ROOM, width + 24)) {
                pen.text(ChartColor.MUTED_TEXT, text, Math.rint((left + right - width) / 2), middle);
            }
        }
    }
}
