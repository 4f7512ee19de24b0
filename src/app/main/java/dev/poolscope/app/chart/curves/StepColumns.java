package dev.poolscope.app.chart.curves;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

import javafx.scene.paint.Color;

import dev.poolscope.app.chart.time.ChartColor;
import dev.poolscope.app.chart.time.ChartPen;
import dev.poolscope.app.chart.time.Raster;
import dev.poolscope.app.chart.time.RectBatch;
import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.chart.time.WholeColumns;
import org.jspecify.annotations.Nullable;

/**
 * The lowest and highest value within each column of pixels, its mean over the column's time, and how they are drawn: the area is as high as
 * the mean, so that what is brief looks brief however many changes a pixel has, and lines, where there are any, reach as far as the value went. Columns of a time in which nothing changes
 * any more are kept while the picture stands still or moves by whole pixels. Of one source: each has one of its own.
 */
final class StepColumns {
    private static final double LINE = 2;
    // From so many jumps on within a column, a line from its lowest to its highest value would hide everything.
    private static final int DENSE = 3;
    private static final double BAND_OPACITY = 0.1;
    private static final double EDGE_OPACITY = 0.5;
    private static final int SLANT = 7;
    private static final double SLANT_OPACITY = 0.38;

    private final RectBatch area = new RectBatch();
    private static final double PERIOD = 9;
    private static final double DASH = 5;
    private final RectBatch line = new RectBatch();
    private boolean dashed;
    private final RectBatch band = new RectBatch();
    /** The highest values of columns with many jumps. */
    private final RectBatch edge = new RectBatch();
    private double[] low = new double[0];
    private double[] high = new double[0];
    /** Over the time of the column; not a number where there is no value. */
    private double[] mean = new double[0];
    /** Whether a column has many jumps. */
    private boolean[] dense = new boolean[0];
    // So many columns from the first on do not change any more, as long as all of this stays the same.
    private int settled;
    private @Nullable Object past;
    private long start;
    private long span;
    private double width;
    // Which columns are visible and have a value; none at first.
    private int first;
    private int last = -1;

    /** An area with a line along its top, of what was {@linkplain #look looked at} last. */
    void paint(ChartPen pen, Raster ground, Curve curve, double base, DoubleUnaryOperator heightOf) {
        dashed = curve.dashed();
        collectSpans(pen, base, heightOf);
        Color color = pen.color(curve.color());
        area.fill(ground, color, curve.areaOpacity());
        band.fill(ground, color, BAND_OPACITY);
        edge.fill(ground, color, EDGE_OPACITY);
        line.fill(ground, color, 1);
    }

    /** Only an area, in a colour of its own. */
    void fill(ChartPen pen, Raster ground, double base, double pixelsPerUnit, ChartColor color) {
        collectSpans(pen, base, value -> value * pixelsPerUnit);
        area.fill(ground, pen.color(color), 1);
    }

    /** Slants over the area that was filled last, as blocked tasks have them in the lanes. */
    void slant(ChartPen pen, Raster ground) {
        area.hatch(ground, pen.color(ChartColor.LANE), SLANT_OPACITY, SLANT, 1);
    }

    /** Looks at what is visible. */
    void look(ChartPen pen, StepSource source) {
        TimeViewport viewport = pen.viewport();
        double axis = pen.axisWidth();
        int columns = (int) Math.ceil(axis);
        long until = Math.min(viewport.end(), viewport.horizon());
        first = Math.max(0, (int) Math.floor(viewport.xOf(0, axis)));
        last = Math.min(columns - 1, (int) Math.floor(viewport.xOf(until, axis)));
        if (last < first || until <= viewport.start()) {
            last = first - 1;
            return;
        }
        collect(source, viewport, axis, columns, last, until);
    }

    /** The highest value that is visible; 0 if none is. */
    double highest() {
        double highest = 0;
        for (int column = first; column <= last; column++) {
            highest = Math.max(highest, high[column]);
        }
        return highest;
    }

    /** The lowest value that is visible; infinity if none is. */
    double lowest() {
        double lowest = Double.POSITIVE_INFINITY;
        for (int column = first; column <= last; column++) {
            lowest = Math.min(lowest, low[column]);
        }
        return lowest;
    }

    private void collectSpans(ChartPen pen, double base, DoubleUnaryOperator heightOf) {
        area.clear();
        line.clear();
        band.clear();
        edge.clear();
        if (last < first) {
            return;
        }
        int begin = first;
        for (int column = first + 1; column <= last + 1; column++) {
            if (column > last || low[column] != low[begin] || high[column] != high[begin]
                    || Double.compare(mean[column], mean[begin]) != 0 || dense[column] != dense[begin]) {
                if (low[begin] <= high[begin]) {
                    span(pen.axisLeft() + begin, column - begin, base, heightOf.applyAsDouble(low[begin]),
                            heightOf.applyAsDouble(high[begin]), heightOf.applyAsDouble(mean[begin]), dense[begin]);
                }
                begin = column;
            }
        }
    }

    /** What is drawn: lowest, highest and mean of each column, for tests. */
    List<String> values(StepSource source, TimeViewport viewport, int columns) {
        long until = Math.min(viewport.end(), viewport.horizon());
        int last = Math.min(columns - 1, (int) Math.floor(viewport.xOf(until, columns)));
        collect(source, viewport, columns, columns, last, until);
        return IntStream.rangeClosed(0, last).mapToObj(column -> low[column] + " " + high[column] + " " + mean[column])
                .toList();
    }

    private void collect(StepSource source, TimeViewport viewport, double axis, int columns, int last, long until) {
        if (low.length < columns) {
            low = new double[columns];
            high = new double[columns];
            mean = new double[columns];
            dense = new boolean[columns];
            past = null;
        }
        int kept = keep(source.past(viewport.start()), viewport, axis);
        while (kept > 0 && beginOf(kept, viewport.start(), viewport.span() / axis) >= until) {
            // It has no time yet, and the value of the column before: there is no step to learn that from.
            kept--;
        }
        Arrays.fill(low, kept, columns, Double.POSITIVE_INFINITY);
        Arrays.fill(high, kept, columns, Double.NEGATIVE_INFINITY);
        Arrays.fill(mean, kept, columns, Double.NaN);
        Arrays.fill(dense, kept, columns, false);
        Filler filler = new Filler(viewport, axis, columns, kept);
        source.steps(filler.start, until, filler);
        filler.reach(last);
        filler.cover(until);
        filler.leave();
        long settledAt = Math.min(until, source.settledUntil());
        settled = settledAt <= start ? 0 : Math.min(last, filler.columnOf(settledAt));
    }

    private static long beginOf(int column, long axisStart, double nanosPerColumn) {
        return axisStart + (long) Math.ceil(column * nanosPerColumn);
    }

    /** Brings to their places the columns that are still right, and tells how many they are. */
    private int keep(@Nullable Object newPast, TimeViewport viewport, double axis) {
        int gone = WholeColumns.moved(viewport.start() - start, viewport.span() / axis);
        boolean same = newPast != null && newPast.equals(past) && span == viewport.span() && width == axis
                && gone >= 0 && gone < settled;
        past = newPast;
        start = viewport.start();
        span = viewport.span();
        width = axis;
        if (!same) {
            return 0;
        }
        if (gone > 0) {
            System.arraycopy(low, gone, low, 0, settled - gone);
            System.arraycopy(high, gone, high, 0, settled - gone);
            System.arraycopy(mean, gone, mean, 0, settled - gone);
            System.arraycopy(dense, gone, dense, 0, settled - gone);
        }
        return settled - gone;
    }

    /** A part of the line; of a dashed one only where its dashes are, which stand still while the curve changes. */
    private void stroke(double x, double top, double width, double height) {
        if (!dashed) {
            line.add(x, top, width, height);
        } else if (height > LINE) {
            dashDown(x, top, width, height);
        } else {
            dashAlong(x, top, width);
        }
    }

    /** A jump has dashes too, wherever it is: between two dashes of what is level it would be lost. */
    private void dashDown(double x, double top, double width, double height) {
        for (double dash = Math.floor(top / PERIOD) * PERIOD; dash < top + height; dash += PERIOD) {
            double from = Math.max(top, dash);
            double to = Math.min(top + height, dash + DASH);
            if (to > from) {
                line.add(x, from, width, to - from);
            }
        }
    }

    private void dashAlong(double x, double top, double width) {
        for (double dash = Math.floor(x / PERIOD) * PERIOD; dash < x + width; dash += PERIOD) {
            double from = Math.max(x, dash);
            double to = Math.min(x + width, dash + DASH);
            if (to > from) {
                line.add(from, top, to - from, LINE);
            }
        }
    }

    private void span(double x, double width, double base, double lowest, double highest, double usual,
            boolean many) {
        double top = Math.rint(base - highest);
        double bottom = Math.rint(base - lowest);
        double middle = Math.rint(base - (Double.isNaN(usual) ? highest : usual));
        // However brief something was, it is not drawn as if it had not been.
        double height = highest > 0 ? Math.max(1, base - middle) : base - middle;
        area.add(x, base - height, width, height);
        if (many) {
            band.add(x, top, width, Math.max(LINE, bottom - top));
            edge.add(x, top, width, 1);
            stroke(x, middle - LINE / 2, width, LINE);
            return;
        }
        stroke(x, top - LINE / 2, width, Math.max(LINE, bottom - top + LINE));
    }

    /** Looks at time and not at pixels as far as it can: there may be a hundred thousand steps. */
    private final class Filler implements StepSource.StepVisitor {
        private final long axisStart;
        /** Where the first column begins that is looked at. */
        private final long start;
        private final double nanosPerColumn;
        private final int columns;
        private int column;
        private long columnStart;
        /** Where the column after this one begins. */
        private long columnEnd;
        private long last;
        private double value = Double.NaN;
        private double lowest = Double.POSITIVE_INFINITY;
        private double highest = Double.NEGATIVE_INFINITY;
        private int jumps;
        private long covered;
        private double sum;

        Filler(TimeViewport viewport, double axis, int columns, int first) {
            this.axisStart = viewport.start();
            this.nanosPerColumn = viewport.span() / axis;
            this.columns = columns;
            column = first;
            start = beginOf(first);
            columnStart = start;
            last = start;
            columnEnd = beginOf(first + 1);
        }

        private int columnOf(long nanos) {
            return Math.clamp((long) ((nanos - axisStart) / nanosPerColumn), 0, columns - 1);
        }

        private long beginOf(int which) {
            return which >= columns ? Long.MAX_VALUE : StepColumns.beginOf(which, axisStart, nanosPerColumn);
        }

        @Override
        public boolean isSamePlace(long nanos, long later) {
            return nanos > columnStart && (nanos < columnEnd ? later < columnEnd : columnOf(nanos) == columnOf(later));
        }

        @Override
        public void step(long nanos, double next) {
            if (nanos >= columnEnd) {
                reach(Math.max(column + 1, columnOf(nanos)));
            }
            // Where a column begins, the value before is not one of its own.
            if (nanos > columnStart) {
                touch();
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
            while (column < target) {
                cover(columnEnd);
                leave();
                column++;
                columnStart = columnEnd;
                columnEnd = beginOf(column + 1);
            }
        }

        /** Writes down what was found of a column. */
        void leave() {
            touch();
            low[column] = lowest;
            high[column] = highest;
            if (jumps == 0) {
                mean[column] = value;
            } else if (covered > 0) {
                mean[column] = sum / covered;
            }
            dense[column] = jumps >= DENSE && covered > 0;
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
