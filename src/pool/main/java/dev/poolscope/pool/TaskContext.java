package dev.poolscope.pool;

import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** What a task knows of its pool: where it is waited for, and cancelled. One for all tasks of a pool, so that each has but one reference. */
final class TaskContext {
    final CoreState pool;
    final StarvationDetector starvation;
    final Cancellation cancellation;
    private volatile WeakReference<@Nullable ThreadPool> facade = new WeakReference<>(null);

    TaskContext(CoreState pool, StarvationDetector starvation, Cancellation cancellation) {
        this.pool = pool;
        this.starvation = starvation;
        this.cancellation = cancellation;
    }

    void setFacade(ThreadPool pool) {
        facade = new WeakReference<>(pool);
    }

    Optional<ThreadPool> facade() {
        return Optional.ofNullable(facade.get());
    }

    /** Adds a callback; false if the task has ended. */
    <T extends @Nullable Object> boolean addCallback(PoolTask<T> task, Consumer<? super PoolFuture<T>> callback) {
        boolean added;
        Attached.Callback<T> attached = new Attached.Callback<>(callback);
        Stack.require();
        pool.lock.lock();
        try {
            added = task.attach(attached);
        } finally {
            pool.lock.unlock();
        }
        if (!added) {
            task.awaitOutcome();
        }
        return added;
    }

    <T extends @Nullable Object> boolean removeCallback(PoolTask<T> task, Consumer<? super PoolFuture<T>> callback) {
        pool.lock.lock();
        try {
            return task.remove(callback);
        } finally {
            pool.lock.unlock();
        }
    }
}
