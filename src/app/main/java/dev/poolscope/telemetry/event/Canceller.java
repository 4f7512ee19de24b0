package dev.poolscope.telemetry.event;

/** What cancelled a task. */
public enum Canceller {
    /** The pool, because it was shut down. */
    SHUTDOWN,
    /** The pool, because it broke. */
    BREAKAGE,
    /** The task's own future. */
    FUTURE;

    /** {@return whether the pool itself cancelled the task} */
    public boolean isPool() {
        return this != FUTURE;
    }
}
