package dev.poolscope.app.chart.curves;

import java.util.Arrays;

/**
 * A logarithmic scale of durations. Its ends are round (1, 2 or 5 times a power of ten), and powers of ten have lines.
 *
 * @param bottom its lower end, in nanoseconds
 * @param top its upper end, in nanoseconds
 * @param every which powers of ten have a line: each, each second...
 */
record DecadeScale(double bottom, double top, int every) implements Scale {
    // A clock is not worth less.
    private static final double LEAST = 1e3;
    private static final double LEAST_RATIO = 100;

    /** A scale that reaches from the lowest to the highest value, and has at most so many lines. */
    static DecadeScale of(double lowest, double highest, int mostLines) {
        double top = Math.max(LEAST * LEAST_RATIO, roundUp(highest));
        double bottom = roundDown(Math.max(LEAST, Double.isFinite(lowest) ? lowest : LEAST));
        if (top / bottom < LEAST_RATIO) {
            bottom = Math.max(LEAST, roundDown(top / LEAST_RATIO));
        }
        int lines = (int) Math.floor(Math.log10(top) + 1e-9) - (int) Math.ceil(Math.log10(bottom) - 1e-9) + 1;
        return new DecadeScale(bottom, top, Math.max(1, Math.ceilDiv(lines, Math.max(1, mostLines))));
    }

    private static double roundUp(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, value))));
        for (double factor : new double[]{1, 2, 5}) {
            if (power * factor >= value * (1 - 1e-9)) {
                return power * factor;
            }
        }
        return power * 10;
    }

    private static double roundDown(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value) + 1e-9));
        for (double factor : new double[]{5, 2}) {
            if (power * factor <= value * (1 + 1e-9)) {
                return power * factor;
            }
        }
        return power;
    }

    @Override
    public double share(double value) {
        return Math.clamp(Math.log(Math.max(1, value) / bottom) / Math.log(top / bottom), 0, 1);
    }

    @Override
    public double[] ticks() {
        int first = (int) Math.ceil(Math.log10(bottom) - 1e-9);
        int last = (int) Math.floor(Math.log10(top) + 1e-9);
        double[] ticks = new double[Math.max(0, last - first + 1)];
        int count = 0;
        // Counted from the top, so that the lines stay when the scale grows at the bottom.
        for (int power = first; power <= last; power++) {
            if ((last - power) % every == 0) {
                ticks[count++] = Math.pow(10, power);
            }
        }
        return Arrays.copyOf(ticks, count);
    }
}
