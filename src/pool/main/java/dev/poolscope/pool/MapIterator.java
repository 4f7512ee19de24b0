package dev.poolscope.pool;

import java.lang.ref.Reference;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedCollection;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The results of a map. A lazy map submits tasks as its results are asked for; an eager one is a lazy one that has submitted
 * everything before the first is.
 *
 * <p><b>In flight</b> is what was submitted and not taken. A chunk counts until its last result was taken: tasks are only
 * submitted when there is none left over of the chunk before.
 *
 * <p><b>Memory.</b> A task that was taken is forgotten, and so is each result of a chunk.
 *
 * @param <T> the type of the results
 */
final class MapIterator<T extends @Nullable Object> extends WaitingIterator<T> {
    private static final @Nullable Object[] NOTHING = {};

    private final PoolCore core;
    /** A lazy map needs its pool, which would end if it were not held; an eager one has done all it needs it for. */
    private @Nullable ThreadPool pool;
    private final boolean chunked;
    private final int bufferSize;
    /** Where tasks arrive in the order of their completion; null if that order is of no interest. */
    private final @Nullable CompletionQueue completionQueue;

    private Iterator<? extends TaskCall<?>> input;
    /** In the order of submission; a set only where they leave in another. */
    private final SequencedCollection<PoolTask<?>> inFlight;
    /** What is left over of the last chunk. */
    private @Nullable Object[] chunk = NOTHING;
    private int taken;

    private MapIterator(PoolCore core, @Nullable ThreadPool pool, Iterator<TaskCall<T>> calls, MapOptions options,
            int bufferSize) {
        super(options.timeoutNanos());
        this.core = core;
        this.pool = pool;
        this.bufferSize = bufferSize;
        chunked = options.chunkSize() > 1;
        completionQueue = options.ordered() ? null : new CompletionQueue();
        inFlight = options.ordered() ? new ArrayDeque<>() : new LinkedHashSet<>();
        input = chunked ? MapCalls.chunked(calls, options.chunkSize()) : calls;
    }

    /** A map that submits as it is iterated over. */
    static <T extends @Nullable Object> MapIterator<T> lazy(ThreadPool pool, Object target,
            Supplier<Iterator<TaskCall<T>>> calls, MapOptions options) {
        pool.core().admit(target);
        return new MapIterator<>(pool.core(), pool, calls.get(), options, options.bufferSize());
    }

    /** A map that has submitted everything. */
    static <T extends @Nullable Object> MapIterator<T> eager(ThreadPool pool, Object target,
            Supplier<Iterator<TaskCall<T>>> calls, MapOptions options) {
        options.requireEager();
        pool.core().admit(target);
        MapIterator<T> map = new MapIterator<>(pool.core(), null, calls.get(), options, Integer.MAX_VALUE);
        boolean submitted = false;
        try {
            map.submitMore();
            submitted = true;
        } finally {
            if (!submitted) {
                map.close();
            }
            Reference.reachabilityFence(pool);
        }
        return map;
    }

    @Override
    NanoClock clock() {
        return core.state.clock;
    }

    @Override
    boolean hasMore() {
        return taken < chunk.length || !inFlight.isEmpty() || input.hasNext();
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // what the calls gave
    T await(Deadline deadline) throws InterruptedException, TimeoutException {
        if (taken == chunk.length) {
            if (deadline.left() > 0) {
                submitMore();
            }
            Object result = resultOf(awaitTask(deadline));
            if (!chunked) {
                return (T) result;
            }
            chunk = ((List<?>) result).toArray();
            taken = 0;
        }
        Object result = chunk[taken];
        chunk[taken++] = null;
        return (T) result;
    }

    private void submitMore() {
        try {
            while (inFlight.size() < bufferSize && input.hasNext()) {
                add(core.submit(input.next()));
            }
        } finally {
            Reference.reachabilityFence(pool);
        }
    }

    /** Notes that a task is in flight; one that cannot be, for want of memory, would run in vain. */
    private void add(PoolTask<?> task) {
        boolean added = false;
        try {
            inFlight.add(task);
            if (completionQueue != null) {
                completionQueue.watch(task);
            }
            added = true;
        } finally {
            if (!added) {
                task.cancel(true);
            }
        }
    }

    /** Takes the next task out of those in flight, when it has ended. */
    private PoolTask<?> awaitTask(Deadline deadline) throws InterruptedException, TimeoutException {
        PoolTask<?> task;
        if (completionQueue != null) {
            task = completionQueue.take(deadline);
        } else {
            task = inFlight.isEmpty() ? null : inFlight.iterator().next();
            if (task != null && !task.await(deadline.left())) {
                throw new TimeoutException(
                        "Task " + task.taskId() + " of pool " + core.state.name + " has not ended in time");
            }
        }
        if (task == null) {
            throw new TimeoutException("Nothing is submitted any more when the time is up");
        }
        inFlight.remove(task);
        return task;
    }

    private @Nullable Object resultOf(PoolTask<?> task) {
        return switch (task.state()) {
            case SUCCESS -> task.resultNow();
            case FAILED -> throw unchecked(task.exceptionNow());
            case CANCELLED, RUNNING -> {
                // Only the pool can have done it: the future is held nowhere else.
                core.check();
                throw task.cancellation();
            }
        };
    }

    private static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException runtime ? runtime : new CompletionException(thrown);
    }

    @Override
    void giveUp() {
        input = Collections.emptyIterator();
        chunk = NOTHING;
        taken = 0;
        PoolTask.cancelAll(inFlight);
        inFlight.clear();
        pool = null;
    }
}
