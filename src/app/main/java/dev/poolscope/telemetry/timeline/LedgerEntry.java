package dev.poolscope.telemetry.timeline;

import org.jspecify.annotations.Nullable;

/**
 * A task that the pool cancelled when it was shut down or broke.
 *
 * @param taskId the task's number
 * @param stream its stream, or null
 * @param dueNanos when it was due
 * @param submittedNanos when it was submitted
 * @param cancelledNanos when it was cancelled
 * @param place where it stood in the queue, from 1: how many tasks, itself included, the pool cancelled up to it in the
 *            order in which they would have been taken; 0 if some of them are not known
 */
public record LedgerEntry(long taskId, @Nullable String stream, long dueNanos, long submittedNanos, long cancelledNanos,
        int place) {

    /** {@return how long the task had been waiting since it was due, in nanoseconds} */
    public long ageNanos() {
        return cancelledNanos - dueNanos;
    }
}
