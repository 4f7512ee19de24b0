package dev.poolscope.telemetry.timeline;

import java.util.List;

/**
 * A stretch of a task's wait, and what it had to wait for meanwhile. Times are nanoseconds from the start of the run.
 *
 * @param from its beginning
 * @param to its end, after its beginning; where the next part begins
 * @param cause what it had to wait for
 * @param workerId the worker that this is about; 0 if it is about none
 * @param taskId the task that the worker had in hand, or whose callbacks ran; 0 if it had none
 * @param held what each of several workers had in hand, by their numbers; empty if the part is about one worker or none, or if they are too many
 */
public record WaitPart(long from, long to, Cause cause, int workerId, long taskId, List<Held> held) {

    /** Copies the list, unless it is immutable. */
    public WaitPart {
        held = List.copyOf(held);
    }

    /**
     * Makes one that is about one worker, or none.
     *
     * @param from its beginning
     * @param to its end
     * @param cause what it had to wait for
     * @param workerId the worker; 0 if it is about none
     * @param taskId the task; 0 if there is none
     */
    public WaitPart(long from, long to, Cause cause, int workerId, long taskId) {
        this(from, to, cause, workerId, taskId, List.of());
    }

    /**
     * What one of several workers had in hand.
     *
     * @param workerId the worker
     * @param taskId the task; 0 if it is not known
     * @param cause how it had it, one that {@linkplain Cause#isTask is a task}
     */
    public record Held(int workerId, long taskId, Cause cause) {}

    /** What a task had to wait for. */
    public enum Cause {
        /** It was due, and had not been submitted yet. */
        LATE,
        /** The worker ran another task. */
        RUNNING,
        /** The worker had another task in hand, which was blocked. */
        BLOCKED,
        /** The worker had to wait for the code of a cancelled task to return. */
        LEAVING,
        /** The worker's task had ended, and the worker was not free yet. */
        WRAPPING_UP,
        /** The worker was idle and had to be woken; at the end of this part it took a task. */
        WAKING,
        /** The worker was idle, and went on to be so, or did something else then than to take a task. */
        IDLE,
        /** The worker's thread was being started, its initializer ran, or it was ready and had not looked for a task yet. */
        STARTING,
        /** The worker took no more tasks; another one came for it, or none. */
        RETIRING,
        /** Of a task that no worker took: several had tasks in hand, and none was free. */
        ALL_BUSY,
        /** Of a task that no worker took: several had tasks in hand, all of which were blocked, and none was free. */
        ALL_BLOCKED,
        /** No worker was free, and the one that took the task later, if one did, did not exist yet. */
        NO_WORKER,
        /** What the worker did is not recorded, or no longer kept. */
        NOT_RECORDED;

        /** That of a stretch of a worker's life, which ended, or ends, at a time. */
        static Cause of(SegmentKind kind, WorkerTrace worker, long end) {
            return switch (kind) {
                case RUNNING -> RUNNING;
                case BLOCKED -> BLOCKED;
                case LEAVING -> LEAVING;
                case WRAPPING_UP -> WRAPPING_UP;
                case IDLE ->
                    worker.isNewUntil(end) ? STARTING : worker.takesTaskAt(end) ? WAKING : IDLE;
                case STARTING -> STARTING;
                case FINALIZING -> RETIRING;
                case NOT_RECORDED -> NOT_RECORDED;
            };
        }

        /** {@return what it is when it is cut off before the worker goes on to something else} */
        Cause cutShort() {
            return this == WAKING ? IDLE : this;
        }

        /** {@return whether it is that another task had the worker, from its start until the worker was free} */
        public boolean isTask() {
            return this == RUNNING || this == BLOCKED || this == LEAVING || this == WRAPPING_UP;
        }
    }

    /** {@return how long it is, in nanoseconds, above 0} */
    public long nanos() {
        return to - from;
    }
}
