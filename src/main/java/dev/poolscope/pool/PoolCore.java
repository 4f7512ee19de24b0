package dev.poolscope.pool;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/*
 * CONCURRENCY. One lock guards everything that decides: the queue, the workers, the totals, the stage of the pool's life, and the
 * status of every task. It is held for a few assignments at a time, never around user code (targets, hooks, callbacks,
 * observers, thread factories) and never while waiting. Every operation has the same shape: decide under the lock, and take
 * the stamp there; then, without it, wake and start threads, tell the observers, run callbacks. Because stamps are taken under
 * the lock, their order is the order of the decisions, though the observers may hear of them in another.
 *
 * The counts are volatile fields written under the lock: reading them takes no lock and never waits. The status of a task is
 * volatile too and written last, so that a future can be polled and its outcome read without the lock.
 *
 * WAITING. An idle worker parks. It first enlists itself in "parked" (under the lock, having found the queue empty); a
 * submission takes the most recently enlisted worker off that list and unparks it, so that the others grow older and reach the
 * idle timeout. An unparked worker still counts as idle until it takes a task; if another worker was faster it enlists
 * again, its idle time uninterrupted. No wake-up is lost: whoever adds a task sees the worker enlisted, or the worker sees the
 * task. Callers that wait (futures, joins, shutdowns) park on a OneShot.
 *
 * INVARIANTS, whenever the lock is free:
 *   submitted = pending + running + completed + failed + cancelled;
 *   alive = starting + idle + busy + retiring = size of "workers" <= maxWorkers;
 *   if a task is pending then a worker is alive, or a thread is about to find out that none can be started;
 *   a worker is in "parked" only if it is idle, and then the queue was empty when it enlisted;
 *   unfinished >= alive: it also counts workers that are no longer alive but have not told the observers so yet.
 *
 * WORKERS ON DEMAND. A worker is started while pending > starting + idle and alive < maxWorkers; this is asked at each
 * submission and whenever a worker retires. The decision reserves the worker under the lock (it is alive and starting from
 * then on); its thread is made and started without it. If that fails the reservation is undone.
 *
 * A task's end frees its worker (and lets it take the next task) in the same critical section in which the future becomes
 * done, unless the task has callbacks: then the worker is freed when the last of them has returned.
 *
 * SHUTDOWN. The stage goes OPEN -> (DRAINING ->) CLOSING -> TERMINATED. DRAINING refuses work but finishes the queue;
 * CLOSING has cancelled it. The last of "unfinished" terminates the pool; the thread that closes it counts as one of
 * them until it has told everybody. A join is no stage but an operation that lasts until the queue is empty and no worker is
 * left, or until it is abandoned or a shutdown ends it. Breakage is no stage either: a broken pool stays open for shutdown.
 *
 * SIZE. Longer than a class should be, because every part of it is guarded by the one lock: apart, the parts could not
 * be checked against each other.
 */
final class PoolCore {
    /** An idle timeout that never comes. */
    private static final long NEVER = Long.MAX_VALUE;

    private enum Stage {
        OPEN, DRAINING, CLOSING, TERMINATED
    }

    private enum Refusal {
        CLOSED, BROKEN, JOINING
    }

    final String name;
    final int maxWorkers;
    final PoolOptions options;
    final NanoClock clock;
    private final ThreadFactory threads;
    private final Observers observers;
    private final OneShot terminated = new OneShot();
    private volatile WeakReference<@Nullable ThreadPool> facade = new WeakReference<>(null);

    private final ReentrantLock lock = new ReentrantLock();

    // Written under the lock, read without it.
    private volatile int pending;
    private volatile int starting;
    private volatile int idle;
    private volatile int busy;
    private volatile int retiring;
    private volatile Stage stage = Stage.OPEN;
    private volatile @Nullable BrokenPoolException broken;
    private volatile @Nullable JoinOperation joining;
    private volatile @Nullable Duration idleTimeout;
    private volatile List<CancelledTask<?>> cancelledTasks = List.of();
    /** What kind of thread was seen last: with a factory of the caller's, only its threads can tell. */
    private volatile WorkerType workerType;

    @GuardedBy("lock")
    private long idleTimeoutNanos;
    @GuardedBy("lock")
    private final TaskQueue queue = new TaskQueue();
    /** Workers alive, in the order of their numbers. */
    @GuardedBy("lock")
    private final Set<Worker> workers = new LinkedHashSet<>();
    /** Idle workers that nobody has woken, the most recently idle last. */
    @GuardedBy("lock")
    private final ArrayDeque<Worker> parked = new ArrayDeque<>();
    @GuardedBy("lock")
    private int unfinished;
    @GuardedBy("lock")
    private long lastTaskId;
    @GuardedBy("lock")
    private int lastWorkerId;
    @GuardedBy("lock")
    private long submitted;
    @GuardedBy("lock")
    private long refused;
    @GuardedBy("lock")
    private int running;
    @GuardedBy("lock")
    private long completed;
    @GuardedBy("lock")
    private long failed;
    @GuardedBy("lock")
    private long cancelled;
    @GuardedBy("lock")
    private long spawned;
    @GuardedBy("lock")
    private final Map<RetirementReason, Long> retired = new EnumMap<>(RetirementReason.class);
    /** Workers of this pool that wait for its tasks without a time limit. */
    @GuardedBy("lock")
    private int waiting;
    @GuardedBy("lock")
    private boolean starved;
    /** Threads that have retired but may not have ended: join and shutdown wait for them too. */
    @GuardedBy("lock")
    private final List<Thread> ending = new ArrayList<>();
    @GuardedBy("lock")
    private int pruneEndingAt = 64;

    PoolCore(String name, int maxWorkers, PoolOptions options) {
        this.name = name;
        this.maxWorkers = maxWorkers;
        this.options = options;
        clock = options.clock();
        workerType = options.workerType();
        threads = options.threadFactory().orElseGet(() -> new DefaultThreads(options.workerType()));
        observers = new Observers(options.observers());
        idleTimeout = options.idleTimeout().orElse(null);
        idleTimeoutNanos = nanosOf(idleTimeout);
        for (RetirementReason reason : RetirementReason.values()) {
            retired.put(reason, 0L);
        }
        ExitHook.remember(this);
    }

    private static long nanosOf(@Nullable Duration timeout) {
        return timeout == null ? NEVER : Nanos.saturated(timeout);
    }

    // ---------------------------------------------------------------- facts

    void setFacade(ThreadPool pool) {
        facade = new WeakReference<>(pool);
    }

    Optional<ThreadPool> facade() {
        return Optional.ofNullable(facade.get());
    }

    ThreadFactory threadFactory() {
        return threads;
    }

    WorkerType workerType() {
        return workerType;
    }

    int countPending() {
        return pending;
    }

    int countBusy() {
        return busy;
    }

    int countFree() {
        return starting + idle;
    }

    int countAlive() {
        return starting + idle + busy + retiring;
    }

    boolean isClosed() {
        return stage != Stage.OPEN;
    }

    boolean isTerminated() {
        return stage == Stage.TERMINATED;
    }

    @Nullable
    BrokenPoolException broken() {
        return broken;
    }

    Optional<Duration> idleTimeout() {
        return Optional.ofNullable(idleTimeout);
    }

    long exitGraceNanos() {
        return Nanos.saturated(options.exitGrace());
    }

    List<CancelledTask<?>> cancelledTasks() {
        return cancelledTasks;
    }

    List<WorkerInfo> workers() {
        long now;
        List<WorkerInfo> infos;
        lock.lock();
        try {
            now = clock.nanoTime();
            Instant wall = Instant.now();
            infos = new ArrayList<>(workers.size());
            for (Worker worker : workers) {
                PoolTask<?> task = worker.task;
                infos.add(new WorkerInfo(worker.id, worker.name, worker.state, worker.thread, worker.tasksDone,
                        task == null ? OptionalLong.empty() : OptionalLong.of(task.taskId()),
                        wall.minusNanos(now - worker.sinceNanos)));
            }
        } finally {
            lock.unlock();
        }
        return List.copyOf(infos);
    }

    PoolSnapshot snapshot() {
        lock.lock();
        try {
            PoolState state = switch (stage) {
                case TERMINATED -> PoolState.TERMINATED;
                case DRAINING, CLOSING -> PoolState.CLOSING;
                case OPEN -> broken != null ? PoolState.BROKEN : joining != null ? PoolState.JOINING : PoolState.OPEN;
            };
            return new PoolSnapshot(state, submitted, refused, pending, running, completed, failed, cancelled, starting,
                    idle, busy, retiring, spawned, retired, waiting);
        } finally {
            lock.unlock();
        }
    }

    void setIdleTimeout(@Nullable Duration timeout) {
        Duration before;
        long now;
        List<Worker> toWake;
        lock.lock();
        try {
            now = clock.nanoTime();
            before = idleTimeout;
            idleTimeout = timeout;
            idleTimeoutNanos = nanosOf(timeout);
            // They stay enlisted: they only have to look at the clock again.
            toWake = List.copyOf(parked);
        } finally {
            lock.unlock();
        }
        observers.idleTimeoutChanged(now, before, timeout);
        toWake.forEach(PoolCore::wake);
    }

    // ---------------------------------------------------------------- refusal

    void check() {
        Refusal refusal = refusal();
        if (refusal == Refusal.CLOSED || refusal == Refusal.BROKEN) {
            throw exceptionFor(refusal);
        }
    }

    /** Throws what a submission would be thrown now. */
    void checkAcceptsWork() {
        Refusal refusal = refusal();
        if (refusal != null) {
            throw exceptionFor(refusal);
        }
    }

    private @Nullable Refusal refusal() {
        if (stage != Stage.OPEN) {
            return Refusal.CLOSED;
        }
        if (broken != null) {
            return Refusal.BROKEN;
        }
        return joining != null ? Refusal.JOINING : null;
    }

    private RejectedExecutionException exceptionFor(Refusal refusal) {
        return switch (refusal) {
            case CLOSED -> closedException();
            case BROKEN -> brokenException();
            case JOINING ->
                new PoolClosedException("Pool " + name + " is joining and takes no work until that has ended",
                        null);
        };
    }

    private PoolClosedException closedException() {
        return new PoolClosedException("Pool " + name + (isTerminated() ? " is terminated" : " is shutting down"),
                broken);
    }

    /** What broke the pool, with the stack trace of whoever is told now. */
    private BrokenPoolException brokenException() {
        BrokenPoolException original = Objects.requireNonNull(broken);
        String message = Objects.requireNonNull(original.getMessage());
        return switch (original) {
            case InitializerException _ -> new InitializerException(message, original.getCause());
            case FinalizerException _ -> new FinalizerException(message, original.getCause());
            default -> new BrokenPoolException(message, original.getCause());
        };
    }

    private void requireForeignThread(String what) {
        if (Worker.currentIsOf(this)) {
            throw new IllegalStateException(
                    what + " of pool " + name + " was called in one of its own workers, which would wait for itself");
        }
    }

    // ---------------------------------------------------------------- submission

    <T extends @Nullable Object> PoolTask<T> submit(TaskCall<T> call, boolean executed) {
        PoolTask<T> task = new PoolTask<>(this, call, executed);
        Object target = call.target();
        Worker toStart = null;
        Worker toWake = null;
        long now;
        Refusal refusal;
        lock.lock();
        try {
            now = clock.nanoTime();
            refusal = refusal();
            if (refusal == null) {
                task.accept(++lastTaskId, now);
                queue.add(task);
                count(1, 0);
                submitted++;
                toWake = parked.pollLast();
                if (toWake != null) {
                    toWake.enlisted = false;
                }
                toStart = reserve(SpawnReason.SUBMISSION, now);
            } else {
                refused++;
            }
        } finally {
            lock.unlock();
        }
        if (refusal != null) {
            RejectedExecutionException exception = exceptionFor(refusal);
            observers.taskRefused(now, target, exception);
            throw exception;
        }
        wake(toWake);
        if (toStart != null) {
            RejectedExecutionException withdrawn = startWhileNeeded(toStart, task);
            if (withdrawn != null) {
                observers.taskRefused(now, target, withdrawn);
                throw withdrawn;
            }
        }
        observers.taskSubmitted(now, task.taskId(), target);
        return task;
    }

    /** Adds to the counts of tasks. */
    @GuardedBy("lock")
    @SuppressWarnings("NonAtomicVolatileUpdate") // only ever written under the lock
    private void count(int toPending, int toRunning) {
        pending += toPending;
        running += toRunning;
    }

    private static void wake(@Nullable Worker worker) {
        if (worker != null) {
            LockSupport.unpark(worker.thread);
        }
    }

    // ---------------------------------------------------------------- starting workers

    /** How many workers the rule of demand asks for. */
    @GuardedBy("lock")
    private int needed() {
        return Math.max(0, Math.min(maxWorkers - workers.size(), pending - (starting + idle)));
    }

    @GuardedBy("lock")
    private @Nullable Worker reserve(SpawnReason reason, long now) {
        return needed() > 0 ? reserveAnyway(reason, now) : null;
    }

    @GuardedBy("lock")
    private Worker reserveAnyway(SpawnReason reason, long now) {
        Worker worker = new Worker(this, ++lastWorkerId, reason, now, pending, starting + idle, workers.size());
        workers.add(worker);
        unfinished++;
        spawned++;
        countWorker(WorkerState.STARTING, 1);
        return worker;
    }

    @GuardedBy("lock")
    @SuppressWarnings("NonAtomicVolatileUpdate") // only ever written under the lock
    private void countWorker(WorkerState state, int delta) {
        switch (state) {
            case STARTING -> starting += delta;
            case IDLE -> idle += delta;
            case BUSY -> busy += delta;
            case RETIRING -> retiring += delta;
        }
    }

    @GuardedBy("lock")
    private void become(Worker worker, WorkerState state, long now) {
        countWorker(worker.state, -1);
        countWorker(state, 1);
        worker.state = state;
        worker.sinceNanos = now;
    }

    /**
     * Starts a reserved worker, and more as long as the rule of demand asks for them.
     *
     * @param task the task whose submission asks for it; null at a retirement
     * @return why that task was withdrawn, if it was
     */
    private @Nullable RejectedExecutionException startWhileNeeded(Worker first, @Nullable PoolTask<?> task) {
        Worker worker = first;
        while (worker != null) {
            Throwable failure = start(worker);
            if (failure != null) {
                return startFailed(worker, failure, task);
            }
            lock.lock();
            try {
                worker = reserve(worker.spawnReason, clock.nanoTime());
            } finally {
                lock.unlock();
            }
        }
        return null;
    }

    /** Makes and starts a worker's thread; returns why that failed, if it did. */
    private @Nullable Throwable start(Worker worker) {
        Throwable failure = null;
        try {
            Thread thread = threads.newThread(worker);
            if (thread == null) {
                throw new IllegalStateException("The thread factory gave null");
            }
            thread.setName(worker.name);
            if (!thread.isVirtual()) {
                thread.setDaemon(true);
            }
            workerType = thread.isVirtual() ? WorkerType.VIRTUAL : WorkerType.PLATFORM;
            worker.thread = thread;
            thread.start();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        if (launched(worker, failure == null)) {
            failure = null;
            observers.workerSpawned(worker.spawnedNanos, worker.id, worker.spawnReason, worker.pendingAtSpawn,
                    worker.freeAtSpawn, worker.aliveAtSpawn);
        }
        return failure;
    }

    /** Notes that a worker's thread is on its way. A thread that has begun is, whatever its factory threw. */
    private boolean launched(Worker worker, boolean started) {
        lock.lock();
        try {
            worker.launched |= started;
            return worker.launched;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Deals with a worker that could not be started. If another worker lives, what is pending stays, and the start is tried again
     * at the next submission or retirement. If none lives, the submission that asked for it is withdrawn. What others have
     * submitted gets one more try; if that fails too the pool breaks rather than leave their tasks for ever.
     */
    private @Nullable RejectedExecutionException startFailed(Worker worker, Throwable failure,
            @Nullable PoolTask<?> task) {
        boolean withdrawn = false;
        boolean stranded = false;
        Worker other = null;
        long now;
        lock.lock();
        try {
            now = clock.nanoTime();
            worker.givenUp = true;
            workers.remove(worker);
            countWorker(WorkerState.STARTING, -1);
            spawned--;
            // Others whose threads are only being made may fail as this one did: they are no one to rely on.
            if (workers.stream().noneMatch(alive -> alive.launched)) {
                if (task != null && task.status() == TaskStatus.PENDING) {
                    queue.remove(task);
                    count(-1, 0);
                    submitted--;
                    refused++;
                    withdrawn = true;
                }
                if (workers.isEmpty() && pending > 0) {
                    stranded = task == null;
                    other = stranded ? null : reserve(worker.spawnReason, now);
                }
            }
        } finally {
            lock.unlock();
        }
        observers.workerStartFailed(now, worker.id, failure);
        Log.warning("The thread of " + worker.name + " could not be started", failure);
        if (other != null) {
            startWhileNeeded(other, null);
        }
        if (stranded) {
            breakWith(new BrokenPoolException(
                    "Pool " + name + " is broken: it had tasks but no worker, and no thread could be started",
                    failure));
        }
        finish(null);
        return withdrawn
                ? new RejectedExecutionException("Pool " + name + " has no worker and could not start a thread",
                        failure)
                : null;
    }

    /** As many as the rule of demand asks for. */
    static final int AS_NEEDED = -1;

    int spawn(int wanted) {
        int left = wanted;
        int started = 0;
        while (true) {
            Worker worker = null;
            Refusal refusal;
            lock.lock();
            try {
                refusal = refusal();
                if (left == AS_NEEDED) {
                    left = needed();
                }
                if (refusal == null && left > 0 && workers.size() < maxWorkers) {
                    worker = reserveAnyway(SpawnReason.REQUEST, clock.nanoTime());
                }
            } finally {
                lock.unlock();
            }
            if (refusal != null && started == 0) {
                throw exceptionFor(refusal);
            }
            if (worker == null) {
                return started;
            }
            Throwable failure = start(worker);
            if (failure != null) {
                startFailed(worker, failure, null);
                if (started == 0) {
                    throw new RejectedExecutionException("Pool " + name + " could not start a thread", failure);
                }
                return started;
            }
            started++;
            left--;
        }
    }

    // ---------------------------------------------------------------- the life of a worker, in its own thread

    void work(Worker worker) {
        if (!begin(worker)) {
            return;
        }
        try {
            Throwable failure = call(options.boundInitializer());
            if (failure == null) {
                PoolTask<?> task = ready(worker);
                while (task != null) {
                    task = execute(worker, task);
                }
                failure = call(options.boundFinalizer());
                if (failure != null) {
                    hookFailed(worker, HookKind.FINALIZER, failure);
                }
            } else {
                hookFailed(worker, HookKind.INITIALIZER, failure);
                goOn(worker);
            }
        } catch (Throwable unexpected) {
            crashed(worker, unexpected);
        }
        retired(worker);
    }

    private boolean begin(Worker worker) {
        lock.lock();
        try {
            if (worker.givenUp || worker.begun) {
                return false;
            }
            worker.begun = true;
            worker.launched = true;
            worker.thread = Thread.currentThread();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static @Nullable Throwable call(PoolOptions.BoundHook bound) {
        Hook hook = bound.hook();
        if (hook == null) {
            return null;
        }
        try {
            hook.run(bound.arguments(), bound.named());
            return null;
        } catch (Throwable thrown) {
            return thrown;
        } finally {
            // What interrupts a hook leaves behind is not for the tasks.
            var _ = Thread.interrupted();
        }
    }

    private void hookFailed(Worker worker, HookKind hook, Throwable failure) {
        observers.hookFailed(clock.nanoTime(), worker.id, hook, failure);
        String message = "Pool " + name + " is broken: the "
                + (hook == HookKind.INITIALIZER ? "initializer" : "finalizer")
                + " failed in " + worker.name;
        breakWith(hook == HookKind.INITIALIZER
                ? new InitializerException(message, failure)
                : new FinalizerException(message, failure));
    }

    private @Nullable PoolTask<?> ready(Worker worker) {
        long now;
        lock.lock();
        try {
            now = clock.nanoTime();
            proceed(worker, now);
        } finally {
            lock.unlock();
        }
        observers.workerReady(now, worker.id);
        return settle(worker);
    }

    /** Runs a task and everything that belongs to it; returns the next one, or null if the worker is to retire. */
    @SuppressWarnings("NullAway") // null is a T until the target has returned one
    private <T extends @Nullable Object> @Nullable PoolTask<?> execute(Worker worker, PoolTask<T> task) {
        observers.taskStarted(worker.sinceNanos, task.taskId(), worker.id);
        T result = null;
        Throwable failure = null;
        if (task.begin()) {
            try {
                result = Objects.requireNonNull(task.call()).invoke();
            } catch (Throwable thrown) {
                failure = thrown;
            } finally {
                task.leave();
            }
            if (failure != null && task.executed) {
                uncaught(failure);
            }
        }
        end(worker, task, result, failure);
        return settle(worker);
    }

    /** Does with what an executed Runnable has thrown what would be done had it a thread of its own. */
    private void uncaught(Throwable failure) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        } catch (Throwable thrown) {
            Log.warning("The uncaught-exception handler of " + thread.getName() + " failed", thrown);
        } finally {
            var _ = Thread.interrupted();
        }
    }

    private <T extends @Nullable Object> void end(Worker worker, PoolTask<T> task, T result,
            @Nullable Throwable failure) {
        boolean left;
        boolean callbacks;
        long now;
        lock.lock();
        try {
            now = clock.nanoTime();
            worker.tasksDone++;
            left = task.status() == TaskStatus.CANCELLED;
            callbacks = !left && task.hasCallbacks();
            if (!callbacks) {
                // Free before the future is done: whoever sees it done finds the worker free.
                proceed(worker, now);
            }
            if (!left) {
                count(0, -1);
                forgetWaiters(task);
                if (failure == null) {
                    completed++;
                    task.complete(now, result);
                } else {
                    failed++;
                    task.fail(now, failure);
                }
            }
        } finally {
            lock.unlock();
        }
        if (left) {
            observers.taskLeftWorker(now, task.taskId(), worker.id);
            return;
        }
        task.wakeWaiters();
        if (failure == null) {
            observers.taskCompleted(now, task.taskId(), worker.id, task.queueNanos(), task.runNanos());
        } else {
            observers.taskFailed(now, task.taskId(), worker.id, task.queueNanos(), task.runNanos(), failure);
        }
        if (callbacks) {
            task.runCallbacks();
            var _ = Thread.interrupted();
            goOn(worker);
        }
    }

    /** Lets a worker go on to whatever comes next. */
    private void goOn(Worker worker) {
        lock.lock();
        try {
            proceed(worker, clock.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /** Decides what a worker does next, and makes it so: it takes a task, or retires, or is idle. */
    @GuardedBy("lock")
    private void proceed(Worker worker, long now) {
        worker.task = null;
        RetirementReason reason = retirement(worker, now);
        if (reason != null) {
            delist(worker);
            become(worker, WorkerState.RETIRING, now);
            worker.reason = reason;
            worker.replacement = reserve(SpawnReason.RETIREMENT, now);
            return;
        }
        PoolTask<?> task = queue.poll();
        if (task != null) {
            delist(worker);
            count(-1, 1);
            task.start(now, worker);
            worker.task = task;
            become(worker, WorkerState.BUSY, now);
            return;
        }
        if (worker.state != WorkerState.IDLE) {
            become(worker, WorkerState.IDLE, now);
        }
        if (!worker.enlisted) {
            worker.enlisted = true;
            parked.addLast(worker);
        }
    }

    @GuardedBy("lock")
    private void delist(Worker worker) {
        if (worker.enlisted) {
            worker.enlisted = false;
            // The one that has been idle longest stands first, and it is most often that one that goes.
            parked.removeFirstOccurrence(worker);
        }
    }

    /** Why a worker that could take a task now is to retire instead, if it is. */
    @GuardedBy("lock")
    private @Nullable RetirementReason retirement(Worker worker, long now) {
        if (broken != null) {
            return RetirementReason.BROKEN;
        }
        boolean empty = queue.isEmpty();
        if (stage != Stage.OPEN && empty) {
            return RetirementReason.SHUTDOWN;
        }
        if (joining != null && empty) {
            return RetirementReason.JOIN;
        }
        if (options.maxTasksPerWorker().isPresent() && worker.tasksDone >= options.maxTasksPerWorker().getAsInt()) {
            return RetirementReason.MAX_TASKS;
        }
        boolean overdue = worker.state == WorkerState.IDLE && idleTimeoutNanos != NEVER
                && now - worker.sinceNanos >= idleTimeoutNanos;
        return overdue && empty ? RetirementReason.IDLE_TIMEOUT : null;
    }

    /** Tells what {@link #proceed} has decided, and waits while the worker is idle. Returns the task it has then, if any. */
    private @Nullable PoolTask<?> settle(Worker worker) {
        if (worker.state == WorkerState.IDLE) {
            observers.workerIdle(worker.sinceNanos, worker.id);
            while (worker.state == WorkerState.IDLE) {
                rest(worker);
            }
        }
        if (worker.state == WorkerState.RETIRING) {
            observers.workerRetiring(worker.sinceNanos, worker.id, worker.reason);
            Worker replacement = worker.replacement;
            if (replacement != null) {
                worker.replacement = null;
                startWhileNeeded(replacement, null);
            }
        }
        return worker.task;
    }

    /** Parks an idle worker until it is woken or its time is up, and decides again. */
    private void rest(Worker worker) {
        long left;
        lock.lock();
        try {
            left = idleTimeoutNanos == NEVER ? NEVER : idleTimeoutNanos - (clock.nanoTime() - worker.sinceNanos);
        } finally {
            lock.unlock();
        }
        // A stray interrupt would make parking return at once, for ever.
        var _ = Thread.interrupted();
        if (left == NEVER) {
            LockSupport.park(this);
        } else if (left > 0) {
            clock.parkNanos(this, left);
        }
        lock.lock();
        try {
            proceed(worker, clock.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    private void retired(Worker worker) {
        Worker replacement;
        long now;
        lock.lock();
        try {
            now = clock.nanoTime();
            countWorker(worker.state, -1);
            workers.remove(worker);
            retired.merge(worker.reason, 1L, Long::sum);
            replacement = reserve(SpawnReason.RETIREMENT, now);
        } finally {
            lock.unlock();
        }
        observers.workerRetired(now, worker.id, worker.reason);
        if (replacement != null) {
            startWhileNeeded(replacement, null);
        }
        finish(worker.thread);
    }

    /** A fault of this class, or no memory for it: nothing may be left hanging all the same. */
    private void crashed(Worker worker, Throwable unexpected) {
        Log.warning(worker.name + " failed unexpectedly", unexpected);
        breakWith(new BrokenPoolException("Pool " + name + " is broken: " + worker.name + " failed unexpectedly",
                unexpected));
        PoolTask<?> task = worker.task;
        boolean ended = false;
        lock.lock();
        try {
            delist(worker);
            long now = clock.nanoTime();
            if (task != null && task.status() == TaskStatus.RUNNING) {
                count(0, -1);
                failed++;
                forgetWaiters(task);
                task.fail(now, unexpected);
                ended = true;
            }
            if (worker.state != WorkerState.RETIRING) {
                become(worker, WorkerState.RETIRING, now);
                worker.reason = RetirementReason.BROKEN;
            }
        } finally {
            lock.unlock();
        }
        if (ended && task != null) {
            task.wakeWaiters();
            task.runCallbacks();
        }
    }

    // ---------------------------------------------------------------- the end of joins and of the pool

    /** Counts one that was unfinished as finished; the last one ends the join, or the pool. */
    private void finish(@Nullable Thread thread) {
        JoinOperation join = null;
        boolean last = false;
        long now;
        lock.lock();
        try {
            now = clock.nanoTime();
            unfinished--;
            if (thread != null && threads instanceof DefaultThreads) {
                remember(thread);
            }
            if (unfinished == 0 && pending == 0) {
                join = joining;
                joining = null;
                if (join != null) {
                    join.outcome = broken == null ? JoinOutcome.JOINED : JoinOutcome.BROKEN;
                }
                last = stage == Stage.DRAINING || stage == Stage.CLOSING;
                if (last) {
                    stage = Stage.TERMINATED;
                }
            }
        } finally {
            lock.unlock();
        }
        if (join != null) {
            endJoin(join, now);
        }
        if (last) {
            ExitHook.forget(this);
            observers.terminated(now);
            terminated.fire();
        }
    }

    private void endJoin(JoinOperation join, long now) {
        observers.joinEnded(now, Objects.requireNonNull(join.outcome));
        join.ended.fire();
    }

    @GuardedBy("lock")
    private void remember(Thread thread) {
        if (ending.size() >= pruneEndingAt) {
            ending.removeIf(ended -> !ended.isAlive());
            pruneEndingAt = Math.max(64, 2 * ending.size());
        }
        ending.add(thread);
    }

    /** Waits for threads that have nothing more to do but end. */
    private void awaitEnding() {
        List<Thread> toAwait;
        lock.lock();
        try {
            toAwait = List.copyOf(ending);
            ending.clear();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        for (Thread thread : toAwait) {
            while (!thread.equals(Thread.currentThread()) && thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void join(long nanos) throws InterruptedException, TimeoutException {
        requireForeignThread("join()");
        boolean began = false;
        JoinOperation join;
        List<Worker> toWake = List.of();
        long now;
        lock.lock();
        try {
            if (stage != Stage.OPEN) {
                throw closedException();
            }
            now = clock.nanoTime();
            join = joining;
            if (join == null) {
                join = new JoinOperation();
                joining = join;
                began = true;
                // The thread that begins the join is one of those it waits for until it has told so.
                unfinished++;
                toWake = List.copyOf(parked);
            }
            join.waiters++;
        } finally {
            lock.unlock();
        }
        if (began) {
            observers.joinBegan(now);
            toWake.forEach(PoolCore::wake);
            finish(null);
        }
        boolean ended = false;
        try {
            ended = join.ended.await(clock, nanos);
        } finally {
            ended |= !leave(join);
        }
        if (!ended) {
            throw new TimeoutException("Pool " + name + " has not been joined within " + Duration.ofNanos(nanos));
        }
        awaitEnding();
        switch (Objects.requireNonNull(join.outcome)) {
            case JOINED, ABANDONED -> {
            }
            case CLOSED -> throw closedException();
            case BROKEN -> throw brokenException();
        }
    }

    /** Stops waiting for a join; the last one to do so before it has ended abandons it. Returns whether it had not ended. */
    private boolean leave(JoinOperation join) {
        long now;
        lock.lock();
        try {
            if (join.outcome != null) {
                return false;
            }
            join.waiters--;
            if (join.waiters > 0) {
                return true;
            }
            now = clock.nanoTime();
            join.outcome = JoinOutcome.ABANDONED;
            joining = null;
        } finally {
            lock.unlock();
        }
        endJoin(join, now);
        return true;
    }

    void join() throws InterruptedException {
        try {
            join(OneShot.FOREVER);
        } catch (TimeoutException e) {
            throw new AssertionError("A join without a time limit timed out", e);
        }
    }

    boolean shutdown(long nanos, boolean interrupt) {
        requireForeignThread("shutdown()");
        if (!beginShutdown()) {
            return false;
        }
        if (!awaitTermination(clock, nanos)) {
            if (interrupt) {
                interruptRunning();
            }
            return false;
        }
        return true;
    }

    void close() {
        requireForeignThread("close()");
        beginShutdown();
        awaitTermination(clock, OneShot.FOREVER);
    }

    /** Waits, through interruptions, for the last worker to be gone. */
    boolean awaitTermination(NanoClock by, long nanos) {
        if (!terminated.awaitUninterruptibly(by, nanos)) {
            return false;
        }
        awaitEnding();
        return true;
    }

    /** Refuses work from now on and cancels what is pending. Returns false if that had been done before. */
    boolean beginShutdown() {
        List<PoolTask<?>> dropped;
        List<Worker> toWake;
        JoinOperation join;
        PoolClosedException cause = new PoolClosedException("Pool " + name + " was shut down", null);
        boolean drained;
        long now;
        lock.lock();
        try {
            if (stage == Stage.CLOSING || stage == Stage.TERMINATED) {
                return false;
            }
            now = clock.nanoTime();
            drained = stage == Stage.DRAINING;
            stage = Stage.CLOSING;
            unfinished++;
            dropped = dropPending(now, cause);
            toWake = List.copyOf(parked);
            join = joining;
            joining = null;
            if (join != null) {
                join.outcome = JoinOutcome.CLOSED;
            }
        } finally {
            lock.unlock();
        }
        toWake.forEach(PoolCore::wake);
        if (!drained) {
            observers.shutdownBegan(now);
        }
        if (join != null) {
            endJoin(join, now);
        }
        announceDropped(dropped, now, cause);
        finish(null);
        return true;
    }

    /** Refuses work from now on, but lets what is pending be done: what a pool does that nobody holds any more. */
    void beginDrain() {
        List<Worker> toWake;
        long now;
        lock.lock();
        try {
            if (stage != Stage.OPEN) {
                return;
            }
            now = clock.nanoTime();
            stage = Stage.DRAINING;
            unfinished++;
            toWake = List.copyOf(parked);
        } finally {
            lock.unlock();
        }
        observers.shutdownBegan(now);
        toWake.forEach(PoolCore::wake);
        finish(null);
    }

    /** Interrupts every task that runs, but no hook and no callback. */
    void interruptRunning() {
        List<PoolTask<?>> tasks = new ArrayList<>();
        lock.lock();
        try {
            for (Worker worker : workers) {
                PoolTask<?> task = worker.task;
                if (task != null) {
                    tasks.add(task);
                }
            }
        } finally {
            lock.unlock();
        }
        for (PoolTask<?> task : tasks) {
            task.interruptCode(false);
        }
    }

    /** Tries the options on a pool of one worker; throws what breaks it. */
    void test() throws InterruptedException {
        PoolCore twin = new PoolCore(name + "-test", 1, options.toBuilder().noObservers().build());
        try {
            twin.spawn(1);
            PoolTask<Integer> task = twin.submit(new TaskCall.OfCallable<>(() -> 1), false);
            twin.await(task, OneShot.FOREVER);
        } catch (BrokenPoolException alreadyBroken) {
            // The worker's initializer was faster than the submission; told below.
        } catch (RejectedExecutionException noThread) {
            throw new BrokenPoolException("Pool " + name + " could not start a thread", noThread.getCause());
        } finally {
            twin.shutdown(OneShot.FOREVER, false);
        }
        if (twin.broken() != null) {
            throw twin.brokenException();
        }
    }

    // ---------------------------------------------------------------- breakage

    private void breakWith(BrokenPoolException cause) {
        List<PoolTask<?>> dropped;
        List<Worker> toWake;
        long now;
        lock.lock();
        try {
            if (broken != null || stage == Stage.TERMINATED) {
                return;
            }
            now = clock.nanoTime();
            broken = cause;
            dropped = dropPending(now, cause);
            toWake = List.copyOf(parked);
        } finally {
            lock.unlock();
        }
        toWake.forEach(PoolCore::wake);
        observers.broken(now, cause);
        announceDropped(dropped, now, cause);
    }

    /** Cancels everything in the queue and keeps it as {@link #cancelledTasks}. */
    @GuardedBy("lock")
    private List<PoolTask<?>> dropPending(long now, RejectedExecutionException cause) {
        List<PoolTask<?>> dropped = queue.drain();
        if (dropped.isEmpty()) {
            return dropped;
        }
        Instant wall = Instant.now();
        List<CancelledTask<?>> kept = new ArrayList<>(cancelledTasks.size() + dropped.size());
        kept.addAll(cancelledTasks);
        for (PoolTask<?> task : dropped) {
            kept.add(keep(task, now, wall, cause));
            forgetWaiters(task);
            task.cancel(now, cause);
        }
        cancelled += dropped.size();
        count(-dropped.size(), 0);
        cancelledTasks = List.copyOf(kept);
        return dropped;
    }

    private static <T extends @Nullable Object> CancelledTask<T> keep(PoolTask<T> task, long now, Instant wall,
            RejectedExecutionException cause) {
        long age = now - task.submittedNanos();
        return new CancelledTask<>(Objects.requireNonNull(task.call()), task.taskId(), wall.minusNanos(age),
                Duration.ofNanos(age), cause);
    }

    private void announceDropped(Collection<PoolTask<?>> dropped, long now, RejectedExecutionException cause) {
        for (PoolTask<?> task : dropped) {
            task.wakeWaiters();
        }
        for (PoolTask<?> task : dropped) {
            observers.taskCancelled(now, task.taskId(), 0, task.queueNanos(), 0, cause);
            task.runCallbacks();
        }
    }

    // ---------------------------------------------------------------- futures

    boolean cancel(PoolTask<?> task, boolean interrupt) {
        boolean wasRunning;
        long now;
        lock.lock();
        try {
            if (task.status().isDone()) {
                return false;
            }
            now = clock.nanoTime();
            wasRunning = task.status() == TaskStatus.RUNNING;
            if (wasRunning) {
                count(0, -1);
            } else {
                queue.remove(task);
                count(-1, 0);
            }
            cancelled++;
            forgetWaiters(task);
            task.cancel(now, null);
        } finally {
            lock.unlock();
        }
        try {
            if (wasRunning && interrupt) {
                task.interruptCode(true);
            }
        } finally {
            task.wakeWaiters();
            observers.taskCancelled(now, task.taskId(), task.workerId(), task.queueNanos(), task.runNanos(), null);
            task.runCallbacks();
        }
        return true;
    }

    <T extends @Nullable Object> boolean addCallback(PoolTask<T> task, Consumer<? super PoolFuture<T>> callback) {
        lock.lock();
        try {
            return task.add(callback);
        } finally {
            lock.unlock();
        }
    }

    <T extends @Nullable Object> boolean removeCallback(PoolTask<T> task, Consumer<? super PoolFuture<T>> callback) {
        lock.lock();
        try {
            return task.remove(callback);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a task to end; false if the time was up first. */
    boolean await(PoolTask<?> task, long nanos) throws InterruptedException {
        boolean own = nanos == OneShot.FOREVER && Worker.currentIsOf(this);
        boolean refuse = false;
        int starving = 0;
        OneShot signal;
        long now = 0;
        lock.lock();
        try {
            if (task.status().isDone()) {
                return true;
            }
            signal = task.signal();
            if (own) {
                task.ownWaiters++;
                waiting++;
                if (waiting == maxWorkers && !starved) {
                    starved = true;
                    starving = waiting;
                    now = clock.nanoTime();
                    refuse = options.failOnStarvation();
                }
            }
        } finally {
            lock.unlock();
        }
        try {
            if (starving > 0) {
                observers.starved(now, starving);
            }
            if (refuse) {
                throw new StarvationException(
                        "Waiting for task " + task.taskId() + " would starve pool " + name + ": all "
                                + maxWorkers + " of its workers would wait for tasks that none is left to run");
            }
            return signal.await(clock, nanos);
        } finally {
            if (own) {
                stopWaiting(task);
            }
        }
    }

    private void stopWaiting(PoolTask<?> task) {
        lock.lock();
        try {
            // A task that has ended has already taken all who wait for it off the count.
            if (!task.status().isDone()) {
                task.ownWaiters--;
                waiting--;
                starved &= waiting == maxWorkers;
            }
        } finally {
            lock.unlock();
        }
    }

    /** A task that ends is waited for no more, whenever its waiters get to run. */
    @GuardedBy("lock")
    private void forgetWaiters(PoolTask<?> task) {
        waiting -= task.ownWaiters;
        task.ownWaiters = 0;
        starved &= waiting == maxWorkers;
    }
}
