package dev.poolscope.telemetry.recorder;

import dev.poolscope.workload.model.Action;
import org.jspecify.annotations.Nullable;

/**
 * What a recorder needs of a task beyond what the pool knows. What wires a workload to a recorder implements it.
 *
 * <p>It is asked in the threads of the pool and of its users, as a part of every submission and every start of a task, by
 * many at once: it reads only what does not change any more, takes no lock, and is quick, because all that it takes is added
 * to what the pool takes. What it throws is not seen by the pool; the target then counts as one of which nothing is known,
 * and the recording fails when it is finished.
 */
public interface TaskTags {

    /** Knows nothing: no task has a stream, and every one is due when it is submitted. */
    TaskTags NONE = new TaskTags() {
        @Override
        public @Nullable String streamOf(Object target) {
            return null;
        }

        @Override
        public long dueNanosOf(Object target, long submittedNanos) {
            return submittedNanos;
        }
    };

    /**
     * Returns the stream of a task.
     *
     * @param target what the pool was given to run
     * @return the stream's name, or null if there is none
     */
    @Nullable
    String streamOf(Object target);

    /**
     * Returns when a task was due.
     *
     * @param target what the pool was given to run
     * @param submittedNanos when it was submitted (or refused), on the pool's clock
     * @return when it should have been, on the same clock; {@code submittedNanos} for a task that is due when submitted
     */
    long dueNanosOf(Object target, long submittedNanos);

    /**
     * Returns the action that made something fail.
     *
     * @param thrown what was thrown
     * @return the action without which it would not have been; null if there is none
     */
    default @Nullable Action actionOf(Throwable thrown) {
        return null;
    }
}
