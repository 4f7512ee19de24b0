package dev.poolscope.app.chart;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;

import dev.poolscope.app.chart.LaneSource.BucketVisitor;

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
    private static final List<SegmentKind> STACK = List.of(SegmentKind.RUNNING, SegmentKind.CANCELLED,
            SegmentKind.WRAPPING_UP, SegmentKind.STARTING, SegmentKind.FINALIZING, SegmentKind.IDLE);

    private final Map<SegmentKind, RectBatch> bars = new EnumMap<>(SegmentKind.class);
    private final RectBatch failed = new RectBatch();
    /** For how long each kind lasted in the stretch that is being added up; one cell each. */
    private final Map<SegmentKind, long[]> sums = new EnumMap<>(SegmentKind.class);
    private final ChartPen pen;
    private double barTop;
    private double barHeight;
    private boolean failures;
    private long sumFrom;
    private long sumTo;

    HistoryPainter(ChartPen pen) {
        this.pen = pen;
        for (SegmentKind kind : STACK) {
            bars.put(kind, new RectBatch());
            sums.put(kind, new long[1]);
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
    public void bucket(long from, long to, ToLongFunction<SegmentKind> nanos, boolean withFailures) {
        if (from != sumTo) {
            draw();
            restart(from);
        }
        sums.forEach((kind, sum) -> sum[0] += nanos.applyAsLong(kind));
        failures |= withFailures;
        sumTo = to;
        if (pen.x(sumTo) - pen.x(sumFrom) >= NARROWEST) {
            draw();
            restart(to);
        }
    }

    private void restart(long at) {
        sums.values().forEach(sum -> sum[0] = 0);
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
        for (SegmentKind kind : STACK) {
            double height = barHeight * Objects.requireNonNull(sums.get(kind))[0] / (sumTo - sumFrom);
            double bottom = Math.rint(base - below);
            double top = Math.rint(base - below - height);
            if (bottom > top) {
                Objects.requireNonNull(bars.get(kind)).add(left, top, width, bottom - top);
            }
            below += height;
        }
        if (failures) {
            failed.add(left, base - 2, width, 2);
        }
    }

    /** Fills everything that was collected. */
    void finish(KindFilter filter) {
        bars.forEach((kind, batch) -> {
            pen.fade(filter.shows(kind) ? OPACITY : DIMMED);
            pen.rects(pen.color(kind.color()), batch);
        });
        pen.fade(1);
        if (filter.shows(SegmentKind.FAILED)) {
            pen.rects(pen.color(ChartColor.FAILED), failed);
        }
    }
}
