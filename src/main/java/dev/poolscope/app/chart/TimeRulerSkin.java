package dev.poolscope.app.chart;

/** Draws the ticks, the captions of the marks, and the moment under the pointer. */
final class TimeRulerSkin extends TimeChartSkin<TimeRuler> {
    private static final double CAPTIONS = 22;
    private static final double TICKS = 22;
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
            if (t >= 0) {
                pen.text(ChartColor.MUTED_TEXT, ticks.label(t), x + 4, y);
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
        CaptionRow row = new CaptionRow(pen);
        // A caption may begin left of the picture and reach into it.
        long before = pen.viewport().timeAt(-240, pen.axisWidth());
        getSkinnable().marks().marks(before, pen.viewport().end(), row);
        row.finish();
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

    /** The captions side by side: each has the room up to the next mark, and none covers another. */
    private static final class CaptionRow implements MarkSource.MarkVisitor {
        private final ChartPen pen;
        private double x = Double.NaN;
        private MarkSource.Kind kind = MarkSource.Kind.ACTION;
        private String caption = "";

        CaptionRow(ChartPen pen) {
            this.pen = pen;
        }

        @Override
        public void mark(long nanos, MarkSource.Kind nextKind, String nextCaption) {
            double next = Math.rint(pen.x(nanos));
            draw(next);
            x = next;
            kind = nextKind;
            caption = nextCaption;
        }

        void finish() {
            draw(pen.width());
        }

        private void draw(double next) {
            if (Double.isNaN(x)) {
                return;
            }
            pen.rect(kind.color(), x, 3, 1.5, pen.height() - 3);
            double room = next - x - 2 * PADDING - 3;
            String shown = room < 8 ? "" : pen.fitted(caption, room);
            if (shown.isEmpty()) {
                pen.rect(kind.color(), x, 3, Math.clamp(next - x - 1, 1.5, 6), CAPTIONS - 7);
            } else {
                pen.rect(kind.color(), x, 3, pen.widthOf(shown) + 2 * PADDING, CAPTIONS - 5);
                pen.text(ChartColor.SURFACE, shown, x + PADDING, 3 + (CAPTIONS - 5) / 2);
            }
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
