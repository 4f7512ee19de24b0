package dev.poolscope.lesson.expression;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.poolscope.lesson.expression.Argument.FilterKind;
import dev.poolscope.workload.model.Quoted;

/** Which arguments each root takes, and what it gives with them. */
final class CallRules {
    private CallRules() {}

    static String allowed(Root root) {
        String filters = root.filters.stream().map(FilterKind::word).collect(Collectors.joining(", "));
        if (root == Root.TASK) {
            return "allowed are the number of a task, or 'stream' with a name and a place in it";
        }
        if (root == Root.WORKER) {
            return "allowed is the number of a worker";
        }
        return (root.takesEvent() ? "allowed are an event such as STARTED, then " : "allowed are ") + filters;
    }

    static void need(Expression found, Kind kind, String where) throws ExpressionException {
        if (found.kind() != kind) {
            throw new ExpressionException(found.at(), where + " needs " + kind.words() + "; " + Quoted.of(found.text())
                    + " is " + found.kind().words());
        }
    }

    static Kind kind(int at, Root root, List<Argument> arguments) throws ExpressionException {
        Set<FilterKind> filters = filters(root, arguments);
        long numbers = arguments.stream().filter(Argument.Which.class::isInstance).count();
        List<Argument.OfType> types = arguments.stream().filter(Argument.OfType.class::isInstance)
                .map(Argument.OfType.class::cast).toList();
        if (root.takesNumber() && numbers != 1) {
            throw new ExpressionException(at, "'" + root.word() + "(…)' needs exactly one number; " + allowed(root));
        }
        if (root.takesEvent()) {
            if (types.size() != 1 || !(arguments.getFirst() instanceof Argument.OfType)) {
                throw new ExpressionException(at, "'" + root.word() + "(…)' needs exactly one event, and first; "
                        + allowed(root));
            }
            if (root == Root.ORDER && !types.getFirst().type().isOfTask()) {
                throw new ExpressionException(types.getFirst().at(), "'order(…)' gives numbers of tasks, and "
                        + types.getFirst().type() + " has none");
            }
        }
        return level(at, root, filters);
    }

    /** A number at a moment, or a window between two. */
    private static Kind level(int at, Root root, Set<FilterKind> filters) throws ExpressionException {
        boolean moment = filters.contains(FilterKind.AT);
        if (root == Root.QUEUE && !moment) {
            throw new ExpressionException(at, "'queue(…)' needs a moment, such as 'queue(at 2s)'");
        }
        if (!root.isLevel()) {
            return root.kind;
        }
        boolean stretch = filters.contains(FilterKind.AFTER) || filters.contains(FilterKind.BEFORE);
        if (moment == stretch) {
            throw new ExpressionException(at, "'" + root.word() + "(…)' needs a moment or a stretch of time, such as '"
                    + root.word() + "(at 2s)' or '" + root.word() + "(after 2s, before 4s)'");
        }
        return moment ? Kind.NUMBER : Kind.WINDOW;
    }

    private static Set<FilterKind> filters(Root root, List<Argument> arguments) throws ExpressionException {
        Set<FilterKind> filters = EnumSet.noneOf(FilterKind.class);
        for (Argument argument : arguments) {
            FilterKind kind = switch (argument) {
                case Argument.ByWord it -> it.kind();
                case Argument.ByValue it -> it.kind();
                case Argument.OfType _,Argument.Which _ -> null;
            };
            if (kind != null && !filters.add(kind)) {
                throw new ExpressionException(argument.at(), "a second '" + kind.word() + "' in '" + root.word()
                        + "(…)'; one is allowed");
            }
        }
        return filters;
    }
}
