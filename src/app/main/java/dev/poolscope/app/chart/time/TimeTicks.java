package dev.poolscope.app.chart.time;

import java.util.Locale;

/**
 * Where the ticks of the time axis stand: at multiples of a round step, so that they keep their moment while the picture
 * moves.
 *
 * @param first the first visible tick, in nanoseconds
 * @param step the distance between two, in nanoseconds
 */
public record TimeTicks(long first, long step) {
    private static final long[] ROUND = {1, 2, 5, 10, 20, 50, 100, 200, 500};
    private static final long SECOND = 1_000_000_000L;
    private static final long[] LONG_STEPS = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400,
            43_200};

    /**
     * Ticks at least so far apart.
     *
     * @param width of the axis, in pixels
     * @param distance the least distance between two ticks, in pixels
     */
    public static TimeTicks of(TimeViewport viewport, double width, double distance) {
        double least = viewport.span() * (distance / Math.max(1, width));
        long step = stepAtLeast(least);
        return new TimeTicks(Math.ceilDiv(viewport.start(), step) * step, step);
    }

    private static long stepAtLeast(double nanos) {
        for (long unit = 1; unit < SECOND; unit *= 1000) {
            for (long round : ROUND) {
                if (unit * round >= nanos) {
                    return unit * round;
                }
            }
        }
        for (long seconds : LONG_STEPS) {
            if (seconds * SECOND >= nanos) {
                return seconds * SECOND;
            }
        }
        return 86_400 * SECOND;
    }

    /** How a tick of this step is written: no more digits than the step needs. */
    public String label(long nanos) {
        if (step >= 60 * SECOND) {
            long seconds = nanos / SECOND;
            return String.format(Locale.ROOT, "%d:%02d min", seconds / 60, Math.abs(seconds % 60));
        }
        if (step >= SECOND) {
            return nanos / SECOND + " s";
        }
        int digits = 0;
        for (long s = step; s < SECOND && digits < 9; s *= 10) {
            digits++;
        }
        return String.format(Locale.ROOT, "%." + digits + "f s", nanos / 1e9);
    }
}
