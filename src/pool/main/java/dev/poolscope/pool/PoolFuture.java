package dev.poolscope.pool;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The future of a task that a pool has accepted. Safe for use by many threads.
 *
 * {@snippet :
 * try (var pool = new DualThreadPool()) {
 *     PoolFuture<Integer> future = pool.submit(Integer::parseInt, "42");
 *     future.addCallback(done -> System.out.println("task " + done.taskId() + " is " + done.status()));
 *     System.out.println(future.collect() + " after " + future.pendingDuration() + " in the queue");
 * }
 * }
 *
 * <p><b>Cancelling.</b> A pending task is cancelled at once: it is no longer counted, its target and arguments are
 * released, and its waiters wake. A running task is cancelled at once too, as far as this future and its waiters are
 * concerned; its code goes on until it returns, interrupted if {@link #cancel cancel(true)} was asked for, and its
 * worker stays busy so long. The interrupt never reaches another task or a hook.
 *
 * <p><b>Waiting in a worker</b> for a task of the same pool is allowed, but can starve the pool: see
 * {@link PoolOptions.Builder#failOnStarvation}. A wait never runs queued tasks.
 *
 * <p><b>Memory effects.</b> What the task did happens before another thread's return from {@link #collect()}, {@link
 * #get()}, or a call of {@link #isDone()} that gives true, and before the callbacks.
 *
 * @param <T> the type of the result
 */
public sealed interface PoolFuture<T extends @Nullable Object> extends Future<T> permits PoolTask {

    /**
     * The task's number.
     *
     * @return its number, from 1 in the order of submission to its pool
     */
    long taskId();

    /**
     * The pool that accepted the task.
     *
     * @return the pool; empty if it was held nowhere else any more and was collected
     */
    Optional<ThreadPool> pool();

    /**
     * Where the task stands. Never waits.
     *
     * @return the status
     */
    TaskStatus status();

    /**
     * Waits for the task to end.
     *
     * @return its result
     * @throws Exception what the task itself threw, the same instance; also {@link
     *         java.util.concurrent.CancellationException}
     *         if it was cancelled (with a cause if the pool did it), {@link InterruptedException} if this thread was
     *         interrupted while waiting (the task goes on), {@link StarvationException} if the pool is to
     *         refuse waits that starve it
     */
    T collect() throws Exception;

    /**
     * Waits a limited time for the task to end.
     *
     * @param timeout how long at most; zero or less does not wait
     * @return its result
     * @throws TimeoutException if it has not ended in time; it goes on
     * @throws Exception as {@link #collect()}
     */
    T collect(Duration timeout) throws Exception;

    /**
     * Waits a limited time for the task to end, however it does.
     *
     * {@snippet :
     * if (!future.waitFor(Duration.ofSeconds(1))) {
     *     future.cancel(true);
     * }
     * }
     *
     * @param timeout how long at most; zero or less does not wait
     * @return false if the time was up first; the task goes on
     * @throws InterruptedException if this thread was interrupted while waiting; the task goes on
     */
    boolean waitFor(Duration timeout) throws InterruptedException;

    /**
     * How long the task has been, or was, in the queue: from its submission to its start, its cancellation, or now.
     *
     * @return the time; its running time is not in it
     */
    Duration pendingDuration();

    /**
     * How long the task has been, or was, running: from its start to its end, its cancellation, or now.
     *
     * @return the time; zero if it has not started
     */
    Duration runningDuration();

    /**
     * Adds something to be called when the task has ended. Callbacks are called once, in the order in which they
     * were added, with no lock held: in the worker after the future is done (the worker stays busy so long), in the
     * cancelling thread if the task is cancelled, and in the calling thread at once if the task has ended already.
     * What a callback throws is logged and goes no further.
     *
     * @param callback called with this future
     */
    void addCallback(Consumer<? super PoolFuture<T>> callback);

    /**
     * Removes a callback that was not called yet.
     *
     * @param callback the one to remove, by identity; if it was added more than once, the first of them
     * @return true if it was there
     */
    boolean removeCallback(Consumer<? super PoolFuture<T>> callback);

    /**
     * Joins the task to the world of {@link CompletableFuture}.
     *
     * {@snippet :
     * future.toCompletableFuture().thenApply(String::length).thenAcceptAsync(System.out::println, pool);
     * }
     *
     * <p>The future given back ends as this one does, in the turn of a callback that is added now: completed, failed with
     * what the task threw, or cancelled. It is cancelled only if the task is; a task that threw a
     * {@link java.util.concurrent.CancellationException} has failed, here and there. (Both that and a thrown
     * {@link java.util.concurrent.CompletionException} are given to dependents in a {@code CompletionException}, because a
     * {@code CompletableFuture} would take them for its own.)
     *
     * <p>To cancel it is to cancel the task. If the task has ended while callbacks that were added before still run, that
     * is too late: the future then ends at once, as the task did, in the thread that wanted to cancel it.
     *
     * <p>What depends on it runs where a callback would: in the worker, in the thread that cancels, or in the calling
     * thread if the future has ended. {@code …Async} dependents run in the default executor of {@code CompletableFuture},
     * not in this pool, unless they are given another, which may be this pool.
     *
     * @return a new future
     */
    CompletableFuture<T> toCompletableFuture();
}
