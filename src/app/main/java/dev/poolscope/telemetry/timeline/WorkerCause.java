package dev.poolscope.telemetry.timeline;

import java.time.Duration;

import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.SpawnReason;
import dev.poolscope.telemetry.event.PoolEvent;
import org.jspecify.annotations.Nullable;

/**
 * One thing that explains a worker, with the numbers of what it refers to. Stamps are nanoseconds from the start of
 * the run, or {@link Timeline#UNKNOWN}.
 */
public sealed interface WorkerCause {

    /**
     * It was started.
     *
     * @param nanos when
     * @param reason why; null if that is not known
     * @param pending how many tasks were in the queue just before
     * @param free how many workers were free just before
     * @param alive how many workers were alive just before
     * @param slots how many workers the pool may have
     */
    record Spawned(long nanos, @Nullable SpawnReason reason, long pending, long free, long alive, int slots)
            implements
                WorkerCause {}

    /**
     * The only submission of the same moment asked for it.
     *
     * @param taskId of which task
     */
    record AskedByTask(long taskId) implements WorkerCause {}

    /**
     * A worker that began to retire, or was gone, in the same moment made it necessary.
     *
     * @param workerId which worker
     */
    record AskedByRetirement(int workerId) implements WorkerCause {}

    /**
     * Its initializer was done.
     *
     * @param nanos when, or the present
     * @param spawned when it was started
     * @param goesOn whether it still starts
     */
    record Ready(long nanos, long spawned, boolean goesOn) implements WorkerCause {}

    /**
     * Its thread could not be started.
     *
     * @param nanos when
     * @param cause why, or null if that is not known
     */
    record StartFailed(long nanos, @Nullable String cause) implements WorkerCause {}

    /**
     * A hook of it threw.
     *
     * @param event the event that says so
     */
    record HookFailed(PoolEvent.HookFailed event) implements WorkerCause {}

    /**
     * What it did for tasks.
     *
     * @param tasks how many it has done
     * @param first the first one that is known; 0 if none is
     * @param last the last one that it has done; the one in hand if it has done none
     * @param busy for how long it had a task or its callbacks in hand, since {@code from}
     * @param blocked for how long of that its tasks were blocked
     * @param from since it was started, or since when detail is kept; {@link Timeline#UNKNOWN} if its start is not known
     * @param to until it was gone, or the present
     */
    record Worked(int tasks, long first, long last, long busy, long blocked, long from, long to)
            implements
                WorkerCause {}

    /**
     * There are times of which it is not recorded what it did.
     *
     * @param nanos how much in all; 0 if what is missing took no time
     */
    record Unrecorded(long nanos) implements WorkerCause {}

    /**
     * When it had nothing to do.
     *
     * @param stretches how often
     * @param total for how long altogether
     * @param longestFrom where the longest stretch began
     * @param longestTo where that ended, or the present
     */
    record Idled(int stretches, long total, long longestFrom, long longestTo) implements WorkerCause {}

    /**
     * What it is doing.
     *
     * @param kind what
     * @param since since when
     * @param taskId its task, or 0
     */
    record Doing(SegmentKind kind, long since, long taskId) implements WorkerCause {}

    /**
     * It took no more tasks.
     *
     * @param nanos since when
     * @param reason why; null if that is not known
     * @param idleSince since when it had been idle, if it had; otherwise {@link Timeline#UNKNOWN}
     * @param idleTimeout the pool's idle timeout of that moment; null if no event says: then it is that which the pool was
     *            made with
     * @param timeoutKnown whether that is certain: no change of it may be missing
     * @param cause the join, shutdown or breakage, if that was why and it is known; otherwise null
     */
    record Retiring(long nanos, @Nullable RetirementReason reason, long idleSince, @Nullable IdleTimeout idleTimeout,
            boolean timeoutKnown, @Nullable PoolEvent cause) implements WorkerCause {}

    /**
     * How long a worker may be idle.
     *
     * @param duration null if it may be so forever
     */
    record IdleTimeout(@Nullable Duration duration) {}

    /**
     * It was gone.
     *
     * @param nanos when
     * @param retiring since when it had taken no more tasks
     */
    record Retired(long nanos, long retiring) implements WorkerCause {}
}
