package dev.poolscope.telemetry.event;

import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.SpawnReason;

/**
 * A step in the life of a worker that does not concern a task. Numbers are never negative.
 *
 * @see RunEvent#stamp()
 */
public sealed interface WorkerEvent extends RunEvent {

    @Override
    int workerId();

    /**
     * A worker was spawned.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     * @param workerId which worker
     * @param reason why
     * @param pending how many tasks were in the queue just before
     * @param free how many workers were free just before
     * @param alive how many workers were alive just before
     */
    record Spawned(long stamp, int turn, int workerId, SpawnReason reason, int pending, int free,
            int alive) implements WorkerEvent {
        /** Checks the number. */
        public Spawned {
            EventNumbers.check(0, workerId);
        }

        /** One whose turn is not known. */
        public Spawned(long stamp, int workerId, SpawnReason reason, int pending, int free, int alive) {
            this(stamp, 0, workerId, reason, pending, free, alive);
        }

        @Override
        public EventType type() {
            return EventType.WORKER_SPAWNED;
        }
    }

    /**
     * A worker's thread could not be started: it never lived.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     * @param workerId which worker
     * @param cause why, as {@link FailureText} has it
     */
    record StartFailed(long stamp, int turn, int workerId, String cause) implements WorkerEvent {
        /** Checks the number. */
        public StartFailed {
            EventNumbers.check(0, workerId);
        }

        /** One whose turn is not known. */
        public StartFailed(long stamp, int workerId, String cause) {
            this(stamp, 0, workerId, cause);
        }

        @Override
        public EventType type() {
            return EventType.WORKER_START_FAILED;
        }
    }

    /**
     * A worker's initializer is done.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     * @param workerId which worker
     */
    record Ready(long stamp, int turn, int workerId) implements WorkerEvent {
        /** Checks the number. */
        public Ready {
            EventNumbers.check(0, workerId);
        }

        /** One whose turn is not known. */
        public Ready(long stamp, int workerId) {
            this(stamp, 0, workerId);
        }

        @Override
        public EventType type() {
            return EventType.WORKER_READY;
        }
    }

    /**
     * A worker has nothing to do.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     * @param workerId which worker
     */
    record Idle(long stamp, int turn, int workerId) implements WorkerEvent {
        /** Checks the number. */
        public Idle {
            EventNumbers.check(0, workerId);
        }

        /** One whose turn is not known. */
        public Idle(long stamp, int workerId) {
            this(stamp, 0, workerId);
        }

        @Override
        public EventType type() {
            return EventType.WORKER_IDLE;
        }
    }

    /**
     * The first of one or more events of a worker that were not recorded happened now: what the worker does until its next
     * event is not known. A remark of the recorder, not something that happened in the run.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     * @param workerId which worker
     */
    record NotRecorded(long stamp, int turn, int workerId) implements WorkerEvent {
        /** Checks the number. */
        public NotRecorded {
            EventNumbers.check(0, workerId);
        }

        /** One whose turn is not known. */
        public NotRecorded(long stamp, int workerId) {
            this(stamp, 0, workerId);
        }

        @Override
        public EventType type() {
            return EventType.NOT_RECORDED;
        }
    }

    /**
     * A worker takes no more tasks.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     * @param workerId which worker
     * @param reason why
     */
    record Retiring(long stamp, int turn, int workerId, RetirementReason reason) implements WorkerEvent {
        /** Checks the number. */
        public Retiring {
            EventNumbers.check(0, workerId);
        }

        /** One whose turn is not known. */
        public Retiring(long stamp, int workerId, RetirementReason reason) {
            this(stamp, 0, workerId, reason);
        }

        @Override
        public EventType type() {
            return EventType.WORKER_RETIRING;
        }
    }

    /**
     * A worker is gone.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     * @param workerId which worker
     * @param reason why it took no more tasks
     */
    record Retired(long stamp, int turn, int workerId, RetirementReason reason) implements WorkerEvent {
        /** Checks the number. */
        public Retired {
            EventNumbers.check(0, workerId);
        }

        /** One whose turn is not known. */
        public Retired(long stamp, int workerId, RetirementReason reason) {
            this(stamp, 0, workerId, reason);
        }

        @Override
        public EventType type() {
            return EventType.WORKER_RETIRED;
        }
    }
}
