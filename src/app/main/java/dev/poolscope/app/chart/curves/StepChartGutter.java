package dev.poolscope.app.chart.curves;

import java.util.List;

import dev.poolscope.app.chart.time.ChartColor;
import dev.poolscope.app.chart.time.ChartPen;
import dev.poolscope.app.chart.time.TimeChart;

/** Names a chart at its left, and tells its values: those under the cursor, or else those of now. */
final class StepChartGutter {
    private static final double FIRST_LINE = 12;
    private static final double LINE = 13;
    private static final double LEAST_HEIGHT = 48;
    private static final double KEY_WIDTH = 8;
    /** Of the two dashes that stand for a dashed line. */
    private static final double KEY_DASH = 3;
    private static final double KEY_ROOM = 13;

    /** How high a chart must be for its name and all its values, each in a line of its own. */
    static double leastHeight(int curves) {
        return Math.max(LEAST_HEIGHT, FIRST_LINE + 2 + LINE * (curves + 0.5));
    }

    void paint(ChartPen pen, StepChart chart) {
        head(pen, chart, true);
        pen.font(0.85, false);
        List<Curve> curves = chart.curves();
        long moment = chart.toldMoment();
        double line = LINE * pen.magnification();
        double first = FIRST_LINE * pen.magnification() + line + 2;
        int lines = Math.max(1, (int) ((pen.height() - first + line / 2) / line));
        // The one in front comes last, and the lowest value belongs at the bottom. A value is whole or is not there: part of a
        // number is another number.
        for (int i = 0; i < Math.min(curves.size(), lines); i++) {
            Curve curve = curves.get(i);
            double y = first + i * line;
            double x = TimeChart.GUTTER_LEFT;
            if (curves.size() > 1) {
                key(pen, curve, x, y);
                x += KEY_ROOM;
            }
            pen.text(ChartColor.MUTED_TEXT, text(chart, curve, moment), x, y);
        }
        pen.font(1, false);
    }

    /** In one line, as many values as there is room for: rather with the first words of their names than without the last of them. */
    void paintClosed(ChartPen pen, StepChart chart) {
        head(pen, chart, false);
        pen.font(0.85, false);
        double x = pen.axisLeft() + 8;
        double y = pen.height() / 2;
        long moment = chart.toldMoment();
        boolean several = chart.curves().size() > 1;
        double key = several ? KEY_ROOM : 0;
        double room = pen.axisWidth() - 8;
        ClosedLine line = ClosedLine.fitted(chart.curves().stream().map(curve -> text(chart, curve, moment)).toList(),
                chart.curves().stream().map(curve -> text(chart, curve, brief(curve.name()), moment)).toList(),
                text -> pen.widthOf(text) + key, room);
        for (int i = 0; i < line.texts().size(); i++) {
            Curve curve = chart.curves().get(i);
            String text = line.texts().get(i);
            double width = pen.widthOf(text) + key;
            pen.rect(ChartColor.LANE, x - 4, 2, width + 8, pen.height() - 5);
            if (several) {
                key(pen, curve, x, y);
            }
            pen.text(ChartColor.MUTED_TEXT, text, x + (several ? KEY_ROOM : 0), y);
            x += width + line.between();
        }
        pen.font(1, false);
    }

    // "free" for "free or starting".
    private static String brief(String name) {
        int end = name.indexOf(' ');
        return end < 0 ? name : name.substring(0, end);
    }

    /** A piece of the line of a curve, dashed as that is. */
    private static void key(ChartPen pen, Curve curve, double x, double y) {
        double top = Math.rint(y) - 1;
        if (curve.dashed()) {
            pen.rect(curve.color(), x, top, KEY_DASH, 3);
            pen.rect(curve.color(), x + KEY_WIDTH - KEY_DASH, top, KEY_DASH, 3);
        } else {
            pen.rect(curve.color(), x, top, KEY_WIDTH, 3);
        }
    }

    private static void head(ChartPen pen, StepChart chart, boolean open) {
        double y = titleMiddle(pen);
        if (!chart.isStill()) {
            pen.chevron(TimeChart.GUTTER_LEFT - 12, y, open);
        }
        pen.font(1, true);
        String name = name(chart);
        double room = pen.axisLeft() - TimeChart.GUTTER_LEFT - 8;
        pen.text(ChartColor.TEXT, pen.fitted(name, room), TimeChart.GUTTER_LEFT, y);
        double after = TimeChart.GUTTER_LEFT + pen.widthOf(name);
        pen.font(0.85, false);
        pen.text(ChartColor.MUTED_TEXT, pen.fitted(span(chart), pen.axisLeft() - after - 4), after, y);
    }

    // "Waiting", in bold; and ", last 1 s", which is not its name.
    private static String name(StepChart chart) {
        String title = chart.titleProperty().get();
        int comma = title.indexOf(',');
        return comma < 0 ? title : title.substring(0, comma);
    }

    private static String span(StepChart chart) {
        return chart.titleProperty().get().substring(name(chart).length());
    }

    private static double titleMiddle(ChartPen pen) {
        return FIRST_LINE * pen.magnification();
    }

    /** Where the name of an open chart ends. */
    static double titleRight(ChartPen pen, StepChart chart) {
        pen.font(1, true);
        double right = TimeChart.GUTTER_LEFT + pen.widthOf(name(chart));
        pen.font(0.85, false);
        return right + pen.widthOf(span(chart)) + 4;
    }

    /** Below what the name of a chart stands. */
    static double titleBottom(ChartPen pen) {
        return titleMiddle(pen) + pen.fontSize() * 0.6;
    }

    private static String text(StepChart chart, Curve curve, long moment) {
        return text(chart, curve, curve.name(), moment);
    }

    private static String text(StepChart chart, Curve curve, String name, long moment) {
        if (chart.isStill()) {
            return name;
        }
        String value = chart.told(curve, moment);
        // "9 pending", but "p95 20 ms": a count is of something, a duration is something's; so is that there is none.
        boolean isCount = chart.measure() == ChartMeasure.COUNT && !Double.isNaN(chart.toldValue(curve, moment));
        return name.isEmpty() ? value : isCount ? value + " " + name : name + " " + value;
    }
}
