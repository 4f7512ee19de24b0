package dev.poolscope.app.chart;

import java.util.List;

/** Names a chart at its left, and tells its values: those under the cursor, or else those of now. */
final class StepChartGutter {
    private static final double FIRST_LINE = 12;
    private static final double LINE = 14;
    /** How high a chart must be for its name and a value; more of them stand there when there is room. */
    static final double LEAST_HEIGHT = 40;
    private static final double KEY_WIDTH = 8;
    private static final double KEY_ROOM = 13;
    private static final double BETWEEN = 16;

    void paint(ChartPen pen, StepChart chart) {
        head(pen, chart, true);
        pen.font(0.85, false);
        List<Curve> curves = chart.curves();
        long moment = chart.toldMoment();
        double line = LINE * pen.magnification();
        double y = FIRST_LINE * pen.magnification() + line + 2;
        // The one in front comes last, and the lowest value belongs at the bottom.
        for (Curve curve : curves) {
            if (y + line / 2 > pen.height()) {
                break;
            }
            double x = TimeChart.GUTTER_LEFT;
            if (curves.size() > 1) {
                pen.rect(curve.color(), x, Math.rint(y) - 1, KEY_WIDTH, 3);
                x += KEY_ROOM;
            }
            pen.text(ChartColor.MUTED_TEXT, text(chart, curve, moment), x, y);
            y += line;
        }
        pen.font(1, false);
    }

    /** Everything in one line. */
    void paintClosed(ChartPen pen, StepChart chart) {
        head(pen, chart, false);
        pen.font(0.85, false);
        double x = pen.axisLeft() + 8;
        double y = pen.height() / 2;
        long moment = chart.toldMoment();
        boolean several = chart.curves().size() > 1;
        for (Curve curve : chart.curves()) {
            String text = text(chart, curve, moment);
            double width = pen.widthOf(text) + (several ? KEY_ROOM : 0);
            pen.rect(ChartColor.LANE, x - 4, 2, width + 8, pen.height() - 5);
            if (several) {
                pen.rect(curve.color(), x, Math.rint(y) - 1, KEY_WIDTH, 3);
            }
            pen.text(ChartColor.MUTED_TEXT, text, x + (several ? KEY_ROOM : 0), y);
            x += width + BETWEEN;
        }
        pen.font(1, false);
    }

    private static void head(ChartPen pen, StepChart chart, boolean open) {
        double y = FIRST_LINE * pen.magnification();
        pen.chevron(TimeChart.GUTTER_LEFT - 12, y, open);
        pen.font(1, true);
        double room = pen.axisLeft() - TimeChart.GUTTER_LEFT - 8;
        pen.text(ChartColor.TEXT, pen.fitted(chart.titleProperty().get(), room), TimeChart.GUTTER_LEFT, y);
    }

    private static String text(StepChart chart, Curve curve, long moment) {
        String value = chart.told(curve, moment);
        // "9 pending", but "p95 20 ms": a count is of something, a duration is something's.
        return curve.name().isEmpty()
                ? value
                : chart.measure() == Measure.COUNT ? value + " " + curve.name() : curve.name() + " " + value;
    }
}
