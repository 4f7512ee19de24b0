package dev.poolscope.workload.model;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.poolscope.workload.model.Expectation.Bound;
import dev.poolscope.workload.model.Expectation.Comparison;

/** Reads what is expected, as files write it. */
final class ExpectationParser {
    /** The name of a stream is in it. */
    private static final int LONGEST_TEXT = 1000;
    private static final String KEY = "([A-Za-z][A-Za-z0-9_.]*)";
    private static final String COMPARED = "\\s*(==|!=|<=|>=|<|>)\\s*(\\S+)";
    private static final Pattern FORM = Pattern
            .compile(KEY + "(?:\\s+of\\s+(" + StreamName.FORM + "))?" + COMPARED);
    /** What it would be if the name of its stream were in quotes. */
    private static final Pattern BARE_NAME = Pattern.compile(KEY + "\\s+of\\s+(\\S.*?)" + COMPARED);
    /** As bounds of a comparison may have it. */
    private static final Pattern NAME_FIRST = Pattern.compile("(.+?):\\s*" + KEY + COMPARED);
    private static final Pattern NAME = Pattern.compile(StreamName.FORM);
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private ExpectationParser() {}

    static Expectation parse(String text) {
        Matcher form = FORM.matcher(text.length() <= LONGEST_TEXT ? text.strip() : "");
        if (!form.matches()) {
            throw new IllegalArgumentException(noForm(text));
        }
        String key = form.group(1);
        Quantity measured = Quantity.of(key);
        if (measured == null) {
            throw new IllegalArgumentException(unknown(key));
        }
        Quantity quantity = form.group(2) == null ? measured : ofStream(measured, StreamName.read(form.group(2)));
        Comparison comparison = Comparison.of(form.group(3));
        if (quantity instanceof Quantity.State && comparison != Comparison.EQUAL
                && comparison != Comparison.NOT_EQUAL) {
            throw new IllegalArgumentException(
                    Quoted.of(comparison.symbol()) + " is not possible with " + quantity.key()
                            + ", which is true or false; allowed are == and !=");
        }
        return new Expectation(quantity, comparison, bound(quantity, form.group(4)));
    }

    private static String noForm(String text) {
        String meant = text.length() <= LONGEST_TEXT ? text.strip() : "";
        Matcher bare = BARE_NAME.matcher(meant);
        boolean quoted = bare.matches() && "\"'".indexOf(bare.group(2).charAt(0)) >= 0;
        if (quoted && !NAME.matcher(bare.group(2)).lookingAt()) {
            return "the quote before " + Quoted.of(bare.group(2).substring(1)) + " has no end";
        }
        if (bare.matches() && !quoted) {
            return "the name of a stream that is not one word stands in quotes: "
                    + Quoted.of(bare.group(1) + " of " + StreamName.written(bare.group(2)));
        }
        Matcher first = NAME_FIRST.matcher(meant);
        if (first.matches()) {
            return "the stream stands behind what is measured: "
                    + Quoted.of(first.group(2) + " of " + StreamName.written(first.group(1)));
        }
        return Quoted.of(text)
                + " is not an expectation; allowed is a quantity, one of == != < <= > >=, and a value, such as "
                + "'completed >= 250' or 'wait.p95 of web < 2s'";
    }

    private static Quantity ofStream(Quantity measured, String stream) {
        if (measured == Quantity.Count.CANCELLED) {
            throw new IllegalArgumentException(
                    "cancelled is not counted by stream; that none of a stream was cancelled "
                            + "and none failed is "
                            + Quoted.of("completed of " + StreamName.written(stream) + " == 100%"));
        }
        if (!Quantity.ofStreams().contains(measured)) {
            throw new IllegalArgumentException(measured.key() + " is not measured by stream; allowed are "
                    + words(Quantity.ofStreams())
                    + " and wait, run or total with .p50, .p90, .p95, .p99, .max or .mean");
        }
        return new Quantity.OfStream(measured, stream);
    }

    private static String words(List<Quantity> quantities) {
        return quantities.stream().filter(q -> !(q instanceof Quantity.Retired || q instanceof Quantity.Time))
                .map(Quantity::key).collect(Collectors.joining(", "));
    }

    private static String unknown(String key) {
        String suggestion = Suggestion.among(key, Quantity.all().stream().map(Quantity::key).toList());
        return Quoted.of(key) + " cannot be expected" + (suggestion == null
                ? "; allowed are " + words(Quantity.all())
                        + ", retired.<reason> and wait, run or total with .p50, .p90, .p95, .p99, .max or .mean"
                : "; did you mean '" + suggestion + "'?");
    }

    private static Bound bound(Quantity quantity, String text) {
        return switch (quantity.base()) {
            case Quantity.Time _ -> new Bound.Time(valid(quantity, () -> DurationText.parse(text)));
            case Quantity.Throughput _ -> new Bound.PerTime(valid(quantity, () -> Rate.parse(text)));
            case Quantity.Utilisation _ -> new Bound.Share(valid(quantity, () -> Percentage.parse(text)));
            case Quantity.State _ -> switch (text) {
                case "true" -> new Bound.Truth(true);
                case "false" -> new Bound.Truth(false);
                default ->
                    throw new IllegalArgumentException(Quoted.of(text) + " is not possible with " + quantity.key()
                            + "; allowed are true and false");
            };
            case Quantity.Count _,Quantity.Retired _ -> {
                if (text.endsWith("%")) {
                    yield new Bound.OfSubmitted(valid(quantity, () -> Percentage.parse(text)));
                }
                if (!NUMBER.matcher(text).matches()) {
                    throw new IllegalArgumentException(Quoted.of(text) + " is not possible with " + quantity.key()
                            + "; allowed are a whole number and a percentage of the submitted tasks");
                }
                yield new Bound.Whole(Long.parseLong(text));
            }
            case Quantity.OfStream _ -> throw new IllegalStateException("a stream of a stream: " + quantity.key());
        };
    }

    private static <T> T valid(Quantity quantity, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("in the bound of " + quantity.key() + ": " + e.getMessage(), e);
        }
    }
}
