package dev.poolscope.pool;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * What can be done with several futures together. They may be of different pools; time limits go by the clock of the
 * pool of the first one, and hold for all futures together.
 *
 * {@snippet :
 * try (var pool = new QuadThreadPool()) {
 *     List<PoolFuture<Integer>> sizes = List.of(pool.submit(String::length, "one"), pool.submit(String::length, "three"));
 *     try (var completed = Futures.asCompleted(sizes)) {
 *         completed.forEach(size -> System.out.println("task " + size.taskId() + ": " + size.resultNow()));
 *     }
 *     System.out.println(Futures.collect(sizes));
 * }
 * }
 *
 * <p>Nothing here cancels a task: when a time limit comes or the thread is interrupted, the tasks go on.
 *
 * <p><b>A future given twice</b> is given back once by {@link #asCompleted} and {@link #inOrder}, as by a {@link
 * FutureFilter}: they tell which tasks have ended. {@link #collect} has a result for each place of its argument.
 */
public final class Futures {
    private Futures() {}

    /**
     * Waits until all futures are done, however they end.
     *
     * @param futures any futures
     * @throws InterruptedException if this thread was interrupted while waiting
     * @throws StarvationException if a pool refuses waits that starve it
     */
    public static void waitFor(Iterable<? extends PoolFuture<?>> futures) throws InterruptedException {
        var _ = waitFor(futures, Signal.FOREVER);
    }

    /**
     * Waits a limited time until all futures are done, however they end.
     *
     * @param futures any futures
     * @param timeout how long to wait at most for all of them; zero or less does not wait
     * @return false if the time was up first
     * @throws InterruptedException if this thread was interrupted while waiting
     */
    public static boolean waitFor(Iterable<? extends PoolFuture<?>> futures, Duration timeout)
            throws InterruptedException {
        return waitFor(futures, Nanos.saturated(timeout));
    }

    private static boolean waitFor(Iterable<? extends PoolFuture<?>> futures, long nanos) throws InterruptedException {
        Deadline deadline = null;
        for (PoolFuture<?> future : futures) {
            PoolTask<?> task = taskOf(future);
            if (deadline == null) {
                deadline = new Deadline(task.context.pool.clock, nanos);
            }
            if (!task.await(deadline.left())) {
                return false;
            }
        }
        return true;
    }

    private static PoolTask<?> taskOf(PoolFuture<?> future) {
        return (PoolTask<?>) Objects.requireNonNull(future, "future");
    }

    /**
     * Waits for the results of all futures.
     *
     * @param <T> the type of the results
     * @param futures any futures
     * @return the results in the order of the futures; unmodifiable, with a null for a null
     * @throws Exception what {@link PoolFuture#collect()} throws of the first future that has no result
     */
    public static <T extends @Nullable Object> List<T> collect(
            Iterable<? extends PoolFuture<? extends T>> futures) throws Exception {
        return collect(futures, Signal.FOREVER);
    }

    /**
     * Waits a limited time for the results of all futures.
     *
     * @param <T> the type of the results
     * @param futures any futures
     * @param timeout how long to wait at most for all of them; zero or less does not wait
     * @return the results in the order of the futures; unmodifiable, with a null for a null
     * @throws TimeoutException if the time was up before all were done
     * @throws Exception what {@link PoolFuture#collect()} throws of the first future that has no result
     */
    public static <T extends @Nullable Object> List<T> collect(
            Iterable<? extends PoolFuture<? extends T>> futures, Duration timeout) throws Exception {
        return collect(futures, Nanos.saturated(timeout));
    }

    private static <T extends @Nullable Object> List<T> collect(
            Iterable<? extends PoolFuture<? extends T>> futures, long nanos) throws Exception {
        List<T> results = new ArrayList<>();
        Deadline deadline = null;
        for (PoolFuture<? extends T> future : futures) {
            PoolTask<?> task = taskOf(future);
            if (deadline == null) {
                deadline = new Deadline(task.context.pool.clock, nanos);
            }
            if (!task.await(deadline.left())) {
                throw new TimeoutException(task + " has not ended within " + Duration.ofNanos(nanos) + " for all");
            }
            results.add(future.collect());
        }
        return Collections.unmodifiableList(results);
    }

    /**
     * Gives the futures as they are completed, those that are done already first. Each is held no longer than until it has
     * been given.
     *
     * @param <F> the type of the futures
     * @param futures any futures; one that is among them twice is given once
     * @return the futures, each of them done
     */
    public static <F extends PoolFuture<?>> CloseableIterator<F> asCompleted(Collection<? extends F> futures) {
        return new AsCompleted<>(futures, Signal.FOREVER);
    }

    /**
     * Gives the futures as they are completed, those that are done already first, but only for a while. Each is held no
     * longer than until it has been given.
     *
     * @param <F> the type of the futures
     * @param futures any futures; one that is among them twice is given once
     * @param timeout how long the whole iteration may take, from its first step; then the first future that is not done is a
     *        {@link PoolTimeoutException}
     * @return the futures, each of them done
     */
    public static <F extends PoolFuture<?>> CloseableIterator<F> asCompleted(Collection<? extends F> futures,
            Duration timeout) {
        return new AsCompleted<>(futures, Nanos.saturated(timeout));
    }

    /**
     * Gives the futures in their order, each when it is done.
     *
     * @param <F> the type of the futures
     * @param futures any futures; one that is among them twice is given once, at its first place
     * @return the futures, each of them done
     */
    public static <F extends PoolFuture<?>> CloseableIterator<F> inOrder(Collection<? extends F> futures) {
        return new InOrder<>(futures, Signal.FOREVER);
    }

    /**
     * Gives the futures in their order, each when it is done, but only for a while.
     *
     * @param <F> the type of the futures
     * @param futures any futures; one that is among them twice is given once, at its first place
     * @param timeout how long the whole iteration may take, from its first step; then the first future that is not done is a
     *        {@link PoolTimeoutException}
     * @return the futures, each of them done
     */
    public static <F extends PoolFuture<?>> CloseableIterator<F> inOrder(Collection<? extends F> futures,
            Duration timeout) {
        return new InOrder<>(futures, Nanos.saturated(timeout));
    }

    private static final class AsCompleted<F extends PoolFuture<?>> extends WaitingIterator<F> {
        private final FutureFilter<F> filter;

        AsCompleted(Collection<? extends F> futures, long nanos) {
            super(nanos);
            filter = new FutureFilter<>(futures);
        }

        @Override
        boolean hasMore() {
            return !filter.isEmpty();
        }

        @Override
        F await(Deadline deadline) throws InterruptedException, TimeoutException {
            return Objects.requireNonNull(filter.take(deadline));
        }

        @Override
        void giveUp() {
            filter.clear();
        }

        @Override
        NanoClock clock() {
            return filter.clock();
        }
    }

    private static final class InOrder<F extends PoolFuture<?>> extends WaitingIterator<F> {
        private final NanoClock clock;
        private final Queue<F> left;

        InOrder(Collection<? extends F> futures, long nanos) {
            super(nanos);
            left = new ArrayDeque<>(new LinkedHashSet<>(futures));
            F first = left.peek();
            clock = first == null ? NanoClock.SYSTEM : taskOf(first).context.pool.clock;
        }

        @Override
        boolean hasMore() {
            return !left.isEmpty();
        }

        @Override
        F await(Deadline deadline) throws InterruptedException, TimeoutException {
            F future = left.remove();
            if (!taskOf(future).await(deadline.left())) {
                throw new TimeoutException(future + " has not ended in time");
            }
            return future;
        }

        @Override
        void giveUp() {
            left.clear();
        }

        @Override
        NanoClock clock() {
            return clock;
        }
    }
}
