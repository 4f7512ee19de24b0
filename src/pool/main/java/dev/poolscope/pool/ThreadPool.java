package dev.poolscope.pool;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * A pool of threads that starts its workers on demand, up to a maximum, and lets them go when they have been idle
 * for a while.
 *
 * {@snippet :
 * try (var pool = new ThreadPool(4)) {
 *     PoolFuture<String> greeting = pool.submit(() -> "Hello from " + Thread.currentThread().getName());
 *     int answer = pool.run(() -> 6 * 7);
 *     System.out.println(greeting.collect() + ": " + answer);
 * }
 * }
 *
 * <p><b>Workers.</b> A new pool has none. At each submission, and whenever a worker retires, the pool starts as many
 * as there are more pending tasks than free workers, within the maximum. A worker retires when it has been idle for
 * the {@linkplain #setIdleTimeout idle timeout}, when it has done {@linkplain PoolOptions.Builder#maxTasksPerWorker as
 * many tasks as it may}, and at {@link #join}, {@link #shutdown} and breakage. Worker threads are daemons named
 * {@code <pool name>-worker-<n>}, n from 1, and never used again.
 *
 * <p><b>Order.</b> Tasks are numbered from 1 in the order of submission and taken in the order of their numbers.
 *
 * <p><b>Failures.</b> A task that throws, whatever it throws, fails its own future and nothing else. An initializer
 * or finalizer that throws breaks the pool: what is pending is cancelled and kept ({@link #cancelledTasks()}), tasks
 * in hand are finished, and every later submission throws.
 *
 * <p><b>What to call.</b> {@link SubmitOperations} gives a pool work, {@link RunOperations} waits for it too; for many
 * elements there are {@link MapOperations} and {@link MapAllOperations}; what is below here is all the rest.
 *
 * <p><b>The end.</b> {@link #shutdown()} and, unless an option says otherwise, {@link #close()} cancel what is pending and
 * wait for what is running; {@link #join()} waits for all of it and leaves the pool open. At the exit of the JVM open
 * pools are shut down, with a grace time for running tasks ({@link PoolOptions.Builder#exitGrace}). A pool that is held
 * nowhere any more finishes what it has accepted and ends.
 *
 * <p><b>Threads.</b> All methods are safe for use by many threads. The counts never wait for anything. No lock is
 * held while user code runs (targets, hooks, callbacks, observers, thread factories), so that all of it may call the
 * pool; only {@code join}, {@code shutdown} and {@code close} are refused in the pool's own workers, which would wait
 * for themselves.
 *
 * <p><b>Memory effects.</b> Actions in a thread before it submits a task happen before the task runs; the task's
 * actions happen before another thread learns of its end from its future; a worker's last actions happen before the
 * return of the {@code join}, {@code shutdown} or {@code close} that waited for it.
 *
 * <table class="striped">
 * <caption>Which calls a pool takes</caption>
 * <thead><tr><th scope="col"></th><th scope="col">open</th><th scope="col">joining</th><th scope="col">closing</th>
 * <th scope="col">broken</th><th scope="col">terminated</th></tr></thead>
 * <tbody>
 * <tr><th scope="row">submit, run, execute, spawn</th><td>yes</td><td>{@link PoolClosedException}</td>
 * <td>{@link PoolClosedException}</td><td>{@link BrokenPoolException}</td><td>{@link PoolClosedException}</td></tr>
 * <tr><th scope="row">check</th><td>passes</td><td>passes</td><td>{@link PoolClosedException}</td>
 * <td>{@link BrokenPoolException}</td><td>{@link PoolClosedException}</td></tr>
 * <tr><th scope="row">join</th><td>joins</td><td>shares the join</td><td>{@link PoolClosedException}</td>
 * <td>waits for the workers, then {@link BrokenPoolException}</td><td>{@link PoolClosedException}</td></tr>
 * <tr><th scope="row">shutdown</th><td>true</td><td>true; ends the
 * join</td><td>false</td><td>true</td><td>false</td></tr>
 * <tr><th scope="row">counts, snapshot, workers, cancelledTasks</th><td>yes</td><td>yes</td><td>yes</td><td>yes</td>
 * <td>yes; counts are 0</td></tr>
 * </tbody>
 * </table>
 */
public sealed class ThreadPool
        implements
            SubmitOperations,
            RunOperations,
            MapOperations,
            MapAllOperations,
            Executor,
            AutoCloseable
        permits SingleThreadPool, DualThreadPool, TripleThreadPool, QuadThreadPool {
    /** The most workers a pool can be allowed. */
    public static final int MAX_WORKERS = 32_767;

    private static final Cleaner CLEANER = Cleaner.create();

    private final PoolCore core;

    /** Makes a pool of up to {@code available processors + 5} workers with the default options. */
    public ThreadPool() {
        this(PoolOptions.defaults());
    }

    /**
     * Makes a pool with the default options.
     *
     * @param maxWorkers how many workers it may have at most, 1 to {@value #MAX_WORKERS}
     * @throws IllegalArgumentException if the number is out of range
     */
    public ThreadPool(int maxWorkers) {
        this(maxWorkers, PoolOptions.defaults());
    }

    /**
     * Makes a pool of up to {@code available processors + 5} workers.
     *
     * @param options how it is to be
     */
    public ThreadPool(PoolOptions options) {
        this(Math.min(MAX_WORKERS, Runtime.getRuntime().availableProcessors() + 5), options);
    }

    /**
     * Makes a pool.
     *
     * @param maxWorkers how many workers it may have at most, 1 to {@value #MAX_WORKERS}
     * @param options how it is to be
     * @throws IllegalArgumentException if the number is out of range
     */
    @SuppressWarnings("this-escape") // only the class of this is asked for, and the core holds it weakly
    public ThreadPool(int maxWorkers, PoolOptions options) {
        if (maxWorkers < 1 || maxWorkers > MAX_WORKERS) {
            throw PoolOptions.bad("maxWorkers", maxWorkers, "1 to " + MAX_WORKERS);
        }
        Objects.requireNonNull(options, "options");
        Rehearsal.once();
        core = PoolCore.open(options.name().orElseGet(() -> getClass().getSimpleName()), maxWorkers, options);
        core.context.setFacade(this);
        CLEANER.register(this, core.lifecycle::forgotten);
    }

    PoolCore core() {
        return core;
    }

    // ---------------------------------------------------------------- what it was made with

    /**
     * The name of the pool.
     *
     * @return the name
     */
    public String name() {
        try {
            return core.state.name;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * How many workers it may have.
     *
     * @return the maximum, 1 to {@value #MAX_WORKERS}
     */
    public int maxWorkers() {
        try {
            return core.state.maxWorkers;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * What kind of thread its workers are. With a thread factory of the caller's own this is what the factory made
     * last, and {@link WorkerType#PLATFORM} until it has made one.
     *
     * @return the kind
     */
    public WorkerType workerType() {
        try {
            return core.threads.type();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * What makes the workers' threads.
     *
     * @return the caller's own factory, or the pool's
     */
    public ThreadFactory threadFactory() {
        try {
            return core.threads.factory();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * How many tasks a worker does before it retires.
     *
     * @return the limit; empty if there is none
     */
    public OptionalInt maxTasksPerWorker() {
        try {
            return core.options.maxTasksPerWorker();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * What a worker calls before its first task.
     *
     * @return the initializer, if there is one
     */
    public Optional<Hook> initializer() {
        try {
            return core.options.initializer();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * The positional arguments of the initializer.
     *
     * @return an unmodifiable list, possibly empty, possibly with nulls
     */
    public List<@Nullable Object> initArgs() {
        try {
            return core.options.initArgs();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * The named arguments of the initializer.
     *
     * @return an unmodifiable map, possibly empty; values may be null
     */
    public Map<String, @Nullable Object> initKwargs() {
        try {
            return core.options.initKwargs();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * What a worker calls after its last task.
     *
     * @return the finalizer, if there is one
     */
    public Optional<Hook> finalizer() {
        try {
            return core.options.finalizer();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * The positional arguments of the finalizer.
     *
     * @return an unmodifiable list, possibly empty, possibly with nulls
     */
    public List<@Nullable Object> finalArgs() {
        try {
            return core.options.finalArgs();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * The named arguments of the finalizer.
     *
     * @return an unmodifiable map, possibly empty; values may be null
     */
    public Map<String, @Nullable Object> finalKwargs() {
        try {
            return core.options.finalKwargs();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * How long a worker may be idle before it retires. Never waits.
     *
     * @return the idle timeout in force; empty if workers never retire for being idle
     */
    public Optional<Duration> idleTimeout() {
        try {
            return Optional.ofNullable(core.state.idleTimeout());
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Sets how long a worker may be idle before it retires, at once and for the workers there are: one that has been
     * idle for at least that long retires now. Allowed in every state of the pool.
     *
     * @param timeout zero or more; zero retires a worker as soon as it is idle; null means that a worker never
     *         retires for being
     *        idle; times beyond 292 years are as good as for ever
     * @throws IllegalArgumentException if it is negative
     */
    public void setIdleTimeout(@Nullable Duration timeout) {
        try {
            core.idle.setTimeout(PoolOptions.checkIdleTimeout(timeout));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    // ---------------------------------------------------------------- what it is doing

    /**
     * How many workers are alive: starting, idle, busy or retiring. Takes no lock and never waits; exact whenever
     * nothing is going on in the pool.
     *
     * @return a number from 0 to the maximum
     */
    public int countWorkers() {
        try {
            return core.state.roster.alive();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * How many workers run a task or its callbacks. Takes no lock and never waits; exact whenever nothing is going
     * on in the pool.
     *
     * @return a number from 0 to the maximum
     */
    public int countBusyWorkers() {
        try {
            return core.state.workerCounters.busy();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * How many workers are free: starting or idle. Takes no lock and never waits; exact whenever nothing is going on
     * in the pool.
     *
     * @return a number from 0 to the maximum
     */
    public int countFreeWorkers() {
        try {
            return core.state.free();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * How many tasks are in the queue. Cancelled tasks are not. Takes no lock and never waits; exact whenever
     * nothing is going on in the pool.
     *
     * @return the number of pending tasks
     */
    public int countPendingTasks() {
        try {
            return core.state.demand.pending();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * The workers alive, in the order of their numbers.
     *
     * @return an unmodifiable list that stays as it is
     */
    public List<WorkerInfo> workers() {
        try {
            return core.workers();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * All numbers of the pool at one moment, which add up.
     *
     * @return a snapshot
     */
    public PoolSnapshot snapshot() {
        try {
            return core.snapshot();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * The tasks that were pending when the pool was shut down or broke, and were cancelled by that. Those that were
     * cancelled through their own future are not among them.
     *
     * @return an unmodifiable list in the order of submission
     */
    public List<CancelledTask<?>> cancelledTasks() {
        try {
            return core.cancellation.cancelledTasks();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Whether the pool was shut down. A join does not close it.
     *
     * @return true from the beginning of the shutdown on
     */
    public boolean isClosed() {
        try {
            return core.state.isClosed();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Whether the pool was shut down and its last worker is gone.
     *
     * @return true if nothing will run in it any more
     */
    public boolean isTerminated() {
        try {
            return core.state.isTerminated();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Whether the pool ever broke.
     *
     * @return true from the breakage on, after a shutdown too
     */
    public boolean isBroken() {
        try {
            return core.state.broken() != null;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Checks that the pool is neither closed nor broken. Passes while a join is in progress.
     *
     * @throws PoolClosedException if it was shut down; the cause is what had broken it, if anything had
     * @throws BrokenPoolException if it is broken: an {@link InitializerException}, a {@link FinalizerException}, or
     *         another
     */
    public void check() {
        try {
            core.check();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    // ---------------------------------------------------------------- giving it work

    /** Submits a task that was made for this pool. */
    <T extends @Nullable Object> PoolFuture<T> accept(PoolTask<T> task) {
        try {
            return core.submit(task);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Submits a task that was made for this pool, and waits for its result. */
    <T extends @Nullable Object> T complete(PoolTask<T> task) throws Exception {
        try {
            return core.submit(task).collect();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Runs something in a worker and forgets about it. What it throws goes to the uncaught-exception handler of the
     * worker's thread; the worker survives. It counts as a task like any other.
     *
     * @param command what to run
     * @throws PoolClosedException if the pool is shut down or joining
     * @throws BrokenPoolException if the pool is broken
     * @throws RejectedExecutionException if the pool has no worker and no thread could be started; the cause says why
     */
    @Override
    public void execute(Runnable command) {
        try {
            core.execute(Objects.requireNonNull(command, "command"));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * This pool as the JDK knows pools, to the letter of its contract: {@link ExecutorService#shutdown()} works the queue
     * off instead of cancelling it, and may be called in a worker; {@link ExecutorService#shutdownNow()} cancels the queue,
     * interrupts what runs, and returns what never started: Runnables that were executed as they are, and of what was
     * submitted the futures, cancelled. The view's futures are {@link PoolFuture}s. A {@link #shutdown()} of the pool
     * after one of the view cancels what is still pending. Views of one pool are all alike; each holds the pool.
     *
     * @return a view; {@link ExecutorService#close()} of it throws an {@link IllegalStateException} in the pool's own
     *         workers
     */
    public ExecutorService asExecutorService() {
        return new ExecutorView(this);
    }

    // ---------------------------------------------------------------- workers

    /**
     * Starts as many workers as there are more pending tasks than free workers, within the maximum.
     *
     * @return how many were started
     * @throws PoolClosedException if the pool is shut down or joining
     * @throws BrokenPoolException if the pool is broken
     * @throws RejectedExecutionException if the first thread could not be started; the cause says why
     */
    public int spawnWorkers() {
        try {
            return core.launcher.spawn(Launcher.AS_NEEDED);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Starts workers, within the maximum, whether they are needed or not. They retire when they have been idle for
     * the idle timeout.
     *
     * @param n how many, 0 or more
     * @return how many were started: fewer if the maximum was reached, or a thread could not be started
     * @throws IllegalArgumentException if the number is negative
     * @throws PoolClosedException if the pool is shut down or joining
     * @throws BrokenPoolException if the pool is broken
     * @throws RejectedExecutionException if the first thread could not be started; the cause says why
     */
    public int spawnWorkers(int n) {
        try {
            if (n < 0) {
                throw PoolOptions.bad("n", n, "0 or more");
            }
            return core.launcher.spawn(n);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Starts workers until there are as many as there may be.
     *
     * @return how many were started
     * @throws PoolClosedException if the pool is shut down or joining
     * @throws BrokenPoolException if the pool is broken
     * @throws RejectedExecutionException if the first thread could not be started; the cause says why
     */
    public int spawnMaxWorkers() {
        try {
            return core.launcher.spawn(core.state.maxWorkers);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    // ---------------------------------------------------------------- its end

    /**
     * Lets the queue be worked off, retires every worker, and waits for that. The pool stays open; but meanwhile it
     * refuses work and spawns, also those of its own tasks. Threads that call this at the same time share one join,
     * which is abandoned when the last of them gives up: then the pool is open again and the remaining workers go
     * on.
     *
     * @throws InterruptedException if this thread was interrupted while waiting
     * @throws PoolClosedException if the pool is shut down, or was while this waited
     * @throws BrokenPoolException if the pool is broken, or broke while this waited; thrown when its workers have
     *         retired
     * @throws IllegalStateException if called in one of the pool's own workers
     */
    public void join() throws InterruptedException {
        try {
            core.lifecycle.join();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Joins as {@link #join()}, but gives up after a while.
     *
     * @param timeout how long to wait at most; zero or less does not wait
     * @throws TimeoutException if the join has not ended in time
     * @throws InterruptedException if this thread was interrupted while waiting
     * @throws PoolClosedException if the pool is shut down, or was while this waited
     * @throws BrokenPoolException if the pool is broken, or broke while this waited; thrown when its workers have
     *         retired
     * @throws IllegalStateException if called in one of the pool's own workers
     */
    public void join(Duration timeout) throws InterruptedException, TimeoutException {
        try {
            core.lifecycle.join(Math.min(Nanos.saturated(timeout), Signal.FOREVER - 1));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Closes the pool: refuses work from now on, cancels what is pending (see {@link #cancelledTasks()}), lets what
     * is running be finished, retires the workers, and waits for that, through interruptions; at the end it sets the
     * interrupt status again.
     *
     * @return false, at once, if the pool had been shut down before; otherwise true, when the pool is terminated
     * @throws IllegalStateException if called in one of the pool's own workers
     */
    public boolean shutdown() {
        try {
            return core.lifecycle.shutdown(Signal.FOREVER, false);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Closes the pool as {@link #shutdown()}, but does not wait longer than a given time. The shutdown goes on
     * afterwards.
     *
     * @param timeout how long to wait at most; zero or less does not wait
     * @return true if the pool is terminated; false if it is not yet, or had been shut down before
     * @throws IllegalStateException if called in one of the pool's own workers
     */
    public boolean shutdown(Duration timeout) {
        try {
            return core.lifecycle.shutdown(Nanos.saturated(timeout), false);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Closes the pool as {@link #shutdown(Duration)}, and when the time is up can interrupt the tasks that still
     * run. Their futures end as the tasks end; hooks and callbacks are not interrupted.
     *
     * @param timeout how long to wait at most; zero or less does not wait
     * @param interruptRunning whether to interrupt what still runs then; if the pool had been shut down before, it is
     *            interrupted at once, so that a patient shutdown can still become an impatient one
     * @return true if the pool is terminated; false if it is not yet, or had been shut down before
     * @throws IllegalStateException if called in one of the pool's own workers
     */
    public boolean shutdown(Duration timeout, boolean interruptRunning) {
        try {
            return core.lifecycle.shutdown(Nanos.saturated(timeout), interruptRunning);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Cancels what is pending and closes the pool, as {@link #shutdown()} does, and waits until it is terminated,
     * whichever thread has closed it. To have pending tasks done instead, end the block with {@link #join()}, or give the
     * pool the option {@link PoolOptions.Builder#onClose onClose(OnClose.DRAIN)}, with which this refuses work from now
     * on, lets what is pending and running be done, and waits for that.
     *
     * {@snippet :
     * try (var mine = new SingleThreadPool()) {
     *     mine.execute(() -> System.out.println("This is printed"));
     *     mine.join();
     * }
     * }
     *
     * <p>It waits through interruptions; at the end it sets the interrupt status again. A {@link #shutdown()} by another
     * thread cancels what is still pending, also while this drains.
     *
     * @throws IllegalStateException if called in one of the pool's own workers, or in a callback of a task that this very
     *             shutdown cancels
     */
    @Override
    public void close() {
        try {
            core.lifecycle.close();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Tries the options of this pool, which must be neither closed nor broken, on another one: a pool of one worker with
     * the same options, but no observers, computes something and is shut down. Both hooks are called once in its worker.
     *
     * @throws PoolClosedException if this pool was shut down, as {@link #check()}
     * @throws InterruptedException if this thread was interrupted while waiting
     * @throws InitializerException if the initializer fails
     * @throws FinalizerException if the finalizer fails
     * @throws BrokenPoolException if this pool is broken, as {@link #check()}, or no thread could be started
     */
    public void test() throws InterruptedException {
        try {
            core.test();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * The number of the worker in whose thread this is called, whatever pool it belongs to.
     *
     * @return its number, as in {@link WorkerInfo#id()}; empty in a thread that is no worker's
     */
    public static OptionalInt currentWorkerId() {
        CurrentWorker worker = CurrentWorker.get();
        return worker == null ? OptionalInt.empty() : OptionalInt.of(worker.entry.id);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[name=" + core.state.name + ", maxWorkers=" + core.state.maxWorkers
                + ", workers="
                + core.state.roster.alive() + ", pending=" + core.state.demand.pending() + "]";
    }
}
