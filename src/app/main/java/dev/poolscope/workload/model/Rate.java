package dev.poolscope.workload.model;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many per unit of time, as scenario files write it: {@code 20/s}, {@code 1500/min}.
 *
 * @param amount how many; not negative
 * @param perMinute true for so many a minute, false for so many a second
 */
public record Rate(BigDecimal amount, boolean perMinute) {
    /** The highest rate that a file may name, per second. */
    public static final int HIGHEST_PER_SECOND = 100_000;

    public static final String ALLOWED = "a number above 0, then /s or /min, such as 20/s or 1500/min";

    private static final int LONGEST_TEXT = 40;
    private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)/(s|min)");

    /** Normalizes the amount, so that equal rates of one unit are equal. */
    public Rate {
        amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }

    /**
     * Reads a rate.
     *
     * @param text such as {@code 20/s}
     * @return the rate, from 0 to {@link #HIGHEST_PER_SECOND} a second
     * @throws IllegalArgumentException if the text is none; the message says what was found and what is allowed
     */
    public static Rate parse(String text) {
        Matcher form = FORM.matcher(text.length() <= LONGEST_TEXT ? text : "");
        if (!form.matches()) {
            throw new IllegalArgumentException(Quoted.of(text) + " is not a rate; allowed is " + ALLOWED);
        }
        Rate rate = new Rate(new BigDecimal(form.group(1)), form.group(2).equals("min"));
        if (rate.amount.compareTo(BigDecimal.valueOf(HIGHEST_PER_SECOND * (rate.perMinute ? 60L : 1L))) > 0) {
            throw new IllegalArgumentException(Quoted.of(text) + " is too high; at most 100000/s is allowed");
        }
        return rate;
    }

    /**
     * Makes a rate.
     *
     * @param amount how many a second
     * @return the rate
     */
    public static Rate perSecond(double amount) {
        return new Rate(BigDecimal.valueOf(amount), false);
    }

    /**
     * Converts to one unit.
     *
     * @return how many a second
     */
    public double perSecond() {
        return perMinute ? amount.doubleValue() / 60 : amount.doubleValue();
    }

    /** {@return whether nothing ever comes: true for a rate of 0} */
    public boolean isZero() {
        return amount.signum() == 0;
    }

    Rate times(double factor) {
        return new Rate(amount.multiply(BigDecimal.valueOf(factor)), perMinute);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return amount.toPlainString() + (perMinute ? "/min" : "/s");
    }
}
