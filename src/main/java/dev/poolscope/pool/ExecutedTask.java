package dev.poolscope.pool;

import org.jspecify.annotations.Nullable;

/** A task that was given to {@link ThreadPool#execute}: nobody holds its future, so nobody but the pool can cancel it. */
final class ExecutedTask extends QueuedTask {

    ExecutedTask(Runnable target, long submittedNanos) {
        super(target, submittedNanos);
    }

    @Override
    @Nullable
    Object invoke() {
        Runnable runnable = (Runnable) target;
        if (runnable != null) {
            runnable.run();
        }
        return null;
    }

    @Override
    @Nullable
    TaskCall<?> call() {
        Runnable runnable = (Runnable) target;
        return runnable == null ? null : new TaskCall.OfRunnable(runnable);
    }

    @Override
    boolean start(Worker worker, long nanos, int flags) {
        // Whoever takes it out of the queue has it to itself.
        STATUS.setRelease(this, RUNNING | STARTED | flags);
        return true;
    }
}
