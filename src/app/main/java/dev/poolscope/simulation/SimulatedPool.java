package dev.poolscope.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;

import dev.poolscope.pool.BrokenPoolException;
import dev.poolscope.pool.FinalizerException;
import dev.poolscope.pool.HookKind;
import dev.poolscope.pool.InitializerException;
import dev.poolscope.pool.JoinOutcome;
import dev.poolscope.pool.PoolClosedException;
import dev.poolscope.pool.PoolObserver;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.SpawnReason;
import dev.poolscope.pool.WorkerState;
import dev.poolscope.simulation.SimulatedTask.Status;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.HookSpec;
import dev.poolscope.workload.model.PoolSpec;
import dev.poolscope.workload.run.SyntheticFailure;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the pool, on virtual time.
 *
 * <p><b>Workers on demand.</b> At each submission, and when a worker begins to retire and again when it has gone, workers are
 * spawned while pending &gt; starting + idle and alive &lt; maxWorkers.
 *
 * <p><b>Order.</b> Tasks are taken in the order of submission. A worker that becomes free takes the next one at once. Idle
 * workers and new ones take tasks when everything else that happens at the instant has happened; among the idle ones the one that
 * became idle last comes first.
 *
 * <p><b>Retirement.</b> A worker that has no task in hand retires for the last of these reasons that holds: idle for the idle
 * timeout, as many tasks as its limit, a join or a shutdown while nothing is pending, breakage. A join or a shutdown is noticed by
 * idle workers in the order of their numbers.
 */
final class SimulatedPool {
    private static final long NEVER = Long.MAX_VALUE;

    private enum Stage {
        OPEN, CLOSING, TERMINATED
    }

    /** A join that goes on. */
    private static final class Join {
        private int waiters;
    }

    final String name;
    final int maxWorkers;
    private final Agenda agenda;
    private final Delays delays;
    private final PoolObserver observer;
    private final Tasks tasks;
    private final long maxTasksPerWorker;
    private final @Nullable HookSpec initializer;
    private final @Nullable HookSpec finalizer;

    private final SimulatedQueue queue = new SimulatedQueue();
    private final IdleStack idle = new IdleStack();
    private final NavigableMap<Integer, SimulatedWorker> alive = new TreeMap<>();
    private int starting;
    private int lastWorkerId;
    private long lastTaskId;
    private Stage stage = Stage.OPEN;
    private @Nullable Join joining;
    private @Nullable BrokenPoolException broken;
    private @Nullable RejectedExecutionException refusal;
    private @Nullable Action breaksNext;
    private @Nullable Duration idleTimeout;
    private long idleTimeoutNanos;
    /** How many idle workers were woken and have not looked yet. */
    private int awake;
    private long idled;
    private final Timer idleTimer = new Timer() {
        @Override
        void happen() {
            retireOverdue();
        }
    };

    SimulatedPool(PoolSpec spec, int maxWorkers, Agenda agenda, PoolObserver observer, Tasks tasks) {
        this.maxWorkers = maxWorkers;
        this.agenda = agenda;
        this.observer = observer;
        delays = agenda.delays();
        this.tasks = tasks;
        name = spec.name() == null ? spec.kind().className() : spec.name();
        maxTasksPerWorker = spec.maxTasksPerWorker() > 0 ? spec.maxTasksPerWorker() : NEVER;
        initializer = spec.initializer();
        finalizer = spec.finalizer();
        idleTimeout = spec.idleTimeout();
        idleTimeoutNanos = nanos(idleTimeout);
    }

    private static long nanos(@Nullable Duration timeout) {
        return timeout == null ? NEVER : timeout.toNanos();
    }

    // ---------------------------------------------------------------- submission

    /** What a submission would be refused with now; null if it would be accepted. */
    @Nullable
    RejectedExecutionException refusal() {
        if (refusal == null && (stage != Stage.OPEN || broken != null || joining != null)) {
            refusal = stage != Stage.OPEN
                    ? closed()
                    : broken != null
                            ? broken
                            : new PoolClosedException(
                                    "Pool " + name + " is joining and takes no work until that has ended", null);
        }
        return refusal;
    }

    private PoolClosedException closed() {
        return new PoolClosedException(
                "Pool " + name + (stage == Stage.TERMINATED ? " is terminated" : " is shutting down"), broken);
    }

    /** Submits a task; false if it is refused. */
    boolean submit(SimulatedTask task) {
        long now = agenda.now();
        RejectedExecutionException refused = refusal();
        if (refused != null) {
            observer.taskRefused(now, task, refused);
            return false;
        }
        task.id = ++lastTaskId;
        task.submitted = now;
        queue.add(task);
        observer.taskSubmitted(now, task.id, task);
        meetDemand(SpawnReason.SUBMISSION);
        SimulatedWorker top = idle.top();
        if (top != null && awake < queue.pending()) {
            wake(top, delays.wakeUp());
        }
        return true;
    }

    /** Reports a bulk call that a pool refuses as a whole. */
    void refuse(SimulatedTask call, RejectedExecutionException refused) {
        observer.taskRefused(agenda.now(), call, refused);
    }

    // ---------------------------------------------------------------- workers

    private int free() {
        return starting + awake + idle.size();
    }

    private void meetDemand(SpawnReason reason) {
        while (queue.pending() > free() && alive.size() < maxWorkers) {
            spawn(reason);
        }
    }

    private void spawn(SpawnReason reason) {
        SimulatedWorker worker = new SimulatedWorker(++lastWorkerId, this, tasks);
        observer.workerSpawned(agenda.now(), worker.id, reason, queue.pending(), free(), alive.size());
        alive.put(worker.id, worker);
        starting++;
        long takes = initializer == null ? 0 : initializer.takes().toNanos();
        if (takes > 0) {
            agenda.set(worker, agenda.now() + delays.start() + takes + delays.end(), Timer.END);
        } else {
            agenda.wake(() -> initialized(worker), delays.start());
        }
    }

    /** Spawns workers on request, as many as there is room for. */
    void spawnWorkers(int count) {
        RejectedExecutionException refused = refusal();
        if (refused != null) {
            throw refused;
        }
        for (int i = 0; i < count && alive.size() < maxWorkers; i++) {
            spawn(SpawnReason.REQUEST);
        }
    }

    /** The next initializer to end fails: by this action, unless another one has asked for it before. */
    void breakNextInitializer(Action by) {
        if (stage != Stage.OPEN) {
            throw closed();
        }
        if (broken != null) {
            throw broken;
        }
        breaksNext = breaksNext == null ? by : breaksNext;
    }

    /** The initializer of a worker has ended. */
    void initialized(SimulatedWorker worker) {
        starting--;
        Action by = breaksNext;
        boolean fails = initializer != null && worker.id == initializer.failsOnWorker();
        breaksNext = null;
        if (fails || by != null) {
            hookFailed(worker, HookKind.INITIALIZER, fails ? null : by);
            retire(worker, RetirementReason.BROKEN);
            return;
        }
        worker.state = WorkerState.IDLE;
        worker.idleSince = agenda.now();
        observer.workerReady(agenda.now(), worker.id);
        goOn(worker);
    }

    private void hookFailed(SimulatedWorker worker, HookKind hook, @Nullable Action by) {
        String word = hook.name().toLowerCase(Locale.ROOT);
        Throwable failure = new SyntheticFailure("the " + word + " was told to fail on worker " + worker.id, by);
        observer.hookFailed(agenda.now(), worker.id, hook, failure);
        String message = "Pool " + name + " is broken: the " + word + " failed in " + name + "-worker-" + worker.id;
        breakWith(hook == HookKind.INITIALIZER
                ? new InitializerException(message, failure)
                : new FinalizerException(message, failure));
    }

    /** A worker without a task retires, takes the next task, or is idle. */
    private void goOn(SimulatedWorker worker) {
        if (broken != null || worker.done >= maxTasksPerWorker) {
            retire(worker, Objects.requireNonNull(retirement(worker)));
            return;
        }
        SimulatedTask next = queue.poll();
        if (next != null) {
            start(worker, next);
            return;
        }
        observer.workerIdle(worker.idleSince, worker.id);
        worker.idleOrder = ++idled;
        RetirementReason reason = retirement(worker);
        if (reason != null) {
            retire(worker, reason);
            return;
        }
        idle.put(worker);
        planIdleTimeout();
    }

    private void start(SimulatedWorker worker, SimulatedTask task) {
        long now = agenda.now();
        worker.state = WorkerState.BUSY;
        worker.task = task;
        task.worker = worker;
        task.status = Status.RUNNING;
        task.started = now;
        observer.taskStarted(now, task.id, worker.id, now - task.submitted, task);
        tasks.begin(worker, task);
    }

    /** The code of a worker's task has returned, or has thrown. */
    void returned(SimulatedWorker worker, @Nullable Throwable failure) {
        long now = agenda.now();
        SimulatedTask task = Objects.requireNonNull(worker.task);
        boolean cancelled = task.status == Status.CANCELLED;
        if (cancelled) {
            observer.taskLeftWorker(now, task.id, worker.id);
        } else if (failure == null) {
            task.status = Status.COMPLETED;
            observer.taskCompleted(now, task.id, worker.id, task.started - task.submitted, now - task.started);
        } else {
            task.status = Status.FAILED;
            observer.taskFailed(now, task.id, worker.id, task.started - task.submitted, now - task.started, failure);
        }
        worker.task = null;
        worker.done++;
        worker.state = WorkerState.IDLE;
        worker.idleSince = now;
        if (!cancelled) {
            ended(task);
        }
        goOn(worker);
    }

    private void ended(SimulatedTask task) {
        if (task.cancellation != null) {
            agenda.drop(task.cancellation);
            task.cancellation = null;
        }
        tasks.ended(task);
        if (task.watcher != null) {
            task.watcher.ended(task);
        }
    }

    /** Wakes an idle worker that is asleep: it looks after so many nanoseconds, when everything else of that instant has happened. */
    private void wake(SimulatedWorker worker, long nanos) {
        idle.remove(worker);
        worker.awake = true;
        awake++;
        agenda.wake(worker.look, nanos);
    }

    /** Wakes all idle workers, in the order of their numbers. */
    private void wakeAll() {
        for (SimulatedWorker worker : alive.values()) {
            if (worker.state == WorkerState.IDLE && !worker.awake) {
                wake(worker, delays.wakeUp());
            }
        }
    }

    /** A worker that was woken takes a task, retires, or falls asleep again. */
    void look(SimulatedWorker worker) {
        worker.awake = false;
        awake--;
        SimulatedTask next = broken == null ? queue.poll() : null;
        if (next != null) {
            start(worker, next);
            return;
        }
        RetirementReason reason = retirement(worker);
        if (reason == null && isOverdue(worker)) {
            reason = RetirementReason.IDLE_TIMEOUT;
        }
        if (reason != null) {
            retire(worker, reason);
        } else {
            idle.put(worker);
            planIdleTimeout();
        }
    }

    /** Why a worker that has no task retires now, other than by its idle timeout; null if it does not. */
    private @Nullable RetirementReason retirement(SimulatedWorker worker) {
        if (broken != null) {
            return RetirementReason.BROKEN;
        }
        boolean empty = queue.pending() == 0;
        if (stage != Stage.OPEN && empty) {
            return RetirementReason.SHUTDOWN;
        }
        if (joining != null && empty) {
            return RetirementReason.JOIN;
        }
        return worker.done >= maxTasksPerWorker ? RetirementReason.MAX_TASKS : null;
    }

    private void retire(SimulatedWorker worker, RetirementReason reason) {
        boolean initialized = worker.state != WorkerState.STARTING;
        worker.state = WorkerState.RETIRING;
        worker.reason = reason;
        observer.workerRetiring(agenda.now(), worker.id, reason);
        meetDemand(SpawnReason.RETIREMENT);
        if (!initialized) {
            gone(worker);
        } else if (finalizer != null && finalizer.takes().isPositive()) {
            agenda.set(worker, agenda.now() + finalizer.takes().toNanos() + delays.end(), Timer.END);
        } else {
            finalized(worker);
        }
    }

    /** The finalizer of a worker has ended. */
    void finalized(SimulatedWorker worker) {
        if (finalizer != null && worker.id == finalizer.failsOnWorker()) {
            hookFailed(worker, HookKind.FINALIZER, null);
        }
        gone(worker);
    }

    private void gone(SimulatedWorker worker) {
        alive.remove(worker.id);
        observer.workerRetired(agenda.now(), worker.id, Objects.requireNonNull(worker.reason));
        meetDemand(SpawnReason.RETIREMENT);
        endIfDone();
    }

    // ---------------------------------------------------------------- the idle timeout

    void setIdleTimeout(@Nullable Duration timeout) {
        Duration before = idleTimeout;
        idleTimeout = timeout;
        idleTimeoutNanos = nanos(timeout);
        observer.idleTimeoutChanged(agenda.now(), before, timeout);
        agenda.drop(idleTimer);
        planIdleTimeout();
    }

    /** The timer is that of the worker which has been idle for the longest time; it may come early, and then looks again. */
    private void planIdleTimeout() {
        SimulatedWorker first = idle.bottom();
        if (first != null && idleTimeoutNanos != NEVER) {
            long moment = first.idleSince + idleTimeoutNanos;
            if (!idleTimer.isSet() || idleTimer.nanos > moment) {
                agenda.set(idleTimer, moment, Timer.IDLE_TIMEOUT);
            }
        }
    }

    private boolean isOverdue(SimulatedWorker worker) {
        return agenda.now() - worker.idleSince >= idleTimeoutNanos;
    }

    private void retireOverdue() {
        SimulatedWorker first = idle.bottom();
        while (first != null && isOverdue(first)) {
            long late = delays.wakeUp();
            if (late > 0) {
                wake(first, late);
            } else {
                idle.remove(first);
                retire(first, RetirementReason.IDLE_TIMEOUT);
            }
            first = idle.bottom();
        }
        planIdleTimeout();
    }

    // ---------------------------------------------------------------- cancelling

    /** Cancels a task, and interrupts it if it runs. */
    void cancel(SimulatedTask task) {
        long now = agenda.now();
        SimulatedWorker worker = task.worker;
        if (task.status == Status.PENDING) {
            task.status = Status.CANCELLED;
            queue.cancelled();
            observer.taskCancelled(now, task.id, 0, now - task.submitted, 0, null);
            ended(task);
        } else if (task.status == Status.RUNNING && worker != null) {
            task.status = Status.CANCELLED;
            observer.taskCancelled(now, task.id, worker.id, task.started - task.submitted, now - task.started, null);
            ended(task);
            agenda.wake(() -> tasks.interrupt(worker, task), delays.wakeUp());
        }
    }

    /** Cancels the pending tasks of a stream, in the order of their submission. */
    void cancelPending(StreamLoad stream) {
        List<SimulatedTask> found = new ArrayList<>();
        queue.forEach(task -> {
            if (task.stream == stream && task.cancellable) {
                found.add(task);
            }
        });
        found.forEach(this::cancel);
    }

    private void cancelAll(RejectedExecutionException cause) {
        long now = agenda.now();
        List<SimulatedTask> dropped = new ArrayList<>();
        for (SimulatedTask task = queue.poll(); task != null; task = queue.poll()) {
            task.status = Status.CANCELLED;
            dropped.add(task);
        }
        for (SimulatedTask task : dropped) {
            observer.taskCancelled(now, task.id, 0, now - task.submitted, 0, cause);
            task.stream.leftOver(task);
        }
        dropped.forEach(this::ended);
    }

    /** Interrupts every task that runs. */
    void interruptRunning() {
        for (SimulatedWorker worker : List.copyOf(alive.values())) {
            SimulatedTask task = worker.task;
            if (task != null) {
                agenda.wake(() -> tasks.interrupt(worker, task), delays.wakeUp());
            }
        }
    }

    // ---------------------------------------------------------------- breakage, join, shutdown

    private void breakWith(BrokenPoolException cause) {
        if (broken != null) {
            return;
        }
        broken = cause;
        refusal = null;
        observer.broken(agenda.now(), cause);
        cancelAll(cause);
        wakeAll();
    }

    /** Begins a join, or shares the one that goes on. */
    void join(@Nullable Duration timeout) {
        if (stage != Stage.OPEN) {
            throw closed();
        }
        Join join = joining;
        if (join == null) {
            join = new Join();
            joining = join;
            refusal = null;
            observer.joinBegan(agenda.now());
            wakeAll();
            agenda.wake(this::endIfDone);
        }
        join.waiters++;
        if (timeout != null) {
            Join shared = join;
            agenda.set(new Timer() {
                @Override
                void happen() {
                    giveUp(shared);
                }
            }, agenda.now() + timeout.toNanos() + delays.wakeUp(), Timer.TIMEOUT);
        }
    }

    private void giveUp(Join join) {
        if (joining == join && --join.waiters == 0) {
            endJoin(JoinOutcome.ABANDONED);
        }
    }

    private void endJoin(JoinOutcome outcome) {
        joining = null;
        refusal = null;
        observer.joinEnded(agenda.now(), outcome);
    }

    /** Shuts down on request, which is refused if that was done before. */
    void shutdownOnce() {
        if (stage != Stage.OPEN) {
            throw closed();
        }
        shutdown();
    }

    /** Shuts down, if that was not done before. */
    void shutdown() {
        if (stage != Stage.OPEN) {
            return;
        }
        stage = Stage.CLOSING;
        refusal = null;
        observer.shutdownBegan(agenda.now());
        if (joining != null) {
            endJoin(JoinOutcome.CLOSED);
        }
        cancelAll(new PoolClosedException("Pool " + name + " was shut down", null));
        wakeAll();
        agenda.wake(this::endIfDone);
    }

    private void endIfDone() {
        if (!alive.isEmpty() || queue.pending() > 0) {
            return;
        }
        if (joining != null) {
            endJoin(broken == null ? JoinOutcome.JOINED : JoinOutcome.BROKEN);
        }
        if (stage == Stage.CLOSING) {
            stage = Stage.TERMINATED;
            refusal = null;
            observer.terminated(agenda.now());
        }
    }

    boolean isTerminated() {
        return stage == Stage.TERMINATED;
    }

    /** The workers that live, in the order of their numbers. */
    Iterable<SimulatedWorker> workers() {
        return alive.values();
    }
}
