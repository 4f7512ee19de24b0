package dev.poolscope.app.chart.lanes;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;

import dev.poolscope.app.chart.lanes.LaneSource.BucketVisitor;
import dev.poolscope.app.chart.time.ChartColor;
import dev.poolscope.app.chart.time.ChartPen;
import dev.poolscope.app.chart.time.Raster;
import dev.poolscope.app.chart.time.RectBatch;

/**
 * Draws what is left of lanes from before the detail: for each stretch, the height of a colour is the share of the time for
 * which that was done. Stretches narrower than a few pixels are added up, so that the number of rectangles depends on the size
 * of the picture only.
 */
final class HistoryPainter implements BucketVisitor {
    private static final double NARROWEST = 4;
    private static final double OPACITY = 0.7;
    private static final double DIMMED = 0.15;
    // What matters most stands at the bottom, where heights can be compared.
    private static final List<LaneState> STACK = List.of(LaneState.RUNNING, LaneState.BLOCKED,
            LaneState.CANCELLED, LaneState.WRAPPING_UP, LaneState.STARTING, LaneState.FINALIZING,
            LaneState.IDLE, LaneState.NOT_RECORDED);

    private static final int KINDS = STACK.size();

    private final Map<LaneState, RectBatch> bars = new EnumMap<>(LaneState.class);
    private final RectBatch failed = new RectBatch();
    /** For how long each kind of the stack lasted in the stretch that is being added up. */
    private final long[] sums = new long[KINDS];
    private final ChartPen pen;
    private double barTop;
    private double barHeight;
    private boolean failures;
    private long sumFrom;
    private long sumTo;

    HistoryPainter(ChartPen pen) {
        this.pen = pen;
        for (LaneState kind : STACK) {
            bars.put(kind, new RectBatch());
        }
    }

    void begin() {
        bars.values().forEach(RectBatch::clear);
        failed.clear();
    }

    void lane(LaneSource source, int lane, double top, double height) {
        if (pen.viewport().detailFrom() <= pen.viewport().start()) {
            return;
        }
        barTop = top;
        barHeight = height;
        restart(0);
        source.history(lane, pen.viewport().start(), Math.min(pen.viewport().end(), pen.viewport().detailFrom()),
                this);
        draw();
    }

    @Override
    public void bucket(long from, long to, ToLongFunction<LaneState> nanos, boolean withFailures) {
        if (from != sumTo) {
            draw();
            restart(from);
        }
        for (int i = 0; i < KINDS; i++) {
            sums[i] += nanos.applyAsLong(STACK.get(i));
        }
        failures |= withFailures;
        sumTo = to;
        if (pen.x(sumTo) - pen.x(sumFrom) >= NARROWEST) {
            draw();
            restart(to);
        }
    }

    private void restart(long at) {
        Arrays.fill(sums, 0);
        failures = false;
        sumFrom = at;
        sumTo = at;
    }

    private void draw() {
        double left = Math.max(pen.axisLeft(), Math.rint(pen.x(sumFrom)));
        double width = Math.rint(pen.x(sumTo)) - left;
        if (sumTo <= sumFrom || width <= 0) {
            return;
        }
        double base = barTop + barHeight;
        double below = 0;
        for (int i = 0; i < KINDS; i++) {
            double height = barHeight * sums[i] / (sumTo - sumFrom);
            double bottom = Math.rint(base - below);
            double top = Math.rint(base - below - height);
            if (bottom > top) {
                Objects.requireNonNull(bars.get(STACK.get(i))).add(left, top, width, bottom - top);
            }
            below += height;
        }
        if (failures) {
            failed.add(left, base - 2, width, 2);
        }
    }

    /** Fills everything that was collected. */
    void finish(Raster ground, KindFilter filter) {
        bars.forEach((kind, batch) -> SegmentPainter.fill(ground, kind, batch, pen.color(kind.color()),
                filter.shows(kind) ? OPACITY : DIMMED));
        if (filter.shows(LaneState.FAILED)) {
            failed.fill(ground, pen.color(ChartColor.FAILED), 1);
        }
    }
}
