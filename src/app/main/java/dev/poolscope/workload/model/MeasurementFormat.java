package dev.poolscope.workload.model;

import java.util.Locale;

import dev.poolscope.stats.LegibleTime;

/** Measured values: a unit, and as many digits as it takes to see on which side of the bound they are. */
final class MeasurementFormat {
    private MeasurementFormat() {}

    private static final int MOST_DECIMALS = 12;

    static String nanos(double nanos, double bound) {
        return LegibleTime.durationBeside(Math.round(nanos), Math.round(bound));
    }

    static String rate(double perSecond, double bound) {
        return beside("%,.", 2, "f/s", perSecond, bound);
    }

    /** For a file that programs read. */
    static String writtenRate(double perSecond, double bound) {
        return beside("%.", 2, "f/s", perSecond, bound);
    }

    static String percentage(double percent, double bound) {
        return beside("%.", 1, "f %%", percent, bound);
    }

    private static String beside(String before, int decimals, String after, double value, double bound) {
        String format = before + decimals + after;
        String written = String.format(Locale.ROOT, format, value);
        return value != bound && decimals < MOST_DECIMALS && written.equals(String.format(Locale.ROOT, format, bound))
                ? beside(before, decimals + 1, after, value, bound)
                : written;
    }
}
