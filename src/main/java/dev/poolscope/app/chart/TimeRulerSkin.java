package dev.poolscope.app.chart;

import java.util.Arrays;

/** Draws the ticks, the captions of the marks, and the moment under the pointer. */
final class TimeRulerSkin extends TimeChartSkin<TimeRuler> {
    private static final int ROWS = 3;
    private static final double TOP = 4;
    private static final double ROW = 18;
    private static final double CAPTIONS = TOP + ROWS * ROW;
    private static final double TICKS = 20;
    private static final double PADDING = 5;

    TimeRulerSkin(TimeRuler ruler) {
        super(ruler);
    }

    @Override
    void paint(ChartPen pen) {
        pen.surface();
        pen.clip(pen.axisLeft(), 0, pen.axisWidth() + TimeChart.RIGHT_MARGIN, pen.height());
        TimeTicks ticks = TimeTicks.of(pen.viewport(), pen.axisWidth(), TimeRuler.TICK_DISTANCE);
        pen.font(0.85, false);
        double y = CAPTIONS + TICKS / 2;
        for (long t = ticks.first(); t < pen.viewport().end(); t += ticks.step()) {
            double x = Math.rint(pen.x(t));
            pen.rect(ChartColor.GRID, x, pen.height() - 8, 1, 8);
            String label = ticks.label(t);
            if (t >= 0 && x + 4 + pen.widthOf(label) <= pen.width()) {
                pen.text(ChartColor.MUTED_TEXT, label, x + 4, y);
            }
        }
        captions(pen);
        pen.lines(NO_MARKS, pen.height() - 8, pen.height());
        pen.unclip();
        cursor(pen, y);
        pen.font(1, false);
    }

    private static final MarkSource NO_MARKS = (_, _, _) -> {};

    private void captions(ChartPen pen) {
        // A caption may begin left of the picture and reach into it.
        long before = pen.viewport().timeAt(-CaptionRows.WIDEST - 2 * PADDING, pen.axisWidth());
        getSkinnable().marks().marks(before, pen.viewport().end(), new CaptionRows(pen));
    }

    private static void cursor(ChartPen pen, double y) {
        pen.cursorMoment().ifPresent(moment -> {
            String label = TimeText.moment(moment);
            double width = pen.widthOf(label) + 2 * PADDING;
            double x = Math.clamp(pen.x(moment) - width / 2, pen.axisLeft(),
                    Math.max(pen.axisLeft(), pen.width() - width));
            pen.rect(ChartColor.TEXT, x, CAPTIONS + 2, width, TICKS - 4);
            pen.text(ChartColor.SURFACE, label, x + PADDING, y);
        });
    }

    /** The captions in rows: each stands in the first row in which it covers no other. */
    private static final class CaptionRows implements MarkSource.MarkVisitor {
        private static final double GAP = 3;
        private static final double WIDEST = 260;

        private final ChartPen pen;
        private final double[] ends = new double[ROWS];

        CaptionRows(ChartPen pen) {
            this.pen = pen;
            Arrays.fill(ends, Double.NEGATIVE_INFINITY);
        }

        @Override
        public void mark(long nanos, MarkSource.Kind kind, String caption) {
            double x = Math.rint(pen.x(nanos));
            String shown = pen.fitted(caption, WIDEST);
            double width = pen.widthOf(shown) + 2 * PADDING;
            // At the right end of the picture a caption turns to the other side of its line.
            double left = x + width <= pen.width() ? x : x - width + 1.5;
            for (int row = 0; row < ROWS; row++) {
                if (ends[row] + GAP <= left) {
                    double top = TOP + row * ROW;
                    pen.rect(kind.color(), x, top, 1.5, pen.height() - top);
                    pen.rect(kind.color(), left, top, width, ROW - GAP);
                    pen.text(ChartColor.SURFACE, shown, left + PADDING, top + (ROW - GAP) / 2);
                    ends[row] = left + width;
                    return;
                }
            }
            pen.rect(kind.color(), x, TOP + ROWS * ROW - GAP, 1.5, pen.height());
        }
    }

    @Override
    protected double computePrefHeight(double width, double top, double right, double bottom, double left) {
        return CAPTIONS + TICKS;
    }

    @Override
    protected double computeMinHeight(double width, double top, double right, double bottom, double left) {
        return CAPTIONS + TICKS;
    }

    @Override
    protected double computeMaxHeight(double width, double top, double right, double bottom, double left) {
        return CAPTIONS + TICKS;
    }
}
