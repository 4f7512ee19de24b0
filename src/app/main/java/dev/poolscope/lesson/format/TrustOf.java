package dev.poolscope.lesson.format;

import dev.poolscope.lesson.expression.Expression;
import dev.poolscope.lesson.expression.Kind;
import dev.poolscope.lesson.model.Asked;
import dev.poolscope.lesson.model.LessonRun;
import dev.poolscope.lesson.model.Trust;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.Work;
import org.jspecify.annotations.Nullable;

/** How far an answer may be trusted, where the file does not say it. */
final class TrustOf {
    private TrustOf() {}

    /** What is drawn at random is asked of a simulation; what compares times is a time; the rest is a decision. */
    static Trust question(@Nullable Asked asked, @Nullable LessonRun run) {
        if (run != null && run.scenario().streams().stream().anyMatch(TrustOf::isDrawn)) {
            return Trust.VIRTUAL;
        }
        boolean time = switch (asked) {
            case null -> false;
            case Asked.Pick(_, var options) -> options.stream().anyMatch(option -> comparesTimes(option.when()));
            case Asked.Quantity(var answer, _, var tolerance, _) ->
                answer.kind() == Kind.TIME || !tolerance.equals(Asked.Tolerance.NONE);
            case Asked.Point point -> point.at() != null;
            case Asked.Order _,Asked.Why _ -> false;
        };
        return time ? Trust.TIME : Trust.DECISION;
    }

    private static boolean comparesTimes(@Nullable Expression when) {
        return when != null && when.parts().stream().anyMatch(part -> switch (part) {
            case Expression.Joined joined -> joined.left().kind() == Kind.TIME && joined.kind() == Kind.TRUTH;
            // Parts of a time, and means over one.
            case Expression.Call call -> call.root().equals("utilisation");
            case Expression.Property property -> property.name().equals("mean");
            default -> false;
        });
    }

    private static boolean isDrawn(StreamSpec stream) {
        Distribution time = switch (stream.task().work()) {
            case Work.Sleep(var it) -> it;
            case Work.Cpu(var it) -> it;
            case Work.Lock(var it) -> it;
            case Work.FanOut(_, var child, _) -> child;
        };
        double fails = stream.task().fails().fraction();
        return stream.arrivals() instanceof Arrivals.Poisson || !(time instanceof Distribution.Fixed)
                || (fails > 0 && fails < 1);
    }
}
