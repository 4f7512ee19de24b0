package dev.poolscope.stats;

import java.math.BigDecimal;
import java.math.RoundingMode;
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
     * Writes a moment as {@link #moment} does, but with so many digits that it can be told from another one.
     *
     * @param nanos from the start of the run
     * @param other the moment beside which it stands
     * @return such as {@code 3.000 s}, or {@code 3.0001 s} beside 3 s
     */
    public static String momentBeside(long nanos, long other) {
        int decimals = 3;
        while (nanos != other && seconds(nanos, decimals).equals(seconds(other, decimals))) {
            decimals++;
        }
        return seconds(nanos, decimals);
    }

    private static String seconds(long nanos, int decimals) {
        return BigDecimal.valueOf(nanos, 9).setScale(decimals, RoundingMode.HALF_UP) + " s";
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

    /**
     * Writes a duration as {@link #duration} does, but with so many digits that it can be told from another one.
     *
     * @param nanos how long; a negative one counts as 0
     * @param other the duration beside which it stands
     * @return such as {@code 250 ms}, or {@code 250.1 ms} beside 250 ms
     */
    public static String durationBeside(long nanos, long other) {
        String written = duration(nanos);
        boolean apart = Math.max(0, nanos) != Math.max(0, other);
        for (int more = 0; apart && written.equals(withDigits(other, nanos, more)); more++) {
            written = withDigits(nanos, nanos, more + 1);
        }
        return written;
    }

    /** With so many digits more than usual, in the unit that suits another one. */
    private static String withDigits(long nanos, long like, int more) {
        if (more == 0) {
            return duration(nanos);
        }
        double value = Math.max(0, nanos);
        if (like < 999_500) {
            return significant(value / 1e3, like / 1e3, more) + " µs";
        }
        if (like < 999_500_000) {
            return significant(value / 1e6, like / 1e6, more) + " ms";
        }
        return significant(value / 1e9, like / 1e9, more) + " s";
    }

    private static String significant(double value) {
        return significant(value, value, 0);
    }

    private static String significant(double value, double like, int more) {
        int decimals = like < 9.995 ? 2 : like < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + (decimals + more) + "f", value);
    }
}
