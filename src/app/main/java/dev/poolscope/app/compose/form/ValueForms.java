package dev.poolscope.app.compose.form;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import dev.poolscope.app.fx.Texts;
import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Percentage;
import dev.poolscope.workload.model.PoolSpec;
import dev.poolscope.workload.model.Rate;

/** The ways in which values are written in the fields of the form: those of the scenario file. */
public final class ValueForms {
    private static final int MOST = 10_000_000;
    private static final double GREATEST_SHAPE = 1_000;
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");
    private static final Pattern SIGNED = Pattern.compile("[+-]?[0-9]{1,19}");
    private static final Pattern PLAIN = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,15})?([eE][+-]?[0-9]{1,3})?");
    private static final String NEVER = "never";

    private final Texts texts;

    public ValueForms(Texts texts) {
        this.texts = texts;
    }

    /** A text on one line that is not blank. */
    public ValueForm<String> title() {
        return new ValueForm<>(text -> {
            if (text.isBlank()) {
                throw new IllegalArgumentException(texts.of("compose.bad.blank"));
            }
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(texts.of("compose.bad.lines"));
            }
            return text;
        }, Function.identity());
    }

    /** A text on one line, or nothing. */
    public ValueForm<Optional<String>> optionalTitle() {
        return optional("", title());
    }

    /** Any text. */
    public static ValueForm<String> text() {
        return new ValueForm<>(Function.identity(), Function.identity());
    }

    public ValueForm<Long> seed() {
        return new ValueForm<>(text -> {
            try {
                if (SIGNED.matcher(text.strip()).matches()) {
                    return Long.parseLong(text.strip());
                }
            } catch (NumberFormatException tooMany) {
                // Told below, together with what is no number at all.
            }
            throw new IllegalArgumentException(texts.of("compose.bad.seed", text.strip()));
        }, String::valueOf);
    }

    public ValueForm<Integer> count() {
        return count(MOST);
    }

    public ValueForm<Integer> workers() {
        return orNone(count(PoolSpec.MOST_WORKERS));
    }

    /** A count, or nothing for 0, which means none or the default. */
    public ValueForm<Integer> countOrNone() {
        return orNone(count());
    }

    private ValueForm<Integer> count(int most) {
        return new ValueForm<>(text -> {
            String digits = text.strip();
            long value = WHOLE.matcher(digits).matches() ? Long.parseLong(digits) : 0;
            if (value < 1 || value > most) {
                throw new IllegalArgumentException(texts.of("compose.bad.count", digits, most));
            }
            return (int) value;
        }, String::valueOf);
    }

    private static ValueForm<Integer> orNone(ValueForm<Integer> count) {
        return new ValueForm<>(text -> text.isBlank() ? 0 : count.parse().apply(text),
                value -> value == 0 ? "" : count.format().apply(value));
    }

    public static ValueForm<Duration> duration() {
        return new ValueForm<>(text -> DurationText.parse(text.strip()), DurationText::format);
    }

    public ValueForm<Duration> positiveDuration() {
        return new ValueForm<>(text -> {
            Duration duration = DurationText.parse(text.strip());
            if (duration.isZero()) {
                throw new IllegalArgumentException(texts.of("compose.bad.zeroDuration"));
            }
            return duration;
        }, DurationText::format);
    }

    /** A duration, or nothing. */
    public static ValueForm<Optional<Duration>> optionalDuration() {
        return optional("", duration());
    }

    /** A duration, or {@code never}. */
    public static ValueForm<Optional<Duration>> durationOrNever() {
        return optional(NEVER,
                new ValueForm<>(text -> DurationText.parseWhere(text.strip(), NEVER), DurationText::format));
    }

    private static <T> ValueForm<Optional<T>> optional(String none, ValueForm<T> some) {
        return new ValueForm<>(text -> text.strip().equals(none)
                ? Optional.empty()
                : Optional.of(some.parse().apply(text)),
                value -> value.map(some.format()).orElse(none));
    }

    public static ValueForm<Rate> rateOrZero() {
        return new ValueForm<>(text -> Rate.parse(text.strip()), Rate::toString);
    }

    public ValueForm<Rate> rate() {
        return new ValueForm<>(text -> {
            Rate rate = Rate.parse(text.strip());
            if (rate.isZero()) {
                throw new IllegalArgumentException(texts.of("compose.bad.zeroRate"));
            }
            return rate;
        }, Rate::toString);
    }

    /** With its sign, or without: a part of a whole can be meant in no other way here. */
    public static ValueForm<Percentage> percentage() {
        return new ValueForm<>(text -> {
            String written = text.strip();
            return Percentage.parse(PLAIN.matcher(written).matches() ? written + "%" : written);
        }, Percentage::toString);
    }

    /** A number without unit. */
    public ValueForm<Double> shape() {
        return new ValueForm<>(text -> {
            double value = DECIMAL.matcher(text.strip()).matches() ? Double.parseDouble(text.strip()) : 0;
            if (!(value > 0 && value <= GREATEST_SHAPE)) {
                throw new IllegalArgumentException(texts.of("compose.bad.shape", text.strip()));
            }
            return value;
        }, value -> value == Math.rint(value) ? Long.toString(Math.round(value)) : Double.toString(value));
    }

    public static ValueForm<Expectation> expectation() {
        return new ValueForm<>(Expectation::parse, Expectation::text);
    }
}
