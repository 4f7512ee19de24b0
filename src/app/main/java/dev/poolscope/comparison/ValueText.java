package dev.poolscope.comparison;

import java.util.Locale;
import java.util.OptionalDouble;

import dev.poolscope.stats.LegibleCount;
import dev.poolscope.stats.LegibleTime;

/** Writes what was measured for people. */
public final class ValueText {
    private ValueText() {}

    /**
     * Writes a reading.
     *
     * @param measure of what
     * @param reading what was read
     * @return such as {@code 420 ms}, {@code no sample} or {@code not known}
     */
    public static String of(Measure measure, Reading reading) {
        return switch (reading) {
            case Reading.Known(double value) -> value(measure, value);
            case Reading.AtLeast(double value) -> "at least " + value(measure, value);
            case Reading.NoSample _ -> "no sample";
            case Reading.NotKnown _ -> "not known";
        };
    }

    private static String value(Measure measure, double value) {
        return switch (measure.unit()) {
            case COUNT -> LegibleCount.of(Math.round(value));
            case NANOS -> LegibleTime.duration(Math.round(value));
            case PER_SECOND -> String.format(Locale.ROOT, "%,.2f/s", value);
            case SHARE -> String.format(Locale.ROOT, "%.1f %%", 100 * value);
            case TRUTH -> value == 1 ? "yes" : "no";
        };
    }

    /**
     * Writes a difference.
     *
     * @param result of what
     * @return such as {@code +420 ms}; {@code =} if there is none; {@code less than 3.2 ms} if it is smaller than what was
     *         measured may be off by; empty if it is not known
     */
    public static String difference(Result result) {
        OptionalDouble difference = result.difference();
        if (difference.isEmpty()) {
            return "";
        }
        double by = difference.getAsDouble();
        if (result.isTooSmallToTell()) {
            return "less than " + value(result.measure(), roundedUp(Math.abs(by) + result.within()));
        }
        if (by == 0) {
            return "=";
        }
        return switch (result.measure().unit()) {
            case SHARE -> String.format(Locale.ROOT, "%s%.1f points", by < 0 ? "−" : "+", 100 * Math.abs(by));
            case TRUTH -> "";
            case COUNT, NANOS, PER_SECOND -> signed(result.measure(), by);
        };
    }

    /** To the three digits that are shown, and not to less than it is: it stands behind "less than". */
    private static double roundedUp(double value) {
        double digit = Math.pow(10, Math.floor(Math.log10(value)) - 2);
        return Math.ceil(value / digit - 1e-9) * digit;
    }

    /** With its sign. */
    static String signed(Measure measure, double by) {
        return (by < 0 ? "−" : "+") + value(measure, Math.abs(by));
    }

    /**
     * Writes a difference as a part of what was measured in the first run.
     *
     * @param result of what
     * @return such as {@code +12.5 %}; empty if there is none, it is too small to tell, or it is not known
     */
    public static String percent(Result result) {
        OptionalDouble relative = result.relative();
        boolean shown = !result.isTooSmallToTell() && relative.isPresent() && relative.getAsDouble() != 0
                && Double.isFinite(relative.getAsDouble())
                && result.measure().unit() != Measure.Unit.TRUTH && result.measure().unit() != Measure.Unit.SHARE;
        return shown
                ? (relative.getAsDouble() < 0 ? "−" : "+")
                        + String.format(Locale.ROOT, "%.1f %%", Math.abs(100 * relative.getAsDouble()))
                : "";
    }

    static String inBrackets(Result result) {
        String percent = percent(result);
        String difference = difference(result);
        return difference.isEmpty() ? "" : " (" + difference + (percent.isEmpty() ? "" : ", " + percent) + ")";
    }

    /**
     * Says whether a difference is more than chance.
     *
     * @param result of what
     * @return a few words; empty if nothing is to be said of it
     */
    public static String judgement(Result result) {
        return switch (result.judgement().orElse(null)) {
            case Judgement.Told told -> (told.isMoreThanChance() ? "more than chance" : "within chance") + ": "
                    + (told.low() == 0 && told.high() == 0 ? "no difference" : interval(result.measure(), told));
            case Judgement.Untold(String reason) -> "cannot be told: " + reason;
            case null -> "";
        };
    }

    private static String interval(Measure measure, Judgement.Told told) {
        return end(measure, told.low()) + " to " + end(measure, told.high());
    }

    private static String end(Measure measure, double by) {
        return by == 0 ? "0" : signed(measure, by);
    }
}
