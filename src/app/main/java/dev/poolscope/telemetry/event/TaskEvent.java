package dev.poolscope.telemetry.event;

import dev.poolscope.workload.model.Action;
import org.jspecify.annotations.Nullable;

/**
 * A step in the life of a task. Numbers are never negative; a worker's number is 0 where no worker is concerned.
 *
 * @see RunEvent#stamp()
 */
public sealed interface TaskEvent extends RunEvent {

    @Override
    long taskId();

    /**
     * A task was accepted.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     * @param taskId which task
     * @param stream the name of its stream, or null if that is not known
     * @param dueNanos when it should have been submitted, in nanoseconds from the start of the run
     */
    record Submitted(long stamp, int turn, long taskId, @Nullable String stream, long dueNanos) implements TaskEvent {
        /** Checks the number. */
        public Submitted {
            EventNumbers.check(taskId, 0);
        }

        /** One whose turn is not known. */
        public Submitted(long stamp, long taskId, @Nullable String stream, long dueNanos) {
            this(stamp, 0, taskId, stream, dueNanos);
        }

        @Override
        public EventType type() {
            return EventType.SUBMITTED;
        }
    }

    /**
     * A worker took a task.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     * @param taskId which task
     * @param workerId which worker
     */
    record Started(long stamp, int turn, long taskId, int workerId) implements TaskEvent {
        /** Checks the numbers. */
        public Started {
            EventNumbers.check(taskId, workerId);
        }

        /** One whose turn is not known. */
        public Started(long stamp, long taskId, int workerId) {
            this(stamp, 0, taskId, workerId);
        }

        @Override
        public EventType type() {
            return EventType.STARTED;
        }
    }

    /**
     * A task waits from now on, and its worker with it; or waits for something else now.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     * @param taskId which task
     * @param workerId the worker that has it
     * @param awaited what it waits for, or null if that is not known
     */
    record Blocked(long stamp, int turn, long taskId, int workerId, @Nullable Awaited awaited) implements TaskEvent {
        /** Checks the numbers. */
        public Blocked {
            EventNumbers.check(taskId, workerId);
        }

        /** One whose turn is not known. */
        public Blocked(long stamp, long taskId, int workerId, @Nullable Awaited awaited) {
            this(stamp, 0, taskId, workerId, awaited);
        }

        @Override
        public EventType type() {
            return EventType.TASK_BLOCKED;
        }
    }

    /**
     * A task waits no more.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     * @param taskId which task
     * @param workerId the worker that has it
     * @param awaited what it has got: of a lock, with the task that held it before; null if it got nothing
     */
    record Resumed(long stamp, int turn, long taskId, int workerId, @Nullable Awaited awaited) implements TaskEvent {
        /** Checks the numbers. */
        public Resumed {
            EventNumbers.check(taskId, workerId);
        }

        /** One whose turn is not known. */
        public Resumed(long stamp, long taskId, int workerId, @Nullable Awaited awaited) {
            this(stamp, 0, taskId, workerId, awaited);
        }

        @Override
        public EventType type() {
            return EventType.TASK_RESUMED;
        }
    }

    /**
     * A task was cancelled, in the queue or while it ran.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     * @param taskId which task
     * @param workerId the worker that has it; 0 if it was in the queue
     * @param by what cancelled it
     * @param action the action by which that came, as it is known where actions are performed; null if it was none, or that is
     *            not known, as in {@code events.csv}
     */
    record Cancelled(long stamp, int turn, long taskId, int workerId, Canceller by,
            @Nullable Action action) implements TaskEvent {
        /** Checks the numbers. */
        public Cancelled {
            EventNumbers.check(taskId, workerId);
        }

        /** One whose turn is not known. */
        public Cancelled(long stamp, long taskId, int workerId, Canceller by, @Nullable Action action) {
            this(stamp, 0, taskId, workerId, by, action);
        }

        @Override
        public EventType type() {
            return EventType.CANCELLED;
        }
    }

    /**
     * A task returned.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     * @param taskId which task
     * @param workerId the worker that had it
     */
    record Completed(long stamp, int turn, long taskId, int workerId) implements TaskEvent {
        /** Checks the numbers. */
        public Completed {
            EventNumbers.check(taskId, workerId);
        }

        /** One whose turn is not known. */
        public Completed(long stamp, long taskId, int workerId) {
            this(stamp, 0, taskId, workerId);
        }

        @Override
        public EventType type() {
            return EventType.COMPLETED;
        }
    }

    /**
     * A task threw.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     * @param taskId which task
     * @param workerId the worker that had it
     * @param cause what it threw, as {@link FailureText} has it
     */
    record Failed(long stamp, int turn, long taskId, int workerId, String cause) implements TaskEvent {
        /** Checks the numbers. */
        public Failed {
            EventNumbers.check(taskId, workerId);
        }

        /** One whose turn is not known. */
        public Failed(long stamp, long taskId, int workerId, String cause) {
            this(stamp, 0, taskId, workerId, cause);
        }

        @Override
        public EventType type() {
            return EventType.FAILED;
        }
    }

    /**
     * The code of a task that was cancelled while it ran returned.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     * @param taskId which task
     * @param workerId the worker that had it
     */
    record LeftWorker(long stamp, int turn, long taskId, int workerId) implements TaskEvent {
        /** Checks the numbers. */
        public LeftWorker {
            EventNumbers.check(taskId, workerId);
        }

        /** One whose turn is not known. */
        public LeftWorker(long stamp, long taskId, int workerId) {
            this(stamp, 0, taskId, workerId);
        }

        @Override
        public EventType type() {
            return EventType.TASK_LEFT_WORKER;
        }
    }
}
