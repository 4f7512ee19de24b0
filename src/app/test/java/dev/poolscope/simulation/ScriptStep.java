package dev.poolscope.simulation;

import org.jspecify.annotations.Nullable;

/**
 * One thing that happens in a simulated run.
 *
 * @param nanos when
 * @param cause what makes a pool do it, if it is not what the pool does of itself
 * @param subject what it happens to: a task, a worker, a stream or the pool; null if a pool has nothing to report of it
 * @param report what a pool has to report of the subject
 * @param worker the worker that it happens to; 0 for none
 * @param task the task that it happens to; null for none
 */
record ScriptStep(long nanos, Cause cause, @Nullable String subject, String report, int worker,
        @Nullable SimulatedTask task) {
    /** What makes a pool do something. */
    sealed interface Cause {
        /** The pool does it of itself. */
        record None() implements Cause {}

        record Submission() implements Cause {}

        /** A task's code ends; it may throw. */
        record End(boolean fails) implements Cause {}

        record Cancellation() implements Cause {}

        /** An initializer ends. */
        record Initialized(boolean fails) implements Cause {}

        /** A finalizer ends. */
        record Finalized(boolean fails) implements Cause {}

        /** A worker's task waits for a child. */
        record Wait(long child) implements Cause {}

        record Act(dev.poolscope.workload.model.Action action) implements Cause {}

        /** The run is over. */
        record Over() implements Cause {}
    }
}
