package dev.poolscope.workload.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.OptionalDouble;

import dev.poolscope.stats.Histogram;
import dev.poolscope.stats.LegibleCount;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario expects at its end, such as {@code completed >= 250}.
 *
 * @param quantity what is measured
 * @param comparison how it is compared
 * @param bound against what
 */
public record Expectation(Quantity quantity, Comparison comparison, Bound bound) {
    /**
     * Checks that the bound is one that the quantity can be compared with.
     *
     * @throws IllegalArgumentException if it is not
     */
    public Expectation {
        boolean fits = switch (quantity.base()) {
            case Quantity.Count _,Quantity.Retired _ ->
                bound instanceof Bound.Whole || bound instanceof Bound.OfSubmitted;
            case Quantity.Time _ -> bound instanceof Bound.Time;
            case Quantity.Throughput _ -> bound instanceof Bound.PerTime;
            case Quantity.Utilisation _ -> bound instanceof Bound.Share;
            case Quantity.OfStream _ -> false;
            case Quantity.State _ -> bound instanceof Bound.Truth;
        };
        if (!fits) {
            throw new IllegalArgumentException(quantity.key() + " cannot be compared with " + bound);
        }
    }

    /** How a measured value may be compared. */
    public enum Comparison {
        /** Equal. */
        EQUAL("=="),
        /** Not equal. */
        NOT_EQUAL("!="),
        /** Less. */
        LESS("<"),
        /** Less or equal. */
        AT_MOST("<="),
        /** Greater. */
        MORE(">"),
        /** Greater or equal. */
        AT_LEAST(">=");

        private final String symbol;

        Comparison(String symbol) {
            this.symbol = symbol;
        }

        /** {@return the sign, as files write it} */
        public String symbol() {
            return symbol;
        }

        /**
         * Compares.
         *
         * @param order how the measured value stands to the bound: negative below it, 0 if they are equal, positive above it
         * @return whether that is as wanted
         */
        public boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case NOT_EQUAL -> order != 0;
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case MORE -> order > 0;
                case AT_LEAST -> order >= 0;
            };
        }

        static Comparison of(String symbol) {
            return Arrays.stream(values()).filter(c -> c.symbol.equals(symbol)).findFirst().orElseThrow();
        }
    }

    /** What a measured value is compared with. {@link #toString} gives it as files write it. */
    public sealed interface Bound {

        /**
         * A whole number.
         *
         * @param value not negative
         */
        record Whole(long value) implements Bound {
            @Override
            public String toString() {
                return Long.toString(value);
            }
        }

        /**
         * A part of all workers' time.
         *
         * @param part which part
         */
        record Share(Percentage part) implements Bound {
            @Override
            public String toString() {
                return part.toString();
            }
        }

        /**
         * A part of the submitted tasks; where it is about a stream, of those of the stream.
         *
         * @param part which part
         */
        record OfSubmitted(Percentage part) implements Bound {
            @Override
            public String toString() {
                return part.toString();
            }
        }

        /**
         * A time.
         *
         * @param value how long
         */
        record Time(Duration value) implements Bound {
            @Override
            public String toString() {
                return DurationText.format(value);
            }
        }

        /**
         * A rate.
         *
         * @param value how many per unit of time
         */
        record PerTime(Rate value) implements Bound {
            @Override
            public String toString() {
                return value.toString();
            }
        }

        /**
         * True or false.
         *
         * @param value which
         */
        record Truth(boolean value) implements Bound {
            @Override
            public String toString() {
                return Boolean.toString(value);
            }
        }
    }

    /**
     * How an expectation turned out, or how it stands in a run that goes on.
     *
     * @param expectation which
     * @param measured a number, nanoseconds of a time, completed tasks a second of a throughput, a part from 0 to 1 of
     *            a utilisation, 1 or 0 of what is true or false; empty if there was no sample
     * @param actual what was measured, for people
     * @param written the same for files that programs read, whose numbers have no commas
     * @param held whether it holds
     * @param settled whether nothing that comes can change that: what is measured only grows, and has passed the bound. What is known
     *            of a peak does not only grow
     */
    public record Outcome(Expectation expectation, OptionalDouble measured, String actual, String written,
            boolean held, boolean settled) {}

    /**
     * Reads an expectation.
     *
     * @param text such as {@code wait.p95 < 2s} or {@code wait.p95 of web < 2s}
     * @return the expectation; whether there is a stream of that name is for {@link #missingStream} to say
     * @throws IllegalArgumentException if the text is none; the message says what was found and what is allowed
     */
    public static Expectation parse(String text) {
        return ExpectationParser.parse(text);
    }

    /**
     * Looks for the stream that it is about.
     *
     * @param streams the names of those that there are
     * @return a sentence if it is about one that is not among them; otherwise null
     */
    public @Nullable String missingStream(Collection<String> streams) {
        return quantity instanceof Quantity.OfStream(_, var stream) && !streams.contains(stream)
                ? Action.noStream(stream, streams)
                : null;
    }

    /**
     * Checks it.
     *
     * @param measured what was measured, at the end of a run or until now
     * @return whether it holds, and the measured value
     */
    public Outcome check(Measurements measured) {
        return switch (quantity) {
            case Quantity.OfStream(var of, var stream) -> check(of, measured.ofStream(stream));
            case Quantity.Retired(var reason) ->
                counted(measured.retired(reason), false, measured.count(Quantity.Count.SUBMITTED));
            case Quantity.Count count -> counted(measured.count(count), measured.isLeast(count),
                    measured.count(Quantity.Count.SUBMITTED));
            case Quantity.Utilisation _ -> {
                double percent = ((Bound.Share) bound).part().percent().doubleValue();
                // A hundred times what is equal may differ in its last digit.
                DoubleBinaryText text = (part, limit) -> MeasurementFormat
                        .percentage(part == limit ? percent : 100 * part, percent);
                yield sampled(measured.utilisation(), percent / 100, text, text);
            }
            case Quantity.State state -> {
                boolean actual = measured.is(state);
                String text = Boolean.toString(actual);
                yield new Outcome(this, OptionalDouble.of(actual ? 1 : 0), text, text,
                        comparison.holds(bound.equals(new Bound.Truth(actual)) ? 0 : 1), actual);
            }
            case Quantity.Time _,Quantity.Throughput _ -> check(quantity, measured);
        };
    }

    private Outcome check(Quantity of, TaskMeasurements measured) {
        return switch (of) {
            case Quantity.Count count ->
                counted(measured.count(count), false, measured.count(Quantity.Count.SUBMITTED));
            case Quantity.Time(var span, var statistic) -> {
                DoubleBinaryText text = (nanos, limit) -> MeasurementFormat.nanos(nanos, limit)
                        + rounded(nanos, limit, statistic, measured.isExact(span));
                yield sampled(measured.nanos(span, statistic), (double) ((Bound.Time) bound).value().toNanos(), text,
                        text);
            }
            case Quantity.Throughput _ -> sampled(measured.throughput(), ((Bound.PerTime) bound).value().perSecond(),
                    MeasurementFormat::rate, MeasurementFormat::writtenRate);
            case Quantity.Retired _,Quantity.Utilisation _,Quantity.State _,Quantity.OfStream _ ->
                throw new IllegalStateException(of.key() + " is not measured of tasks");
        };
    }

    private Outcome counted(long actual, boolean orMore, long submitted) {
        String atLeast = orMore ? "at least " : "";
        if (bound instanceof Bound.OfSubmitted(var part)) {
            double share = submitted == 0 ? 0 : 100.0 * actual / submitted;
            String percentage = MeasurementFormat.percentage(share, part.percent().doubleValue());
            // Both sides times the submitted: exact, and 0 of 0 is any share's equal.
            boolean held = comparison.holds(BigDecimal.valueOf(actual).movePointRight(2)
                    .compareTo(part.percent().multiply(BigDecimal.valueOf(submitted))));
            return new Outcome(this, OptionalDouble.of((double) actual),
                    String.format(Locale.ROOT, "%s%,d (%s of %,d submitted)", atLeast, actual, percentage, submitted),
                    String.format(Locale.ROOT, "%s%d (%s of %d submitted)", atLeast, actual, percentage, submitted),
                    held, false);
        }
        long expected = ((Bound.Whole) bound).value();
        int order = Long.compare(actual, expected);
        // An event that is told late may show that what was thought to be gone later was gone before: then the peak was lower.
        boolean grows = quantity != Quantity.Count.PEAK_WORKERS && quantity != Quantity.Count.PEAK_PENDING;
        return new Outcome(this, OptionalDouble.of((double) actual), atLeast + LegibleCount.of(actual),
                atLeast + actual, comparison.holds(order), grows && isPassed(order));
    }

    /** A value as text, beside the bound. */
    @FunctionalInterface
    private interface DoubleBinaryText {
        String of(double value, double bound);
    }

    /** Where a percentile is so close to its bound that it may be on the other side of it, its text says so. */
    private static String rounded(double nanos, double bound, Quantity.Statistic statistic, boolean exact) {
        boolean isRounded = !exact && statistic != Quantity.Statistic.MAX && statistic != Quantity.Statistic.MEAN;
        return isRounded && Math.abs(nanos - bound) <= Histogram.roundedBy(nanos) ? ", within 0.4 %" : "";
    }

    private Outcome sampled(OptionalDouble actual, double expected, DoubleBinaryText text, DoubleBinaryText written) {
        if (actual.isEmpty()) {
            return new Outcome(this, actual, "no sample", "no sample", false, false);
        }
        int order = Double.compare(actual.getAsDouble(), expected);
        boolean grows = quantity.base() instanceof Quantity.Time(_, var statistic)
                && statistic == Quantity.Statistic.MAX;
        return new Outcome(this, actual, text.of(actual.getAsDouble(), expected),
                written.of(actual.getAsDouble(), expected), comparison.holds(order), grows && isPassed(order));
    }

    /** Whether what is measured, which never falls, stands to the bound as it will at the end. */
    private boolean isPassed(int order) {
        return order > 0 || (order == 0 && (comparison == Comparison.AT_LEAST || comparison == Comparison.LESS));
    }

    /** {@return the whole expectation, as files write it} */
    public String text() {
        return quantity.key() + " " + comparison.symbol() + " " + bound;
    }

    /** {@return the whole expectation in words, for people} */
    public String words() {
        return ExpectationText.of(this);
    }

    Expectation atSpeed(double speed) {
        Bound faster = switch (bound) {
            case Bound.Time(var value) -> new Bound.Time(Speed.divide(value, speed));
            case Bound.PerTime(var value) -> new Bound.PerTime(value.times(speed));
            default -> bound;
        };
        return new Expectation(quantity, comparison, faster);
    }
}
