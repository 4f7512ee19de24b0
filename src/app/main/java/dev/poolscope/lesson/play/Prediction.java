package dev.poolscope.lesson.play;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.poolscope.lesson.expression.Kind;
import dev.poolscope.lesson.model.Asked;
import dev.poolscope.lesson.model.Step;
import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.Quoted;
import org.jspecify.annotations.Nullable;

/** What a student says before the answer is shown. It can be written as text, which the terminal and files of answers have. */
public sealed interface Prediction {

    /**
     * Options of a pick.
     *
     * @param options their numbers from 1, in rising order; one or more
     */
    record Picked(Set<Integer> options) implements Prediction {
        /** Copies the set, in order. */
        public Picked {
            options = new LinkedHashSet<>(new TreeSet<>(options));
        }
    }

    /**
     * A number, or a time in nanoseconds.
     *
     * @param value which
     * @param written as the student wrote it
     */
    record Amount(double value, String written) implements Prediction {}

    /**
     * An order.
     *
     * @param numbers of tasks or workers
     */
    record Ordered(List<Long> numbers) implements Prediction {
        /** Copies the list. */
        public Ordered {
            numbers = List.copyOf(numbers);
        }
    }

    /**
     * A place in the picture.
     *
     * @param lane the number of a worker; null if none was pointed at
     * @param nanos a moment, from the start of the run; null if none was pointed at
     */
    record Pointed(@Nullable Integer lane, @Nullable Long nanos) implements Prediction {
        private static final Pattern FORM = Pattern
                .compile("(?:(?:worker\\s+)?([0-9]{1,6}))?(?:\\s*(?:,|at)?\\s*([0-9.]+\\s*[a-z]+))?");

        /**
         * Reads a place, which may lack its lane or its moment.
         *
         * @param text such as {@code worker 2 at 1.5s}
         * @return the place; empty if it is none
         */
        public static Optional<Pointed> parse(String text) {
            Matcher form = FORM.matcher(text.strip());
            if (!form.matches()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Pointed(form.group(1) == null ? null : Integer.valueOf(form.group(1)),
                        form.group(2) == null
                                ? null
                                : DurationText.parse(form.group(2).replaceAll("\\s+", "")).toNanos()));
            } catch (IllegalArgumentException noMoment) {
                return Optional.empty();
            }
        }
    }

    /**
     * Changed values.
     *
     * @param values by path, as files write them
     */
    record Changed(Map<String, String> values) implements Prediction {
        /** Copies the map, in order. */
        public Changed {
            values = new LinkedHashMap<>(values);
        }
    }

    /**
     * A reason in the student's words.
     *
     * @param text what they say
     */
    record Reason(String text) implements Prediction {}

    /** {@return as it can be parsed again} */
    default String text() {
        return switch (this) {
            case Picked(var options) -> options.stream().map(String::valueOf).collect(Collectors.joining(", "));
            case Amount(_, var written) -> written;
            case Ordered(var numbers) -> numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
            case Pointed(var lane, var nanos) ->
                (lane == null ? "" : "worker " + lane) + (lane == null || nanos == null ? "" : " at ")
                        + (nanos == null ? "" : DurationText.format(Duration.ofNanos(nanos)));
            case Changed(var values) -> values.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue())
                    .collect(Collectors.joining("; "));
            case Reason(var text) -> text;
        };
    }

    /**
     * Reads what a student writes.
     *
     * @param step what is asked
     * @param text the answer
     * @return the prediction
     * @throws IllegalArgumentException if the step cannot be answered so; the message says what was found and what is allowed
     */
    static Prediction parse(Step step, String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException("found nothing; " + needed(step));
        }
        return switch (step) {
            case Step.Question question -> switch (question.asked()) {
                case Asked.Pick pick -> picked(pick, stripped, step);
                case Asked.Quantity number -> amount(number, stripped, step);
                case Asked.Order _ -> new Ordered(numbers(stripped, step));
                case Asked.Point point -> pointed(point, stripped, step);
                case Asked.Why _ -> new Reason(stripped);
            };
            case Step.Change _ -> changed(stripped, step);
            case Step.Text _,Step.Show _ -> throw new IllegalArgumentException("this step asks nothing");
        };
    }

    /** {@return what an answer may be, in one sentence without its end} */
    static String needed(Step step) {
        return switch (step) {
            case Step.Question question -> switch (question.asked()) {
                case Asked.Pick pick -> "a number from 1 to " + pick.options().size()
                        + (pick.many() ? " is needed, or several with commas" : " is needed");
                case Asked.Quantity number -> number.answer().kind() == Kind.TIME
                        ? "a time is needed, such as 150ms or 17.5s"
                        : "a number is needed, such as 250";
                case Asked.Order order -> "the numbers of the " + (order.workers() ? "workers" : "tasks")
                        + " are needed, in order, such as 2, 1, 3";
                case Asked.Point point -> point.at() == null
                        ? "a worker is needed, such as 'worker 4'"
                        : point.lane() == null
                                ? "a moment is needed, such as 750ms"
                                : "a worker and a moment are needed, such as 'worker 4 at 750ms'";
                case Asked.Why _ -> "some words are needed";
            };
            case Step.Change _ -> "changes are needed, such as pool.name=shop, with a semicolon between two";
            case Step.Text _,Step.Show _ -> "nothing is asked";
        };
    }

    private static Prediction picked(Asked.Pick pick, String text, Step step) {
        Set<Integer> options = new TreeSet<>();
        for (long number : numbers(text, step)) {
            if (number < 1 || number > pick.options().size()) {
                throw new IllegalArgumentException("found " + Quoted.of(text) + "; " + needed(step));
            }
            options.add((int) number);
        }
        if (options.size() > 1 && !pick.many()) {
            throw new IllegalArgumentException("found " + options.size() + " options; one is needed");
        }
        return new Picked(options);
    }

    private static List<Long> numbers(String text, Step step) {
        List<Long> numbers = new ArrayList<>();
        for (String each : text.replaceAll("[\\[\\]]", "").strip().split("[,\\s]+", -1)) {
            if (!each.matches("[0-9]{1,15}")) {
                throw new IllegalArgumentException("found " + Quoted.of(text) + "; " + needed(step));
            }
            numbers.add(Long.valueOf(each));
        }
        return numbers;
    }

    private static Prediction amount(Asked.Quantity asked, String text, Step step) {
        String compact = text.replaceAll("\\s+", "");
        boolean bare = compact.matches("[0-9]{1,15}(\\.[0-9]{1,9})?");
        if (asked.answer().kind() == Kind.TIME) {
            try {
                String written = bare ? compact + asked.unit() : compact;
                return new Amount((double) DurationText.parse(written).toNanos(), written);
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException("found " + Quoted.of(text) + "; " + needed(step), wrong);
            }
        }
        String unitless = asked.unit().isEmpty()
                ? compact
                : compact.replaceFirst(Pattern.quote(asked.unit()) + "$", "");
        if (!unitless.matches("[0-9]{1,15}(\\.[0-9]{1,9})?")) {
            throw new IllegalArgumentException("found " + Quoted.of(text) + "; " + needed(step));
        }
        return new Amount(Double.parseDouble(unitless), unitless);
    }

    private static Prediction pointed(Asked.Point asked, String text, Step step) {
        Optional<Pointed> place = Pointed.parse(text);
        if (place.isEmpty() || (asked.lane() != null && place.get().lane() == null)
                || (asked.at() != null && place.get().nanos() == null)) {
            throw new IllegalArgumentException("found " + Quoted.of(text) + "; " + needed(step));
        }
        return place.get();
    }

    private static Prediction changed(String text, Step step) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String each : text.split("[;\\n]", -1)) {
            int sign = each.indexOf('=');
            if (sign > 0 && !each.substring(sign + 1).isBlank()) {
                values.put(each.substring(0, sign).strip(), each.substring(sign + 1).strip());
            } else if (!each.isBlank()) {
                throw new IllegalArgumentException("found " + Quoted.of(each.strip()) + "; " + needed(step));
            }
        }
        if (values.isEmpty()) {
            throw new IllegalArgumentException("found " + Quoted.of(text) + "; " + needed(step));
        }
        return new Changed(values);
    }
}
