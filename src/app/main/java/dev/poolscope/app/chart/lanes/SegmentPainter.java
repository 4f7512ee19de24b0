package dev.poolscope.app.chart.lanes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javafx.scene.paint.Color;

import dev.poolscope.app.chart.lanes.LaneSource.SegmentVisitor;
import dev.poolscope.app.chart.time.ChartColor;
import dev.poolscope.app.chart.time.ChartPen;
import dev.poolscope.app.chart.time.Raster;
import dev.poolscope.app.chart.time.RectBatch;
import org.jspecify.annotations.Nullable;

/**
 * Turns the segments of lanes into rectangles, batched by colour. What is narrower than a pixel is added up per pixel
 * first, so that the number of rectangles depends on the size of the picture and not on that of the run. Wide segments also get
 * their pattern and their letter.
 */
final class SegmentPainter implements SegmentVisitor {
    private static final double WIDE = 1.5;
    private static final double SEPARABLE = 2;
    /** How much lower those are that stand for many. */
    private static final double LOWER = 6;
    private static final double PATTERNED = 5;
    private static final double DIMMED = 0.16;
    private static final int HATCH = 6;
    /** How wide the line at the end of a failed task is, and how far its two ends stand out, where the rest of it looks otherwise. */
    private static final double FAILED_LINE = 2;
    private static final double FAILED_ENDS = 8;
    private static final double LEAST_WITH_END = 6;
    private static final double LEAST_BESIDE = 3;

    private static final LaneState[] KINDS = LaneState.values();

    /** By the indexes of kinds. */
    private final RectBatch[] bars = new RectBatch[KINDS.length];
    private final RectBatch failures = new RectBatch();
    private final RectBatch growing = new RectBatch();
    private final List<SettledLane> lanes = new ArrayList<>();
    private final SegmentDetails details;
    private final ChartPen pen;
    private KindFilter filter = KindFilter.ALL;
    // Of the axis, once for all segments: there may be a hundred thousand.
    private double axis;
    private long axisStart;
    private long axisEnd;
    private double pixelsPerNano;
    private SettledLane settled = new SettledLane();
    private @Nullable LaneSource asked;
    private double barTop;
    private double barHeight;

    SegmentPainter(ChartPen pen) {
        this.pen = pen;
        this.details = new SegmentDetails(pen);
        Arrays.setAll(bars, _ -> new RectBatch());
    }

    void begin(KindFilter kinds) {
        filter = kinds;
        for (RectBatch batch : bars) {
            batch.clear();
        }
        axis = pen.axisWidth();
        axisStart = pen.viewport().start();
        axisEnd = pen.viewport().end();
        pixelsPerNano = axis / (axisEnd - axisStart);
        failures.clear();
        growing.clear();
        details.begin();
    }

    void lane(LaneSource source, int lane, double top, double height) {
        asked = source;
        barTop = top;
        barHeight = height;
        while (lanes.size() <= lane) {
            lanes.add(new SettledLane());
        }
        settled = lanes.get(lane);
        settled.moveTo(source.past(lane, axisStart), axisStart, axisEnd - axisStart, axis);
        PixelColumns columns = settled.columns();
        columns.prefer(filter);
        source.segments(lane, settled.until(), axisEnd, this);
        settled.forEachWide((kind, from, to, taskId) -> wide(kind, from, to, false, taskId));
        columns.forEachRun(this::run);
        columns.takeBack();
    }

    private void run(LaneState kind, boolean failed, int column, int width) {
        double x = pen.axisLeft() + column;
        if (kind == LaneState.IDLE) {
            bar(kind, x, width);
            beside(column, width);
        } else {
            // A little lower than the bar of one task, so that many brief ones do not look like a long one.
            double less = Math.min(barHeight - 1, Math.max(2, Math.rint(barHeight / LOWER)));
            bars[kind.index()].add(x, barTop + less, width, barHeight - less);
        }
        if (failed && kind != LaneState.FAILED && filter.shows(LaneState.FAILED)) {
            failures.add(x, barTop + barHeight - failureHeight(), width, failureHeight());
        }
    }

    /**
     * What an idle worker did besides, in each of some columns: too briefly for bars of their own, and drawn as totals are, as high as its share
     * of the time, but never lost.
     */
    private void beside(int column, int width) {
        PixelColumns columns = settled.columns();
        LaneState kind = columns.beside(column);
        double height = kind == null ? 0 : besideHeight(columns.shareBeside(column));
        int begin = column;
        for (int each = column + 1; each <= column + width; each++) {
            LaneState next = each < column + width ? columns.beside(each) : null;
            double nextHeight = next == null ? 0 : besideHeight(columns.shareBeside(each));
            if (each == column + width || next != kind || nextHeight != height) {
                if (kind != null) {
                    bars[kind.index()].add(pen.axisLeft() + begin, barTop + barHeight - height, each - begin, height);
                }
                begin = each;
                kind = next;
                height = nextHeight;
            }
        }
    }

    private double besideHeight(double share) {
        return Math.max(Math.min(LEAST_BESIDE, barHeight), Math.rint(barHeight * share));
    }

    /**
     * Marks where a task failed as soon as it was not blocked any more: or one pixel would tell of it. A line at the end, with ends that stand
     * out above and below the bar: in the bar it would look as if the task had failed for some time.
     */
    private void failedEnd(double right) {
        failures.add(right - 1, barTop - FAILED_LINE, FAILED_LINE, barHeight + 2 * FAILED_LINE);
        failures.add(right - FAILED_ENDS / 2, barTop - FAILED_LINE, FAILED_ENDS, FAILED_LINE);
        failures.add(right - FAILED_ENDS / 2, barTop + barHeight, FAILED_ENDS, FAILED_LINE);
    }

    @Override
    public void segment(LaneState kind, long from, long to, boolean open, long taskId, int workerId) {
        double x0 = Math.max(-WIDE, (from - axisStart) * pixelsPerNano);
        double x1 = Math.min(axis + WIDE, (to - axisStart) * pixelsPerNano);
        if (!open) {
            settled.isKnownUntil(to);
        }
        if (x1 - x0 >= WIDE) {
            if (open) {
                wide(kind, from, to, true, taskId);
            } else {
                settled.addWide(kind, from, to, taskId);
            }
        } else if (x1 >= 0 && x0 <= axis) {
            double left = Math.max(0, x0);
            double right = Math.min(axis, Math.max(x0, x1));
            if (open) {
                settled.columns().lend(kind, left, right);
            } else {
                settled.columns().add(kind, left, right);
            }
        }
    }

    @Override
    public boolean isBrief(long from, long to) {
        // With a margin: rounding must not make one wide of which the task is not known.
        return (to - from) * pixelsPerNano < WIDE * 0.99;
    }

    private void wide(LaneState kind, long from, long to, boolean open, long taskId) {
        double x0 = (from - axisStart) * pixelsPerNano;
        double x1 = (to - axisStart) * pixelsPerNano;
        double left = Math.rint(Math.max(0, x0)) + pen.axisLeft();
        double right = Math.rint(Math.min(axis, x1)) + pen.axisLeft();
        if (right <= left) {
            return;
        }
        // One pixel less, so that one task after the other is not one long one.
        double width = right - left >= SEPARABLE && !open ? right - left - 1 : right - left;
        bar(kind, left, width);
        LaneSource source = asked;
        if (source != null && kind == LaneState.BLOCKED && !open && width >= LEAST_WITH_END
                && filter.shows(LaneState.FAILED)) {
            long failed = source.failedNanos(taskId);
            if (failed >= to && (failed - to) * pixelsPerNano < 2) {
                failedEnd(right);
            }
        }
        if (width >= PATTERNED && filter.shows(kind)) {
            details.add(kind, left, barTop, width, barHeight, taskId);
        }
        if (open && filter.shows(kind) && kind != LaneState.IDLE
                && kind != LaneState.NOT_RECORDED && x1 <= axis) {
            growing.add(right - 2, barTop - 1, 2, barHeight + 2);
        }
    }

    /** Fills everything that was collected. */
    void finish(Raster ground) {
        for (LaneState kind : KINDS) {
            fill(ground, kind, bars[kind.index()], pen.color(kind.color()), filter.shows(kind) ? 1 : DIMMED);
        }
        failures.fill(ground, pen.color(ChartColor.FAILED), 1);
        details.finish(ground);
        growing.fill(ground, pen.color(ChartColor.PRESENT), 1);
    }

    /** Fills bars of a kind, or hatches them where that is how they look. */
    static void fill(Raster ground, LaneState kind, RectBatch bars, Color color, double opacity) {
        if (kind.pattern() == LaneState.Pattern.HATCHED) {
            bars.hatch(ground, color, opacity, HATCH, -1);
        } else {
            bars.fill(ground, color, opacity);
        }
    }

    /** Writes what stands in wide segments. */
    void captions() {
        details.captions();
    }

    private void bar(LaneState kind, double x, double width) {
        RectBatch batch = bars[kind.index()];
        if (kind == LaneState.IDLE) {
            double thin = idleHeight(barHeight);
            batch.add(x, Math.rint(barTop + (barHeight - thin) / 2), width, thin);
        } else {
            batch.add(x, barTop, width, barHeight);
        }
    }

    private double failureHeight() {
        return Math.max(2, Math.rint(barHeight / 5));
    }

    static double idleHeight(double barHeight) {
        return Math.max(2, Math.rint(barHeight / 7));
    }
}
