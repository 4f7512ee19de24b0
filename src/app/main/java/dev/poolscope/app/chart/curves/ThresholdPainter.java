package dev.poolscope.app.chart.curves;

import java.util.List;

import dev.poolscope.app.chart.time.ChartColor;
import dev.poolscope.app.chart.time.ChartPen;

/** Draws what is expected: a dashed line with its text at the left end, where the present is not, or only an arrow and the text if it is out of sight. */
final class ThresholdPainter {
    private static final double DASH = 7;
    private static final double GAP = 4;
    private static final double PADDING = 3;
    /** The beginning of the run, where the cursor often is, stays visible. */
    private static final double INSET = 14;
    /** A line much higher than anything that is visible would press all of it flat. */
    private static final double FAR = 4;
    /** How much higher than all values a line may be and still be drawn, as a share of the room. */
    private static final double HIGHEST = 1.02;

    private ThresholdPainter() {}

    /** How high the scale is to reach for those that are near. */
    static double highest(List<Threshold> thresholds, double highestValue) {
        double highest = highestValue;
        for (Threshold threshold : thresholds) {
            if (threshold.value() <= FAR * Math.max(1, highestValue)) {
                highest = Math.max(highest, threshold.value());
            }
        }
        return highest;
    }

    /**
     * Where the words of a line begin.
     *
     * @param y where the line is
     * @param height of the words
     * @param below where the words above end
     * @param lowest where they may begin at most
     * @return above the line if there is room, else below it
     */
    static double beside(double y, double height, double below, double lowest) {
        double above = y - height - 1;
        boolean room = above >= below || y + 2 > lowest;
        return Math.clamp(room ? above : y + 2, 0, lowest);
    }

    /** Draws the dashed lines. */
    static void lines(ChartPen pen, List<Threshold> thresholds, Scale scale, double base, double room) {
        for (Threshold threshold : thresholds) {
            if (isInSight(scale.share(threshold.value()))) {
                double y = y(scale.share(threshold.value()), base, room);
                for (double x = pen.axisLeft(); x < pen.axisRight(); x += DASH + GAP) {
                    pen.rect(ChartColor.MARK_NOTE, x, y, Math.min(DASH, pen.axisRight() - x), 1);
                }
            }
        }
    }

    private static boolean isInSight(double share) {
        return share <= HIGHEST && share >= 0;
    }

    private static double y(double share, double base, double room) {
        return Math.rint(base - Math.clamp(share, 0, HIGHEST) * room);
    }

    /** Draws the words, after all lines: none of these crosses out a letter. */
    static void words(ChartPen pen, List<Threshold> thresholds, Scale scale, double base, double room) {
        pen.font(0.85, false);
        double below = 0;
        for (Threshold threshold : thresholds) {
            double share = scale.share(threshold.value());
            boolean inSight = isInSight(share);
            double y = y(share, base, room);
            String text = inSight ? threshold.text() : "↑ " + threshold.text();
            double width = pen.widthOf(text) + 2 * PADDING;
            double line = pen.fontSize() * 1.2;
            double lowest = Math.max(0, base - line);
            double top = inSight ? beside(y, line, below, lowest) : Math.min(below, lowest);
            // What lies below stays visible, as far as the words can be read over it.
            pen.fade(0.75);
            pen.rect(ChartColor.LANE, pen.axisLeft() + INSET, top, width, line);
            pen.fade(1);
            pen.text(ChartColor.MARK_NOTE, text, pen.axisLeft() + INSET + PADDING, top + line / 2);
            below = Math.max(below, top + line);
        }
        pen.font(1, false);
    }
}
