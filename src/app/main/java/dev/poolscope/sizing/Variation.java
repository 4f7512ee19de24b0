package dev.poolscope.sizing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.poolscope.workload.model.Quoted;

/**
 * A value of a scenario that is varied.
 *
 * @param path its path, as in {@link dev.poolscope.workload.format.ScenarioEdit}
 * @param values what it is to be, as files write it; at least one, in the order in which it was asked for
 */
public record Variation(String path, List<String> values) {
    /** The most values of one path. */
    public static final int MOST = 1_000;

    private static final String ALLOWED = "allowed is PATH=FROM..TO, PATH=FROM..TO:STEP or PATH=A,B,C, such as"
            + " pool.maxWorkers=1..16 or streams.web.rate=100/s..400/s:50/s";
    private static final String VALUES = "allowed is FROM..TO, FROM..TO:STEP or A,B,C, such as 1..16 or 100/s..400/s:50/s";
    private static final Pattern RANGE = Pattern.compile("(.+?)\\.\\.(.+?)(?::(.+))?");
    private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?)(us|ms|s|min|h|/s|/min|%|)");

    /** Copies the list. */
    public Variation {
        values = List.copyOf(values);
    }

    /**
     * Reads a variation.
     *
     * @param text {@code PATH=FROM..TO[:STEP]} or {@code PATH=A,B,C}; without a step whole numbers go up by 1
     * @return the variation; whether the scenario has such a value is found out when it is varied
     * @throws IllegalArgumentException if the text is none; the message says what was found and what is allowed
     */
    public static Variation parse(String text) {
        int sign = text.indexOf('=');
        if (sign < 1 || sign == text.length() - 1) {
            throw new IllegalArgumentException(Quoted.of(text) + " varies nothing; " + ALLOWED);
        }
        String path = text.substring(0, sign).strip();
        String range = text.substring(sign + 1).strip();
        Matcher form = RANGE.matcher(range);
        return new Variation(path, form.matches() ? range(range, form) : list(range));
    }

    private static List<String> list(String text) {
        List<String> values = new ArrayList<>();
        for (String value : text.split(",", -1)) {
            if (value.isBlank()) {
                throw new IllegalArgumentException("a value is missing in " + Quoted.of(text) + "; " + VALUES);
            }
            if (!values.contains(value.strip())) {
                values.add(value.strip());
            }
        }
        if (values.size() > MOST) {
            throw new IllegalArgumentException(
                    values.size() + " values are too many; at most " + MOST + " are allowed");
        }
        return values;
    }

    private static List<String> range(String text, Matcher form) {
        Matcher from = amount(form.group(1), text);
        Matcher to = amount(form.group(2), text);
        String unit = to.group(2);
        boolean bare = form.group(3) == null;
        if (bare && !(unit.isEmpty() && !form.group(1).contains("."))) {
            throw new IllegalArgumentException("the range " + Quoted.of(text) + " needs a step, such as " + text + ':'
                    + fitting(new BigDecimal(from.group(1)), new BigDecimal(to.group(1))) + unit);
        }
        Matcher step = amount(bare ? "1" : form.group(3), text);
        // 100..400/s has one unit as well.
        for (Matcher each : List.of(from, step)) {
            if (!each.group(2).isEmpty() && !each.group(2).equals(unit)) {
                throw new IllegalArgumentException(
                        "the range " + Quoted.of(text) + " has several units; from, to and step have the same one");
            }
        }
        BigDecimal first = new BigDecimal(from.group(1));
        BigDecimal last = new BigDecimal(to.group(1));
        BigDecimal width = new BigDecimal(step.group(1));
        if (width.signum() == 0 || first.compareTo(last) > 0) {
            throw new IllegalArgumentException("the range " + Quoted.of(text)
                    + (width.signum() == 0 ? " has a step of zero" : " goes down") + "; it goes up, by a step above 0");
        }
        if (last.subtract(first).divideToIntegralValue(width).compareTo(BigDecimal.valueOf(MOST)) >= 0) {
            throw new IllegalArgumentException(
                    "the range " + Quoted.of(text) + " has more than " + MOST + " values; give it a larger step");
        }
        List<String> values = new ArrayList<>();
        for (BigDecimal value = first; value.compareTo(last) <= 0; value = value.add(width)) {
            values.add((value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString()) + unit);
        }
        return values;
    }

    /** A step that gives a handful of values or two, with one digit. */
    private static String fitting(BigDecimal first, BigDecimal last) {
        BigDecimal fifth = last.subtract(first).abs().divide(BigDecimal.valueOf(5),
                new MathContext(1, RoundingMode.DOWN));
        return (fifth.signum() == 0 ? BigDecimal.ONE : fifth.stripTrailingZeros()).toPlainString();
    }

    private static Matcher amount(String text, String range) {
        Matcher amount = AMOUNT.matcher(text.strip());
        if (!amount.matches()) {
            throw new IllegalArgumentException(Quoted.of(text) + " in the range " + Quoted.of(range)
                    + " is no number, duration, rate or percentage; " + VALUES);
        }
        return amount;
    }

    /** {@return a value with what it is: {@code 5 workers}, or {@code pool.idleTimeout=2s}}
     *
     * @param value one of the values
     */
    public String describe(String value) {
        return path.equals("pool.maxWorkers")
                ? value + (value.equals("1") ? " worker" : " workers")
                : path + "=" + value;
    }
}
