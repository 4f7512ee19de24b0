package dev.poolscope.workload.format;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Percentage;
import dev.poolscope.workload.model.Quoted;
import dev.poolscope.workload.model.Rate;
import org.jspecify.annotations.Nullable;

/** Reads single values. Each method returns null after it has reported a fault. Names are for messages. */
public final class Values {
    /** The highest count that a file may name. */
    static final int MOST = 10_000_000;

    private static final double GREATEST_SHAPE = 1_000;

    private final Diagnostics diagnostics;

    /** Reports to the given place. */
    public Values(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Any text, of any length and with any line breaks. */
    public @Nullable String text(YamlNode node, String name) {
        if (node instanceof YamlNode.Scalar scalar) {
            if (scalar.kind() == YamlNode.Kind.TEXT) {
                return scalar.text();
            }
            if (scalar.kind() != YamlNode.Kind.NOTHING) {
                fault(node, name, "found " + scalar.describe() + "; a text is needed: put it in quotes");
                return null;
            }
        }
        fault(node, name, "found " + node.describe() + "; a text is needed");
        return null;
    }

    /** A text on one line that is not blank. */
    public @Nullable String title(YamlNode node, String name) {
        String text = text(node, name);
        if (text == null) {
            return null;
        }
        if (text.isBlank()) {
            fault(node, name, "found a blank text; something must stand there");
            return null;
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            fault(node, name, "found line breaks or tabs in " + Quoted.of(text) + "; one line is allowed");
            return null;
        }
        return text;
    }

    /** A duration. */
    public @Nullable Duration duration(YamlNode node, String name) {
        return parsed(node, name, "a duration is needed: " + DurationText.ALLOWED, DurationText::parse);
    }

    /** A duration in whose place a word may stand: the caller has looked for that. */
    @Nullable
    Duration durationOr(String word, YamlNode node, String name) {
        return parsed(node, name, "a duration is needed: " + DurationText.ALLOWED + "; or write " + word,
                text -> DurationText.parseWhere(text, word));
    }

    /** A duration that is not zero. */
    public @Nullable Duration positiveDuration(YamlNode node, String name) {
        Duration duration = duration(node, name);
        if (duration != null && duration.isZero()) {
            fault(node, name, "found a duration of zero; it must be longer");
            return null;
        }
        return duration;
    }

    @Nullable
    Rate rate(YamlNode node, String name) {
        Rate rate = rateOrZero(node, name);
        if (rate != null && rate.isZero()) {
            fault(node, name, "found a rate of zero; it must be above 0");
            return null;
        }
        return rate;
    }

    @Nullable
    Rate rateOrZero(YamlNode node, String name) {
        return parsed(node, name, "a rate is needed: " + Rate.ALLOWED, Rate::parse);
    }

    /** A part of a whole. */
    public @Nullable Percentage percentage(YamlNode node, String name) {
        return parsed(node, name, "a percentage is needed: 0% to 100%, such as 2.5%", Percentage::parse);
    }

    @Nullable
    Expectation expectation(YamlNode node, Set<String> streams) {
        Expectation expectation = parsed(node, "expect",
                "a text is needed, such as 'completed >= 250' or 'wait.p95 of web < 2s'", Expectation::parse);
        String missing = expectation == null ? null : expectation.missingStream(streams);
        if (missing != null) {
            fault(node, "expect", missing);
            return null;
        }
        return expectation;
    }

    private <T> @Nullable T parsed(YamlNode node, String name, String needed, Function<String, T> parser) {
        if (!(node instanceof YamlNode.Scalar scalar) || scalar.kind() == YamlNode.Kind.NOTHING) {
            fault(node, name, "found " + node.describe() + "; " + needed);
            return null;
        }
        try {
            return parser.apply(scalar.text());
        } catch (IllegalArgumentException e) {
            fault(node, name, String.valueOf(e.getMessage()));
            return null;
        }
    }

    @Nullable
    Integer count(YamlNode node, String name) {
        return count(node, name, MOST);
    }

    /** A whole number from 1 on. */
    public @Nullable Integer count(YamlNode node, String name, int most) {
        BigInteger value = integer(node, name, "a whole number from 1 to " + most);
        if (value == null) {
            return null;
        }
        if (value.signum() <= 0 || value.compareTo(BigInteger.valueOf(most)) > 0) {
            fault(node, name, "found " + node.describe() + "; allowed is a whole number from 1 to " + most);
            return null;
        }
        return value.intValueExact();
    }

    @Nullable
    Long seed(YamlNode node) {
        BigInteger value = integer(node, "seed", "a whole number of at most 64 bits");
        if (value == null) {
            return null;
        }
        if (value.bitLength() > 63) {
            fault(node, "seed",
                    "found " + node.describe()
                            + "; allowed is a whole number from -9223372036854775808 to 9223372036854775807");
            return null;
        }
        return value.longValueExact();
    }

    /** A whole number of any size. */
    public @Nullable BigInteger integer(YamlNode node, String name, String needed) {
        if (node instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.INTEGER
                && scalar.text().length() <= 40
                && !scalar.text().startsWith("0o") && !scalar.text().startsWith("0x")) {
            return new BigInteger(scalar.text());
        }
        fault(node, name, "found " + node.describe() + "; " + needed + " is needed");
        return null;
    }

    /** A number without unit, above 0. */
    @Nullable
    Double shape(YamlNode node, String name) {
        if (node instanceof YamlNode.Scalar scalar
                && (scalar.kind() == YamlNode.Kind.INTEGER || scalar.kind() == YamlNode.Kind.DECIMAL)) {
            double value = scalar.text().startsWith("0x") || scalar.text().startsWith("0o")
                    || scalar.text().contains(".i")
                    || scalar.text().contains(".n") || scalar.text().contains(".N") || scalar.text().contains(".I")
                            ? Double.NaN
                            : Double.parseDouble(scalar.text());
            if (value > 0 && value <= GREATEST_SHAPE) {
                return value;
            }
        }
        fault(node, name, "found " + node.describe() + "; a number above 0 and up to 1000 is needed");
        return null;
    }

    /** True or false. */
    public @Nullable Boolean truth(YamlNode node, String name) {
        if (node instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.TRUTH) {
            return Boolean.parseBoolean(scalar.text());
        }
        fault(node, name, "found " + node.describe() + "; allowed are true and false");
        return null;
    }

    /** Where false would mean nothing. */
    boolean onlyTrue(YamlNode node, String name) {
        if (node instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.TRUTH
                && Boolean.parseBoolean(scalar.text())) {
            return true;
        }
        diagnostics.add(node, name + ": found " + node.describe() + "; only true has a meaning here");
        return false;
    }

    static boolean isWord(YamlNode node, String word) {
        return node instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.TEXT
                && scalar.text().equals(word);
    }

    private void fault(YamlNode node, String name, String message) {
        diagnostics.add(node, name + ": " + message);
    }
}
