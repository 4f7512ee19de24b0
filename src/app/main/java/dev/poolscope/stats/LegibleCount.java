package dev.poolscope.stats;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** How counts are written for reading, on the screen, in files and on a terminal alike: one thing is one thing. */
public final class LegibleCount {
    private static final int FIGURES = 4;
    private static final int GROUP = 3;
    private static final int MOST_DECIMALS = 12;

    private LegibleCount() {}

    /**
     * Writes a number.
     *
     * @param count how many
     * @return such as {@code 20} or {@code 600,000}
     */
    public static String of(long count) {
        String digits = Long.toString(count);
        int first = count < 0 ? 1 : 0;
        if (digits.length() - first <= GROUP) {
            return digits;
        }
        // Written by hand: a format costs ten times as much, and every frame has some counts.
        StringBuilder grouped = new StringBuilder(digits);
        for (int at = digits.length() - GROUP; at > first; at -= GROUP) {
            grouped.insert(at, ',');
        }
        return grouped.toString();
    }

    /**
     * Writes a count of things.
     *
     * @param count how many
     * @param thing what one of them is called; an s makes it many
     * @return such as {@code 1 task} or {@code 20,000 tasks}
     */
    public static String of(long count, String thing) {
        return of(count) + " " + thing + (count == 1 ? "" : "s");
    }

    /**
     * Writes how many of something there are on average, with at least two significant digits.
     *
     * @param mean how many
     * @return such as {@code 0.013}, {@code 3.1} or {@code 1,204}
     */
    public static String mean(double mean) {
        return mean > 0 && mean < 0.095
                ? new BigDecimal(mean).round(new MathContext(2)).toPlainString()
                : String.format(Locale.ROOT, mean < 99.95 ? "%.1f" : "%,.0f", mean);
    }

    /**
     * Writes a value with four significant digits, or with all that stand before the point, and never with an exponent.
     *
     * @param value finite
     * @return such as {@code 0.01235}, {@code 3.881} or {@code 60,000}
     */
    public static String figures(double value) {
        int before = value == 0 ? 1 : (int) Math.floor(Math.log10(Math.abs(value))) + 1;
        // Of what rounding makes one digit longer, one digit more is written, as in 9.9996 and 10.000: no harm.
        return String.format(Locale.ROOT, "%,." + Math.clamp(FIGURES - before, 0, MOST_DECIMALS) + "f", value);
    }
}
