package dev.poolscope.stats;

/**
 * How often something happens, over time: the number of times in a window that slides in steps, as a rate per second. Memory
 * is fixed: steps become longer as time goes on; a window is never shorter than a step. Order does not matter.
 *
 * <p>Times are in nanoseconds from 0. Not safe for use by several threads.
 */
public final class RateSeries {

    private static final double NANOS_PER_SECOND = 1e9;

    private final TimeBuckets times;
    private final long window;

    /**
     * Makes an empty one.
     *
     * @param window how long the window is; a multiple of the step by a power of two
     * @param step by how much it slides at first
     * @param mostSteps how many steps are kept at most; even
     */
    public RateSeries(long window, long step, int mostSteps) {
        if (step < 1 || window % step != 0 || Long.bitCount(window / step) != 1) {
            throw new IllegalArgumentException("a window of " + window + " is no power of two of steps of " + step);
        }
        this.times = new TimeBuckets(mostSteps, step, 1);
        this.window = window;
    }

    /**
     * Notes that it happened.
     *
     * @param time when
     */
    public void add(long time) {
        times.add(time, 0, 1);
    }

    /** {@return the length of a step by now} */
    public long step() {
        return times.width();
    }

    /** {@return the length of the window by now; that of a step, if that is longer than the window was meant to be} */
    public long window() {
        return Math.max(window, times.width());
    }

    /**
     * Returns the rate in the window that ends with a step.
     *
     * @param step which, from 0; it goes from {@code step * step()} to the beginning of the next
     * @return per second
     */
    public double perSecond(int step) {
        int steps = (int) (window() / times.width());
        return times.sum(step + 1 - steps, step + 1, 0) * NANOS_PER_SECOND / window();
    }

    /**
     * Finds the last step that is over by a time.
     *
     * @param time when
     * @return the step; -1 if not even the first is
     */
    public int lastStepBy(long time) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, time) / times.width()) - 1;
    }
}
