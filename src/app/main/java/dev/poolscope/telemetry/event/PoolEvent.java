package dev.poolscope.telemetry.event;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import dev.poolscope.pool.HookKind;
import dev.poolscope.pool.JoinOutcome;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Something that concerns the pool as a whole.
 *
 * @see RunEvent#stamp()
 */
public sealed interface PoolEvent extends RunEvent {

    /**
     * Something is done to the pool, by the scenario or by hand, or is tried and refused.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     * @param action what
     * @param answer what became of it
     */
    record ActionPerformed(long stamp, int turn, Action action, Answer answer) implements PoolEvent {
        /** One whose turn is not known. */
        public ActionPerformed(long stamp, Action action, Answer answer) {
            this(stamp, 0, action, answer);
        }

        @Override
        public EventType type() {
            return EventType.ACTION;
        }
    }

    /**
     * A file has a text in place of an action, which is none that this program knows.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     * @param text the text; not that of an action
     */
    record Remark(long stamp, int turn, String text) implements PoolEvent {
        /** One whose turn is not known. */
        public Remark(long stamp, String text) {
            this(stamp, 0, text);
        }

        @Override
        public EventType type() {
            return EventType.ACTION;
        }
    }

    /**
     * A task was refused; it has no number.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     * @param stream the name of its stream, or null if that is not known
     * @param dueNanos when it should have been submitted, in nanoseconds from the start of the run
     */
    record Rejected(long stamp, int turn, @Nullable String stream, long dueNanos) implements PoolEvent {
        /** One whose turn is not known. */
        public Rejected(long stamp, @Nullable String stream, long dueNanos) {
            this(stamp, 0, stream, dueNanos);
        }

        @Override
        public EventType type() {
            return EventType.REJECTED;
        }
    }

    /**
     * The idle timeout was changed.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     * @param before what it was, or null if idle workers did not retire
     * @param after what it is, or null if idle workers do not retire
     */
    record IdleTimeoutChanged(long stamp, int turn, @Nullable Duration before,
            @Nullable Duration after) implements PoolEvent {
        /** One whose turn is not known. */
        public IdleTimeoutChanged(long stamp, @Nullable Duration before, @Nullable Duration after) {
            this(stamp, 0, before, after);
        }

        @Override
        public EventType type() {
            return EventType.IDLE_TIMEOUT_CHANGED;
        }
    }

    /**
     * A join began.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     */
    record JoinBegan(long stamp, int turn) implements PoolEvent {
        /** One whose turn is not known. */
        public JoinBegan(long stamp) {
            this(stamp, 0);
        }

        @Override
        public EventType type() {
            return EventType.JOIN_BEGAN;
        }
    }

    /**
     * A join ended.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     * @param outcome how
     */
    record JoinEnded(long stamp, int turn, JoinOutcome outcome) implements PoolEvent {
        /** One whose turn is not known. */
        public JoinEnded(long stamp, JoinOutcome outcome) {
            this(stamp, 0, outcome);
        }

        @Override
        public EventType type() {
            return EventType.JOIN_ENDED;
        }
    }

    /**
     * The pool accepts no task any more.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     */
    record ShutdownBegan(long stamp, int turn) implements PoolEvent {
        /** One whose turn is not known. */
        public ShutdownBegan(long stamp) {
            this(stamp, 0);
        }

        @Override
        public EventType type() {
            return EventType.SHUTDOWN_BEGAN;
        }
    }

    /**
     * An initializer or finalizer threw.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     * @param workerId the worker that ran it
     * @param hook which of the two
     * @param cause what it threw, as {@link FailureText} has it
     */
    record HookFailed(long stamp, int turn, int workerId, HookKind hook, String cause) implements PoolEvent {
        /** Checks the number. */
        public HookFailed {
            EventNumbers.check(0, workerId);
        }

        /** One whose turn is not known. */
        public HookFailed(long stamp, int workerId, HookKind hook, String cause) {
            this(stamp, 0, workerId, hook, cause);
        }

        @Override
        public EventType type() {
            return EventType.HOOK_FAILED;
        }
    }

    /**
     * The pool broke.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     * @param cause why, as {@link FailureText} has it
     */
    record Broken(long stamp, int turn, String cause) implements PoolEvent {
        /** One whose turn is not known. */
        public Broken(long stamp, String cause) {
            this(stamp, 0, cause);
        }

        @Override
        public EventType type() {
            return EventType.BROKEN;
        }
    }

    /**
     * Every worker waits for an unfinished task of the same pool.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     * @param waits which worker waits for which task, in the order of the workers' numbers
     */
    record Starved(long stamp, int turn, List<Wait> waits) implements PoolEvent {
        /** One whose turn is not known. */
        public Starved(long stamp, List<Wait> waits) {
            this(stamp, 0, waits);
        }

        private static final Comparator<Wait> BY_WORKER = Comparator.comparingInt(Wait::workerId)
                .thenComparingLong(Wait::taskId);

        /** Copies the list, in order. */
        public Starved {
            waits = waits.stream().sorted(BY_WORKER).toList();
        }

        @Override
        public EventType type() {
            return EventType.STARVED;
        }
    }

    /**
     * A worker that waits while the pool starves.
     *
     * @param workerId which worker
     * @param taskId the task that it waits for; 0 if any of several will do
     */
    record Wait(int workerId, long taskId) {
        /** Checks the numbers. */
        public Wait {
            EventNumbers.check(taskId, workerId);
        }
    }

    /**
     * The pool is closed and its last worker gone.
     *
     * @param stamp when, in nanoseconds
     * @param turn as {@link RunEvent#turn} says
     */
    record Terminated(long stamp, int turn) implements PoolEvent {
        /** One whose turn is not known. */
        public Terminated(long stamp) {
            this(stamp, 0);
        }

        @Override
        public EventType type() {
            return EventType.TERMINATED;
        }
    }
}
