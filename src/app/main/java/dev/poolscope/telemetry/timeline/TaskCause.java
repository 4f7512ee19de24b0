package dev.poolscope.telemetry.timeline;

import java.util.List;

import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.event.Canceller;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.workload.model.Action;
import org.jspecify.annotations.Nullable;

/**
 * One thing that explains a task, with the numbers of what it refers to. Stamps are nanoseconds from the start of the
 * run, or {@link Timeline#UNKNOWN}.
 */
public sealed interface TaskCause {

    /** What a worker did just before it took a task. */
    enum Occasion {
        /** It was done with another task, and its callbacks. */
        AFTER_TASK,
        /** It had just become ready. */
        NEW_WORKER,
        /** It was idle. */
        IDLE_WORKER,
        /** It is not known. */
        UNKNOWN
    }

    /**
     * It was submitted.
     *
     * @param nanos when
     * @param due when it should have been
     */
    record Submitted(long nanos, long due) implements TaskCause {}

    /**
     * It waited.
     *
     * @param from since it was due, or since its submission if that was earlier
     * @param to until it was taken or cancelled, or the present
     * @param goesOn whether it still waits
     * @param parts what it had to wait for, in the order of time: from {@code from} to {@code to} without a gap
     * @param takenElsewhere how many tasks were taken while it was in the queue that are not among the parts: by other
     *            workers than that which took it, if one did
     * @param isExact whether every task that there was is known; otherwise there may have been more
     */
    record Waited(long from, long to, boolean goesOn, List<WaitPart> parts, int takenElsewhere, boolean isExact)
            implements
                TaskCause {
        /** Copies the list, unless it is immutable. */
        public Waited {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Nothing is recorded of what became of it, and events are missing: it may have happened all the same.
     *
     * @param started whether its start is recorded, and its end is not; otherwise neither its start nor its cancellation is
     */
    record EndUnknown(boolean started) implements TaskCause {}

    /**
     * Others were to be taken before it.
     *
     * @param tasks what was in the queue when it was submitted, in the order of the queue; not empty
     * @param isExact whether every task that there was is known; otherwise there may have been more
     */
    record Behind(List<Long> tasks, boolean isExact) implements TaskCause {
        /** Copies the list, unless it is immutable. */
        public Behind {
            tasks = List.copyOf(tasks);
        }
    }

    /**
     * The pool starved, and it was one of those that waited or were waited for; or it was in the queue meanwhile.
     *
     * @param starvation which worker waited for which task
     */
    record Starved(Starvation starvation) implements TaskCause {}

    /**
     * It held its worker and waited.
     *
     * @param from since when
     * @param to until when, or the present
     * @param goesOn whether it still does
     * @param awaited what it waited for; null if that is not known
     * @param holders of a lock: the tasks that had it meanwhile, in their order
     * @param holdersKnown whether those are all
     */
    record Blocked(long from, long to, boolean goesOn, @Nullable Awaited awaited, List<Long> holders,
            boolean holdersKnown) implements TaskCause {
        /** Copies the list, unless it is immutable. */
        public Blocked {
            holders = List.copyOf(holders);
        }
    }

    /**
     * A worker took it.
     *
     * @param nanos when
     * @param workerId which worker
     * @param occasion what the worker did before
     * @param since when the task before ended, or the worker became ready or idle
     * @param taskBefore the task that ended; 0 if it was something else
     */
    record Started(long nanos, int workerId, Occasion occasion, long since, long taskBefore) implements TaskCause {}

    /**
     * The worker that took it was a new one.
     *
     * @param workerId which worker
     * @param spawned when it was started
     * @param ready when it could take tasks
     */
    record WorkerCame(int workerId, long spawned, long ready) implements TaskCause {}

    /**
     * It was under way.
     *
     * @param from its start
     * @param to until it ended or was cancelled, or the present
     * @param blocked for how long of that it was blocked, in nanoseconds
     * @param unknown for how long of that it is not recorded whether it was, in nanoseconds
     * @param goesOn whether it still is
     */
    record Ran(long from, long to, long blocked, long unknown, boolean goesOn) implements TaskCause {}

    /**
     * It returned.
     *
     * @param nanos when
     */
    record Completed(long nanos) implements TaskCause {}

    /**
     * It threw.
     *
     * @param nanos when
     * @param cause what, or null if that is not known
     */
    record Failed(long nanos, @Nullable String cause) implements TaskCause {}

    /**
     * It was cancelled.
     *
     * @param nanos when
     * @param by what did it
     * @param cause the shutdown or breakage, if it was the pool and that is known; otherwise null
     * @param action the action by which that came; null if it was none, or is not known
     * @param inQueue whether it had not started
     */
    record Cancelled(long nanos, Canceller by, @Nullable PoolEvent cause, @Nullable Action action, boolean inQueue)
            implements
                TaskCause {}

    /**
     * Its code went on after it had been cancelled.
     *
     * @param nanos when the code returned, or the present
     * @param cancelled when it was cancelled
     * @param goesOn whether it has not returned
     */
    record Left(long nanos, long cancelled, boolean goesOn) implements TaskCause {}

    /**
     * Its code returned, and it had been cancelled before; when is not recorded.
     *
     * @param nanos when it returned
     */
    record LeftCancelled(long nanos) implements TaskCause {}

    /**
     * Its code had returned, and the worker was not free yet: callbacks ran, or the worker had not got any further.
     *
     * @param workerId which worker
     * @param from since when
     * @param to until when, or the present
     * @param goesOn whether they still do
     */
    record CalledBack(int workerId, long from, long to, boolean goesOn) implements TaskCause {}
}
