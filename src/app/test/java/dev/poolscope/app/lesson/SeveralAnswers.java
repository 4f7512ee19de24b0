package dev.poolscope.app.lesson;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.poolscope.lesson.expression.Evaluator;
import dev.poolscope.lesson.expression.Value;
import dev.poolscope.lesson.model.Asked;
import dev.poolscope.lesson.model.Step;
import dev.poolscope.workload.model.DurationText;

/** For a step: the right answer, wrong ones, and those at both edges of the tolerance and just beyond. */
final class SeveralAnswers {
    private SeveralAnswers() {}

    static List<String> of(Step step, Evaluator on) {
        return switch (step) {
            case Step.Change _ -> List.of("pool.maxWorkers=12", "pool.maxWorkers=3", "pool.idleTimeout=2s");
            case Step.Question question -> switch (question.asked()) {
                case Asked.Pick pick -> picks(pick);
                case Asked.Quantity number -> numbers(on.value(number.answer()), number.tolerance(), "");
                case Asked.Order order -> orders(on.value(order.answer()));
                case Asked.Point point -> points(point, on);
                case Asked.Why _ -> List.of("because");
            };
            case Step.Text _,Step.Show _ -> List.of();
        };
    }

    private static List<String> picks(Asked.Pick pick) {
        List<String> all = new ArrayList<>(
                IntStream.rangeClosed(1, pick.options().size()).mapToObj(String::valueOf).toList());
        if (pick.many()) {
            all.addAll(List.of("1, 2", "1 2 3 4", "4, 3, 2, 1", "1, 2, 3, 4, 5"));
        }
        return all;
    }

    private static List<String> numbers(Value right, Asked.Tolerance tolerance, String before) {
        double value = right instanceof Value.Time(var nanos) ? nanos : ((Value.Amount) right).value();
        double room = Math.max(tolerance.absolute(), tolerance.part() * Math.abs(value));
        double beyond = room + (right instanceof Value.Time ? 1000 : 0.01);
        List<String> all = new ArrayList<>();
        for (double each : new double[]{value, value - room, value + room, value - beyond, value + beyond,
                value * 2 + 1}) {
            if (each >= 0) {
                all.add(before + (right instanceof Value.Time
                        ? DurationText.format(Duration.ofNanos(Math.round(each)))
                        : BigDecimal.valueOf(each).setScale(6, java.math.RoundingMode.HALF_EVEN).toPlainString()));
            }
        }
        return all;
    }

    private static List<String> orders(Value right) {
        List<String> ids = new ArrayList<>(((Value.Items) right).items().stream().map(Value::text).toList());
        List<String> all = new ArrayList<>();
        all.add(String.join(", ", ids));
        all.add(String.join(" ", ids.reversed()));
        all.add(String.join(",", ids.subList(1, ids.size())));
        return all;
    }

    private static List<String> points(Asked.Point point, Evaluator on) {
        String worker = point.lane() == null ? "" : "worker " + on.value(point.lane()).text() + " at ";
        Asked.Tolerance tolerance = new Asked.Tolerance((double) point.tolerance().toNanos(), 0);
        List<String> all = new ArrayList<>();
        if (point.at() != null) {
            all.addAll(numbers(on.value(point.at()), tolerance, worker));
            all.addAll(numbers(on.value(point.at()), tolerance, "worker 9 at "));
        }
        return all;
    }
}
