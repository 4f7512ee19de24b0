package dev.poolscope.app.chart;

/** Draws the curve as filled columns of pixels, its scale and its grid. */
final class StepChartSkin extends TimeChartSkin<StepChart> {
    private static final double TOP = 10;
    private static final double BOTTOM = 8;
    private static final double GUTTER_LEFT = 12;
    private static final double SCALE_DISTANCE = 34;
    // One task more or less must not fill the whole chart.
    private static final long LEAST_TOP = 4;

    private final StepColumns columns = new StepColumns();

    StepChartSkin(StepChart chart) {
        super(chart);
    }

    @Override
    void paint(ChartPen pen) {
        StepChart chart = getSkinnable();
        pen.surface();
        double base = pen.height() - BOTTOM;
        double plot = Math.max(1, base - TOP);
        pen.rect(ChartColor.LANE, pen.axisLeft(), 0, pen.axisWidth(), pen.height() - 1);
        ValueScale scale = ValueScale.upTo(Math.max(LEAST_TOP, chart.source().highest()),
                (int) (plot / SCALE_DISTANCE));
        pen.grid(0, pen.height() - 1);
        scale(pen, scale, base, plot);
        pen.clip(pen.axisLeft(), 0, pen.axisWidth(), pen.height());
        columns.paint(pen, chart.source(), base, plot / scale.top());
        pen.lines(chart.marks(), 0, pen.height() - 1);
        pen.unclip();
        gutter(pen, chart);
        pen.focusFrame();
    }

    private static void scale(ChartPen pen, ValueScale scale, double base, double plot) {
        pen.font(0.85, false);
        for (long value = 0; value <= scale.top(); value += scale.step()) {
            double y = Math.rint(base - value * (plot / scale.top()));
            pen.rect(ChartColor.GRID, pen.axisLeft(), y, pen.axisWidth(), 1);
            String label = Long.toString(value);
            pen.text(ChartColor.MUTED_TEXT, label, pen.axisLeft() - pen.widthOf(label) - 6, y);
        }
        pen.font(1, false);
    }

    private static void gutter(ChartPen pen, StepChart chart) {
        double room = TimeChart.GUTTER - GUTTER_LEFT - 34;
        long moment = chart.cursor().moment().orElse(pen.viewport().horizon());
        double y = Math.max(TOP + 8, pen.height() / 2 - pen.fontSize() * 0.7);
        pen.font(1, true);
        pen.text(ChartColor.TEXT, pen.fitted(chart.titleProperty().get(), room), GUTTER_LEFT, y);
        pen.font(0.85, false);
        String value = chart.source().valueAt(moment) + " " + chart.unitProperty().get();
        pen.text(ChartColor.MUTED_TEXT, pen.fitted(value, room), GUTTER_LEFT, y + pen.fontSize() * 1.35);
        pen.font(1, false);
    }
}
