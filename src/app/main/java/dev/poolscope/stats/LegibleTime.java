package dev.poolscope.stats;

import java.util.Locale;

/**
 * How measured moments and durations are written for reading, on the screen, on the page of a report and on a terminal
 * alike: a few significant digits, with the unit that suits.
 */
public final class LegibleTime {
    private LegibleTime() {}

    /**
     * Writes a moment of a run, to the millisecond.
     *
     * @param nanos from the start of the run
     * @return such as {@code 12.345 s}
     */
    public static String moment(long nanos) {
        return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
    }

    /**
     * Writes a moment of a run as a clock shows it.
     *
     * @param nanos from the start of the run
     * @return such as {@code 12.3 s} or {@code 11:05 min}
     */
    public static String clock(long nanos) {
        if (nanos < 600_000_000_000L) {
            return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
        }
        long seconds = nanos / 1_000_000_000L;
        return String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60);
    }

    /**
     * Writes a duration with three significant digits.
     *
     * @param nanos how long; a negative one counts as 0
     * @return such as {@code 420 ms}, {@code 1.25 s} or {@code 3 min 20 s}
     */
    public static String duration(long nanos) {
        double value = Math.max(0, nanos);
        if (value < 1e3) {
            return String.format(Locale.ROOT, "%.0f ns", value);
        }
        if (value < 999_500) {
            return significant(value / 1e3) + " µs";
        }
        if (value < 999_500_000) {
            return significant(value / 1e6) + " ms";
        }
        if (value < 59.95e9) {
            return significant(value / 1e9) + " s";
        }
        long seconds = Math.round(value / 1e9);
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /**
     * Writes a duration as {@link #duration} does, without zeros at its end: of one that is round, such as a setting or a line of
     * a scale.
     *
     * @param nanos how long; a negative one counts as 0
     * @return such as {@code 10 ms}, {@code 2.5 s} or {@code 1 min 40 s}
     */
    public static String round(long nanos) {
        String written = duration(nanos);
        int unit = written.indexOf(' ');
        String number = written.substring(0, unit);
        String rest = written.substring(unit).replaceFirst(" 0 (?:s|min)$", "");
        return (number.contains(".") ? number.replaceAll("\\.?0+$", "") : number) + rest;
    }

    private static String significant(double value) {
        String pattern = value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, pattern, value);
    }
}
