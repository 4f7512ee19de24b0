package dev.poolscope.session;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;

import dev.poolscope.story.SaidText;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Quantity;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An expectation that was drawn with dice, and whether it holds.
 *
 * @param key of what is measured
 * @param operator how it is compared
 * @param bound a number, nanoseconds, a rate a second, or 1 or 0
 * @param share whether the bound is a percentage of the submitted
 */
public record DrawnExpectation(String key, String operator, BigDecimal bound, boolean share) {
    private static final List<String> OPERATORS = List.of("==", "!=", "<", "<=", ">", ">=");

    /** Draws some of each quantity, with bounds that are passed in the midst of a run, at its end, or not at all. */
    public static List<DrawnExpectation> draw(MeasuredByLines end, Random dice) {
        List<DrawnExpectation> all = new ArrayList<>();
        List<String> keys = new ArrayList<>(Quantity.all().stream().map(Quantity::key).toList());
        end.streams().forEach(
                stream -> Quantity.ofStreams().forEach(quantity -> keys.add(quantity.key() + " of " + stream)));
        for (String key : keys) {
            Quantity quantity = quantity(key);
            MeasuredByLines.Range range = end.of(key);
            double last = range == null ? 0 : range.most();
            boolean state = quantity instanceof Quantity.State;
            boolean count = quantity instanceof Quantity.Count || quantity instanceof Quantity.Retired;
            double value = dice.nextInt(3) == 0 ? last : last * dice.nextDouble(1.3);
            boolean used = quantity instanceof Quantity.Utilisation;
            boolean share = count && dice.nextInt(4) == 0;
            BigDecimal bound = state
                    ? BigDecimal.valueOf(dice.nextInt(2))
                    : used
                            ? BigDecimal.valueOf(Math.min(100, 100 * value)).setScale(1, RoundingMode.DOWN)
                            : share
                                    ? new BigDecimal(dice.nextInt(1001)).movePointLeft(1)
                                    : BigDecimal.valueOf(value).setScale(
                                            quantity instanceof Quantity.Throughput ? 2 : 0,
                                            RoundingMode.DOWN);
            all.add(new DrawnExpectation(key, OPERATORS.get(dice.nextInt(state ? 2 : OPERATORS.size())),
                    bound, share));
        }
        return all;
    }

    private static Quantity quantity(String key) {
        return Objects.requireNonNull(Quantity.of(key.replaceFirst(" of .*", "")));
    }

    private boolean isState() {
        return quantity(key) instanceof Quantity.State;
    }

    private boolean isTime() {
        return quantity(key) instanceof Quantity.Time;
    }

    private boolean isUtilisation() {
        return quantity(key) instanceof Quantity.Utilisation;
    }

    /** As a file writes it. */
    public String text() {
        String value = isState()
                ? "" + (bound.signum() != 0)
                : (isTime() ? bound.movePointLeft(3) : bound).toPlainString();
        return key + " " + operator + " " + value
                + (share || isUtilisation()
                        ? "%"
                        : isTime() ? "us" : quantity(key) instanceof Quantity.Throughput ? "/s" : "");
    }

    public Expectation expectation() {
        return Expectation.parse(text());
    }

    /** Holds what is said against what happened: the value, its text, and whether it holds. */
    public void assertSaid(Expectation.Outcome said, MeasuredByLines.@Nullable Range range, double submitted,
            boolean atLeast) {
        if (range == null) {
            assertThat(said.measured()).isEmpty();
            assertThat(said.actual()).isEqualTo("no sample");
            assertThat(said.held()).isFalse();
            return;
        }
        double measured = said.measured().orElseThrow();
        assertThat(range.has(measured)).as("%s is in %s", measured, range).isTrue();
        assertThat(said.actual().startsWith("at least ")).isEqualTo(atLeast);
        assertText(said.actual().replace("at least ", ""), measured, submitted);
        assertThat(said.held()).isEqualTo(holds(measured, submitted));
    }

    private void assertText(String text, double measured, double submitted) {
        if (isTime()) {
            SaidText.assertDuration(text, Math.round(measured));
        } else if (isUtilisation()) {
            assertNumber(text.replace(" %", ""), 1, 100 * measured);
        } else if (isState()) {
            assertThat(text).isEqualTo("" + (measured != 0));
        } else if (quantity(key) instanceof Quantity.Throughput) {
            assertNumber(text.replace("/s", ""), 2, measured);
        } else {
            String count = String.format(Locale.ROOT, "%,.0f", measured);
            if (!share) {
                assertThat(text).isEqualTo(count);
                return;
            }
            String rest = String.format(Locale.ROOT, " %% of %,.0f submitted)", submitted);
            assertThat(text).startsWith(count + " (").endsWith(rest);
            assertNumber(text.substring(count.length() + 2, text.length() - rest.length()), 1,
                    submitted == 0 ? 0 : measured * 100 / submitted);
        }
    }

    /** A number has as many digits as it should have, or as many more as it takes to see on which side of the bound it is. */
    private void assertNumber(String text, int least, double value) {
        BigDecimal said = new BigDecimal(text.replace(",", ""));
        assertThat(said.scale()).isGreaterThanOrEqualTo(least);
        assertThat(text).isEqualTo(String.format(Locale.ROOT, "%,." + said.scale() + "f", value));
        if (said.scale() > least) {
            assertThat(Integer.signum(said.compareTo(bound))).as("the side of the bound")
                    .isEqualTo(Integer.signum(Double.compare(value, bound.doubleValue())));
        }
    }

    /** Whether it holds of a value. */
    public boolean holds(double measured, double submitted) {
        BigDecimal left = new BigDecimal(measured);
        BigDecimal right = bound;
        if (isUtilisation()) {
            right = new BigDecimal(bound.doubleValue() / 100);
        }
        if (share) {
            left = left.movePointRight(2);
            right = right.multiply(new BigDecimal(submitted));
        }
        int order = left.compareTo(right);
        return switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }
}
