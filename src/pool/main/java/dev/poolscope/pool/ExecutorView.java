package dev.poolscope.pool;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * A pool as an {@link ExecutorService}, to the letter of that contract. Its futures are the pool's own, so that cancelling,
 * starvation and the pool's numbers are what they are for every other task. It holds the pool: a caller that has the view
 * needs to have nothing else.
 */
final class ExecutorView implements ExecutorService {
    private final ThreadPool pool;
    private final PoolCore core;

    ExecutorView(ThreadPool pool) {
        this.pool = pool;
        core = pool.core();
    }

    // ---------------------------------------------------------------- giving it work

    @Override
    public void execute(Runnable command) {
        pool.execute(command);
    }

    @Override
    public Future<?> submit(Runnable task) {
        return submit(new Submitted.OfRunnable(core.context, task));
    }

    @Override
    public <T extends @Nullable Object> Future<T> submit(Runnable task, T result) {
        return submit(new Submitted.OfCall<>(core.context, new TaskCall.OfRunnableWithResult<>(task, result)));
    }

    @Override
    public <T extends @Nullable Object> Future<T> submit(Callable<T> task) {
        return submit(new Submitted.OfCallable<>(core.context, task));
    }

    private <T extends @Nullable Object> PoolTask<T> submit(PoolTask<T> task) {
        try {
            return core.submit(task);
        } finally {
            Reference.reachabilityFence(pool);
        }
    }

    @Override
    public <T extends @Nullable Object> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks)
            throws InterruptedException {
        return invokeAll(tasks, Signal.FOREVER);
    }

    @Override
    public <T extends @Nullable Object> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks,
            long timeout, TimeUnit unit) throws InterruptedException {
        Objects.requireNonNull(tasks, "tasks");
        return invokeAll(tasks, Objects.requireNonNull(unit, "unit").toNanos(timeout));
    }

    private <T extends @Nullable Object> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks,
            long nanos) throws InterruptedException {
        Objects.requireNonNull(tasks, "tasks");
        Deadline deadline = new Deadline(core.state.clock, nanos);
        List<PoolTask<T>> submitted = new ArrayList<>(tasks.size());
        boolean allDone = false;
        try {
            for (Callable<T> task : tasks) {
                submitted.add(submit(new Submitted.OfCallable<>(core.context, task)));
            }
            allDone = true;
            for (PoolTask<T> task : submitted) {
                allDone &= task.await(deadline.left());
            }
            return new ArrayList<>(submitted);
        } catch (Throwable refusedOrInterrupted) {
            allDone = false;
            throw refusedOrInterrupted;
        } finally {
            if (!allDone) {
                PoolTask.cancelAll(submitted);
            }
        }
    }

    @Override
    public <T extends @Nullable Object> T invokeAny(Collection<? extends Callable<T>> tasks)
            throws InterruptedException, ExecutionException {
        try {
            return invokeAny(tasks, Signal.FOREVER);
        } catch (TimeoutException e) {
            throw new AssertionError("A wait without a time limit timed out", e);
        }
    }

    @Override
    public <T extends @Nullable Object> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout,
            TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        Objects.requireNonNull(tasks, "tasks");
        return invokeAny(tasks, Objects.requireNonNull(unit, "unit").toNanos(timeout));
    }

    private <T extends @Nullable Object> T invokeAny(Collection<? extends Callable<T>> tasks, long nanos)
            throws InterruptedException, ExecutionException, TimeoutException {
        Objects.requireNonNull(tasks, "tasks");
        Deadline deadline = new Deadline(core.state.clock, nanos);
        AnyOf<T> any = new AnyOf<>();
        try {
            for (Callable<T> task : tasks) {
                // What has succeeded makes the rest unnecessary; what has failed does not.
                if (any.hasSucceeded()) {
                    return any.result();
                }
                any.add(submit(new Submitted.OfCallable<>(core.context, task)));
            }
            return any.await(deadline);
        } finally {
            any.cancelAll();
        }
    }

    // ---------------------------------------------------------------- its end

    @Override
    public void shutdown() {
        core.lifecycle.beginDrain();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return core.lifecycle.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return core.state.isClosed();
    }

    @Override
    public boolean isTerminated() {
        return core.state.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        try {
            return core.lifecycle.awaitTerminationInterruptibly(unit.toNanos(timeout));
        } finally {
            Reference.reachabilityFence(pool);
        }
    }

    /** As the contract has it, but refused in the pool's own workers, which would wait for themselves. */
    @Override
    public void close() {
        core.lifecycle.requireForeignThread("close()");
        ExecutorService.super.close();
    }

    @Override
    public String toString() {
        return "ExecutorService of " + pool;
    }

    /** Tasks of which one is wanted: the first that completes. */
    private static final class AnyOf<T extends @Nullable Object> {
        private final List<PoolTask<T>> submitted = new ArrayList<>();
        private final CompletionQueue completionQueue = new CompletionQueue();
        private @Nullable PoolTask<T> winner;
        private @Nullable Throwable lastFailure;

        void add(PoolTask<T> task) {
            submitted.add(task);
            completionQueue.watch(task);
        }

        boolean hasSucceeded() {
            while (winner == null) {
                PoolTask<?> task = completionQueue.poll();
                if (task == null) {
                    return false;
                }
                note(task);
            }
            return true;
        }

        T result() {
            return Objects.requireNonNull(winner).resultNow();
        }

        T await(Deadline deadline) throws InterruptedException, ExecutionException, TimeoutException {
            if (submitted.isEmpty()) {
                throw new IllegalArgumentException("tasks: found none, allowed is one or more");
            }
            while (winner == null) {
                PoolTask<?> task = completionQueue.take(deadline);
                if (task == null) {
                    throw new ExecutionException("None of " + submitted.size() + " tasks has completed", lastFailure);
                }
                note(task);
            }
            return result();
        }

        @SuppressWarnings("unchecked") // only what was added arrives
        private void note(PoolTask<?> task) {
            switch (task.state()) {
                case SUCCESS -> winner = (PoolTask<T>) task;
                case FAILED -> lastFailure = task.exceptionNow();
                case CANCELLED, RUNNING -> lastFailure = task.cancellation();
            }
        }

        void cancelAll() {
            PoolTask.cancelAll(submitted);
        }
    }
}
