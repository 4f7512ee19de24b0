package dev.poolscope.pool;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * Takes futures, of one pool or of several, and gives them back as their tasks end. It can be filled and emptied at the
 * same time, by any number of threads. A future is held from when it is added until it is taken.
 *
 * {@snippet :
 * try (var pool = new DualThreadPool()) {
 *     var filter = new FutureFilter<PoolFuture<String>>();
 *     filter.add(pool.submit(() -> "one"));
 *     filter.add(pool.submit(() -> "two"));
 *     for (var first = filter.take(); first.isPresent(); first = filter.take()) {
 *         System.out.println(first.get().resultNow());
 *     }
 * }
 * }
 *
 * <p>A worker that waits here without a time limit counts as waiting for its pool
 * ({@link PoolSnapshot#waiting()}) as long as all futures the filter was ever given are that pool's.
 *
 * @param <F> the type of the futures
 * @see Futures#asCompleted(java.util.Collection)
 */
public final class FutureFilter<F extends PoolFuture<?>> {
    private final Set<F> held = ConcurrentHashMap.newKeySet();
    private final CompletionQueue completionQueue = new CompletionQueue();

    /** Makes an empty filter. */
    public FutureFilter() {}

    /**
     * Makes a filter with futures in it.
     *
     * @param futures the first futures
     */
    public FutureFilter(Iterable<? extends F> futures) {
        this();
        addAll(futures);
    }

    /**
     * Adds a future. Nothing happens if it is in the filter already: it is given back once. One that was taken can be
     * added again.
     *
     * @param future any future of any pool
     */
    public void add(F future) {
        Objects.requireNonNull(future, "future");
        // It is held and watched, or neither: one that is only held would never be given back, nor could it be added again.
        Stack.require();
        if (!held.add(future)) {
            return;
        }
        boolean watched = false;
        try {
            completionQueue.watch((PoolTask<?>) future);
            watched = true;
        } finally {
            if (!watched) {
                held.remove(future);
            }
        }
    }

    /**
     * Adds futures.
     *
     * @param futures any futures of any pools
     */
    public void addAll(Iterable<? extends F> futures) {
        for (F future : futures) {
            add(future);
        }
    }

    /**
     * What is in the filter.
     *
     * @return the futures that were added and not taken, as an unmodifiable set that stays as it is, in no order
     */
    public Set<F> futures() {
        return Set.copyOf(held);
    }

    /**
     * Takes a future that is done, if there is one. Does not wait.
     *
     * @return a future that is done; empty if none is
     */
    public Optional<F> poll() {
        return Optional.ofNullable(release(completionQueue.poll()));
    }

    /**
     * Takes the next future that is done, and waits for it.
     *
     * @return a future that is done; empty if nothing is left in the filter
     * @throws InterruptedException if this thread was interrupted while waiting
     * @throws StarvationException if the pool refuses waits that starve it
     */
    public Optional<F> take() throws InterruptedException {
        try {
            return take(Signal.FOREVER);
        } catch (TimeoutException e) {
            throw new AssertionError("A wait without a time limit timed out", e);
        }
    }

    /**
     * Takes the next future that is done, and waits for it a limited time, by the clock of the pool of the first future.
     *
     * @param timeout how long to wait at most; zero or less does not wait
     * @return a future that is done; empty if nothing is left in the filter
     * @throws InterruptedException if this thread was interrupted while waiting
     * @throws TimeoutException if none was done in time
     */
    public Optional<F> take(Duration timeout) throws InterruptedException, TimeoutException {
        return take(Nanos.saturated(timeout));
    }

    private Optional<F> take(long nanos) throws InterruptedException, TimeoutException {
        return Optional.ofNullable(take(new Deadline(completionQueue.clock(), nanos)));
    }

    @Nullable
    F take(Deadline deadline) throws InterruptedException, TimeoutException {
        return release(completionQueue.take(deadline));
    }

    @SuppressWarnings("unchecked") // only what was added arrives
    private @Nullable F release(@Nullable PoolTask<?> task) {
        if (task == null) {
            return null;
        }
        F future = (F) task;
        held.remove(future);
        return future;
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    NanoClock clock() {
        return completionQueue.clock();
    }

    /** Lets go of everything that is held. */
    void clear() {
        for (F future : held) {
            completionQueue.unwatch((PoolTask<?>) future);
        }
        held.clear();
    }
}
