package dev.poolscope.app.chart.lanes;

import java.util.ArrayList;
import java.util.List;

import dev.poolscope.app.chart.time.ChartColor;
import dev.poolscope.app.chart.time.ChartPen;
import dev.poolscope.app.chart.time.Raster;
import dev.poolscope.app.chart.time.RectBatch;

/** Patterns, letters and task numbers of segments that are wide enough to carry them. */
final class SegmentDetails {
    private static final double LETTERED = 14;
    private static final double IDLE_LETTERED = 36;
    private static final double HIGH_ENOUGH_FOR_TEXT = 11;
    private static final double HIGH_ENOUGH_ABOVE_BAR = 30;
    private static final double PERIOD = 6;
    private static final int SLANT = 7;
    private static final double PATTERN_OPACITY = 0.38;

    private final RectBatch dark = new RectBatch();
    private final RectBatch slanted = new RectBatch();
    private final RectBatch backward = new RectBatch();
    private final RectBatch knockedOut = new RectBatch();
    private final List<Caption> captions = new ArrayList<>();
    private final ChartPen pen;
    private double charWidth;

    private record Caption(LaneState kind, double x, double y, double room, long taskId) {}

    SegmentDetails(ChartPen pen) {
        this.pen = pen;
    }

    void begin() {
        dark.clear();
        slanted.clear();
        backward.clear();
        knockedOut.clear();
        captions.clear();
        pen.font(0.85, true);
        charWidth = pen.widthOf("0");
    }

    void add(LaneState kind, double x, double y, double width, double height, long taskId) {
        pattern(kind.pattern(), x, y, width, height);
        double least = kind == LaneState.IDLE ? IDLE_LETTERED : LETTERED;
        if (width >= least && height >= (kind == LaneState.IDLE ? HIGH_ENOUGH_ABOVE_BAR : HIGH_ENOUGH_FOR_TEXT)) {
            // An idle worker's bar is thin and stays whole: its letter stands above it.
            double middle = kind == LaneState.IDLE
                    ? y + height / 2 - SegmentPainter.idleHeight(height) / 2 - 7
                    : y + height / 2;
            captions.add(new Caption(kind, x, middle, width, taskId));
            if (kind == LaneState.NOT_RECORDED) {
                knockedOut.add(x + 4, y, charWidth + 3, height);
            }
        }
    }

    /** Fills the patterns. */
    void finish(Raster ground) {
        dark.fill(ground, pen.color(ChartColor.LANE), PATTERN_OPACITY);
        slanted.hatch(ground, pen.color(ChartColor.LANE), PATTERN_OPACITY, SLANT, 1);
        backward.hatch(ground, pen.color(ChartColor.LANE), PATTERN_OPACITY, SLANT, -1);
        knockedOut.fill(ground, pen.color(ChartColor.LANE), 1);
    }

    /** Writes letters and numbers. */
    void captions() {
        pen.font(0.85, true);
        for (Caption caption : captions) {
            caption(caption);
        }
        pen.font(1, false);
    }

    private void caption(Caption caption) {
        LaneState kind = caption.kind();
        double left = caption.x() + (caption.room() < 20 ? 3 : 6);
        pen.text(kind.onColor(), String.valueOf(kind.letter()), left, caption.y());
        if (caption.taskId() > 0) {
            String number = Long.toString(caption.taskId());
            double at = left + charWidth * 1.7;
            if (at + number.length() * charWidth + 4 <= caption.x() + caption.room()) {
                pen.text(kind.onColor(), number, at, caption.y());
            }
        }
    }

    private void pattern(LaneState.Pattern pattern, double x, double y, double width, double height) {
        switch (pattern) {
            case PLAIN, THIN, HATCHED -> {
            }
            case SLANTED -> slanted.add(x, y, width, height);
            case BACKWARD -> backward.add(x, y, width, height);
            case CHECKED -> {
                slanted.add(x, y, width, height);
                backward.add(x, y, width, height);
            }
            case UPRIGHT -> stripes(x, y, width, height);
            case LEVEL -> {
                double step = Math.max(3, Math.rint(height / 5));
                for (double at = y + step; at + 1 < y + height; at += step) {
                    dark.add(x, at, width, 1);
                }
            }
            case BANDED -> {
                double band = Math.max(1, Math.rint(height / 10));
                dark.add(x, y + band * 2, width, band);
                dark.add(x, y + height - band * 3, width, band);
            }
            case CROSSED -> dark.add(x, Math.rint(y + height * 0.42), width, Math.max(1, Math.rint(height * 0.16)));
            case DOTTED -> dots(x, y, width, height, PERIOD - 2);
            case SPARSE -> dots(x, y, width, height, 2 * PERIOD);
        }
    }

    private void stripes(double x, double y, double width, double height) {
        for (double at = x + 2; at < x + width; at += PERIOD) {
            dark.add(at, y, Math.min(2, x + width - at), height);
        }
    }

    private void dots(double x, double y, double width, double height, double step) {
        boolean odd = false;
        for (double at = x + 2; at + 2 <= x + width; at += step) {
            for (double row = y + (odd ? 4 : 2); row + 2 <= y + height; row += PERIOD - 1) {
                dark.add(at, row, 2, 2);
            }
            odd = !odd;
        }
    }
}
