package dev.poolscope.telemetry;

import java.util.Comparator;

import org.jspecify.annotations.Nullable;

/**
 * One thing that happened in a run.
 *
 * <p>The detail is free text for an {@link EventType#ACTION}; otherwise {@code key=value} pairs separated by one space.
 * The value of {@code cause} may hold anything and is always the last; other values hold no space.
 *
 * <p>The natural order is that of time, and among equal stamps the one that {@link EventType} describes. It is consistent
 * with equals.
 *
 * @param nanos when, in nanoseconds from the start of the run; never negative: what is stamped earlier counts as at the
 *            start, and has a detail {@code early} that says by how much
 * @param type what
 * @param taskId the task's number, or 0 if no task is concerned or it has none
 * @param stream the stream that the task belongs to, as far as known
 * @param workerId the worker's number, or 0
 * @param detail more, as the type says; may be empty
 */
public record RunEvent(long nanos, EventType type, long taskId, @Nullable String stream, int workerId, String detail)
        implements
            Comparable<RunEvent> {

    private static final Comparator<RunEvent> LAST_RESORT = Comparator.comparing(RunEvent::detail)
            .thenComparing(RunEvent::stream, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** Checks the stamp and the numbers. */
    public RunEvent {
        if (nanos < 0 || taskId < 0 || workerId < 0) {
            throw new IllegalArgumentException("stamp and numbers of an event are not negative, but were nanos=" + nanos
                    + " taskId=" + taskId + " workerId=" + workerId);
        }
    }

    /** The same at another time. */
    RunEvent at(long otherNanos) {
        return new RunEvent(otherNanos, type, taskId, stream, workerId, detail);
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
        return Detail.value(detail, key);
    }

    /**
     * Looks up a whole number in the detail.
     *
     * @param key its name
     * @param otherwise the answer when the detail has no such value, or it is no number
     * @return the number
     */
    public long number(String key, long otherwise) {
        return Detail.number(detail, key, otherwise);
    }
}
