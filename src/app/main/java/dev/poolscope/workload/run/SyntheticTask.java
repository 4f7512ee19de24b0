package dev.poolscope.workload.run;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * A task of a stream. It is what the pool is given, and so what observers of the pool get as the target of a task. What
 * it does was drawn when it was made. It ends early when it is interrupted.
 */
public final class SyntheticTask implements StreamTarget, Callable<@Nullable Void> {
    private final String stream;
    private final Origin origin;
    private final long number;
    private final long dueNanos;
    private final Job job;
    private final boolean failing;

    /** Where a task comes from. */
    public enum Origin {
        /** The arrivals of its stream. */
        ARRIVAL,
        /** An action, or a person. */
        LIVE,
        /** Another task. */
        CHILD
    }

    /** What a task does, with the times that were drawn for it. */
    @FunctionalInterface
    interface Job {
        void perform() throws Exception;
    }

    /** A task that is due at a time of its own, on the clock of the run. */
    static SyntheticTask due(String stream, long number, long dueNanos, Job job, boolean failing) {
        return new SyntheticTask(stream, Origin.ARRIVAL, number, dueNanos, job, failing);
    }

    /** A task that is due when it is submitted. */
    static SyntheticTask dueNow(String stream, Origin origin, long number, Job job, boolean failing) {
        return new SyntheticTask(stream, origin, number, NO_DUE_TIME, job, failing);
    }

    /** No clock gets there. */
    private static final long NO_DUE_TIME = Long.MIN_VALUE;

    private SyntheticTask(String stream, Origin origin, long number, long dueNanos, Job job, boolean failing) {
        this.stream = stream;
        this.origin = origin;
        this.number = number;
        this.dueNanos = dueNanos;
        this.job = job;
        this.failing = failing;
    }

    @Override
    public @Nullable Void call() throws Exception {
        job.perform();
        if (failing) {
            throw new SyntheticFailure("drawn to fail");
        }
        return null;
    }

    @Override
    public String stream() {
        return stream;
    }

    /** {@return where it comes from} */
    public Origin origin() {
        return origin;
    }

    /**
     * {@return its number among the tasks of its stream and origin, from 1, in the order in which they were made; of a
     * child, its number among its siblings}
     */
    public long number() {
        return number;
    }

    @Override
    public long dueNanos(long submittedNanos) {
        return dueNanos == NO_DUE_TIME ? submittedNanos : dueNanos;
    }

    /** Names it for people, such as {@code web 17}. */
    @Override
    public String toString() {
        return stream + " " + number;
    }
}
