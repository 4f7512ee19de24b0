package dev.poolscope.telemetry.event;

/** What a task waits for while it is blocked, as far as the workload knows. */
public sealed interface Awaited {

    /**
     * The lock that all tasks of the run share.
     *
     * @param holder the task that holds it when the wait begins; when the wait ends, the task that held it last; 0 if that is
     *            not known
     */
    record Lock(long holder) implements Awaited {}

    /**
     * The end of another task.
     *
     * @param taskId its number
     */
    record Task(long taskId) implements Awaited {}
}
