package dev.poolscope.workload.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.poolscope.pool.RetirementReason;
import org.jspecify.annotations.Nullable;

/** What an expectation is about: something that is measured in a run. */
public sealed interface Quantity {

    /** Numbers of tasks and workers. */
    enum Count implements Quantity {
        /** Tasks that the pool accepted. */
        SUBMITTED("submitted"),
        /** Tasks that returned. */
        COMPLETED("completed"),
        /** Tasks that threw. */
        FAILED("failed"),
        /** Tasks that were cancelled, by the pool or through their future. */
        CANCELLED("cancelled"),
        /** Tasks that the pool refused; they are not among the submitted. */
        REJECTED("rejected"),
        /** The most workers that were alive at a time. */
        PEAK_WORKERS("peakWorkers"),
        /** The most tasks that were pending at a time. */
        PEAK_PENDING("peakPending"),
        /** Threads that were started. */
        SPAWNED("spawned");

        private final String key;

        Count(String key) {
            this.key = key;
        }

        @Override
        public String key() {
            return key;
        }
    }

    /**
     * How many workers retired for one reason.
     *
     * @param reason which
     */
    record Retired(RetirementReason reason) implements Quantity {
        @Override
        public String key() {
            return "retired." + reason.name();
        }
    }

    /** The spans of a task's life. */
    enum Span {
        /** From when it was due to its start, of tasks that started. */
        WAIT,
        /** From its start to its end. */
        RUN,
        /** From when it was due to its end, of completed and failed tasks. */
        TOTAL
    }

    /** What is taken of all the spans of a kind. */
    enum Statistic {
        /** Half of them are no longer than this. */
        P50,
        /** Nine of ten are no longer than this. */
        P90,
        /** 95 of a hundred are no longer than this. */
        P95,
        /** 99 of a hundred are no longer than this. */
        P99,
        /** The longest. */
        MAX,
        /** Their mean. */
        MEAN
    }

    /**
     * A statistic of a span.
     *
     * @param span which span
     * @param statistic which statistic
     */
    record Time(Span span, Statistic statistic) implements Quantity {
        @Override
        public String key() {
            return span.name().toLowerCase(Locale.ROOT) + "." + statistic.name().toLowerCase(Locale.ROOT);
        }
    }

    /** Completed tasks divided by the time from the first due time to the last end. */
    record Throughput() implements Quantity {
        @Override
        public String key() {
            return "throughput";
        }
    }

    /** The part of all workers' time, to the end of the run or until the pool terminated if that was later, that went into tasks that completed or failed. */
    record Utilisation() implements Quantity {
        @Override
        public String key() {
            return "utilisation";
        }
    }

    /**
     * A quantity of the tasks of one stream.
     *
     * @param of what is measured of them; one of {@link #ofStreams}
     * @param stream the name of the stream
     */
    record OfStream(Quantity of, String stream) implements Quantity {
        /**
         * Checks that it is measured by stream.
         *
         * @throws IllegalArgumentException if it is not
         */
        public OfStream {
            if (!ofStreams().contains(of)) {
                throw new IllegalArgumentException(of.key() + " is not measured by stream");
            }
        }

        @Override
        public String key() {
            return of.key() + " of " + StreamName.written(stream);
        }

        @Override
        public Quantity base() {
            return of;
        }
    }

    /** What is so or not so. */
    enum State implements Quantity {
        /** The pool terminated. */
        TERMINATED("terminated"),
        /** The pool broke at some time. */
        BROKEN("broken"),
        /** The pool was starved at some time. */
        STARVED("starved");

        private final String key;

        State(String key) {
            this.key = key;
        }

        @Override
        public String key() {
            return key;
        }
    }

    /** {@return the name, as files write it} */
    String key();

    /** {@return what is measured, without the stream of which} */
    default Quantity base() {
        return this;
    }

    /** {@return what is measured of the tasks of one stream too, in the order of this type} */
    static List<Quantity> ofStreams() {
        // How many of a stream were cancelled is known only at the end: the pool does not say of which stream it cancels a task.
        return all().stream()
                .filter(each -> each instanceof Time || each instanceof Throughput || each == Count.SUBMITTED
                        || each == Count.COMPLETED || each == Count.FAILED || each == Count.REJECTED)
                .toList();
    }

    /** {@return everything that an expectation may be about in the run as a whole, in the order of this type} */
    static List<Quantity> all() {
        List<Quantity> all = new ArrayList<>(List.of(Count.values()));
        for (RetirementReason reason : RetirementReason.values()) {
            all.add(new Retired(reason));
        }
        for (Span span : Span.values()) {
            for (Statistic statistic : Statistic.values()) {
                all.add(new Time(span, statistic));
            }
        }
        all.add(new Throughput());
        all.add(new Utilisation());
        all.addAll(List.of(State.values()));
        return all;
    }

    /**
     * Finds a quantity of the run as a whole by its name.
     *
     * @param key as files write it
     * @return the quantity, or null if none has this name
     */
    static @Nullable Quantity of(String key) {
        for (Quantity quantity : all()) {
            if (quantity.key().equals(key)) {
                return quantity;
            }
        }
        return null;
    }
}
