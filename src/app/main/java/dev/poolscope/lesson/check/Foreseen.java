package dev.poolscope.lesson.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.poolscope.lesson.expression.Argument;
import dev.poolscope.lesson.expression.Evaluator;
import dev.poolscope.lesson.expression.Expression;
import dev.poolscope.lesson.expression.Value;
import dev.poolscope.lesson.model.Asked;
import dev.poolscope.lesson.model.Reveal;
import dev.poolscope.lesson.model.Step;
import dev.poolscope.lesson.play.LessonRuns;
import org.jspecify.annotations.Nullable;

/**
 * What the pictures of earlier steps tell of the answer to a later one. A picture ends at a moment; an answer can be read from it if
 * all that it is made of has happened by then, and can change no more.
 */
final class Foreseen {
    private static final Set<String> SINGLE = Set.of("task", "worker", "first", "last");

    private final LessonRuns runs;
    /** Until when a picture of each run went. */
    private final Map<String, Long> shown = new HashMap<>();
    private int read;

    Foreseen(LessonRuns runs) {
        this.runs = runs;
    }

    /** A step was revealed. */
    void shows(String run, Reveal reveal) {
        for (Expression place : new Expression[]{reveal.at(), reveal.until()}) {
            if (place != null && runs.evaluator(run).value(place) instanceof Value.Time(var nanos)) {
                shown.merge(run, nanos, Math::max);
            }
        }
    }

    /** Until when a picture of a run went; before its start if none was shown. */
    long until(String run) {
        return shown.getOrDefault(run, -1L);
    }

    /** Whether the answer stands in a picture that was shown before the question. */
    boolean tells(Step.Question question, @Nullable Set<Integer> right) {
        List<Expression> answers = switch (question.asked()) {
            case Asked.Pick pick when right != null && !pick.isFact() -> right.stream()
                    .flatMap(number -> Stream.ofNullable(pick.options().get(number - 1).when())).toList();
            case Asked.Quantity number -> List.of(number.answer());
            case Asked.Order order -> List.of(order.answer());
            case Asked.Point point -> Stream.ofNullable(point.at()).toList();
            case Asked.Pick _,Asked.Why _ -> List.of();
        };
        read = 0;
        return !answers.isEmpty() && answers.stream().allMatch(answer -> isSeen(answer, question.on())) && read > 0;
    }

    private boolean isSeen(Expression expression, String on) {
        return switch (expression) {
            case Expression.Literal _,Expression.Cores _ -> true;
            case Expression.Measured _ -> until(on) >= runs.facts(on).end();
            case Expression.OnRun it -> isSeen(it.of(), it.run());
            case Expression.Listing it -> it.items().stream().allMatch(item -> isSeen(item, on));
            case Expression.Joined it -> isSeen(it.left(), on) && isSeen(it.right(), on);
            case Expression.Property it -> property(it, on);
            case Expression.Call it -> call(it, it, on);
        };
    }

    private boolean property(Expression.Property property, String on) {
        Expression inner = property;
        while (inner instanceof Expression.Property it) {
            inner = it.of();
        }
        // One task may go on while what is asked of it is known; of several, all must be known.
        return inner instanceof Expression.Call call
                ? call(call, SINGLE.contains(call.root()) ? property : call, on)
                : isSeen(inner, on);
    }

    private boolean call(Expression.Call call, Expression asked, String on) {
        boolean bounded = false;
        for (Argument argument : call.arguments()) {
            if (argument instanceof Argument.ByValue(_, var kind, var bound)
                    && (kind == Argument.FilterKind.AT || kind == Argument.FilterKind.BEFORE)) {
                bounded = true;
                if (!(runs.evaluator(on).value(bound) instanceof Value.Time(var nanos)) || nanos > until(on)) {
                    return false;
                }
            }
        }
        Value seen = new Evaluator(run -> runs.facts(run).until(until(run)), on).value(asked);
        read++;
        return seen.equals(runs.evaluator(on).value(asked)) && (bounded || !isNothing(seen));
    }

    // Nothing as yet is not nothing for ever.
    private static boolean isNothing(Value value) {
        return switch (value) {
            case Value.None _,Value.NotKnown _ -> true;
            case Value.Amount(var number) -> number == 0;
            case Value.Items(var items) -> items.isEmpty();
            case Value.Tasks(var tasks) -> tasks.isEmpty();
            case Value.Times(var nanos) -> nanos.isEmpty();
            default -> false;
        };
    }
}
