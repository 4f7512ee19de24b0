package dev.poolscope.lesson.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.poolscope.lesson.expression.Evaluator;
import dev.poolscope.lesson.expression.Expression;
import dev.poolscope.lesson.expression.Value;
import dev.poolscope.lesson.model.Asked;
import dev.poolscope.lesson.model.Step;
import dev.poolscope.lesson.play.Grading;
import dev.poolscope.lesson.play.LessonRuns;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question in one run.
 *
 * @param question which
 * @param right the options that hold; null if it is no pick, or that is not known
 * @param values the answers of the other types
 */
record AnswerOf(Step.Question question, @Nullable Set<Integer> right, List<Value> values) {

    static AnswerOf question(Step.Question question, LessonRuns runs) {
        if (question.asked() instanceof Asked.Why || (question.asked() instanceof Asked.Pick pick && pick.isFact())) {
            return new AnswerOf(question, null, List.of());
        }
        Evaluator evaluator = runs.evaluator(question.on());
        return switch (question.asked()) {
            case Asked.Pick pick -> new AnswerOf(question, Grading.right(pick, evaluator), List.of());
            case Asked.Quantity number -> new AnswerOf(question, null, List.of(evaluator.value(number.answer())));
            case Asked.Order order -> new AnswerOf(question, null, List.of(evaluator.value(order.answer())));
            case Asked.Point point -> {
                List<Value> values = new ArrayList<>();
                if (point.lane() != null) {
                    values.add(evaluator.value(point.lane()));
                }
                if (point.at() != null) {
                    values.add(evaluator.value(point.at()));
                }
                yield new AnswerOf(question, null, values);
            }
            case Asked.Why _ -> new AnswerOf(question, null, List.of());
        };
    }

    /** Whether no run is asked. */
    boolean isFact() {
        return right == null && values.isEmpty();
    }

    int options() {
        return right == null ? 0 : right.size();
    }

    boolean isNone() {
        return values.stream().anyMatch(value -> value instanceof Value.None || value instanceof Value.NotKnown);
    }

    /** Whether it is the same, as far as the tolerance of the question says. */
    boolean agrees(AnswerOf plain) {
        if (!Objects.equals(right, plain.right) || isNone() || values.size() != plain.values.size()) {
            return false;
        }
        for (int i = 0; i < values.size(); i++) {
            if (!tolerance(plain.values.get(i)).allows(number(plain.values.get(i)), number(values.get(i)))
                    && !values.get(i).equals(plain.values.get(i))) {
                return false;
            }
        }
        return true;
    }

    private Asked.Tolerance tolerance(Value value) {
        return switch (question.asked()) {
            case Asked.Quantity number -> number.tolerance();
            case Asked.Point point when value instanceof Value.Time ->
                new Asked.Tolerance((double) point.tolerance().toNanos(), 0);
            default -> Asked.Tolerance.NONE;
        };
    }

    private static double number(Value value) {
        return switch (value) {
            case Value.Amount(var amount) -> amount;
            case Value.Time(var nanos) -> (double) nanos;
            default -> Double.NaN;
        };
    }

    String text() {
        if (question.asked() instanceof Asked.Pick) {
            return right == null || right.isEmpty()
                    ? "no option"
                    : right.stream().map(number -> "option " + number).collect(Collectors.joining(" and "));
        }
        return values.stream().map(Value::text).collect(Collectors.joining(" at "));
    }

    String asked() {
        return asked(question);
    }

    /** What the run is asked, in short: of a pick what its options compare. */
    static String asked(Step.Question question) {
        List<String> expressions = expressions(question);
        return expressions.isEmpty() ? "" : expressions.getFirst();
    }

    /** The answers, as expressions: of a pick also what several options compare with something. */
    static List<String> expressions(Step.Question question) {
        return switch (question.asked()) {
            case Asked.Quantity number -> List.of(number.answer().text());
            case Asked.Order order -> List.of(order.answer().text());
            case Asked.Point point -> {
                List<String> texts = new ArrayList<>();
                if (point.at() != null) {
                    texts.add(point.at().text());
                }
                if (point.lane() != null) {
                    texts.add(point.lane().text());
                }
                yield texts;
            }
            case Asked.Pick pick -> compared(pick);
            case Asked.Why _ -> List.of();
        };
    }

    private static List<String> compared(Asked.Pick pick) {
        Map<String, Integer> sides = new HashMap<>();
        List<String> whole = new ArrayList<>();
        for (Asked.Option option : pick.options()) {
            Expression when = option.when();
            if (when != null) {
                whole.add(when.text());
                if (when instanceof Expression.Joined joined) {
                    sides.merge(joined.left().text(), 1, Integer::sum);
                }
            }
        }
        List<String> all = new ArrayList<>(
                sides.entrySet().stream().filter(side -> side.getValue() > 1).map(Map.Entry::getKey).sorted().toList());
        all.addAll(whole);
        return all;
    }
}
