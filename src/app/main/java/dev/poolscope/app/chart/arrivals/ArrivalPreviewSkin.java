package dev.poolscope.app.chart.arrivals;

import java.util.List;
import java.util.Locale;

import dev.poolscope.app.chart.arrivals.ArrivalCurve.Spikes;
import dev.poolscope.app.chart.arrivals.ArrivalCurve.StreamCurve;
import dev.poolscope.app.chart.time.ChartColor;
import dev.poolscope.app.chart.time.ChartPen;
import dev.poolscope.app.chart.time.TimeChartSkin;
import dev.poolscope.app.chart.time.TimeTicks;
import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.stats.LegibleCount;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.TimedAction;

/**
 * Draws the preview: rates as stacked columns of pixels, what comes at once as bars with their number on them, closed loops as
 * hatched bands at the top, actions as small flags below the axis.
 */
final class ArrivalPreviewSkin extends TimeChartSkin<ArrivalPreview> {
    /** Room at both ends of the axis, in pixels. */
    static final double SIDE = 12;

    private static final double TOP = 20;
    private static final double BOTTOM = 26;
    private static final double BAND = 13;
    private static final double BAR = 2;
    // Bursts that are closer than this are a rate to the eye.
    private static final double LEAST_GAP = 4;
    private static final double HATCH = 5;
    private static final double TICK_DISTANCE = 64;
    private static final double HEIGHT = 128;
    private static final List<ChartColor> COLORS = List.of(ChartColor.STREAM_1, ChartColor.STREAM_2,
            ChartColor.STREAM_3, ChartColor.STREAM_4, ChartColor.STREAM_5, ChartColor.STREAM_6);

    ArrivalPreviewSkin(ArrivalPreview preview) {
        super(preview, false);
    }

    // Those beyond the fifth share one, as in the lanes and in the queue.
    private static ChartColor color(int stream) {
        return COLORS.get(Math.min(stream, COLORS.size() - 1));
    }

    @Override
    protected boolean hasGutter() {
        return false;
    }

    @Override
    public void paint(ChartPen pen) {
        pen.surface();
        ArrivalCurve curve = getSkinnable().curveProperty().get();
        if (curve != null) {
            new Drawing(pen, curve).draw();
        }
        pen.focusFrame();
    }

    /** One drawing of one curve. */
    private static final class Drawing {
        private final ChartPen pen;
        private final ArrivalCurve curve;
        private final int columns;
        private final double base;
        private final double top;

        Drawing(ChartPen pen, ArrivalCurve curve) {
            this.pen = pen;
            this.curve = curve;
            columns = (int) Math.max(1, pen.width() - 2 * SIDE);
            base = pen.height() - BOTTOM;
            long bands = curve.streams().stream().filter(stream -> stream.users() > 0).count();
            top = Math.min(base - 12, TOP + Math.min(bands, 3) * (BAND + 2));
        }

        void draw() {
            pen.rect(ChartColor.LANE, SIDE, TOP, columns, base - TOP);
            ticks();
            double[][] rates = rates();
            double highest = highest(rates);
            if (highest > 0) {
                smooth(rates, (base - top) / highest);
            }
            spikes();
            bands();
            scale(highest);
            flags();
            pen.rect(ChartColor.MUTED_TEXT, SIDE, base, columns, 1);
        }

        /** Expected tasks per second in each column of pixels, a row for each stream. */
        private double[][] rates() {
            double[][] rates = new double[curve.streams().size()][columns];
            double perColumn = curve.lengthNanos() / (double) columns / 1e9;
            for (int stream = 0; stream < rates.length; stream++) {
                StreamCurve shown = curve.streams().get(stream);
                boolean dense = shown.spikes().stream().anyMatch(this::isDense);
                for (int x = 0; x < columns; x++) {
                    rates[stream][x] = (dense
                            ? shown.expected(moment(x), moment(x + 1))
                            : shown.smooth(moment(x), moment(x + 1))) / perColumn;
                }
            }
            return rates;
        }

        private boolean isDense(Spikes spikes) {
            return spikes.every() > 0 && spikes.every() * (columns / (double) curve.lengthNanos()) < LEAST_GAP;
        }

        private static double highest(double[][] rates) {
            double highest = 0;
            for (int x = 0; rates.length > 0 && x < rates[0].length; x++) {
                double sum = 0;
                for (double[] stream : rates) {
                    sum += stream[x];
                }
                highest = Math.max(highest, sum);
            }
            return highest;
        }

        private void smooth(double[][] rates, double scale) {
            for (int x = 0; x < columns; x++) {
                double y = base;
                for (int stream = 0; stream < rates.length; stream++) {
                    double height = rates[stream][x] * scale;
                    pen.rect(color(stream), SIDE + x, y - height, 1, height);
                    y -= height;
                }
            }
        }

        private void spikes() {
            long most = curve.streams().stream().flatMap(stream -> stream.spikes().stream())
                    .filter(spikes -> !isDense(spikes)).mapToLong(Spikes::tasks).max().orElse(1);
            for (int stream = 0; stream < curve.streams().size(); stream++) {
                for (Spikes spikes : curve.streams().get(stream).spikes()) {
                    if (!isDense(spikes)) {
                        bars(stream, spikes, (base - top) * (0.25 + 0.6 * spikes.tasks() / most));
                    }
                }
            }
        }

        private void bars(int stream, Spikes spikes, double height) {
            pen.font(0.8, false);
            String label = LegibleCount.of(spikes.tasks());
            double width = pen.widthOf(label);
            double room = spikes.every() == 0 ? columns : spikes.every() * (columns / (double) curve.lengthNanos());
            long last = Math.min(spikes.until(), curve.lengthNanos() + 1);
            for (long at = spikes.first(); at < last; at += Math.max(1, spikes.every())) {
                double x = Math.rint(x(at));
                pen.rect(color(stream), x, base - height, BAR, height);
                pen.rect(color(stream), x - 1, base - height - 2, BAR + 2, BAR + 2);
                // All are the same: where they are close, the number of the first one is enough, and hides less.
                if (width + 6 < room && (3 * width < room || at == spikes.first())) {
                    double left = x + 5 + width < SIDE + columns ? x + 5 : x - 4 - width;
                    // It stands over whatever else comes then.
                    pen.fade(0.75);
                    pen.rect(ChartColor.LANE, left - 2, base - height - BAND / 2, width + 4, BAND);
                    pen.fade(1);
                    pen.text(ChartColor.TEXT, label, left, base - height);
                }
                if (spikes.every() == 0) {
                    break;
                }
            }
            pen.font(1, false);
        }

        private void bands() {
            pen.font(0.8, false);
            double y = TOP + 1;
            for (int stream = 0; stream < curve.streams().size(); stream++) {
                StreamCurve shown = curve.streams().get(stream);
                if (shown.users() > 0 && y + BAND < base) {
                    double left = x(shown.from());
                    double right = Math.min(SIDE + columns, x(shown.until()));
                    for (double x = left; x < right; x += HATCH) {
                        pen.rect(color(stream), x, y, Math.min(2, right - x), BAND);
                    }
                    pen.rect(color(stream), left, y + BAND - 1, Math.max(1, right - left), 1);
                    String label = shown.users() + " × " + shown.name();
                    String fitted = pen.fitted(label, right - left - 12);
                    if (!fitted.isEmpty()) {
                        pen.rect(ChartColor.LANE, left + 4, y, pen.widthOf(fitted) + 6, BAND - 1);
                        pen.text(ChartColor.TEXT, fitted, left + 7, y + BAND / 2 - 0.5);
                    }
                    y += BAND + 2;
                }
            }
            pen.font(1, false);
        }

        private void scale(double highest) {
            pen.font(0.8, false);
            if (highest > 0) {
                pen.text(ChartColor.MUTED_TEXT, rate(highest), SIDE, TOP / 2 + 1);
            }
            pen.font(1, false);
        }

        private void ticks() {
            TimeViewport whole = new TimeViewport(Math.max(1, curve.lengthNanos()));
            TimeTicks ticks = TimeTicks.of(whole, columns, TICK_DISTANCE);
            pen.font(0.8, false);
            for (long t = 0; t < curve.lengthNanos(); t += ticks.step()) {
                double x = Math.rint(x(t));
                pen.rect(ChartColor.GRID, x, TOP, 1, base - TOP + 4);
                String label = ticks.label(t);
                if (x + pen.widthOf(label) <= SIDE + columns) {
                    pen.text(ChartColor.MUTED_TEXT, label, x, pen.height() - 7);
                }
            }
            pen.font(1, false);
        }

        private void flags() {
            for (TimedAction timed : curve.actions()) {
                double x = Math.rint(x(timed.at().toNanos()));
                ChartColor color = switch (timed.action()) {
                    case Action.Note _ -> ChartColor.MARK_NOTE;
                    case Action.Shutdown _,Action.Join _,Action.BreakNextInitializer _ -> ChartColor.MARK_END;
                    default -> ChartColor.MARK_ACTION;
                };
                pen.fade(0.5);
                pen.rect(color, x, TOP, 1, base - TOP);
                pen.fade(1);
                pen.rect(color, x - 2, base + 1, 5, 5);
            }
        }

        private long moment(int column) {
            return Math.round(column * (curve.lengthNanos() / (double) columns));
        }

        private double x(long nanos) {
            return SIDE + columns * Math.min(1, nanos / (double) curve.lengthNanos());
        }

        private static String rate(double perSecond) {
            return String.format(Locale.ROOT, perSecond < 10 ? "%.1f/s" : "%,.0f/s", perSecond).replace(".0/s", "/s");
        }
    }

    @Override
    protected double computePrefHeight(double width, double top, double right, double bottom, double left) {
        return HEIGHT;
    }
}
