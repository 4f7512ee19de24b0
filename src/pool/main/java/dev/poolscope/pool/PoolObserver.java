package dev.poolscope.pool;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * Hears what a pool does, as it does it. Observers are fixed when the pool is built
 * ({@link PoolOptions.Builder#observer}); a pool without one pays nothing for this seam. Every method does nothing
 * unless it is overridden.
 *
 * {@snippet :
 * PoolObserver observer = new PoolObserver() {
 *     @Override
 *     public void taskCompleted(long nanos, long taskId, int workerId, long queueNanos, long runNanos) {
 *         System.out.println("task " + taskId + " waited " + queueNanos + " ns and ran " + runNanos + " ns");
 *     }
 * };
 * try (var pool = new DualThreadPool(PoolOptions.builder().observer(observer).build())) {
 *     pool.run(() -> 1);
 * }
 * }
 *
 * <p><b>Threads.</b> A method is called synchronously in the thread that took the step, with no lock held: it
 * slows that thread and no other, and may call any member of the pool that does not wait. One thread's events arrive
 * in the order in which they happened; those of different threads may arrive in any order, so an observer that wants
 * one order sorts by the stamps. Implementations must be safe for use by many threads at once. What a method throws
 * is logged and goes no further.
 *
 * <p><b>Cost.</b> While a worker reports a task's end it has not taken the next one yet, so that a slow observer holds up
 * nothing that another worker could do; and while it reports a task's start, the code of that has not begun, so that
 * nothing an observer does with the interrupt status of its thread reaches that code. Both cost a little for every task. An
 * observer that needs neither says so: see {@link #isPrompt}.
 *
 * <p><b>Stamps</b> are nanoseconds of the pool's {@link NanoClock}. Of one task, the time of submission is never after
 * that of its start, and that never after its end.
 *
 * <p><b>Completeness.</b> When {@link ThreadPool#shutdown()} has returned, every event of a worker has been delivered,
 * {@link #terminated} last. A submission that is still under way in another thread may deliver its event later.
 *
 * <p><b>Memory effects.</b> Actions in a thread prior to submitting a task happen before every event of this
 * task.
 */
public interface PoolObserver {

    /**
     * Whether what this observer does when it hears of tasks is always a matter of nanoseconds: it then waits for nothing,
     * does no I/O, does not touch its thread's interrupt status and calls no member of the pool. If all observers of a
     * pool say so, a worker reports a task's end when it has already taken the next one, and a start when the code counts
     * as begun: an interrupt that is meant for the code may then arrive while the observer is called, and is there for the
     * code. It saves one reading of the clock for each task.
     *
     * <p>Asked once, when the pool is made.
     *
     * @return true to be called in that way; false by default
     */
    default boolean isPrompt() {
        return false;
    }

    /**
     * A task was accepted. Not called for a task that was withdrawn at once because no thread could be started for it.
     *
     * @param nanos when
     * @param taskId its number, from 1 in the order of submission
     * @param target what it runs, as it was given to the pool
     */
    default void taskSubmitted(long nanos, long taskId, Object target) {}

    /**
     * A submission was refused; or a map as a whole, at the call or when it was to submit more.
     *
     * @param nanos when
     * @param target what it would have run
     * @param reason what the caller is thrown
     */
    default void taskRefused(long nanos, Object target, RejectedExecutionException reason) {}

    /**
     * A worker has taken a task.
     *
     * @param nanos when
     * @param taskId which task
     * @param workerId which worker
     * @param queueNanos how long it was pending, in nanoseconds
     * @param target what it runs, as it was given to the pool
     */
    default void taskStarted(long nanos, long taskId, int workerId, long queueNanos, Object target) {}

    /**
     * A task has returned normally, and was not cancelled before.
     *
     * @param nanos when
     * @param taskId which task
     * @param workerId on which worker
     * @param queueNanos how long it was pending, in nanoseconds
     * @param runNanos how long it ran, in nanoseconds
     */
    default void taskCompleted(long nanos, long taskId, int workerId, long queueNanos, long runNanos) {}

    /**
     * A task has thrown, and was not cancelled before.
     *
     * @param nanos when
     * @param taskId which task
     * @param workerId on which worker
     * @param queueNanos how long it was pending, in nanoseconds
     * @param runNanos how long it ran, in nanoseconds
     * @param failure what it threw
     */
    default void taskFailed(long nanos, long taskId, int workerId, long queueNanos, long runNanos, Throwable failure) {}

    /**
     * A task was cancelled: through its future, or by the pool. If it was running, its code may still run until
     * {@link #taskLeftWorker}.
     *
     * @param nanos when
     * @param taskId which task
     * @param workerId on which worker, or 0 if it had not started
     * @param queueNanos how long it was pending, in nanoseconds
     * @param runNanos how long it had run, in nanoseconds; 0 if it had not started
     * @param cause null if it was cancelled through its future; otherwise why the pool did it
     */
    default void taskCancelled(long nanos, long taskId, int workerId, long queueNanos, long runNanos,
            @Nullable RejectedExecutionException cause) {}

    /**
     * The code of a task that was cancelled while it ran has returned: only now is its worker free.
     *
     * @param nanos when
     * @param taskId which task
     * @param workerId which worker
     */
    default void taskLeftWorker(long nanos, long taskId, int workerId) {}

    /**
     * A worker was started. The numbers are those of the moment in which the pool decided it, the new worker not
     * counted.
     *
     * @param nanos when the pool decided it
     * @param workerId its number, from 1, never used again
     * @param reason why
     * @param pending tasks in the queue
     * @param free workers starting or idle
     * @param alive workers alive
     */
    default void workerSpawned(long nanos, int workerId, SpawnReason reason, int pending, int free, int alive) {}

    /**
     * A worker's thread could not be started; the worker never existed.
     *
     * @param nanos when
     * @param workerId the number it would have had
     * @param failure why
     */
    default void workerStartFailed(long nanos, int workerId, Throwable failure) {}

    /**
     * A worker's initializer has returned.
     *
     * @param nanos when
     * @param workerId which worker
     */
    default void workerReady(long nanos, int workerId) {}

    /**
     * A worker has nothing to do.
     *
     * @param nanos when
     * @param workerId which worker
     */
    default void workerIdle(long nanos, int workerId) {}

    /**
     * A worker takes no more tasks; its finalizer comes next, unless its initializer failed.
     *
     * @param nanos when
     * @param workerId which worker
     * @param reason why
     */
    default void workerRetiring(long nanos, int workerId, RetirementReason reason) {}

    /**
     * A worker is no longer alive.
     *
     * @param nanos when
     * @param workerId which worker
     * @param reason why
     */
    default void workerRetired(long nanos, int workerId, RetirementReason reason) {}

    /**
     * A hook has thrown; {@link #broken} follows, if the pool was not broken already.
     *
     * @param nanos when
     * @param workerId in which worker
     * @param hook which one
     * @param failure what it threw
     */
    default void hookFailed(long nanos, int workerId, HookKind hook, Throwable failure) {}

    /**
     * The pool broke.
     *
     * @param nanos when
     * @param cause what later submissions are thrown
     */
    default void broken(long nanos, BrokenPoolException cause) {}

    /**
     * The pool is starved: every worker it may have waits, without a time limit and through the pool's own
     * interface, for an unfinished task of this pool. Called once for each episode.
     *
     * @param nanos when
     * @param waits which worker waits for which task: the numbers of all workers, in their order, each with the number of
     *         the task it waits
     *            for, or with 0 if it waits for whichever of several ends next; unmodifiable
     */
    default void starved(long nanos, Map<Integer, Long> waits) {}

    /**
     * The idle timeout was set.
     *
     * @param nanos when
     * @param before the one before; null if there was none
     * @param after the new one; null for none
     */
    default void idleTimeoutChanged(long nanos, @Nullable Duration before, @Nullable Duration after) {}

    /**
     * A join began. A caller that joins a join in progress begins no other.
     *
     * @param nanos when
     */
    default void joinBegan(long nanos) {}

    /**
     * The join ended.
     *
     * @param nanos when
     * @param outcome how
     */
    default void joinEnded(long nanos, JoinOutcome outcome) {}

    /**
     * A shutdown began: no task is accepted any more.
     *
     * @param nanos when
     */
    default void shutdownBegan(long nanos) {}

    /**
     * The pool is closed and its last worker is gone.
     *
     * @param nanos when
     */
    default void terminated(long nanos) {}
}
