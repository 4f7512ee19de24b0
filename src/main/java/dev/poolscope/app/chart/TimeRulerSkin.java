package dev.poolscope.app.chart;

import java.util.List;

/** Draws the ticks, the captions of the marks, and the moment under the pointer. */
final class TimeRulerSkin extends TimeChartSkin<TimeRuler> {
    private static final int ROWS = 3;
    private static final double TOP = 4;
    private static final double ROW = 18;
    private static final double CAPTIONS = TOP + ROWS * ROW;
    private static final double TICKS = 20;
    private static final double PADDING = 5;
    private static final double GAP = 3;

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
        thinned(pen, y);
        captions(pen);
        pen.lines(NO_MARKS, pen.height() - 8, pen.height());
        pen.unclip();
        cursor(pen, y);
        pen.font(1, false);
    }

    private void thinned(ChartPen pen, double y) {
        double right = Math.min(pen.axisRight(), Math.rint(pen.x(pen.viewport().detailFrom())));
        if (pen.viewport().detailFrom() > 0 && right > pen.axisLeft()) {
            String shown = pen.fitted(getSkinnable().thinnedTextProperty().get(), right - pen.axisLeft() - 12);
            double width = pen.widthOf(shown) + 2 * PADDING;
            pen.rect(ChartColor.SURFACE, right - width, y - TICKS / 2 + 1, width, TICKS - 2);
            pen.text(ChartColor.TEXT, shown, right - width + PADDING, y);
            pen.rect(ChartColor.MUTED_TEXT, right, CAPTIONS, 1, TICKS);
        }
    }

    private static final MarkSource NO_MARKS = (_, _, _) -> {};

    private void captions(ChartPen pen) {
        MarkCaptions captions = new MarkCaptions(pen.axisLeft(), pen.axisRight() + TimeChart.RIGHT_MARGIN - 2, ROWS);
        getSkinnable().marks().marks(pen.viewport().start(), pen.viewport().end(),
                (nanos, kind, caption) -> captions.add(Math.rint(pen.x(nanos)), kind, caption));
        List<MarkCaptions.Placed> placed = captions.place(text -> pen.widthOf(text) + 2 * PADDING);
        // All lines come first: none of them crosses out the words of another mark.
        for (MarkCaptions.Placed mark : placed) {
            double top = mark.row() < 0 ? CAPTIONS : TOP + mark.row() * ROW;
            pen.rect(mark.kind().color(), mark.x(), top, 1.5, pen.height() - top);
        }
        for (MarkCaptions.Placed mark : placed) {
            if (mark.row() >= 0) {
                double top = TOP + mark.row() * ROW;
                String shown = pen.fitted(mark.text(), mark.width() - 2 * PADDING);
                pen.rect(mark.kind().color(), mark.left(), top, mark.width(), ROW - GAP);
                pen.text(ChartColor.SURFACE, shown, mark.left() + PADDING, top + (ROW - GAP) / 2);
            }
        }
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
