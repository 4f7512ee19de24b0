package dev.poolscope.workload;

import java.util.Locale;

/** Measured values for people: a few digits and a unit. */
final class Legible {
    private Legible() {}

    static String nanos(double nanos) {
        if (nanos >= 1e9) {
            return String.format(Locale.ROOT, "%.2fs", nanos / 1e9);
        }
        if (nanos >= 1e6) {
            return String.format(Locale.ROOT, "%.1fms", nanos / 1e6);
        }
        return String.format(Locale.ROOT, "%.1fus", nanos / 1e3);
    }

    static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%.2f/s", perSecond);
    }
}
