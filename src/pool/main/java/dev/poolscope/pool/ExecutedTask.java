package dev.poolscope.pool;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A task that was given to {@link ThreadPool#execute}: it has no future, so only the pool can cancel it, and
 * the worker that takes it out of the queue is the only one to have it. Workers do not write to it: its neighbours in
 * memory are in the hands of others. Where its code stands is known by the {@linkplain InterruptGate gate} of its worker.
 */
final class ExecutedTask extends QueuedTask {

    ExecutedTask(Runnable target, long submittedNanos) {
        super(target, submittedNanos);
    }

    Runnable runnable() {
        return (Runnable) Objects.requireNonNull(target);
    }

    @Override
    @Nullable
    Object invoke() {
        runnable().run();
        return null;
    }

    @Override
    TaskCall<?> call() {
        return new TaskCall.OfRunnable(runnable());
    }

    @Override
    boolean start(RosterEntry worker, long nanos, boolean begins) {
        worker.gate.start(begins);
        return true;
    }

    @Override
    boolean begin(RosterEntry worker) {
        worker.gate.begin();
        return true;
    }

    @Override
    boolean isDropped() {
        return true;
    }

    @Override
    void interruptCode(RosterEntry worker) {
        worker.gate.interrupt(worker.thread);
    }
}
