package dev.poolscope.app.chart.curves;

/**
 * A scale from 0 with round steps.
 *
 * @param top its upper end, a multiple of the step
 * @param step the distance of two lines
 */
record ValueScale(long top, long step) implements Scale {

    /** The finest scale with at most so many steps that reaches a value. */
    static ValueScale upTo(long highest, int mostSteps) {
        long reach = Math.max(1, highest);
        int steps = Math.max(1, mostSteps);
        for (long power = 1;; power *= 10) {
            for (long factor : new long[]{1, 2, 5}) {
                long step = power * factor;
                long needed = Math.ceilDiv(reach, step);
                if (needed <= steps) {
                    return new ValueScale(needed * step, step);
                }
            }
        }
    }

    @Override
    public double share(double value) {
        return value / top;
    }

    @Override
    public double[] ticks() {
        double[] ticks = new double[(int) (top / step) + 1];
        for (int i = 0; i < ticks.length; i++) {
            ticks[i] = i * (double) step;
        }
        return ticks;
    }
}
