package dev.poolscope.workload.model;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a whole, as scenario files write it: {@code 2%}.
 *
 * @param percent from 0 to 100
 */
public record Percentage(BigDecimal percent) {
    /** Nothing of the whole. */
    public static final Percentage ZERO = new Percentage(BigDecimal.ZERO);

    private static final int LONGEST_TEXT = 40;
    private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)%");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Normalizes the number, so that equal percentages are equal. */
    public Percentage {
        percent = percent.signum() == 0 ? BigDecimal.ZERO : percent.stripTrailingZeros();
    }

    /**
     * Reads a percentage.
     *
     * @param text such as {@code 2%}
     * @return the percentage, from 0 to 100
     * @throws IllegalArgumentException if the text is none; the message says what was found and what is allowed
     */
    public static Percentage parse(String text) {
        Matcher form = FORM.matcher(text.length() <= LONGEST_TEXT ? text : "");
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    Quoted.of(text) + " is not a percentage; allowed is 0% to 100%, such as 2.5%");
        }
        BigDecimal percent = new BigDecimal(form.group(1));
        if (percent.compareTo(HUNDRED) > 0) {
            throw new IllegalArgumentException(Quoted.of(text) + " is too much; at most 100% is allowed");
        }
        return new Percentage(percent);
    }

    /**
     * Converts to a fraction.
     *
     * @return from 0 to 1
     */
    public double fraction() {
        return percent.doubleValue() / 100;
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return percent.toPlainString() + "%";
    }
}
