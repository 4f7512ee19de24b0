package dev.poolscope.telemetry.timeline;

/**
 * A stretch of a task's wait, and what it had to wait for meanwhile. Times are nanoseconds from the start of the run.
 *
 * @param from its beginning
 * @param to its end, after its beginning; where the next part begins
 * @param cause what it had to wait for
 * @param workerId the worker that this is about; 0 if it is about none
 * @param taskId the task that the worker had in hand, or whose callbacks ran; 0 if it had none
 */
public record WaitPart(long from, long to, Cause cause, int workerId, long taskId) {

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
        /** The worker took no more tasks; the next worker of the chain came for it. */
        RETIRING,
        /** No worker was free, and the one that took the task later did not exist yet. */
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
