package dev.poolscope.lesson.expression;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.poolscope.telemetry.event.EventType;
import org.jspecify.annotations.Nullable;

/** What stands between the brackets of a root. */
public sealed interface Argument {

    /**
     * A kind of event.
     *
     * @param at where it stands in the text
     * @param type which
     */
    record OfType(int at, EventType type) implements Argument {}

    /**
     * The number of a task or worker, or a place in a stream.
     *
     * @param at where it stands in the text
     * @param number what gives it
     */
    record Which(int at, Expression number) implements Argument {}

    /**
     * Leaves out what has another word there.
     *
     * @param at where it stands in the text
     * @param kind by what it filters
     * @param word which word must be there
     */
    record ByWord(int at, FilterKind kind, String word) implements Argument {}

    /**
     * Leaves out what has another number there, or is outside a bound.
     *
     * @param at where it stands in the text
     * @param kind by what it filters
     * @param bound the number or time
     */
    record ByValue(int at, FilterKind kind, Expression bound) implements Argument {}

    /** {@return where it stands in the text, counted from 0} */
    int at();

    /** By what an argument filters. */
    enum FilterKind {
        /** The name of a stream. */
        STREAM(Kind.WORD),
        /** Why a worker was spawned or retired, or a task was cancelled. */
        REASON(Kind.WORD),
        /** What became of a task. */
        OUTCOME(Kind.WORD),
        /** The number of a worker. */
        WORKER(Kind.NUMBER),
        /** The number of a task. */
        TASK(Kind.NUMBER),
        /** At a moment. */
        AT(Kind.TIME),
        /** At a moment or later. */
        AFTER(Kind.TIME),
        /** At a moment or earlier. */
        BEFORE(Kind.TIME),
        /** Longer than that. */
        SLOWER(Kind.TIME);

        static final Set<FilterKind> OF_EVENTS = Collections
                .unmodifiableSet(EnumSet.of(STREAM, REASON, WORKER, TASK, AFTER, BEFORE));
        static final Set<FilterKind> OF_TASKS = Collections
                .unmodifiableSet(EnumSet.of(STREAM, REASON, OUTCOME, WORKER, AFTER, BEFORE));
        static final Set<FilterKind> OF_TIMES = Collections
                .unmodifiableSet(EnumSet.of(STREAM, REASON, OUTCOME, WORKER, AFTER, BEFORE, SLOWER));
        static final Set<FilterKind> OF_LEVELS = Collections.unmodifiableSet(EnumSet.of(AT, AFTER, BEFORE));
        static final Set<FilterKind> OF_STRETCHES = Collections.unmodifiableSet(EnumSet.of(AFTER, BEFORE));

        final Kind bound;

        FilterKind(Kind bound) {
            this.bound = bound;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static @Nullable FilterKind of(String word) {
            return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst().orElse(null);
        }

        static List<String> words() {
            return Arrays.stream(values()).map(FilterKind::word).toList();
        }
    }
}
