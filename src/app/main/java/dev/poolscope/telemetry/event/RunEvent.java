package dev.poolscope.telemetry.event;

import java.util.Comparator;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * One thing that happened in a run. Immutable; two of the same are equal.
 *
 * <p>The detail is free text for an {@link EventType#ACTION}; otherwise {@code key=value} pairs separated by one space.
 * The value of {@code cause} may hold anything and is always the last; other values hold no space.
 *
 * <p>The natural order is that of time, and among equal stamps the one that {@link EventType} describes. It is consistent
 * with equals.
 */
public final class RunEvent implements Comparable<RunEvent> {

    private static final Comparator<RunEvent> LAST_RESORT = Comparator.comparing(RunEvent::detail)
            .thenComparing(RunEvent::stream, Comparator.nullsFirst(Comparator.naturalOrder()));

    private final long nanos;
    private final EventType type;
    private final long taskId;
    private final @Nullable String stream;
    private final int workerId;
    /** Null if it is the due time and nothing else: few of the many arrivals are ever read as text. */
    private final @Nullable String detail;
    private final long due;
    /** What the detail says, where it is more than pairs: an {@link Awaited}, or {@link StarvedWaits}. */
    private final @Nullable Object fact;

    /**
     * Makes one.
     *
     * @param nanos when, in nanoseconds from the start of the run; never negative: what is stamped earlier counts as at the
     *            start, and has a detail {@code early} that says by how much
     * @param type what
     * @param taskId the task's number, or 0 if no task is concerned or it has none
     * @param stream the stream that the task belongs to, as far as known
     * @param workerId the worker's number, or 0
     * @param detail more, as the type says; may be empty
     * @throws IllegalArgumentException if the stamp or a number is negative
     */
    public RunEvent(long nanos, EventType type, long taskId, @Nullable String stream, int workerId, String detail) {
        this(nanos, type, taskId, stream, workerId, Objects.requireNonNull(detail, "detail"), 0,
                factIn(type, detail));
    }

    private static @Nullable Object factIn(EventType type, String detail) {
        return switch (type) {
            case TASK_BLOCKED, TASK_RESUMED -> Awaited.read(detail);
            case STARVED -> StarvedWaits.read(detail);
            default -> null;
        };
    }

    private RunEvent(long nanos, EventType type, long taskId, @Nullable String stream, int workerId,
            @Nullable String detail, long due, @Nullable Object fact) {
        if (nanos < 0 || taskId < 0 || workerId < 0) {
            throw new IllegalArgumentException("stamp and numbers of an event are not negative, but were nanos=" + nanos
                    + " taskId=" + taskId + " workerId=" + workerId);
        }
        this.nanos = nanos;
        this.type = Objects.requireNonNull(type, "type");
        this.taskId = taskId;
        this.stream = stream;
        this.workerId = workerId;
        this.detail = detail;
        this.due = due;
        this.fact = fact;
    }

    /** One of a task that was submitted or refused, whose detail is when it was due and nothing else. */
    public static RunEvent ofArrival(long nanos, EventType type, long taskId, @Nullable String stream, long due) {
        return new RunEvent(nanos, type, taskId, stream, 0, null, due, null);
    }

    /** One of a task that waits, or waits no more. */
    public static RunEvent ofWait(long nanos, EventType type, long taskId, int workerId, @Nullable Awaited awaited) {
        return new RunEvent(nanos, type, taskId, null, workerId, awaited == null ? "" : awaited.text(), 0, awaited);
    }

    /** One of a pool that starves. */
    public static RunEvent ofStarvation(long nanos, StarvedWaits waits) {
        return new RunEvent(nanos, EventType.STARVED, 0, null, 0, waits.write(), 0, waits);
    }

    /** The same at another time. */
    public RunEvent at(long otherNanos) {
        return new RunEvent(otherNanos, type, taskId, stream, workerId, detail, due, fact);
    }

    /** {@return nanoseconds from the start of the run, never negative} */
    public long nanos() {
        return nanos;
    }

    /** {@return the type} */
    public EventType type() {
        return type;
    }

    /** {@return the number of the task, or 0 if no task is concerned or it has none} */
    public long taskId() {
        return taskId;
    }

    /** {@return the name of the task's stream, or null if there is none or it is not known} */
    public @Nullable String stream() {
        return stream;
    }

    /** {@return the number of the worker, or 0} */
    public int workerId() {
        return workerId;
    }

    /** {@return the detail, as the type says; may be empty} */
    public String detail() {
        return detail == null ? Detail.of(Detail.DUE, due) : detail;
    }

    /**
     * {@return what a task waits for, or has waited for; null for an event of another type, or if a task has waited in vain}
     */
    public @Nullable Awaited awaited() {
        return fact instanceof Awaited awaited ? awaited : null;
    }

    /** Of a pool that starves: the awaited task of each worker, 0 for any of several; empty for every other event. */
    public Map<Integer, Long> starvedWaits() {
        return fact instanceof StarvedWaits(var byWorker) ? byWorker : Map.of();
    }

    @Override
    public int compareTo(RunEvent other) {
        int order = Long.compare(nanos, other.nanos);
        if (order == 0) {
            order = Integer.compare(type.phase(), other.type.phase());
        }
        if (order == 0) {
            order = Integer.compare(workerId, other.workerId);
        }
        if (order == 0) {
            order = Integer.compare(type.stage(), other.type.stage());
        }
        if (order == 0) {
            order = Long.compare(taskId, other.taskId);
        }
        if (order == 0) {
            order = type.compareTo(other.type);
        }
        return order == 0 ? LAST_RESORT.compare(this, other) : order;
    }

    /**
     * Looks up a value in the detail.
     *
     * @param key its name
     * @return the value, or null if the detail has none of that name
     */
    public @Nullable String value(String key) {
        return Detail.value(detail(), key);
    }

    /**
     * Looks up a whole number in the detail.
     *
     * @param key its name
     * @param otherwise the answer when the detail has no such value, or it is no number
     * @return the number
     */
    public long number(String key, long otherwise) {
        if (detail == null) {
            return key.equals(Detail.DUE) ? due : otherwise;
        }
        return Detail.number(detail, key, otherwise);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RunEvent event && compareTo(event) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(nanos, type, taskId, workerId);
    }

    @Override
    public String toString() {
        return "RunEvent[nanos=" + nanos + ", type=" + type + ", taskId=" + taskId + ", stream=" + stream
                + ", workerId=" + workerId + ", detail=" + detail() + "]";
    }
}
