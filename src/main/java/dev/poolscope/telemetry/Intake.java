package dev.poolscope.telemetry;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

import dev.poolscope.pool.BrokenPoolException;
import dev.poolscope.pool.HookKind;
import dev.poolscope.pool.JoinOutcome;
import dev.poolscope.pool.PoolObserver;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.SpawnReason;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The hot side of a recorder: called in the pool's threads, and in those of its users. A call makes one small entry and
 * offers it to a bounded queue without ever waiting. When the queue is full the event is lost, and counted by what it was.
 * The steps of tasks, which are the masses, may not fill the queue's last eighth, so that what tells of workers and of the
 * pool hardly ever gets lost.
 */
final class Intake implements PoolObserver {

    private final MpscAtomicArrayQueue<Entry> queue;
    private final int roomForTasks;
    private final Losses losses = new Losses();
    private volatile boolean closed;

    Intake(int capacity) {
        queue = new MpscAtomicArrayQueue<>(capacity);
        roomForTasks = queue.capacity() - queue.capacity() / 8;
    }

    /** Takes out what there is, in the collector's thread. */
    void drain(MessagePassingQueue.Consumer<Entry> consumer) {
        queue.drain(consumer, queue.capacity());
    }

    /** From now on everything is lost. */
    void close() {
        closed = true;
    }

    Losses losses() {
        return losses;
    }

    private void ofTask(long nanos, EventType type, long taskId, int workerId, @Nullable Object payload) {
        if (closed || !queue.offerIfBelowThreshold(new Entry(nanos, type, taskId, workerId, payload), roomForTasks)) {
            losses.add(nanos, type);
        }
    }

    private boolean rare(long nanos, EventType type, int workerId, Entry.@Nullable Text text) {
        if (closed || !queue.offer(new Entry(nanos, type, 0, workerId, text))) {
            losses.add(nanos, type);
            return false;
        }
        return true;
    }

    void action(long nanos, String text) {
        rare(nanos, EventType.ACTION, 0, () -> text);
    }

    @Override
    public void taskSubmitted(long nanos, long taskId, Object target) {
        ofTask(nanos, EventType.SUBMITTED, taskId, 0, target);
    }

    @Override
    public void taskRefused(long nanos, Object target, RejectedExecutionException reason) {
        ofTask(nanos, EventType.REJECTED, 0, 0, target);
    }

    @Override
    public void taskStarted(long nanos, long taskId, int workerId, long queueNanos, @Nullable Object target) {
        ofTask(nanos, EventType.STARTED, taskId, workerId, null);
    }

    @Override
    public void taskCompleted(long nanos, long taskId, int workerId, long queueNanos, long runNanos) {
        ofTask(nanos, EventType.COMPLETED, taskId, workerId, null);
    }

    @Override
    public void taskFailed(long nanos, long taskId, int workerId, long queueNanos, long runNanos, Throwable failure) {
        ofTask(nanos, EventType.FAILED, taskId, workerId, failure);
    }

    @Override
    public void taskCancelled(long nanos, long taskId, int workerId, long queueNanos, long runNanos,
            @Nullable RejectedExecutionException cause) {
        ofTask(nanos, EventType.CANCELLED, taskId, workerId, cause);
    }

    @Override
    public void taskLeftWorker(long nanos, long taskId, int workerId) {
        ofTask(nanos, EventType.TASK_LEFT_WORKER, taskId, workerId, null);
    }

    @Override
    public void workerSpawned(long nanos, int workerId, SpawnReason reason, int pending, int free, int alive) {
        rare(nanos, EventType.WORKER_SPAWNED, workerId, () -> Detail.spawn(reason, pending, free, alive));
    }

    @Override
    public void workerStartFailed(long nanos, int workerId, Throwable failure) {
        rare(nanos, EventType.WORKER_START_FAILED, workerId, () -> Detail.cause(failure));
    }

    @Override
    public void workerReady(long nanos, int workerId) {
        rare(nanos, EventType.WORKER_READY, workerId, null);
    }

    @Override
    public void workerIdle(long nanos, int workerId) {
        // As frequent as tasks are, and as easily missed.
        ofTask(nanos, EventType.WORKER_IDLE, 0, workerId, null);
    }

    @Override
    public void workerRetiring(long nanos, int workerId, RetirementReason reason) {
        rare(nanos, EventType.WORKER_RETIRING, workerId, () -> Detail.of(Detail.REASON, reason));
    }

    @Override
    public void workerRetired(long nanos, int workerId, RetirementReason reason) {
        if (!rare(nanos, EventType.WORKER_RETIRED, workerId, () -> Detail.of(Detail.REASON, reason))) {
            losses.addRetirement(reason);
        }
    }

    @Override
    public void hookFailed(long nanos, int workerId, HookKind hook, Throwable failure) {
        rare(nanos, EventType.HOOK_FAILED, workerId, () -> Detail.of(Detail.HOOK, hook) + ' ' + Detail.cause(failure));
    }

    @Override
    public void broken(long nanos, BrokenPoolException cause) {
        rare(nanos, EventType.BROKEN, 0, () -> Detail.cause(cause));
    }

    @Override
    public void starved(long nanos, Map<Integer, Long> waits) {
        rare(nanos, EventType.STARVED, 0, () -> Detail.starved(waits));
    }

    @Override
    public void idleTimeoutChanged(long nanos, @Nullable Duration before, @Nullable Duration after) {
        rare(nanos, EventType.IDLE_TIMEOUT_CHANGED, 0, () -> Detail.idleTimeouts(before, after));
    }

    @Override
    public void joinBegan(long nanos) {
        rare(nanos, EventType.JOIN_BEGAN, 0, null);
    }

    @Override
    public void joinEnded(long nanos, JoinOutcome outcome) {
        rare(nanos, EventType.JOIN_ENDED, 0, () -> Detail.of(Detail.OUTCOME, outcome));
    }

    @Override
    public void shutdownBegan(long nanos) {
        rare(nanos, EventType.SHUTDOWN_BEGAN, 0, null);
    }

    @Override
    public void terminated(long nanos) {
        rare(nanos, EventType.TERMINATED, 0, null);
    }
}
