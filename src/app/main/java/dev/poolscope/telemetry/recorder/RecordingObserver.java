package dev.poolscope.telemetry.recorder;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import dev.poolscope.pool.BrokenPoolException;
import dev.poolscope.pool.HookKind;
import dev.poolscope.pool.JoinOutcome;
import dev.poolscope.pool.PoolObserver;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.SpawnReason;
import dev.poolscope.stats.SampleRoom;
import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.FailureText;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Answer;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The hot side of a recorder: called in the pool's threads, and in those of its users. No call ever waits. The steps of
 * tasks, which are the masses, are counted and timed where they happen: each worker has an {@link EventBuffer} of its own,
 * and other threads claim one for the moment. Details of them are kept as far as {@link Sampling} wants and there is room.
 * Every event of workers and of the pool goes through one bounded queue of entries, in which it has plenty of
 * room; so does what finds no buffer, but that may not fill the queue's last eighth.
 *
 * <p>What has no detail in the end is counted by what it was.
 */
public final class RecordingObserver implements PoolObserver {

    private final TaskTags tags;
    private final CancelCauses cancelCauses;
    private final EventBuffers eventBuffers;
    private final MpscAtomicArrayQueue<Entry> queue;
    private final int roomForTasks;
    private final StreamTotals sharedStreams = StreamTotals.shared(SampleRoom.ofRun());
    /** Of what goes to the queue. */
    private final Totals shared = new Totals(true, sharedStreams.room());
    private final Map<RetirementReason, AtomicLong> retirements = counters();
    /** Replaced by the collector alone. */
    private volatile Sampling sampling = Sampling.ALL;
    private volatile @Nullable Throwable failure;

    public RecordingObserver(TaskTags tags, int capacity) {
        this.tags = tags;
        cancelCauses = new CancelCauses(tags);
        queue = new MpscAtomicArrayQueue<>(Math.max(16, capacity / 4));
        roomForTasks = queue.capacity() - queue.capacity() / 8;
        eventBuffers = new EventBuffers(Math.max(1, Integer.highestOneBit(capacity - 1) << 1), sharedStreams);
    }

    /** Complete from the beginning, so that the map itself never changes. */
    private static Map<RetirementReason, AtomicLong> counters() {
        Map<RetirementReason, AtomicLong> counters = new EnumMap<>(RetirementReason.class);
        for (RetirementReason reason : RetirementReason.values()) {
            counters.put(reason, new AtomicLong());
        }
        return Collections.unmodifiableMap(counters);
    }

    @Override
    public boolean isPrompt() {
        return true;
    }

    // ---------------------------------------------------------------- for the collector

    /** Takes out of the queue what there is. */
    void drain(MessagePassingQueue.Consumer<Entry> consumer) {
        queue.drain(consumer, queue.capacity());
    }

    EventBuffers tracks() {
        return eventBuffers;
    }

    /** What was reported without a buffer. */
    Totals shared() {
        return shared;
    }

    /** What was reported of streams without a buffer, or beyond what a buffer has room for. */
    StreamTotals sharedStreams() {
        return sharedStreams;
    }

    long retired(RetirementReason reason) {
        return Objects.requireNonNull(retirements.get(reason)).get();
    }

    public Sampling sampling() {
        return sampling;
    }

    public void sample(Sampling fromNowOn) {
        sampling = fromNowOn;
    }

    /** From now on every detail is lost. */
    public void close() {
        sampling = Sampling.NONE;
    }

    /** What the tags threw when they were asked for a stream or a due time, the first time; null if nothing. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    // ---------------------------------------------------------------- steps of tasks

    private long dueOf(@Nullable Object target, long submitted) {
        try {
            return target == null ? submitted : tags.dueNanosOf(target, submitted);
        } catch (RuntimeException | Error thrown) {
            note(thrown);
            return submitted;
        }
    }

    private @Nullable String streamOf(@Nullable Object target) {
        try {
            return target == null ? null : tags.streamOf(target);
        } catch (RuntimeException | Error thrown) {
            note(thrown);
            return null;
        }
    }

    private CancelCause causeOf(@Nullable RejectedExecutionException exception) {
        try {
            return cancelCauses.of(exception);
        } catch (RuntimeException | Error thrown) {
            note(thrown);
            return CancelCauses.BREAKAGE;
        }
    }

    /** The pool works on undisturbed; the end of the recording throws it. */
    private void note(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
        }
    }

    /** Reports a detail that has no buffer. */
    private void share(boolean detailed, long nanos, EventType type, long taskId, int workerId, long due,
            @Nullable Object payload) {
        if (!detailed || !queue.offerIfBelowThreshold(new Entry(nanos, type, taskId, workerId, due, payload),
                roomForTasks)) {
            shared.lost(type, nanos);
        }
    }

    @Override
    public void taskSubmitted(long nanos, long taskId, Object target) {
        boolean detailed = sampling.has(taskId);
        long due = dueOf(target, nanos);
        String stream = streamOf(target);
        EventBuffer eventBuffer = eventBuffers.claim();
        if (eventBuffer == null) {
            shared.submitted(nanos, taskId, due);
            share(detailed, nanos, EventType.SUBMITTED, taskId, 0, due, stream);
            if (stream != null) {
                sharedStreams.of(stream).submitted(nanos, taskId, due);
            }
            return;
        }
        try {
            eventBuffer.submitted(nanos, taskId, due, stream, detailed);
        } finally {
            eventBuffer.release();
        }
    }

    @Override
    public void taskRefused(long nanos, Object target, RejectedExecutionException reason) {
        long due = dueOf(target, nanos);
        String stream = streamOf(target);
        EventBuffer eventBuffer = eventBuffers.claim();
        if (eventBuffer == null) {
            shared.refused(nanos, due);
            share(sampling.hasOneMore(shared.count(EventType.REJECTED)), nanos, EventType.REJECTED, 0, 0, due, stream);
            if (stream != null) {
                sharedStreams.of(stream).refused(nanos, due);
            }
            return;
        }
        try {
            eventBuffer.refused(nanos, due, stream,
                    sampling.hasOneMore(eventBuffer.totals().count(EventType.REJECTED)));
        } finally {
            eventBuffer.release();
        }
    }

    @Override
    public void taskCancelled(long nanos, long taskId, int workerId, long queueNanos, long runNanos,
            @Nullable RejectedExecutionException exception) {
        boolean detailed = sampling.has(taskId);
        CancelCause cause = causeOf(exception);
        EventBuffer eventBuffer = eventBuffers.claim();
        if (eventBuffer == null) {
            shared.cancelled(nanos, workerId == 0, cause.by().isPool());
            share(detailed, nanos, EventType.CANCELLED, taskId, workerId, 0, cause);
            return;
        }
        try {
            eventBuffer.cancelled(nanos, taskId, workerId, cause, detailed);
        } finally {
            eventBuffer.release();
        }
    }

    @Override
    public void taskStarted(long nanos, long taskId, int workerId, long queueNanos, @Nullable Object target) {
        boolean detailed = sampling.has(taskId);
        long due = dueOf(target, nanos - queueNanos);
        String stream = streamOf(target);
        EventBuffer eventBuffer = eventBuffers.ofWorker(workerId);
        if (eventBuffer != null) {
            eventBuffer.started(nanos, taskId, workerId, due, stream, detailed);
        } else {
            shared.started(nanos, due);
            share(detailed, nanos, EventType.STARTED, taskId, workerId, 0, null);
            if (stream != null) {
                sharedStreams.of(stream).started(nanos, due);
            }
        }
    }

    @Override
    public void taskCompleted(long nanos, long taskId, int workerId, long queueNanos, long runNanos) {
        ended(EventType.COMPLETED, nanos, taskId, workerId, queueNanos, runNanos, null);
    }

    @Override
    public void taskFailed(long nanos, long taskId, int workerId, long queueNanos, long runNanos, Throwable thrown) {
        ended(EventType.FAILED, nanos, taskId, workerId, queueNanos, runNanos, thrown);
    }

    private void ended(EventType type, long nanos, long taskId, int workerId, long queueNanos, long runNanos,
            @Nullable Throwable thrown) {
        boolean detailed = sampling.has(taskId);
        long submitted = nanos - runNanos - queueNanos;
        EventBuffer eventBuffer = eventBuffers.ofWorker(workerId);
        if (eventBuffer != null) {
            eventBuffer.ended(type, nanos, taskId, workerId, submitted, runNanos, thrown, detailed);
        } else {
            shared.ended(type, nanos, submitted, runNanos);
            share(detailed, nanos, type, taskId, workerId, 0, thrown);
        }
    }

    @Override
    public void taskLeftWorker(long nanos, long taskId, int workerId) {
        boolean detailed = sampling.has(taskId);
        EventBuffer eventBuffer = eventBuffers.ofWorker(workerId);
        if (eventBuffer != null) {
            eventBuffer.left(nanos, taskId, workerId, detailed);
        } else {
            shared.told(EventType.TASK_LEFT_WORKER);
            share(detailed, nanos, EventType.TASK_LEFT_WORKER, taskId, workerId, 0, null);
        }
    }

    /** A task waits, or waits no more; reported by its worker. */
    public void waits(EventType type, long nanos, long taskId, int workerId, @Nullable Awaited awaited) {
        boolean detailed = sampling.has(taskId);
        EventBuffer eventBuffer = eventBuffers.ofWorker(workerId);
        if (eventBuffer != null) {
            eventBuffer.waits(type, nanos, taskId, workerId, awaited, detailed);
        } else {
            shared.told(type);
            share(detailed, nanos, type, taskId, workerId, 0, awaited);
        }
    }

    @Override
    public void workerIdle(long nanos, int workerId) {
        EventBuffer eventBuffer = eventBuffers.ofWorker(workerId);
        if (eventBuffer != null) {
            // As frequent as tasks are, and as easily missed.
            eventBuffer.idle(nanos, workerId, sampling);
        } else {
            shared.told(EventType.WORKER_IDLE);
            share(sampling != Sampling.NONE, nanos, EventType.WORKER_IDLE, 0, workerId, 0, null);
        }
    }

    // ---------------------------------------------------------------- what happens to workers and to the pool

    private void rare(long nanos, EventType type, int workerId, @Nullable Fact fact) {
        shared.told(type);
        boolean lost = sampling == Sampling.NONE || !queue.offer(new Entry(nanos, type, 0, workerId, 0, fact));
        if (lost) {
            shared.lost(type, nanos);
        }
        EventBuffer eventBuffer = switch (type) {
            case WORKER_READY, WORKER_RETIRING, WORKER_RETIRED -> eventBuffers.ofWorker(workerId);
            default -> null;
        };
        if (eventBuffer != null) {
            eventBuffer.elsewhere(lost, nanos, workerId);
        }
    }

    void acting(Action action) {
        cancelCauses.acting(action);
    }

    void tried() {
        cancelCauses.tried();
    }

    void action(long nanos, Action action, Answer answer) {
        rare(nanos, EventType.ACTION, 0, stamp -> new PoolEvent.ActionPerformed(stamp, action, answer));
    }

    @Override
    public void workerSpawned(long nanos, int workerId, SpawnReason reason, int pending, int free, int alive) {
        rare(nanos, EventType.WORKER_SPAWNED, workerId,
                stamp -> new WorkerEvent.Spawned(stamp, workerId, reason, pending, free, alive));
    }

    @Override
    public void workerStartFailed(long nanos, int workerId, Throwable failure) {
        rare(nanos, EventType.WORKER_START_FAILED, workerId,
                stamp -> new WorkerEvent.StartFailed(stamp, workerId, FailureText.of(failure)));
    }

    @Override
    public void workerReady(long nanos, int workerId) {
        rare(nanos, EventType.WORKER_READY, workerId, null);
    }

    @Override
    public void workerRetiring(long nanos, int workerId, RetirementReason reason) {
        rare(nanos, EventType.WORKER_RETIRING, workerId, stamp -> new WorkerEvent.Retiring(stamp, workerId, reason));
    }

    @Override
    public void workerRetired(long nanos, int workerId, RetirementReason reason) {
        Objects.requireNonNull(retirements.get(reason)).incrementAndGet();
        rare(nanos, EventType.WORKER_RETIRED, workerId, stamp -> new WorkerEvent.Retired(stamp, workerId, reason));
        eventBuffers.retire(workerId);
    }

    @Override
    public void hookFailed(long nanos, int workerId, HookKind hook, Throwable failure) {
        rare(nanos, EventType.HOOK_FAILED, workerId,
                stamp -> new PoolEvent.HookFailed(stamp, workerId, hook, FailureText.of(failure)));
    }

    @Override
    public void broken(long nanos, BrokenPoolException cause) {
        rare(nanos, EventType.BROKEN, 0, stamp -> new PoolEvent.Broken(stamp, FailureText.of(cause)));
    }

    @Override
    public void starved(long nanos, Map<Integer, Long> waits) {
        rare(nanos, EventType.STARVED, 0, stamp -> Observed.starved(stamp, waits));
    }

    @Override
    public void idleTimeoutChanged(long nanos, @Nullable Duration before, @Nullable Duration after) {
        rare(nanos, EventType.IDLE_TIMEOUT_CHANGED, 0,
                stamp -> new PoolEvent.IdleTimeoutChanged(stamp, before, after));
    }

    @Override
    public void joinBegan(long nanos) {
        rare(nanos, EventType.JOIN_BEGAN, 0, null);
    }

    @Override
    public void joinEnded(long nanos, JoinOutcome outcome) {
        rare(nanos, EventType.JOIN_ENDED, 0, stamp -> new PoolEvent.JoinEnded(stamp, outcome));
    }

    @Override
    public void shutdownBegan(long nanos) {
        cancelCauses.shutdownBegan();
        rare(nanos, EventType.SHUTDOWN_BEGAN, 0, null);
    }

    @Override
    public void terminated(long nanos) {
        rare(nanos, EventType.TERMINATED, 0, null);
    }
}
