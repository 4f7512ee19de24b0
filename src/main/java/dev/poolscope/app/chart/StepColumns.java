package dev.poolscope.app.chart;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

import javafx.scene.paint.Color;

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
    void paint(ChartPen pen, Raster ground, Curve curve, double base, DoubleUnaryOperator heightOf) {
        collectSpans(pen, curve.source(), base, heightOf);
        Color color = pen.color(curve.color());
        area.fill(ground, color, curve.areaOpacity());
        band.fill(ground, color, BAND_OPACITY);
        line.fill(ground, color, 1);
    }

    /** Only an area, in a colour of its own. */
    void fill(ChartPen pen, Raster ground, StepSource source, double base, double pixelsPerUnit, ChartColor color) {
        collectSpans(pen, source, base, value -> value * pixelsPerUnit);
        area.fill(ground, pen.color(color), 1);
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

    /** Looks at time and not at pixels as far as it can: there may be a hundred thousand steps. */
    private final class Filler implements StepSource.StepVisitor {
        private final long start;
        private final double nanosPerColumn;
        private final int columns;
        private int column;
        /** Where the column after this one begins. */
        private long columnEnd;
        private long last;
        private double value = Double.NaN;
        private double lowest = Double.POSITIVE_INFINITY;
        private double highest = Double.NEGATIVE_INFINITY;
        private int jumps;
        private long covered;
        private double sum;

        Filler(TimeViewport viewport, double axis, int columns) {
            this.start = viewport.start();
            this.nanosPerColumn = viewport.span() / axis;
            this.columns = columns;
            last = start;
            columnEnd = beginOf(1);
        }

        private int columnOf(long nanos) {
            return Math.clamp((long) ((nanos - start) / nanosPerColumn), 0, columns - 1);
        }

        private long beginOf(int which) {
            return which >= columns ? Long.MAX_VALUE : start + (long) Math.ceil(which * nanosPerColumn);
        }

        @Override
        public boolean isSamePlace(long nanos, long later) {
            return nanos > start && (nanos < columnEnd ? later < columnEnd : columnOf(nanos) == columnOf(later));
        }

        @Override
        public void step(long nanos, double next) {
            if (nanos > start) {
                if (nanos >= columnEnd) {
                    reach(Math.max(column + 1, columnOf(nanos)));
                }
                cover(nanos);
                jumps++;
                value = next;
                touch();
            } else {
                value = next;
            }
        }

        private void cover(long until) {
            if (!Double.isNaN(value)) {
                sum += value * (until - last);
                covered += until - last;
            }
            last = until;
        }

        /** On to a column; the value in force is that of all columns on the way. */
        void reach(int target) {
            touch();
            while (column < target) {
                cover(columnEnd);
                leave();
                column++;
                columnEnd = beginOf(column + 1);
                touch();
            }
        }

        /** Writes down what was found of a column. */
        void leave() {
            low[column] = lowest;
            high[column] = highest;
            if (jumps >= DENSE && covered > 0) {
                mean[column] = sum / covered;
            }
            lowest = Double.POSITIVE_INFINITY;
            highest = Double.NEGATIVE_INFINITY;
            jumps = 0;
            covered = 0;
            sum = 0;
        }

        private void touch() {
            // Both are false where there is no value.
            if (value < lowest) {
                lowest = value;
            }
            if (value > highest) {
                highest = value;
            }
        }
    }
}
