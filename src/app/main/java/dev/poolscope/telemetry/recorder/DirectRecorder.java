package dev.poolscope.telemetry.recorder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

import dev.poolscope.pool.BrokenPoolException;
import dev.poolscope.pool.HookKind;
import dev.poolscope.pool.JoinOutcome;
import dev.poolscope.pool.PoolObserver;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.SpawnReason;
import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.event.EventCounts;
import dev.poolscope.telemetry.event.EventTurns;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.FailureText;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Records a pool that calls its observer in one thread and in the order of causes, as a simulated one does. Events keep that order; nothing
 * is lost, held back or sampled. Counts, peaks and times are exact in any case; the events themselves are kept if that is asked for.
 * Stamps count from the start of the run.
 *
 * <p>For one thread.
 */
public final class DirectRecorder implements PoolObserver {
    /** As many as an array can hold: the events of a run take much more memory than the times of its tasks. */
    private static final int ALL = Integer.MAX_VALUE - 8;

    private final TaskTags tags;
    private final CancelCauses cancelCauses;
    private final boolean keepsEvents;
    private final List<RunEvent> events = new ArrayList<>();
    private final EventCounts counts = new EventCounts();
    /** What is counted and measured of each stream, and of tasks without one. */
    private final Map<String, TaskNumbers> streams = new LinkedHashMap<>();
    private final TaskNumbers nameless = new TaskNumbers(ALL);
    private @Nullable String latestStream;
    private TaskNumbers latest = nameless;
    /** What each worker has in hand. */
    private final Map<Integer, InHand> inHand = new HashMap<>();
    private long blockedNanos;
    private int alive;
    private int peakAlive;
    private int pending;
    private int peakPending;

    /**
     * Makes one.
     *
     * @param tags knows streams and due times
     * @param keepsEvents whether the events are kept; memory grows with the length of the run then
     */
    public DirectRecorder(TaskTags tags, boolean keepsEvents) {
        this.tags = tags;
        cancelCauses = new CancelCauses(tags);
        this.keepsEvents = keepsEvents;
    }

    /** Counts an event, and tells whether it is to be kept: only then it is made. */
    private boolean keeps(EventType type) {
        counts.add(type, 1);
        return keepsEvents;
    }

    /** {@return how many events are kept so far} */
    public int recorded() {
        return events.size();
    }

    /**
     * Has what is cancelled from now on, until {@link #tried}, recorded as cancelled by an action.
     *
     * @param action what is about to be done
     */
    public void acting(Action action) {
        cancelCauses.acting(action);
    }

    /** What was {@linkplain #acting about to be done} has been done, or tried in vain. */
    public void tried() {
        cancelCauses.tried();
    }

    /**
     * Records that something was done to the pool.
     *
     * @param before how many events were kept when it was begun: it stands before those that came of it
     * @param nanos when it was begun
     * @param action what
     * @param answer what became of it
     */
    public void action(int before, long nanos, Action action, Answer answer) {
        if (keeps(EventType.ACTION)) {
            events.add(before, new PoolEvent.ActionPerformed(nanos, action, answer));
        }
    }

    /**
     * Records that a task waits from now on, or waits for something else now.
     *
     * @param nanos since when
     * @param taskId which task
     * @param workerId the worker that has it
     * @param awaited what it waits for
     */
    public void blocked(long nanos, long taskId, int workerId, Awaited awaited) {
        InHand task = inHand(workerId);
        if (task.isThere && task.blockedSince == InHand.NOT_BLOCKED) {
            task.blockedSince = nanos;
        }
        if (keeps(EventType.TASK_BLOCKED)) {
            events.add(new TaskEvent.Blocked(nanos, taskId, workerId, awaited));
        }
    }

    /**
     * Records that a task waits no more.
     *
     * @param nanos when
     * @param taskId which task
     * @param workerId the worker that has it
     * @param awaited what it has got; null if nothing
     */
    public void resumed(long nanos, long taskId, int workerId, @Nullable Awaited awaited) {
        inHand(workerId).goesOn(nanos);
        if (keeps(EventType.TASK_RESUMED)) {
            events.add(new TaskEvent.Resumed(nanos, taskId, workerId, awaited));
        }
    }

    private InHand inHand(int workerId) {
        return inHand.computeIfAbsent(workerId, _ -> new InHand(nameless));
    }

    /** The task that a worker has in hand, if there is one. */
    private static final class InHand {
        private static final long NOT_BLOCKED = -1;

        private boolean isThere;
        private TaskNumbers stream;
        private long due;
        private long blockedSince = NOT_BLOCKED;
        private long blocked;

        InHand(TaskNumbers stream) {
            this.stream = stream;
        }

        void begins(TaskNumbers of, long dueNanos) {
            isThere = true;
            stream = of;
            due = dueNanos;
            blockedSince = NOT_BLOCKED;
            blocked = 0;
        }

        void goesOn(long nanos) {
            if (blockedSince != NOT_BLOCKED) {
                blocked += nanos - blockedSince;
                blockedSince = NOT_BLOCKED;
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // another object of the same name is looked up
    private TaskNumbers numbersOf(@Nullable Object target) {
        String stream = target == null ? null : tags.streamOf(target);
        if (stream != latestStream) {
            latestStream = stream;
            latest = stream == null
                    ? nameless
                    : streams.computeIfAbsent(stream, _ -> new TaskNumbers(ALL));
        }
        return latest;
    }

    @Override
    public void taskSubmitted(long nanos, long taskId, Object target) {
        long due = tags.dueNanosOf(target, nanos);
        numbersOf(target).submitted(nanos, due);
        if (keeps(EventType.SUBMITTED)) {
            events.add(new TaskEvent.Submitted(nanos, taskId, tags.streamOf(target), due));
        }
        peakPending = Math.max(peakPending, ++pending);
    }

    @Override
    public void taskRefused(long nanos, Object target, RejectedExecutionException reason) {
        long due = tags.dueNanosOf(target, nanos);
        numbersOf(target).refused(nanos, due);
        if (keeps(EventType.REJECTED)) {
            events.add(new PoolEvent.Rejected(nanos, tags.streamOf(target), due));
        }
    }

    @Override
    public void taskStarted(long nanos, long taskId, int workerId, long queueNanos, @Nullable Object target) {
        pending--;
        long submitted = nanos - queueNanos;
        long due = target == null ? submitted : tags.dueNanosOf(target, submitted);
        long waited = nanos - due;
        TaskNumbers stream = numbersOf(target);
        inHand(workerId).begins(stream, due);
        stream.started(waited);
        if (keeps(EventType.STARTED)) {
            events.add(new TaskEvent.Started(nanos, taskId, workerId));
        }
    }

    private void ended(boolean returned, int workerId, long nanos, long queueNanos, long runNanos) {
        InHand task = inHand(workerId);
        if (!task.isThere) {
            nameless.ended(returned, nanos, nanos - runNanos - queueNanos, runNanos);
            return;
        }
        task.isThere = false;
        task.goesOn(nanos);
        blockedNanos += task.blocked;
        task.stream.ended(returned, nanos, task.due, runNanos);
    }

    @Override
    public void taskCompleted(long nanos, long taskId, int workerId, long queueNanos, long runNanos) {
        ended(true, workerId, nanos, queueNanos, runNanos);
        if (keeps(EventType.COMPLETED)) {
            events.add(new TaskEvent.Completed(nanos, taskId, workerId));
        }
    }

    @Override
    public void taskFailed(long nanos, long taskId, int workerId, long queueNanos, long runNanos, Throwable failure) {
        ended(false, workerId, nanos, queueNanos, runNanos);
        if (keeps(EventType.FAILED)) {
            events.add(new TaskEvent.Failed(nanos, taskId, workerId, FailureText.of(failure)));
        }
    }

    @Override
    public void taskCancelled(long nanos, long taskId, int workerId, long queueNanos, long runNanos,
            @Nullable RejectedExecutionException cause) {
        if (workerId == 0) {
            pending--;
        }
        if (keeps(EventType.CANCELLED)) {
            events.add(cancelCauses.of(cause).at(nanos, taskId, workerId));
        }
    }

    @Override
    public void taskLeftWorker(long nanos, long taskId, int workerId) {
        inHand(workerId).isThere = false;
        if (keeps(EventType.TASK_LEFT_WORKER)) {
            events.add(new TaskEvent.LeftWorker(nanos, taskId, workerId));
        }
    }

    @Override
    public void workerSpawned(long nanos, int workerId, SpawnReason reason, int pendingThen, int free, int aliveThen) {
        peakAlive = Math.max(peakAlive, ++alive);
        if (keeps(EventType.WORKER_SPAWNED)) {
            events.add(new WorkerEvent.Spawned(nanos, workerId, reason, pendingThen, free, aliveThen));
        }
    }

    @Override
    public void workerReady(long nanos, int workerId) {
        if (keeps(EventType.WORKER_READY)) {
            events.add(new WorkerEvent.Ready(nanos, workerId));
        }
    }

    @Override
    public void workerIdle(long nanos, int workerId) {
        if (keeps(EventType.WORKER_IDLE)) {
            events.add(new WorkerEvent.Idle(nanos, workerId));
        }
    }

    @Override
    public void workerRetiring(long nanos, int workerId, RetirementReason reason) {
        if (keeps(EventType.WORKER_RETIRING)) {
            events.add(new WorkerEvent.Retiring(nanos, workerId, reason));
        }
    }

    @Override
    public void workerRetired(long nanos, int workerId, RetirementReason reason) {
        alive--;
        inHand.remove(workerId);
        counts.addRetired(reason, 1);
        if (keeps(EventType.WORKER_RETIRED)) {
            events.add(new WorkerEvent.Retired(nanos, workerId, reason));
        }
    }

    @Override
    public void hookFailed(long nanos, int workerId, HookKind hook, Throwable failure) {
        if (keeps(EventType.HOOK_FAILED)) {
            events.add(new PoolEvent.HookFailed(nanos, workerId, hook, FailureText.of(failure)));
        }
    }

    @Override
    public void broken(long nanos, BrokenPoolException cause) {
        if (keeps(EventType.BROKEN)) {
            events.add(new PoolEvent.Broken(nanos, FailureText.of(cause)));
        }
    }

    @Override
    public void starved(long nanos, Map<Integer, Long> waits) {
        if (keeps(EventType.STARVED)) {
            events.add(Observed.starved(nanos, waits));
        }
    }

    @Override
    public void idleTimeoutChanged(long nanos, @Nullable Duration before, @Nullable Duration after) {
        if (keeps(EventType.IDLE_TIMEOUT_CHANGED)) {
            events.add(new PoolEvent.IdleTimeoutChanged(nanos, before, after));
        }
    }

    @Override
    public void joinBegan(long nanos) {
        if (keeps(EventType.JOIN_BEGAN)) {
            events.add(new PoolEvent.JoinBegan(nanos));
        }
    }

    @Override
    public void joinEnded(long nanos, JoinOutcome outcome) {
        if (keeps(EventType.JOIN_ENDED)) {
            events.add(new PoolEvent.JoinEnded(nanos, outcome));
        }
    }

    @Override
    public void shutdownBegan(long nanos) {
        cancelCauses.shutdownBegan();
        if (keeps(EventType.SHUTDOWN_BEGAN)) {
            events.add(new PoolEvent.ShutdownBegan(nanos));
        }
    }

    @Override
    public void terminated(long nanos) {
        if (keeps(EventType.TERMINATED)) {
            events.add(new PoolEvent.Terminated(nanos));
        }
    }

    /**
     * Sums up.
     *
     * @return the run: its events, if they are kept, and its numbers
     */
    public RecordedRun finish() {
        EventTurns.giveAll(events);
        return new RecordedRun(events,
                nameless.summary(streams, counts, peakAlive, peakPending, 0, blockedNanos));
    }
}
