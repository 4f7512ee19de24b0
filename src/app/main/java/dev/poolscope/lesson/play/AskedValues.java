package dev.poolscope.lesson.play;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.poolscope.lesson.expression.Evaluator;
import dev.poolscope.lesson.expression.Expression;
import dev.poolscope.lesson.expression.Kind;
import dev.poolscope.lesson.model.Asked;
import dev.poolscope.lesson.model.Step;

/** What a question asks of the run, with what the run says: of options, what they compare. */
public final class AskedValues {
    private static final Set<String> COMPARING = Set.of("==", "!=", "<", "<=", ">", ">=");

    private AskedValues() {}

    /**
     * Lists them.
     *
     * @param step what is asked
     * @param on asks the run
     * @return each as {@code expression = value}; empty if no run is asked
     */
    public static List<String> of(Step step, Evaluator on) {
        List<Expression> asked = switch (step) {
            case Step.Question question -> switch (question.asked()) {
                case Asked.Pick pick -> pick.options().stream().map(Asked.Option::when).flatMap(Stream::ofNullable)
                        .toList();
                case Asked.Quantity number -> List.of(number.answer());
                case Asked.Order order -> List.of(order.answer());
                case Asked.Point point -> Stream.of(point.lane(), point.at()).flatMap(Stream::ofNullable).toList();
                case Asked.Why _ -> List.of();
            };
            case Step.Change _,Step.Text _,Step.Show _ -> List.of();
        };
        Set<String> values = new LinkedHashSet<>();
        asked.forEach(expression -> add(expression, on, values));
        return List.copyOf(values);
    }

    private static void add(Expression expression, Evaluator on, Set<String> values) {
        if (expression instanceof Expression.Joined joined && joined.kind() == Kind.TRUTH) {
            add(joined.left(), on, values);
            if (!COMPARING.contains(joined.operator())) {
                add(joined.right(), on, values);
            }
        } else if (!(expression instanceof Expression.Literal)) {
            values.add(expression.text() + " = " + on.value(expression).text());
        }
    }
}
