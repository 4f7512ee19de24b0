package dev.poolscope.lesson.expression;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.poolscope.workload.model.Quoted;
import dev.poolscope.workload.model.Suggestion;

/** Which properties a value of each kind has, and what they give. */
final class Properties {
    private static final Map<String, Kind> OF_TASK = of("id", Kind.NUMBER, "stream", Kind.WORD, "due", Kind.TIME,
            "submitted", Kind.TIME, "started", Kind.TIME, "ended", Kind.TIME, "wait", Kind.TIME, "run", Kind.TIME,
            "total", Kind.TIME, "worker", Kind.NUMBER, "outcome", Kind.WORD, "reason", Kind.WORD, "ahead",
            Kind.NUMBER);
    private static final Map<String, Kind> OF_WORKER = of("spawned", Kind.EVENT, "ready", Kind.EVENT, "retiring",
            Kind.EVENT, "retired", Kind.EVENT, "took", Kind.LIST);
    private static final Map<String, Kind> OF_EVENT = of("at", Kind.TIME, "task", Kind.NUMBER, "worker", Kind.NUMBER,
            "stream", Kind.WORD, "reason", Kind.WORD);
    private static final Map<String, Kind> OF_TASKS = of("count", Kind.NUMBER, "ids", Kind.LIST, "longest",
            Kind.TASK);
    private static final Map<String, Kind> OF_TIMES = of("p50", Kind.TIME, "p90", Kind.TIME, "p95", Kind.TIME, "p99",
            Kind.TIME, "mean", Kind.TIME, "min", Kind.TIME, "max", Kind.TIME, "count", Kind.NUMBER);
    private static final Map<String, Kind> OF_WINDOW = of("min", Kind.NUMBER, "mean", Kind.NUMBER, "max", Kind.NUMBER);

    private Properties() {}

    private static Map<String, Kind> of(Object... pairs) {
        Map<String, Kind> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], (Kind) pairs[i + 1]);
        }
        return Collections.unmodifiableMap(map);
    }

    static Map<String, Kind> of(Kind kind) {
        return switch (kind) {
            case TASK -> OF_TASK;
            case WORKER -> OF_WORKER;
            case EVENT -> OF_EVENT;
            case TASKS -> OF_TASKS;
            case TIMES -> OF_TIMES;
            case WINDOW -> OF_WINDOW;
            case NUMBER, TIME, WORD, TRUTH, LIST, NONE -> Map.of();
        };
    }

    static Kind kind(int at, Expression of, String name) throws ExpressionException {
        Map<String, Kind> properties = of(of.kind());
        Kind kind = properties.get(name);
        if (kind != null) {
            return kind;
        }
        if (properties.isEmpty()) {
            throw new ExpressionException(at,
                    Quoted.of(of.text()) + " is " + of.kind().words() + ", which has no properties; found "
                            + Quoted.of(name));
        }
        String meant = Suggestion.among(name, properties.keySet());
        throw new ExpressionException(at, of.kind().words() + " has no " + Quoted.of(name) + (meant == null
                ? "; allowed are " + String.join(", ", properties.keySet())
                : "; did you mean " + meant + "?"));
    }
}
