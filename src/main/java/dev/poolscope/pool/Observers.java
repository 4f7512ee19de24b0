package dev.poolscope.pool;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** Tells all observers of a pool, in their order, and lets none of them do harm by throwing. */
final class Observers implements PoolObserver {
    private final PoolObserver[] observers;

    Observers(List<PoolObserver> observers) {
        this.observers = observers.toArray(PoolObserver[]::new);
    }

    boolean isEmpty() {
        return observers.length == 0;
    }

    private void tell(Consumer<PoolObserver> event) {
        for (PoolObserver observer : observers) {
            try {
                event.accept(observer);
            } catch (Throwable thrown) {
                Log.warning("An observer failed: " + observer.getClass().getName(), thrown);
            }
        }
    }

    @Override
    public void taskSubmitted(long nanos, long taskId, Object target) {
        if (!isEmpty()) {
            tell(observer -> observer.taskSubmitted(nanos, taskId, target));
        }
    }

    @Override
    public void taskRefused(long nanos, Object target, RejectedExecutionException reason) {
        if (!isEmpty()) {
            tell(observer -> observer.taskRefused(nanos, target, reason));
        }
    }

    @Override
    public void taskStarted(long nanos, long taskId, int workerId) {
        if (!isEmpty()) {
            tell(observer -> observer.taskStarted(nanos, taskId, workerId));
        }
    }

    @Override
    public void taskCompleted(long nanos, long taskId, int workerId, long queueNanos, long runNanos) {
        if (!isEmpty()) {
            tell(observer -> observer.taskCompleted(nanos, taskId, workerId, queueNanos, runNanos));
        }
    }

    @Override
    public void taskFailed(long nanos, long taskId, int workerId, long queueNanos, long runNanos, Throwable failure) {
        if (!isEmpty()) {
            tell(observer -> observer.taskFailed(nanos, taskId, workerId, queueNanos, runNanos, failure));
        }
    }

    @Override
    public void taskCancelled(long nanos, long taskId, int workerId, long queueNanos, long runNanos,
            @Nullable RejectedExecutionException cause) {
        if (!isEmpty()) {
            tell(observer -> observer.taskCancelled(nanos, taskId, workerId, queueNanos, runNanos, cause));
        }
    }

    @Override
    public void taskLeftWorker(long nanos, long taskId, int workerId) {
        if (!isEmpty()) {
            tell(observer -> observer.taskLeftWorker(nanos, taskId, workerId));
        }
    }

    @Override
    public void workerSpawned(long nanos, int workerId, SpawnReason reason, int pending, int free, int alive) {
        if (!isEmpty()) {
            tell(observer -> observer.workerSpawned(nanos, workerId, reason, pending, free, alive));
        }
    }

    @Override
    public void workerStartFailed(long nanos, int workerId, Throwable failure) {
        if (!isEmpty()) {
            tell(observer -> observer.workerStartFailed(nanos, workerId, failure));
        }
    }

    @Override
    public void workerReady(long nanos, int workerId) {
        if (!isEmpty()) {
            tell(observer -> observer.workerReady(nanos, workerId));
        }
    }

    @Override
    public void workerIdle(long nanos, int workerId) {
        if (!isEmpty()) {
            tell(observer -> observer.workerIdle(nanos, workerId));
        }
    }

    @Override
    public void workerRetiring(long nanos, int workerId, RetirementReason reason) {
        if (!isEmpty()) {
            tell(observer -> observer.workerRetiring(nanos, workerId, reason));
        }
    }

    @Override
    public void workerRetired(long nanos, int workerId, RetirementReason reason) {
        if (!isEmpty()) {
            tell(observer -> observer.workerRetired(nanos, workerId, reason));
        }
    }

    @Override
    public void hookFailed(long nanos, int workerId, HookKind hook, Throwable failure) {
        if (!isEmpty()) {
            tell(observer -> observer.hookFailed(nanos, workerId, hook, failure));
        }
    }

    @Override
    public void broken(long nanos, BrokenPoolException cause) {
        if (!isEmpty()) {
            tell(observer -> observer.broken(nanos, cause));
        }
    }

    @Override
    public void starved(long nanos, Map<Integer, Long> waits) {
        if (!isEmpty()) {
            tell(observer -> observer.starved(nanos, waits));
        }
    }

    @Override
    public void idleTimeoutChanged(long nanos, @Nullable Duration before, @Nullable Duration after) {
        if (!isEmpty()) {
            tell(observer -> observer.idleTimeoutChanged(nanos, before, after));
        }
    }

    @Override
    public void joinBegan(long nanos) {
        if (!isEmpty()) {
            tell(observer -> observer.joinBegan(nanos));
        }
    }

    @Override
    public void joinEnded(long nanos, JoinOutcome outcome) {
        if (!isEmpty()) {
            tell(observer -> observer.joinEnded(nanos, outcome));
        }
    }

    @Override
    public void shutdownBegan(long nanos) {
        if (!isEmpty()) {
            tell(observer -> observer.shutdownBegan(nanos));
        }
    }

    @Override
    public void terminated(long nanos) {
        if (!isEmpty()) {
            tell(observer -> observer.terminated(nanos));
        }
    }
}
