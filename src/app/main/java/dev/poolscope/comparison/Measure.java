package dev.poolscope.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.poolscope.workload.model.Quantity;

/**
 * Something that is measured in each of two runs: everything that a scenario may expect something of, and a little more.
 *
 * @param key its name, as {@link Quantity} has it
 * @param unit what it is measured in
 */
public record Measure(String key, Unit unit) {

    /** What numbers are measured in. */
    public enum Unit {
        /** So many. */
        COUNT,
        /** Nanoseconds. */
        NANOS,
        /** So many a second. */
        PER_SECOND,
        /** A part of a whole, from 0 to 1. */
        SHARE,
        /** 1 for true, 0 for false. */
        TRUTH
    }

    /** The part of all workers' time that went into tasks that completed or failed. */
    static final Measure UTILISATION = of(new Quantity.Utilisation());
    /** By how much 99 of a hundred arrivals that were late were late at most. */
    static final Measure LATE_P99 = new Measure("arrivalLateness.p99", Unit.NANOS);
    /** By how much the latest arrival was late. */
    static final Measure LATE_MAX = new Measure("arrivalLateness.max", Unit.NANOS);
    /** Events that are counted and not in the log. */
    static final Measure DROPPED = new Measure("droppedEvents", Unit.COUNT);

    private static final List<Measure> ALL = all();
    private static final List<Measure> OF_STREAM = ALL.stream().filter(Measure::isOfStream).toList();

    private static List<Measure> all() {
        List<Measure> all = new ArrayList<>();
        for (Quantity quantity : Quantity.all()) {
            all.add(of(quantity));
            if (quantity instanceof Quantity.Utilisation) {
                all.addAll(List.of(LATE_P99, LATE_MAX, DROPPED));
            }
        }
        return List.copyOf(all);
    }

    /**
     * That of an expectation.
     *
     * @param quantity what is expected
     * @return the measure
     */
    static Measure of(Quantity quantity) {
        return new Measure(quantity.key(), switch (quantity.base()) {
            case Quantity.Utilisation _,Quantity.OfStream _ -> Unit.SHARE;
            case Quantity.Count _,Quantity.Retired _ -> Unit.COUNT;
            case Quantity.Time _ -> Unit.NANOS;
            case Quantity.Throughput _ -> Unit.PER_SECOND;
            case Quantity.State _ -> Unit.TRUTH;
        });
    }

    /** Whether the summary of a run has it from a histogram, whose values are rounded. */
    boolean isRounded() {
        return equals(LATE_P99) || (unit == Unit.NANOS && key.matches(".*\\.p\\d+"));
    }

    /** {@return those of a run, in the order in which they are shown} */
    public static List<Measure> ofRun() {
        return ALL;
    }

    /** {@return those of a stream, in the order in which they are shown} */
    public static List<Measure> ofStream() {
        return OF_STREAM;
    }

    private boolean isOfStream() {
        return switch (unit) {
            case NANOS -> true;
            case PER_SECOND -> true;
            case COUNT -> List.of("submitted", "completed", "failed", "cancelled", "rejected").contains(key);
            case SHARE, TRUTH -> false;
        };
    }

    /**
     * Finds one by its name.
     *
     * @param key its name
     * @return the measure; empty if none has this name
     */
    public static Optional<Measure> named(String key) {
        return ALL.stream().filter(each -> each.key.equals(key)).findFirst();
    }
}
