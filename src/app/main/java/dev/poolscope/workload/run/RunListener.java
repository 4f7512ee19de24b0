package dev.poolscope.workload.run;

import java.util.concurrent.RejectedExecutionException;

import dev.poolscope.workload.model.Action;
import org.jspecify.annotations.Nullable;

/**
 * Hears what a {@link WorkloadRunner} does. All stamps are nanoseconds of the clock of the run. Methods are called in the
 * thread that did it, mostly the generator's, which waits for them: they should be quick, must be safe for use by many
 * threads, and must not throw.
 */
public interface RunListener {

    /**
     * The run began: from here its times are measured.
     *
     * @param nanos when
     */
    default void began(long nanos) {}

    /**
     * A task of open arrivals is about to be submitted. How late that is, is {@code nanos} minus the time when it was due.
     *
     * @param nanos when
     * @param task which
     */
    default void arrived(long nanos, SyntheticTask task) {}

    /**
     * The pool refused a task of any origin.
     *
     * @param nanos when
     * @param task which
     * @param reason what the pool threw
     */
    default void rejected(long nanos, SyntheticTask task, RejectedExecutionException reason) {}

    /**
     * An action is about to be tried. What becomes of it follows, by {@link #acted} or {@link #actionRefused}. What this thread
     * does until {@link #tried}, it does by this action.
     *
     * @param nanos when
     * @param action which
     */
    default void acting(long nanos, Action action) {}

    /**
     * An action was tried, in this thread; what becomes of it may be known only later.
     *
     * @param action which
     */
    default void tried(Action action) {}

    /**
     * An action was done.
     *
     * @param nanos when it was begun: not after anything that came of it
     * @param action which
     */
    default void acted(long nanos, Action action) {}

    /**
     * An action was refused.
     *
     * @param nanos when it was tried; of a join that was slow to begin, which counts as done at first, when it was refused
     * @param action which
     * @param reason why, in one sentence
     */
    default void actionRefused(long nanos, Action action, String reason) {}

    /**
     * A task waits from now on, and its worker with it; or it waits for something else than before. Called in the thread
     * of the worker.
     *
     * @param nanos since when
     * @param taskId the number of the task
     * @param workerId the worker that has it in hand
     * @param obstacle what it waits for
     */
    default void blocked(long nanos, long taskId, int workerId, Obstacle obstacle) {}

    /**
     * A task that was {@linkplain #blocked blocked} goes on. Called in the thread of the worker.
     *
     * @param nanos when
     * @param taskId the number of the task
     * @param workerId the worker that has it in hand
     * @param overcome the lock that it has now, with the task that had it last; null if it waits for nothing any more, or
     *            was interrupted
     */
    default void resumed(long nanos, long taskId, int workerId, @Nullable Obstacle overcome) {}

    /**
     * No more arrivals and actions will come. The pool is still there.
     *
     * @param nanos when
     */
    default void ended(long nanos) {}
}
