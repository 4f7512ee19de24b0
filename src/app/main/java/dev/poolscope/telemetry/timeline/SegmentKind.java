package dev.poolscope.telemetry.timeline;

/** What a worker is doing during a segment of its lane. */
public enum SegmentKind {
    /** From being started until the initializer is done. */
    STARTING,
    /** A task runs. */
    RUNNING,
    /** A task is under way and waits: for the run's lock, or for another task. */
    BLOCKED,
    /** A task that was cancelled while it ran has not returned yet. */
    LEAVING,
    /** A task has ended, and the worker is not free yet: callbacks run, or it is about to take the next task. */
    WRAPPING_UP,
    /** Nothing to do. */
    IDLE,
    /** It takes no more tasks, and its finalizer runs. */
    FINALIZING,
    /** It is there, but what it does was not recorded. */
    NOT_RECORDED;

    /** {@return whether a worker counts as busy: from the start of a task until the worker is free for the next} */
    public boolean isBusy() {
        return hasTask() || this == WRAPPING_UP;
    }

    /** Whether the code of a task is under way. */
    boolean hasTask() {
        return this == RUNNING || this == BLOCKED || this == LEAVING;
    }

    /** {@return whether a worker counts as free: while it starts or idles} */
    public boolean isFree() {
        return this == STARTING || this == IDLE;
    }
}
