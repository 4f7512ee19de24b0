package dev.poolscope.pool;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * What concerns the end of a task besides its waiters: a callback, or arriving somewhere. Linked, the one attached last first, so
 * that nothing that happens at the end needs memory. Guarded by the pool's lock until the status of the task is final, then
 * of the thread that made it so.
 */
abstract sealed class Attached permits Attached.Callback, CompletionQueue.Arrival {
    /** What was attached before. */
    @Nullable
    Attached before;

    /** Something to be called. */
    static final class Callback<T extends @Nullable Object> extends Attached {
        final Consumer<? super PoolFuture<T>> consumer;

        Callback(Consumer<? super PoolFuture<T>> consumer) {
            this.consumer = consumer;
        }
    }
}
