package dev.poolscope.pool;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/*
 * CONCURRENCY. One lock guards everything that decides: the queue, the workers, the totals, the stage of the pool's
 * life, and the status of every task. It is held for a few assignments at a time, never around user code (targets,
 * hooks, callbacks, observers, thread factories) and never while waiting. Every operation has the same shape: decide
 * under the lock, and take the stamp there; then, without it, wake and start threads, tell the observers, run
 * callbacks. Because stamps are taken under the lock, their order is the order of the decisions, though the
 * observers may hear of them in another.
 *
 * The counts are volatile fields written under the lock: reading them takes no lock and never waits. The status of a
 * task is volatile too and written last, so that a future can be polled and its outcome read without the lock.
 *
 * WAITING. An idle worker parks. It first enlists itself in "parked" (under the lock, having found the queue empty); a
 * submission takes the most recently enlisted worker off that list and unparks it, so that the others grow older and
 * reach the idle timeout. An unparked worker still counts as idle until it takes a task; if another worker was
 * faster it enlists again, its idle time uninterrupted. No wake-up is lost: whoever adds a task sees the worker
 * enlisted, or the worker sees the task. Callers that wait (futures, joins, shutdowns) park on a OneShot.
 *
 * INVARIANTS, whenever the lock is free:
 *   submitted = pending + running + completed + failed + cancelled;
 *   alive = starting + idle + busy + retiring = size of "workers" <= maxWorkers;
 *   if a task is pending then a worker is alive, or a thread is about to find out that none can be started;
 *   a worker is in "parked" only if it is idle, and then the queue was empty when it enlisted;
 *   unfinished >= alive: it also counts workers that are no longer alive but have not told the observers so yet.
 *
 * WORKERS ON DEMAND. A worker is started while pending > starting + idle and alive < maxWorkers; this is asked at each
 * submission and whenever a worker retires. The decision reserves the worker under the lock (it is alive and
 * starting from then on); its thread is made and started without it. If that fails the reservation is undone.
 *
 * A task's end frees its worker (and lets it take the next task) in the same critical section in which the future
 * becomes done, unless the task has callbacks: then the worker is freed when the last of them has returned.
 *
 * SHUTDOWN, JOIN: see Endings. Breakage is neither: a broken pool has cancelled its queue and refuses work, its
 * workers retire, and it waits for its shutdown.
 *
 * PARTS. Here is what decides; beside it stand Worker (what a worker's thread does), Launcher (starting threads),
 * Endings (joins and shutdown), Waits (waiting and starvation) and Ledger (the numbers). They share the one lock and
 * know each other through the core. What is left is still long, because the rules about queue, workers and tasks
 * check each other.
 */
final class PoolCore {
    /** An idle timeout that never comes. */
    static final long NEVER = Long.MAX_VALUE;
    /** As many workers as the rule of demand asks for. */
    static final int AS_NEEDED = -1;

    enum Refusal {
        CLOSED, BROKEN, JOINING
    }

    final String name;
    final int maxWorkers;
    final PoolOptions options;
    final NanoClock clock;
    private final long maxTasksPerWorker;
    final Observers observers;
    final ReentrantLock lock = new ReentrantLock();
    final Ledger ledger = new Ledger();
    final Launcher launcher;
    final Endings endings;
    final Waits waits;

    // Written under the lock, read without it.
    private volatile @Nullable BrokenPoolException broken;
    private volatile @Nullable Duration idleTimeout;
    private volatile List<CancelledTask<?>> cancelledTasks = List.of();
    private volatile WeakReference<@Nullable ThreadPool> facade = new WeakReference<>(null);

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
    private long lastTaskId;
    @GuardedBy("lock")
    private int lastWorkerId;

    @SuppressWarnings("this-escape") // to the parts of itself, which only keep it
    PoolCore(String name, int maxWorkers, PoolOptions options) {
        this.name = name;
        this.maxWorkers = maxWorkers;
        this.options = options;
        clock = options.clock();
        maxTasksPerWorker = options.maxTasksPerWorker().isPresent()
                ? options.maxTasksPerWorker().getAsInt()
                : Long.MAX_VALUE;
        observers = new Observers(options.observers());
        idleTimeout = options.idleTimeout().orElse(null);
        idleTimeoutNanos = nanosOf(idleTimeout);
        launcher = new Launcher(this);
        endings = new Endings(this);
        waits = new Waits(this);
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
            PoolState state = switch (endings.stage()) {
                case TERMINATED -> PoolState.TERMINATED;
                case DRAINING, CLOSING -> PoolState.CLOSING;
                case OPEN ->
                    broken != null ? PoolState.BROKEN : endings.isJoining() ? PoolState.JOINING : PoolState.OPEN;
            };
            return ledger.snapshot(state, waits.waiting());
        } finally {
            lock.unlock();
        }
    }

    /** The idle workers that nobody has woken. */
    @GuardedBy("lock")
    List<Worker> idleWorkers() {
        return List.copyOf(parked);
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
            toWake = idleWorkers();
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

    @Nullable
    Refusal refusal() {
        if (endings.isClosed()) {
            return Refusal.CLOSED;
        }
        if (broken != null) {
            return Refusal.BROKEN;
        }
        return endings.isJoining() ? Refusal.JOINING : null;
    }

    RejectedExecutionException exceptionFor(Refusal refusal) {
        return switch (refusal) {
            case CLOSED -> closedException();
            case BROKEN -> brokenException();
            case JOINING ->
                new PoolClosedException("Pool " + name + " is joining and takes no work until that has ended",
                        null);
        };
    }

    PoolClosedException closedException() {
        return new PoolClosedException(
                "Pool " + name + (endings.isTerminated() ? " is terminated" : " is shutting down"),
                broken);
    }

    /** What broke the pool, with the stack trace of whoever is told now. */
    BrokenPoolException brokenException() {
        BrokenPoolException original = Objects.requireNonNull(broken);
        String message = Objects.requireNonNull(original.getMessage());
        return switch (original) {
            case InitializerException _ -> new InitializerException(message, original.getCause());
            case FinalizerException _ -> new FinalizerException(message, original.getCause());
            default -> new BrokenPoolException(message, original.getCause());
        };
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
                ledger.taskSubmitted();
                toWake = parked.pollLast();
                if (toWake != null) {
                    toWake.enlisted = false;
                }
                toStart = reserve(SpawnReason.SUBMISSION, now);
            } else {
                ledger.taskRefused();
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
            RejectedExecutionException withdrawn = launcher.startWhileNeeded(toStart, task);
            if (withdrawn != null) {
                observers.taskRefused(now, target, withdrawn);
                throw withdrawn;
            }
        }
        observers.taskSubmitted(now, task.taskId(), target);
        return task;
    }

    /** Takes back a task that has just been accepted. */
    @GuardedBy("lock")
    void withdraw(PoolTask<?> task) {
        queue.remove(task);
        ledger.taskWithdrawn();
    }

    static void wake(@Nullable Worker worker) {
        if (worker != null) {
            LockSupport.unpark(worker.thread);
        }
    }

    // ---------------------------------------------------------------- how many workers

    /** How many workers the rule of demand asks for. */
    @GuardedBy("lock")
    int needed() {
        return Math.max(0, Math.min(maxWorkers - workers.size(), ledger.pending() - ledger.free()));
    }

    @GuardedBy("lock")
    boolean mayReserve() {
        return workers.size() < maxWorkers;
    }

    @GuardedBy("lock")
    @Nullable
    Worker reserve(SpawnReason reason, long now) {
        return needed() > 0 ? reserveAnyway(reason, now) : null;
    }

    @GuardedBy("lock")
    Worker reserveAnyway(SpawnReason reason, long now) {
        Worker worker = new Worker(this, ++lastWorkerId, reason, now, ledger.pending(), ledger.free(), workers.size());
        workers.add(worker);
        endings.begin();
        ledger.workerReserved();
        return worker;
    }

    /** Undoes a reservation. */
    @GuardedBy("lock")
    void abandon(Worker worker) {
        workers.remove(worker);
        ledger.workerNotStarted();
    }

    /** Which task each worker that waits for one waits for, by the numbers of the workers. */
    @GuardedBy("lock")
    SortedMap<Integer, Long> awaited() {
        SortedMap<Integer, Long> awaited = new TreeMap<>();
        for (Worker worker : workers) {
            if (worker.awaited != Worker.NOTHING) {
                awaited.put(worker.id, worker.awaited);
            }
        }
        return Collections.unmodifiableSortedMap(awaited);
    }

    @GuardedBy("lock")
    boolean hasLaunchedWorker() {
        return workers.stream().anyMatch(worker -> worker.launched);
    }

    @GuardedBy("lock")
    boolean hasWorkButNoWorker() {
        return workers.isEmpty() && ledger.pending() > 0;
    }

    @GuardedBy("lock")
    private void become(Worker worker, WorkerState state, long now) {
        ledger.workerBecame(worker.state, state);
        worker.state = state;
        worker.sinceNanos = now;
    }

    // ---------------------------------------------------------------- what a worker is to do; called in its own thread

    boolean begin(Worker worker) {
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

    void hookFailed(Worker worker, HookKind hook, Throwable failure) {
        observers.hookFailed(clock.nanoTime(), worker.id, hook, failure);
        String message = "Pool " + name + " is broken: the "
                + (hook == HookKind.INITIALIZER ? "initializer" : "finalizer")
                + " failed in " + worker.name;
        breakWith(hook == HookKind.INITIALIZER
                ? new InitializerException(message, failure)
                : new FinalizerException(message, failure));
    }

    void ready(Worker worker) {
        long now;
        lock.lock();
        try {
            now = clock.nanoTime();
            proceed(worker, now);
        } finally {
            lock.unlock();
        }
        observers.workerReady(now, worker.id);
    }

    <T extends @Nullable Object> void end(Worker worker, PoolTask<T> task, T result,
            @Nullable Throwable failure) {
        boolean left;
        boolean callbacks;
        long now;
        lock.lock();
        try {
            now = clock.nanoTime();
            worker.tasksDone++;
            task.release();
            left = task.status() == TaskStatus.CANCELLED;
            callbacks = !left && task.hasCallbacks();
            if (!callbacks) {
                // Free before the future is done: whoever sees it done finds the worker free.
                proceed(worker, now);
            }
            if (!left) {
                waits.taskEnds(task);
                if (failure == null) {
                    ledger.taskCompleted();
                    task.complete(now, result);
                } else {
                    ledger.taskFailed();
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

    /**
     * Decides again what an idle worker does, and how long it is to park if it stays idle. It parks with nothing in
     * between: a wake-up that came before may have been used up by any lock or observer the thread has parked for
     * since, but then this sees what it was about; and one that comes after it finds the thread parked, or about to.
     *
     * @return nanoseconds, more than none; {@link #NEVER} if there is no idle timeout
     */
    long decideAgain(Worker worker) {
        lock.lock();
        try {
            long now = clock.nanoTime();
            proceed(worker, now);
            return idleTimeoutNanos == NEVER ? NEVER : idleTimeoutNanos - (now - worker.sinceNanos);
        } finally {
            lock.unlock();
        }
    }

    /** Lets a worker go on to whatever comes next. */
    void goOn(Worker worker) {
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
            ledger.taskStarted();
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
        if (endings.isClosed() && empty) {
            return RetirementReason.SHUTDOWN;
        }
        if (endings.isJoining() && empty) {
            return RetirementReason.JOIN;
        }
        if (worker.tasksDone >= maxTasksPerWorker) {
            return RetirementReason.MAX_TASKS;
        }
        boolean overdue = worker.state == WorkerState.IDLE && idleTimeoutNanos != NEVER
                && now - worker.sinceNanos >= idleTimeoutNanos;
        return overdue && empty ? RetirementReason.IDLE_TIMEOUT : null;
    }

    void retired(Worker worker) {
        Worker replacement;
        long now;
        lock.lock();
        try {
            now = clock.nanoTime();
            workers.remove(worker);
            ledger.workerRetired(worker.state, worker.reason);
            replacement = reserve(SpawnReason.RETIREMENT, now);
        } finally {
            lock.unlock();
        }
        observers.workerRetired(now, worker.id, worker.reason);
        if (replacement != null) {
            launcher.startWhileNeeded(replacement, null);
        }
        endings.finish(worker.thread);
    }

    /** A fault of this class, or no memory for it: nothing may be left hanging all the same. */
    void crashed(Worker worker, Throwable unexpected) {
        Log.warning(worker.name + " failed unexpectedly", unexpected);
        breakWith(new BrokenPoolException("Pool " + name + " is broken: " + worker.name + " failed unexpectedly",
                unexpected));
        PoolTask<?> task = worker.task;
        boolean ended = false;
        boolean retires = false;
        long now;
        lock.lock();
        try {
            delist(worker);
            now = clock.nanoTime();
            if (task != null && task.status() == TaskStatus.RUNNING) {
                ledger.taskFailed();
                waits.taskEnds(task);
                task.fail(now, unexpected);
                ended = true;
            }
            if (worker.state != WorkerState.RETIRING) {
                become(worker, WorkerState.RETIRING, now);
                worker.reason = RetirementReason.BROKEN;
                retires = true;
            }
        } finally {
            lock.unlock();
        }
        if (ended && task != null) {
            task.wakeWaiters();
            observers.taskFailed(now, task.taskId(), worker.id, task.queueNanos(), task.runNanos(), unexpected);
            task.runCallbacks();
        }
        if (retires) {
            observers.workerRetiring(now, worker.id, worker.reason);
        }
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

    // ---------------------------------------------------------------- breakage

    void breakWith(BrokenPoolException cause) {
        List<PoolTask<?>> dropped;
        List<Worker> toWake;
        long now;
        lock.lock();
        try {
            if (broken != null || endings.isTerminated()) {
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
    List<PoolTask<?>> dropPending(long now, RejectedExecutionException cause) {
        List<PoolTask<?>> dropped = queue.drain();
        if (dropped.isEmpty()) {
            return dropped;
        }
        Instant wall = Instant.now();
        List<CancelledTask<?>> kept = new ArrayList<>(cancelledTasks.size() + dropped.size());
        kept.addAll(cancelledTasks);
        for (PoolTask<?> task : dropped) {
            kept.add(keep(task, now, wall, cause));
            waits.taskEnds(task);
            task.cancel(now, cause);
        }
        ledger.pendingTasksCancelled(dropped.size());
        cancelledTasks = List.copyOf(kept);
        return dropped;
    }

    private static <T extends @Nullable Object> CancelledTask<T> keep(PoolTask<T> task, long now, Instant wall,
            RejectedExecutionException cause) {
        long age = now - task.submittedNanos();
        return new CancelledTask<>(Objects.requireNonNull(task.call()), task.taskId(), wall.minusNanos(age),
                Duration.ofNanos(age), cause);
    }

    void announceDropped(Collection<PoolTask<?>> dropped, long now, RejectedExecutionException cause) {
        for (PoolTask<?> task : dropped) {
            task.wakeWaiters();
        }
        for (PoolTask<?> task : dropped) {
            observers.taskCancelled(now, task.taskId(), 0, task.queueNanos(), 0, cause);
            task.runCallbacks();
        }
    }

    /** Tries the options on a pool of one worker; throws what breaks it. */
    void test() throws InterruptedException {
        PoolCore twin = new PoolCore(name + "-test", 1, options.toBuilder().noObservers().build());
        try {
            twin.launcher.spawn(1);
            PoolTask<Integer> task = twin.submit(new TaskCall.OfCallable<>(() -> 1), false);
            twin.waits.await(task, OneShot.FOREVER);
        } catch (BrokenPoolException alreadyBroken) {
            // The worker's initializer was faster than the submission; told below.
        } catch (RejectedExecutionException noThread) {
            throw new BrokenPoolException("Pool " + name + " could not start a thread", noThread.getCause());
        } finally {
            twin.endings.shutdown(OneShot.FOREVER, false);
        }
        if (twin.broken() != null) {
            throw twin.brokenException();
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
                ledger.runningTaskCancelled();
            } else {
                queue.remove(task);
                ledger.pendingTasksCancelled(1);
            }
            waits.taskEnds(task);
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
}
