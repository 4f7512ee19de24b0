package dev.poolscope.telemetry.recorder;

import dev.poolscope.telemetry.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * What a pool's thread leaves behind for the collector where it has no buffer to itself: raw, so that it writes no text.
 *
 * @param nanos when, on the pool's clock
 * @param type what
 * @param taskId which task, or 0
 * @param workerId which worker, or 0
 * @param due when a task that was submitted or refused was due, on the pool's clock; otherwise 0
 * @param payload the stream of a task that was submitted or refused; what a failed task threw; the {@link CancelCause} of
 *            a task that was cancelled; what a task waits for; the {@link Fact} of what has more facts than there are components here; otherwise null
 */
public record Entry(long nanos, EventType type, long taskId, int workerId, long due, @Nullable Object payload) {}
