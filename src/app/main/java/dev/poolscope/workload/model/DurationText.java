package dev.poolscope.workload.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as scenario files write them: {@code 250us}, {@code 40ms}, {@code 1.5s}, {@code 2min}, {@code 1h}. */
public final class DurationText {
    /** The longest duration that a file may name. */
    public static final Duration LONGEST = Duration.ofHours(24);

    public static final String ALLOWED = "digits and one of us, ms, s, min, h, such as 250ms, 1.5s or 2min";

    /** Longer texts are no durations; the bound keeps a hostile file from making us do arithmetic on a million digits. */
    private static final int LONGEST_TEXT = 40;
    private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(us|ms|s|min|h)");
    private static final Pattern BARE = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");

    /** People write 19.5s rather than 19500ms, but nothing finer: 1234.5ms has the shorter fraction. */
    private static final int DECIMALS = 3;

    /** From the longest to the shortest: the writer takes the first that suits. */
    private enum Unit {
        H("h", 3_600_000_000_000L), MIN("min", 60_000_000_000L), S("s", 1_000_000_000L), MS("ms", 1_000_000L),
        US("us", 1_000L);

        final String symbol;
        final long nanos;

        Unit(String symbol, long nanos) {
            this.symbol = symbol;
            this.nanos = nanos;
        }

        static Unit of(String symbol) {
            for (Unit unit : values()) {
                if (unit.symbol.equals(symbol)) {
                    return unit;
                }
            }
            throw new IllegalArgumentException(symbol);
        }
    }

    private DurationText() {}

    /**
     * Reads a duration.
     *
     * @param text such as {@code 40ms}
     * @return the duration, from zero to {@link #LONGEST}, exact to the nanosecond
     * @throws IllegalArgumentException if the text is none; the message says what was found and what is allowed
     */
    public static Duration parse(String text) {
        if (text.length() <= LONGEST_TEXT) {
            Matcher form = FORM.matcher(text);
            if (form.matches()) {
                return exact(text, new BigDecimal(form.group(1)), Unit.of(form.group(2)));
            }
            if (BARE.matcher(text).matches()) {
                throw new IllegalArgumentException(Quoted.of(text) + " has no unit; write " + text + "ms or " + text
                        + "s, or use us, min or h");
            }
        }
        throw new IllegalArgumentException(Quoted.of(text) + " is not a duration; allowed are " + ALLOWED);
    }

    /**
     * Reads a duration where a word such as {@code never} is allowed too: the message of a refusal names both.
     *
     * @param text not that word
     * @param word the word
     * @return as {@link #parse}
     * @throws IllegalArgumentException as from {@link #parse}
     */
    public static Duration parseWhere(String text, String word) {
        try {
            return parse(text);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(refused.getMessage() + "; or write " + word, refused);
        }
    }

    private static Duration exact(String text, BigDecimal amount, Unit unit) {
        BigDecimal nanos = amount.multiply(BigDecimal.valueOf(unit.nanos));
        if (nanos.compareTo(BigDecimal.valueOf(LONGEST.toNanos())) > 0) {
            throw new IllegalArgumentException(Quoted.of(text) + " is too long; at most 24h is allowed");
        }
        if (nanos.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException(
                    Quoted.of(text) + " is finer than a nanosecond; at most three decimals of us are allowed");
        }
        return Duration.ofNanos(nanos.longValueExact());
    }

    /**
     * Writes a duration so that {@link #parse} gives the same one back.
     *
     * @param duration not negative
     * @return as people write it, such as {@code 40ms}, {@code 19.5s} or {@code 2min}: whole hours or minutes, or else the longest
     *         shorter unit of which it is at least one, with as many decimals as it needs, at most three
     */
    public static String format(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos == 0) {
            return "0s";
        }
        for (Unit unit : Unit.values()) {
            BigDecimal amount = BigDecimal.valueOf(nanos).divide(BigDecimal.valueOf(unit.nanos), 9, RoundingMode.DOWN)
                    .stripTrailingZeros();
            boolean suits = nanos % unit.nanos == 0
                    || (unit.nanos <= Unit.S.nanos && nanos > unit.nanos && amount.scale() <= DECIMALS);
            if (suits) {
                return amount.toPlainString() + unit.symbol;
            }
        }
        return BigDecimal.valueOf(nanos, 3).stripTrailingZeros().toPlainString() + Unit.US.symbol;
    }
}
