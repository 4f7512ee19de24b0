package dev.poolscope.lesson.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.poolscope.lesson.expression.Argument.FilterKind;
import org.jspecify.annotations.Nullable;

/** What stands before a bracket. */
enum Root {
    /** A task by its number, or by its place in a stream. */
    TASK(Kind.TASK, Set.of(FilterKind.STREAM)),
    /** A worker by its number. */
    WORKER(Kind.WORKER, Set.of()),
    FIRST(Kind.EVENT, FilterKind.OF_EVENTS),
    LAST(Kind.EVENT, FilterKind.OF_EVENTS),
    COUNT(Kind.NUMBER, FilterKind.OF_EVENTS),
    ORDER(Kind.LIST, FilterKind.OF_EVENTS),
    TASKS(Kind.TASKS, FilterKind.OF_TASKS),
    WAIT(Kind.TIMES, FilterKind.OF_TIMES),
    RUN(Kind.TIMES, FilterKind.OF_TIMES),
    TOTAL(Kind.TIMES, FilterKind.OF_TIMES),
    /** From the first due time to the last end of such tasks. */
    SPAN(Kind.TIME, FilterKind.OF_TASKS),
    DEPTH(Kind.WINDOW, FilterKind.OF_LEVELS),
    ALIVE(Kind.WINDOW, FilterKind.OF_LEVELS),
    BUSY(Kind.WINDOW, FilterKind.OF_LEVELS),
    /** The numbers of the pending tasks at a moment. */
    QUEUE(Kind.LIST, Set.of(FilterKind.AT)),
    UTILISATION(Kind.NUMBER, FilterKind.OF_STRETCHES);

    final Kind kind;
    @SuppressWarnings("ImmutableEnumChecker") // each is an unmodifiable set
    final Set<FilterKind> filters;

    Root(Kind kind, Set<FilterKind> filters) {
        this.kind = kind;
        this.filters = filters;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean takesEvent() {
        return filters.equals(FilterKind.OF_EVENTS);
    }

    boolean takesNumber() {
        return this == TASK || this == WORKER;
    }

    boolean isLevel() {
        return filters.equals(FilterKind.OF_LEVELS);
    }

    static @Nullable Root of(String word) {
        return Arrays.stream(values()).filter(root -> root.word().equals(word)).findFirst().orElse(null);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Root::word).toList();
    }
}
