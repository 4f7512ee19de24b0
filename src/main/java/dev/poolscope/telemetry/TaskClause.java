package dev.poolscope.telemetry;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is to be told of a task, with the numbers of what it refers to. Stamps are nanoseconds from the start of the
 * run, or {@link Timeline#UNKNOWN}.
 */
public sealed interface TaskClause {

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

    /** Who cancelled a task. */
    enum Canceller {
        /** The pool, because it was shut down. */
        SHUTDOWN,
        /** The pool, because it broke. */
        BREAKAGE,
        /** Somebody, through the task's future. */
        FUTURE
    }

    /**
     * A worker and what it has in hand.
     *
     * @param workerId which worker
     * @param taskId its task, or the one that has just ended and whose callbacks run; 0 if that is not known
     */
    record Hand(int workerId, long taskId) {}

    /**
     * It was submitted.
     *
     * @param nanos when
     * @param due when it should have been
     */
    record Submitted(long nanos, long due) implements TaskClause {}

    /**
     * It was in the queue.
     *
     * @param from since its submission
     * @param to until it was taken or cancelled, or the present
     * @param goesOn whether it still is
     */
    record Waited(long from, long to, boolean goesOn) implements TaskClause {}

    /**
     * Others were to be taken before it.
     *
     * @param tasks what was in the queue when it was submitted, in the order of the queue; not empty
     */
    record Behind(List<Long> tasks) implements TaskClause {
        /** Copies the list, unless it is immutable. */
        public Behind {
            tasks = List.copyOf(tasks);
        }
    }

    /**
     * What the workers did in the first moment of its waiting: lane by lane.
     *
     * @param busy those that had a task in hand, or its callbacks
     * @param starting those that were not ready yet
     * @param idle those that had nothing to do
     * @param finalizing those that took no more tasks
     * @param slots how many workers the pool may have
     */
    record Found(List<Hand> busy, List<Integer> starting, List<Integer> idle, List<Integer> finalizing,
            int slots) implements TaskClause {
        /** Copies the lists, unless they are immutable. */
        public Found {
            busy = List.copyOf(busy);
            starting = List.copyOf(starting);
            idle = List.copyOf(idle);
            finalizing = List.copyOf(finalizing);
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
    record Started(long nanos, int workerId, Occasion occasion, long since, long taskBefore) implements TaskClause {}

    /**
     * The worker that took it was a new one.
     *
     * @param workerId which worker
     * @param spawned when it was started
     * @param ready when it could take tasks
     */
    record WorkerCame(int workerId, long spawned, long ready) implements TaskClause {}

    /**
     * It ran.
     *
     * @param from its start
     * @param to until it ended or was cancelled, or the present
     * @param goesOn whether it still runs
     */
    record Ran(long from, long to, boolean goesOn) implements TaskClause {}

    /**
     * It returned.
     *
     * @param nanos when
     */
    record Completed(long nanos) implements TaskClause {}

    /**
     * It threw.
     *
     * @param nanos when
     * @param cause what, or null if that is not known
     */
    record Failed(long nanos, @Nullable String cause) implements TaskClause {}

    /**
     * It was cancelled.
     *
     * @param nanos when
     * @param by who did it
     * @param cause the shutdown or breakage, if it was the pool and that is known; otherwise null
     * @param inQueue whether it had not started
     */
    record Cancelled(long nanos, Canceller by, @Nullable RunEvent cause, boolean inQueue) implements TaskClause {}

    /**
     * Its code went on after it had been cancelled.
     *
     * @param nanos when the code returned, or the present
     * @param cancelled when it was cancelled
     * @param goesOn whether it has not returned
     */
    record Left(long nanos, long cancelled, boolean goesOn) implements TaskClause {}

    /**
     * Its callbacks kept the worker.
     *
     * @param workerId which worker
     * @param from since when
     * @param to until when, or the present
     * @param goesOn whether they still do
     */
    record CalledBack(int workerId, long from, long to, boolean goesOn) implements TaskClause {}
}
