package dev.poolscope.workload.run;

/** What a task of a run waits for while it holds its worker. */
public sealed interface Obstacle {

    /**
     * The lock that all tasks of the run share.
     *
     * @param holder the number of the task that has it, or had it last; 0 if none has had it
     */
    record Lock(long holder) implements Obstacle {}

    /**
     * A task that it has submitted itself.
     *
     * @param taskId the number of that task
     */
    record Child(long taskId) implements Obstacle {}
}
