package dev.poolscope.lesson.expression;

import java.util.List;
import java.util.Random;

import dev.poolscope.telemetry.event.EventType;

/** Draws expressions of every form of the grammar. */
final class RandomExpressions {
    private static final List<String> STREAMS = List.of("one", "two words", "completed", "and");
    private final Random random;

    RandomExpressions(Random random) {
        this.random = random;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Expression parsed(String text) {
        try {
            return Expression.parse(text);
        } catch (ExpressionException wrong) {
            throw new IllegalStateException(text + ": " + wrong.getMessage(), wrong);
        }
    }

    Expression any(int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> number(depth);
            case 1 -> time(depth);
            case 2 -> list(depth);
            default -> truth(depth);
        };
    }

    private Expression joined(String operator, Expression left, Expression right, Kind kind) {
        return new Expression.Joined(0, operator, left, right, kind);
    }

    Expression truth(int depth) {
        if (depth == 0) {
            return parsed(one(List.of("true", "starved", "broken == false", "task(2).outcome == completed",
                    "task(1).stream == \"two words\"", "worker(1).retired.reason != IDLE_TIMEOUT",
                    "first(STARVED) == none")));
        }
        return switch (random.nextInt(4)) {
            case 0 -> joined(one(List.of("and", "or")), truth(depth - 1), truth(depth - 1), Kind.TRUTH);
            case 1 -> joined(one(List.of("<", ">=", "==", "!=")), time(depth - 1), time(depth - 1), Kind.TRUTH);
            case 2 -> joined(one(List.of("==", "!=")), list(depth - 1), list(depth - 1), Kind.TRUTH);
            default -> joined(one(List.of("<=", ">", "==")), number(depth - 1), number(depth - 1), Kind.TRUTH);
        };
    }

    Expression number(int depth) {
        if (depth == 0) {
            return parsed(one(List.of("3", "0.5", "25%", "cores", "completed", "retired.JOIN", "task(2).ahead",
                    "worker(1).retired.worker", "throughput", "tasks(outcome completed).count")));
        }
        return switch (random.nextInt(5)) {
            case 0 -> joined(one(List.of("+", "-", "*", "/")), number(depth - 1), number(depth - 1), Kind.NUMBER);
            case 1 -> joined("/", time(depth - 1), time(depth - 1), Kind.NUMBER);
            case 2 -> new Expression.Call(0, "count", List.of(new Argument.OfType(0, one(List.of(EventType.values()))),
                    new Argument.ByWord(0, Argument.FilterKind.STREAM, one(STREAMS)),
                    new Argument.ByValue(0, Argument.FilterKind.BEFORE, time(depth - 1))), Kind.NUMBER);
            case 3 -> new Expression.OnRun(0, "other", number(depth - 1));
            default -> new Expression.Call(0, one(List.of("depth", "alive", "busy")),
                    List.of(new Argument.ByValue(0, Argument.FilterKind.AT, time(depth - 1))), Kind.NUMBER);
        };
    }

    Expression time(int depth) {
        if (depth == 0) {
            return parsed(one(List.of("2s", "1.5ms", "task(1).wait", "wait.p95", "first(STARTED).at",
                    "run(stream \"two words\", slower 1ms).max", "span(stream one)")));
        }
        return switch (random.nextInt(4)) {
            case 0 -> joined(one(List.of("+", "-")), time(depth - 1), time(depth - 1), Kind.TIME);
            case 1 -> joined(one(List.of("*", "/")), time(depth - 1), number(depth - 1), Kind.TIME);
            case 2 -> new Expression.Property(0, new Expression.Call(0, "task",
                    List.of(new Argument.ByWord(0, Argument.FilterKind.STREAM, one(STREAMS)),
                            new Argument.Which(0, number(depth - 1))),
                    Kind.TASK), one(List.of("due", "started", "total")), Kind.TIME);
            default -> time(0);
        };
    }

    Expression list(int depth) {
        return switch (random.nextInt(3)) {
            case 0 -> new Expression.Listing(0, List.of(number(0), number(0)));
            case 1 -> new Expression.Call(0, "queue",
                    List.of(new Argument.ByValue(0, Argument.FilterKind.AT, time(Math.max(0, depth - 1)))), Kind.LIST);
            default -> parsed(one(List.of("order(STARTED)", "worker(1).took", "[]", "tasks(worker 1).ids")));
        };
    }
}
