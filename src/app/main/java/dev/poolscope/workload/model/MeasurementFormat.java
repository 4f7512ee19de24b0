package dev.poolscope.workload.model;

import java.util.Locale;

import dev.poolscope.stats.LegibleTime;

/** Measured values: a few digits and a unit. */
final class MeasurementFormat {
    private MeasurementFormat() {}

    static String nanos(double nanos) {
        return LegibleTime.duration(Math.round(nanos));
    }

    static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%,.2f/s", perSecond);
    }

    /** For a file that programs read. */
    static String writtenRate(double perSecond) {
        return String.format(Locale.ROOT, "%.2f/s", perSecond);
    }
}
