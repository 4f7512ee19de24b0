package dev.poolscope.comparison;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Quantity;
import dev.poolscope.workload.model.Quoted;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.StreamName;
import dev.poolscope.workload.model.Suggestion;

/**
 * What must not become of a comparison, such as {@code wait.p99 > +10%}. With a sign it is about the difference, without one about the
 * second run.
 *
 * @param text as it was written
 * @param stream of which stream; empty for the run as a whole
 * @param measure what is measured
 * @param comparison how it is compared
 * @param kind with what
 * @param value the number: of a part 0.1 for 10 %, otherwise in the unit of the measure
 */
public record Bound(String text, Optional<String> stream, Measure measure, Expectation.Comparison comparison,
        Kind kind, double value) {
    private static final int LONGEST_TEXT = 400;
    private static final Pattern FORM = Pattern
            .compile("(?:(.+?):\\s*)?([A-Za-z][A-Za-z0-9_.]*)(?:\\s+of\\s+(" + StreamName.FORM
                    + "))?\\s*(==|!=|<=|>=|<|>)\\s*([+-]?)(\\S+)");
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)%");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");

    /** What a bound is about. */
    public enum Kind {
        /** The difference, as a part of what was measured in the first run. */
        RELATIVE,
        /** The difference. */
        DIFFERENCE,
        /** What was measured in the second run. */
        SECOND
    }

    /**
     * What came of it.
     *
     * @param bound which
     * @param passed whether what must not be is so, or cannot be known
     * @param measured what was measured, for people
     */
    public record Outcome(Bound bound, boolean passed, String measured) {}

    /**
     * Reads one.
     *
     * @param text such as {@code wait.p99 > +10%}, {@code wait.p99 > +200ms}, {@code failed > 0} {@code web: throughput < -5%}
     *            or the same as {@code throughput of web < -5%}
     * @return the bound
     * @throws IllegalArgumentException if it is none; the message says what was found and what is allowed
     */
    public static Bound parse(String text) {
        Matcher form = FORM.matcher(text.length() <= LONGEST_TEXT ? text.strip() : "");
        if (!form.matches()) {
            throw new IllegalArgumentException(Quoted.of(text)
                    + " is no bound; allowed is a measure, one of == != < <= > >=, and a value, such as 'wait.p99 > +10%'");
        }
        String key = form.group(2);
        Measure measure = Measure.named(key).orElseThrow(() -> new IllegalArgumentException(unknown(key)));
        if (form.group(1) != null && form.group(3) != null) {
            throw new IllegalArgumentException(
                    Quoted.of(text) + " names a stream twice; allowed is 'web: wait.p99 > 2s' or"
                            + " 'wait.p99 of web > 2s'");
        }
        Optional<String> stream = form.group(3) == null
                ? Optional.ofNullable(form.group(1))
                : Optional.of(StreamName.read(form.group(3)));
        if (stream.isPresent() && !Measure.ofStream().contains(measure)) {
            throw new IllegalArgumentException(key + " is not measured by stream; allowed are "
                    + Measure.ofStream().stream().map(Measure::key).collect(Collectors.joining(", ")));
        }
        Expectation.Comparison comparison = Arrays.stream(Expectation.Comparison.values())
                .filter(each -> each.symbol().equals(form.group(4))).findFirst().orElseThrow();
        int sign = form.group(5).equals("-") ? -1 : 1;
        boolean signed = !form.group(5).isEmpty();
        String value = form.group(6);
        Matcher percent = PERCENT.matcher(value);
        if (measure.unit() == Measure.Unit.TRUTH) {
            boolean possible = comparison == Expectation.Comparison.EQUAL
                    || comparison == Expectation.Comparison.NOT_EQUAL;
            if (signed || !possible || !(value.equals("true") || value.equals("false"))) {
                throw new IllegalArgumentException(
                        Quoted.of(text) + " is not possible: " + key + " is true or false; allowed are '" + key
                                + " == true', '" + key + " != true', and the same with false");
            }
            return new Bound(text.strip(), stream, measure, comparison, Kind.SECOND, value.equals("true") ? 1 : 0);
        }
        if (percent.matches() && (signed || measure.unit() == Measure.Unit.SHARE)) {
            return new Bound(text.strip(), stream, measure, comparison, signed ? Kind.RELATIVE : Kind.SECOND,
                    sign * Double.parseDouble(percent.group(1)) / 100);
        }
        if (percent.matches()) {
            throw new IllegalArgumentException(Quoted.of(value) + " has no sign; write +" + value + " for more than in "
                    + "the first run, or -" + value + " for less");
        }
        return new Bound(text.strip(), stream, measure, comparison, signed ? Kind.DIFFERENCE : Kind.SECOND,
                sign * absolute(measure, value));
    }

    private static double absolute(Measure measure, String text) {
        return switch (measure.unit()) {
            case NANOS -> valid(measure, () -> DurationText.parse(text)).toNanos();
            case PER_SECOND -> valid(measure, () -> Rate.parse(text)).perSecond();
            case COUNT -> {
                if (!WHOLE.matcher(text).matches()) {
                    throw new IllegalArgumentException(Quoted.of(text) + " is not possible with " + measure.key()
                            + "; allowed are a whole number, and a percentage with a sign, such as +10%");
                }
                yield Long.parseLong(text);
            }
            case SHARE, TRUTH -> throw new IllegalArgumentException(
                    Quoted.of(text) + " is not possible with " + measure.key()
                            + "; allowed is a percentage, such as 80% or +10%");
        };
    }

    private static <T> T valid(Measure measure, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("in the bound of " + measure.key() + ": " + wrong.getMessage()
                    + ", or a percentage with a sign, such as +10%", wrong);
        }
    }

    private static String unknown(String key) {
        String meant = Suggestion.among(key, Measure.ofRun().stream().map(Measure::key).toList());
        if (meant != null) {
            return Quoted.of(key) + " is not measured; did you mean '" + meant + "'?";
        }
        return Quoted.of(key) + " is not measured; allowed are "
                + Measure.ofRun().stream().map(Measure::key).filter(each -> !each.startsWith("retired."))
                        .filter(each -> Arrays.stream(Quantity.Span.values())
                                .noneMatch(span -> each.startsWith(span.name().toLowerCase(Locale.ROOT) + ".")))
                        .collect(Collectors.joining(", "))
                + ", retired.<reason> and wait, run or total with .p50, .p90, .p95, .p99, .max or .mean";
    }

    /**
     * Checks it.
     *
     * @param comparison of two runs
     * @return whether it was passed; it counts as passed if that cannot be known
     * @throws IllegalArgumentException if neither run has its stream; the message says which there are
     */
    public Outcome check(Comparison comparison) {
        Result result = comparison.result(stream, measure).orElseThrow(() -> new IllegalArgumentException(
                "there is no stream " + Quoted.of(stream.orElse("")) + " in either run; "
                        + (comparison.streams().isEmpty()
                                ? "they have none"
                                : "there are " + String.join(", ", comparison.streams()))));
        if (kind == Kind.SECOND && result.b() instanceof Reading.AtLeast(double least)) {
            return checkFrom(least, result);
        }
        if (!(result.b() instanceof Reading.Known(double second))) {
            return new Outcome(this, true, measure.key() + " of the second run is "
                    + ValueText.of(measure, result.b()) + ", which counts as passed");
        }
        if (kind != Kind.SECOND && result.difference().isEmpty()) {
            return new Outcome(this, true, measure.key() + " of the first run is "
                    + ValueText.of(measure, result.a()) + ", which counts as passed");
        }
        double actual = switch (kind) {
            case SECOND -> second;
            case DIFFERENCE -> result.difference().orElseThrow();
            case RELATIVE -> result.relative().orElseThrow();
        };
        return new Outcome(this, this.comparison.holds(Double.compare(actual, value)),
                ValueText.of(measure, result.a()) + ", then " + ValueText.of(measure, result.b())
                        + ValueText.inBrackets(result));
    }

    /** Checks it where the second run has that much, or more. */
    private Outcome checkFrom(double least, Result result) {
        String values = ValueText.of(measure, result.a()) + ", then " + ValueText.of(measure, result.b());
        int nearest = Double.compare(least, value);
        boolean some = comparison.holds(1) || (nearest <= 0 && comparison.holds(0))
                || (nearest < 0 && comparison.holds(-1));
        boolean all = comparison.holds(1) && (nearest > 0 || comparison.holds(0))
                && (nearest >= 0 || comparison.holds(-1));
        return new Outcome(this, some, some && !all ? values + ", which counts as passed" : values);
    }
}
