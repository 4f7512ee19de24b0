package dev.poolscope.lesson.expression;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.poolscope.stats.LegibleCount;
import dev.poolscope.stats.LegibleTime;
import dev.poolscope.telemetry.event.RunEvent;

/** What an expression says of a run. Immutable. */
public sealed interface Value {
    /**
     * A number.
     *
     * @param value which
     */
    record Amount(double value) implements Value {}

    /**
     * A moment, or a length of time.
     *
     * @param nanos nanoseconds, from the start of the run if it is a moment
     */
    record Time(long nanos) implements Value {}

    /**
     * A word.
     *
     * @param word as it is written
     */
    record Word(String word) implements Value {}

    /**
     * True or false.
     *
     * @param holds which
     */
    record Truth(boolean holds) implements Value {}

    /**
     * Several values.
     *
     * @param items in their order
     */
    record Items(List<Value> items) implements Value {
        /** Copies the list. */
        public Items {
            items = List.copyOf(items);
        }

        static Items ofIds(List<Long> ids) {
            return new Items(ids.stream().map(id -> (Value) new Amount((double) id)).toList());
        }
    }

    /** There is nothing: the task has no worker, the event did not happen. */
    record None() implements Value {
        /** The only one. */
        public static final None NONE = new None();
    }

    /**
     * The run lost what would say it.
     *
     * @param why what is missing
     */
    record NotKnown(String why) implements Value {}

    /**
     * A task.
     *
     * @param facts what is known of it
     */
    record OfTask(TaskFacts facts) implements Value {}

    /**
     * A worker.
     *
     * @param facts what is known of it
     */
    record OfWorker(WorkerFacts facts) implements Value {}

    /**
     * Something that happened.
     *
     * @param event what
     * @param stream the stream of its task; empty if it has none
     */
    record OfEvent(RunEvent event, String stream) implements Value {}

    /**
     * Several tasks.
     *
     * @param tasks by their due times
     */
    record Tasks(List<TaskFacts> tasks) implements Value {
        /** Copies the list. */
        public Tasks {
            tasks = List.copyOf(tasks);
        }
    }

    /**
     * The times of several tasks.
     *
     * @param nanos in rising order
     */
    record Times(List<Long> nanos) implements Value {
        /** Copies the list. */
        public Times {
            nanos = List.copyOf(nanos);
        }
    }

    /**
     * A number that changed, over a stretch of time.
     *
     * @param min the least
     * @param mean by how long it was what
     * @param max the greatest
     */
    record Window(double min, double mean, double max) implements Value {}

    /** {@return for people: times with their units, numbers with at most three decimals} */
    default String text() {
        return switch (this) {
            case Amount(var value) -> number(value);
            case Time(var nanos) when nanos == 0 -> "0 s";
            case Time(var nanos) -> nanos < 0 ? "-" + LegibleTime.round(-nanos) : LegibleTime.round(nanos);
            case Word(var word) -> word;
            case Truth(var holds) -> Boolean.toString(holds);
            case Items(var items) -> items.isEmpty()
                    ? "none"
                    : items.stream().map(Value::text).collect(Collectors.joining(", "));
            case None() -> "none";
            case NotKnown(var why) -> "not known: " + why;
            case OfTask(var task) -> task.isRejected() ? "a rejected task" : "task " + task.id();
            case OfWorker(var worker) -> "worker " + worker.number();
            case OfEvent(var event, _) -> event.type() + " at " + LegibleTime.moment(event.nanos());
            case Tasks(var tasks) -> LegibleCount.of(tasks.size(), "task");
            case Times(var nanos) -> LegibleCount.of(nanos.size(), "time");
            case Window(var min, var mean, var max) ->
                number(min) + " to " + number(max) + ", on average " + number(mean);
        };
    }

    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return LegibleCount.of((long) value);
        }
        return String.format(Locale.ROOT, "%,.3f", value).replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
