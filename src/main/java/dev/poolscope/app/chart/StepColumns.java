package dev.poolscope.app.chart;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** The lowest and highest value within each column of pixels, and how they are filled. */
final class StepColumns {
    private static final double LINE = 2;
    // From so many jumps on within a column, a line from its lowest to its highest value would hide everything.
    private static final int DENSE = 3;
    private static final double BAND_OPACITY = 0.35;

    private final RectBatch area = new RectBatch();
    private final RectBatch line = new RectBatch();
    private final RectBatch band = new RectBatch();
    private double[] low = new double[0];
    private double[] high = new double[0];
    /** The mean of columns with many jumps; else not a number. */
    private double[] mean = new double[0];

    /** An area with a line along its top. */
    void paint(ChartPen pen, Curve curve, double base, DoubleUnaryOperator heightOf) {
        collectSpans(pen, curve.source(), base, heightOf);
        if (curve.areaOpacity() > 0) {
            pen.fade(curve.areaOpacity());
            pen.rects(pen.color(curve.color()), area);
            pen.fade(1);
        }
        pen.fade(BAND_OPACITY);
        pen.rects(pen.color(curve.color()), band);
        pen.fade(1);
        pen.rects(pen.color(curve.color()), line);
    }

    /** Only an area, in a colour of its own. */
    void fill(ChartPen pen, StepSource source, double base, double pixelsPerUnit, ChartColor color) {
        collectSpans(pen, source, base, value -> value * pixelsPerUnit);
        pen.rects(pen.color(color), area);
    }

    private void collectSpans(ChartPen pen, StepSource source, double base, DoubleUnaryOperator heightOf) {
        area.clear();
        line.clear();
        band.clear();
        TimeViewport viewport = pen.viewport();
        double axis = pen.axisWidth();
        int columns = (int) Math.ceil(axis);
        long until = Math.min(viewport.end(), viewport.horizon());
        int first = Math.max(0, (int) Math.floor(viewport.xOf(0, axis)));
        int last = Math.min(columns - 1, (int) Math.floor(viewport.xOf(until, axis)));
        if (last < first || until <= viewport.start()) {
            return;
        }
        collect(source, viewport, axis, columns, last, until);
        int begin = first;
        for (int column = first + 1; column <= last + 1; column++) {
            if (column > last || low[column] != low[begin] || high[column] != high[begin]
                    || Double.compare(mean[column], mean[begin]) != 0) {
                if (low[begin] <= high[begin]) {
                    span(pen.axisLeft() + begin, column - begin, base, heightOf.applyAsDouble(low[begin]),
                            heightOf.applyAsDouble(high[begin]), heightOf.applyAsDouble(mean[begin]));
                }
                begin = column;
            }
        }
    }

    private void collect(StepSource source, TimeViewport viewport, double axis, int columns, int last, long until) {
        if (low.length < columns) {
            low = new double[columns];
            high = new double[columns];
            mean = new double[columns];
        }
        Arrays.fill(low, 0, columns, Double.POSITIVE_INFINITY);
        Arrays.fill(high, 0, columns, Double.NEGATIVE_INFINITY);
        Arrays.fill(mean, 0, columns, Double.NaN);
        Filler filler = new Filler(viewport, axis, columns);
        source.steps(viewport.start(), until, filler);
        filler.reach(last);
        filler.leave();
    }

    private void span(double x, double width, double base, double lowest, double highest, double usual) {
        double top = Math.rint(base - highest);
        double bottom = Math.rint(base - lowest);
        if (!Double.isNaN(usual)) {
            double middle = Math.rint(base - usual);
            area.add(x, middle, width, base - middle);
            band.add(x, top, width, Math.max(LINE, bottom - top));
            line.add(x, middle - LINE / 2, width, LINE);
            return;
        }
        area.add(x, top, width, base - top);
        line.add(x, top - LINE / 2, width, Math.max(LINE, bottom - top + LINE));
    }

    private final class Filler implements StepSource.StepVisitor {
        private final TimeViewport viewport;
        private final double axis;
        private final int columns;
        private int column;
        private double value = Double.NaN;
        private int jumps;
        private double covered;
        private double sum;
        private double lastX;

        Filler(TimeViewport viewport, double axis, int columns) {
            this.viewport = viewport;
            this.axis = axis;
            this.columns = columns;
        }

        private int columnOf(long nanos) {
            return Math.clamp((long) Math.floor(viewport.xOf(nanos, axis)), 0, columns - 1);
        }

        @Override
        public boolean isSamePlace(long nanos, long later) {
            return nanos > viewport.start() && columnOf(nanos) == columnOf(later);
        }

        @Override
        public void step(long nanos, double next) {
            if (nanos > viewport.start()) {
                reach(columnOf(nanos));
            }
            if (nanos > viewport.start()) {
                cover(viewport.xOf(nanos, axis));
                jumps++;
            }
            value = next;
            if (nanos > viewport.start()) {
                touch();
            }
        }

        private void cover(double x) {
            double width = Math.max(0, x - Math.max(lastX, column));
            if (!Double.isNaN(value)) {
                sum += value * width;
                covered += width;
            }
            lastX = x;
        }

        void reach(int target) {
            while (column < target) {
                touch();
                cover(column + 1.0);
                leave();
                column++;
            }
            touch();
        }

        void leave() {
            if (jumps >= DENSE && covered > 0) {
                mean[column] = sum / covered;
            }
            jumps = 0;
            covered = 0;
            sum = 0;
        }

        private void touch() {
            if (!Double.isNaN(value)) {
                low[column] = Math.min(low[column], value);
                high[column] = Math.max(high[column], value);
            }
        }
    }
}
