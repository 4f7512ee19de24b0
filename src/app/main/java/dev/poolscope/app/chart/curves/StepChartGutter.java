package dev.poolscope.app.chart.curves;

import java.util.List;

import dev.poolscope.app.chart.time.ChartColor;
import dev.poolscope.app.chart.time.ChartPen;
import dev.poolscope.app.chart.time.TimeChart;

/** Names a chart at its left, and tells its values: those under the cursor, or else those of now. */
final class StepChartGutter {
    private static final double FIRST_LINE = 12;
    private static final double LINE = 14;
    private static final double LEAST_HEIGHT = 48;
    private static final double KEY_WIDTH = 8;
    private static final double KEY_ROOM = 13;
    private static final double BETWEEN = 16;

    /** How high a chart must be for its name and all its values, with some of them beside each other. */
    static double leastHeight(int curves) {
        return Math.max(LEAST_HEIGHT, FIRST_LINE + 2 + LINE * (Math.ceilDiv(curves, 2) + 0.6));
    }

    void paint(ChartPen pen, StepChart chart) {
        head(pen, chart, true);
        pen.font(0.85, false);
        List<Curve> curves = chart.curves();
        long moment = chart.toldMoment();
        double line = LINE * pen.magnification();
        double first = FIRST_LINE * pen.magnification() + line + 2;
        int lines = Math.max(1, (int) ((pen.height() - first + line / 2) / line));
        // Beside each other where they do not all fit below each other.
        boolean two = curves.size() > lines;
        double half = (pen.axisLeft() - TimeChart.GUTTER_LEFT) / 2;
        // The one in front comes last, and the lowest value belongs at the bottom.
        for (int i = 0; i < curves.size() && i < (two ? 2 * lines : lines); i++) {
            Curve curve = curves.get(i);
            int column = i / lines;
            double y = first + (i - column * lines) * line;
            double x = TimeChart.GUTTER_LEFT + column * half;
            double room = two ? half - KEY_ROOM - 4 : pen.axisLeft() - x;
            if (curves.size() > 1) {
                pen.rect(curve.color(), x, Math.rint(y) - 1, KEY_WIDTH, 3);
                x += KEY_ROOM;
            }
            String text = text(chart, curve, moment);
            pen.text(ChartColor.MUTED_TEXT, two ? pen.fitted(text, room) : text, x, y);
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
