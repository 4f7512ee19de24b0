package dev.poolscope.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A task and its future in one object, and the arguments of the target too: one object for each submission.
 *
 * <p><b>The status</b> is one word. Its phase goes from {@link #PENDING} over {@link #RUNNING} and {@link #ENDING} to a
 * final one, or from PENDING over ENDING to {@link #CANCELLED}. Each of these steps but the last is one compare-and-set, so
 * that of those who want to start, end and cancel a task one wins. Who has brought it to ENDING is the only one to write
 * the outcome, and then makes the phase final: nothing but a few of this package's own instructions lies between, so that
 * who needs the end may spin for it. Whoever reads a final status sees everything that was written before.
 *
 * <p><b>Waiting</b> takes no lock: who waits makes the signal and looks at the status again; who ends the task has gone over
 * {@link #ENDING} before it looks for a signal; so that one of them sees the other. Everything else that can be attached to a
 * task (callbacks, arrivals, workers of the pool that wait) is attached under the core's lock, with the flag
 * {@link #WATCHED} set, and the end then happens under that lock too.
 *
 * @param <T> the type of the result
 */
abstract sealed class PoolTask<T extends @Nullable Object> extends QueuedTask
        implements
            PoolFuture<T>,
            RunnableFuture<T>
        permits
        Submitted.OfCallable,
        Submitted.OfRunnable,
        Submitted.OfFunction,
        Submitted.OfBiFunction,
        Submitted.OfAction,
        Submitted.OfCall {

    static final int PENDING = 0;
    static final int RUNNING = 1;
    /** The outcome is decided but not written. */
    static final int ENDING = 2;
    static final int COMPLETED = 3;
    static final int FAILED = 4;
    static final int CANCELLED = 5;
    private static final int PHASE = 7;

    /** Whether a worker has started it. */
    static final int STARTED = 1 << 3;
    /** Whether the code may be interrupted, for it has begun; until then the worker has observers to tell. */
    static final int BEGUN = 1 << 4;
    /** Whether the worker is done with the code; nobody interrupts it any more. */
    static final int LEFT = 1 << 5;
    /** Whether somebody is just interrupting the code. */
    static final int INTERRUPTING = 1 << 6;
    /** Whether the code is to begin interrupted. */
    private static final int BEGINS_INTERRUPTED = 1 << 7;
    /**
     * Whether its end concerns more than its waiters: callbacks, arrivals, the count of workers that wait. It is then
     * ended under the core's lock, under which this is set.
     */
    static final int WATCHED = 1 << 8;

    private static final VarHandle STATUS;
    private static final VarHandle ENDED;

    static {
        try {
            STATUS = MethodHandles.lookup().findVarHandle(PoolTask.class, "status", int.class);
            ENDED = MethodHandles.lookup().findVarHandle(PoolTask.class, "ended", OneShot.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final PoolCore core;
    volatile int status;

    /** Where it stands while it is pending, so that its place can be cleared when it is cancelled. */
    private TaskQueue.@Nullable Chunk chunk;
    /** Who runs it; only if it was started. */
    private @Nullable Worker worker;
    private long startedNanos;
    private long endedNanos;
    /** The result, what was thrown, or why the pool cancelled it: as the status says. */
    private @Nullable Object outcome;

    /** Fired when the task ends; made by the first who waits. */
    @SuppressWarnings("UnusedVariable") // through ENDED
    private volatile @Nullable OneShot ended;
    /** Guarded by the core's lock until the status is final, then of the thread that made it so. */
    private @Nullable List<Consumer<? super PoolFuture<T>>> callbacks;
    /** Where it arrives when it ends; guarded likewise. */
    private @Nullable List<Arrivals> watchers;
    /** How many of the pool's own workers wait for it without a time limit; guarded by the core's lock. */
    int ownWaiters;

    PoolTask(PoolCore core, Object target) {
        super(target, core.clock.nanoTime());
        this.core = core;
    }

    static int phase(int status) {
        return status & PHASE;
    }

    static boolean isFinal(int status) {
        return phase(status) > ENDING;
    }

    @Override
    abstract @Nullable TaskCall<T> call();

    @Override
    void accept(long id, TaskQueue.Chunk where) {
        super.accept(id, where);
        chunk = where;
    }

    @Override
    boolean start(Worker by, long nanos, boolean begins) {
        // Nobody looks at these two before the status says that they are there.
        worker = by;
        startedNanos = nanos;
        int seen = status;
        while (phase(seen) == PENDING) {
            if (STATUS.compareAndSet(this, seen, seen | RUNNING | STARTED | (begins ? BEGUN : 0))) {
                chunk = null;
                return true;
            }
            seen = status;
        }
        return false;
    }

    @Override
    boolean begin(Worker by) {
        // What an observer has left behind is not for this task.
        var _ = Thread.interrupted();
        int seen = status;
        while (phase(seen) == RUNNING) {
            if (STATUS.compareAndSet(this, seen, seen | BEGUN)) {
                if ((seen & BEGINS_INTERRUPTED) != 0) {
                    Thread.currentThread().interrupt();
                }
                return true;
            }
            seen = status;
        }
        return false;
    }

    /**
     * Leaves the code behind: from here on nobody interrupts the worker on behalf of this task, and none is left
     * over.
     *
     * @param failed whether it has failed, which is counted under the core's lock
     * @return {@link #ENDING} if the worker is now the one to end it, {@link #RUNNING} if it is to end it under the
     *         core's lock, {@link #CANCELLED} if somebody has cancelled it
     */
    @SuppressWarnings("ThreadPriorityCheck") // the interrupter has only to return from Thread.interrupt
    int leave(boolean failed) {
        while (true) {
            int seen = status;
            int phase = phase(seen);
            if ((seen & INTERRUPTING) != 0 || phase == ENDING) {
                Thread.yield();
                continue;
            }
            int after = phase == RUNNING && (seen & WATCHED) == 0 && !failed ? ENDING : phase;
            if (STATUS.compareAndSet(this, seen, (seen & ~PHASE) | after | LEFT)) {
                var _ = Thread.interrupted();
                return after;
            }
        }
    }

    @Override
    boolean claimPending() {
        int seen = status;
        while (phase(seen) == PENDING) {
            if (STATUS.compareAndSet(this, seen, (seen & ~PHASE) | ENDING)) {
                return true;
            }
            seen = status;
        }
        return false;
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // others have only a few instructions to go
    void interruptCode(Worker by) {
        while (true) {
            int seen = status;
            int phase = phase(seen);
            if ((seen & LEFT) != 0 || (seen & STARTED) == 0) {
                return;
            }
            if (phase == ENDING || (seen & INTERRUPTING) != 0) {
                Thread.yield();
            } else if ((seen & BEGUN) == 0) {
                if (phase != RUNNING || STATUS.compareAndSet(this, seen, seen | BEGINS_INTERRUPTED)) {
                    return;
                }
            } else if (STATUS.compareAndSet(this, seen, seen | INTERRUPTING)) {
                deliverInterrupt(by.thread);
                return;
            }
        }
    }

    /** Interrupts, having announced it. */
    void deliverInterrupt(@Nullable Thread runner) {
        try {
            if (runner != null) {
                runner.interrupt();
            }
        } finally {
            STATUS.getAndBitwiseAnd(this, ~INTERRUPTING);
        }
    }

    // What ends it

    /** Whether its worker has brought it to its end without the core's lock, and not finished that. */
    boolean isEndingByWorker() {
        int seen = status;
        return phase(seen) == ENDING && (seen & (LEFT | WATCHED)) == LEFT;
    }

    /** Brings it to its end; called by its worker, under the core's lock. False if it was cancelled. */
    boolean claimEnd() {
        int seen = status;
        while (phase(seen) == RUNNING) {
            if (STATUS.compareAndSet(this, seen, (seen & ~RUNNING) | ENDING)) {
                return true;
            }
            seen = status;
        }
        return false;
    }

    /**
     * Brings it to its end, in order to cancel it.
     *
     * @param seen the status it must still have, pending or running
     */
    boolean claimCancel(int seen, boolean interrupt) {
        int interrupting = interrupts(seen, interrupt) ? INTERRUPTING : 0;
        return STATUS.compareAndSet(this, seen, (seen & ~RUNNING) | ENDING | interrupting);
    }

    /** Whether cancelling a task of that status announces an interrupt, which is then to be delivered. */
    static boolean interrupts(int seen, boolean wanted) {
        return wanted && (seen & (BEGUN | LEFT)) == BEGUN;
    }

    /** Makes it final, having brought it to its end. */
    void finish(long nanos, @Nullable Object result, @Nullable Throwable thrown) {
        outcome = thrown == null ? result : thrown;
        target = null;
        release();
        makeFinal(nanos, thrown == null ? COMPLETED : FAILED);
    }

    /** Makes it final, having claimed it. What runs is released when its code has returned. */
    void finishCancelled(long nanos, @Nullable RejectedExecutionException cause) {
        outcome = cause;
        if ((status & STARTED) == 0) {
            TaskQueue.Chunk where = chunk;
            if (where != null) {
                TaskQueue.remove(this, where);
                chunk = null;
            }
            target = null;
            release();
        }
        makeFinal(nanos, CANCELLED);
    }

    private void makeFinal(long nanos, int phase) {
        endedNanos = nanos;
        // The flags may change meanwhile only if it is watched or cancelled.
        int seen = status;
        if (phase != CANCELLED && (seen & WATCHED) == 0) {
            STATUS.setRelease(this, (seen & ~ENDING) | phase);
        } else {
            STATUS.getAndAdd(this, phase - ENDING);
        }
        if (watchers != null) {
            for (Arrivals arrivals : watchers) {
                arrivals.arrive(this);
            }
        }
    }

    /** Drops the arguments. */
    void release() {}

    /** Sees to it that it ends under the core's lock, which the caller holds. False if it has ended or is about to. */
    private boolean watchEnd() {
        int seen = status;
        while (phase(seen) < ENDING) {
            if (STATUS.compareAndSet(this, seen, seen | WATCHED)) {
                return true;
            }
            seen = status;
        }
        return false;
    }

    /** Sees to it that a wait of one of the pool's workers is counted until the end; as {@link #watchEnd}. */
    boolean addOwnWaiter() {
        if (!watchEnd()) {
            return false;
        }
        ownWaiters++;
        return true;
    }

    boolean hasCallbacks() {
        return callbacks != null;
    }

    List<Arrivals> watchers() {
        return watchers == null ? List.of() : watchers;
    }

    boolean watch(Arrivals arrivals) {
        if (!watchEnd()) {
            return false;
        }
        if (watchers == null) {
            watchers = new ArrayList<>(1);
        }
        watchers.add(arrivals);
        return true;
    }

    boolean unwatch(Arrivals arrivals) {
        return phase(status) < ENDING && watchers != null && watchers.remove(arrivals);
    }

    boolean add(Consumer<? super PoolFuture<T>> callback) {
        if (!watchEnd()) {
            return false;
        }
        if (callbacks == null) {
            callbacks = new ArrayList<>(2);
        }
        callbacks.add(callback);
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // removing is by identity, as promised
    boolean remove(Consumer<? super PoolFuture<T>> callback) {
        if (phase(status) >= ENDING || callbacks == null) {
            return false;
        }
        for (int i = 0; i < callbacks.size(); i++) {
            if (callbacks.get(i) == callback) {
                callbacks.remove(i);
                if (callbacks.isEmpty()) {
                    callbacks = null;
                }
                return true;
            }
        }
        return false;
    }

    /** Waits for the few instructions between being brought to its end and being final. */
    @SuppressWarnings("ThreadPriorityCheck") // see above
    void awaitFinal() {
        while (!isFinal(status)) {
            Thread.yield();
        }
    }

    // What the thread that ended it does then, without the lock

    void wakeWaiters() {
        OneShot signal = ended;
        if (signal != null) {
            signal.fire();
        }
        if (watchers != null) {
            List<Arrivals> toWake = watchers;
            watchers = null;
            toWake.forEach(Arrivals::wake);
        }
    }

    void runCallbacks() {
        if (callbacks != null) {
            List<Consumer<? super PoolFuture<T>>> toRun = callbacks;
            callbacks = null;
            toRun.forEach(this::runCallback);
        }
    }

    private void runCallback(Consumer<? super PoolFuture<T>> callback) {
        try {
            callback.accept(this);
        } catch (Throwable thrown) {
            Log.warning("A callback of task " + taskId() + " of pool " + core.name + " failed", thrown);
        }
    }

    // Facts

    int workerId() {
        Worker by = worker;
        return (status & STARTED) == 0 || by == null ? 0 : by.id;
    }

    @Nullable
    Thread runner() {
        Worker by = worker;
        return by == null ? null : by.thread;
    }

    long queueNanos() {
        // The status first: it tells which of the stamps are there.
        int now = status;
        if ((now & STARTED) != 0) {
            return startedNanos - submittedNanos();
        }
        return (isFinal(now) ? endedNanos : core.clock.nanoTime()) - submittedNanos();
    }

    long runNanos() {
        int now = status;
        if ((now & STARTED) == 0) {
            return 0;
        }
        return (isFinal(now) ? endedNanos : core.clock.nanoTime()) - startedNanos;
    }

    @Override
    public Optional<ThreadPool> pool() {
        return core.facade();
    }

    @Override
    public TaskStatus status() {
        int now = status;
        return switch (phase(now)) {
            case COMPLETED -> TaskStatus.COMPLETED;
            case FAILED -> TaskStatus.FAILED;
            case CANCELLED -> TaskStatus.CANCELLED;
            default -> (now & STARTED) == 0 ? TaskStatus.PENDING : TaskStatus.RUNNING;
        };
    }

    @Override
    public Duration pendingDuration() {
        return Duration.ofNanos(queueNanos());
    }

    @Override
    public Duration runningDuration() {
        return Duration.ofNanos(runNanos());
    }

    @Override
    public boolean isDone() {
        return isFinal(status);
    }

    @Override
    public boolean isCancelled() {
        return phase(status) == CANCELLED;
    }

    @Override
    public State state() {
        return switch (status()) {
            case PENDING, RUNNING -> State.RUNNING;
            case COMPLETED -> State.SUCCESS;
            case FAILED -> State.FAILED;
            case CANCELLED -> State.CANCELLED;
        };
    }

    // Waiting

    @Override
    public T collect() throws Exception {
        await(OneShot.FOREVER);
        return outcome();
    }

    @Override
    public T collect(Duration timeout) throws Exception {
        if (!await(Nanos.saturated(timeout))) {
            throw timedOut(timeout.toString());
        }
        return outcome();
    }

    @Override
    public boolean waitFor(Duration timeout) throws InterruptedException {
        return await(Nanos.saturated(timeout));
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        await(OneShot.FOREVER);
        return report();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        if (!await(unit.toNanos(timeout))) {
            throw timedOut(timeout + " " + unit.toString().toLowerCase(java.util.Locale.ROOT));
        }
        return report();
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // a completed task has a T, and null where T admits it
    public T resultNow() {
        return switch (status()) {
            case COMPLETED -> (T) outcome;
            case FAILED -> throw new IllegalStateException("Task " + taskId() + " failed");
            case CANCELLED -> throw new IllegalStateException("Task " + taskId() + " was cancelled");
            case PENDING, RUNNING -> throw new IllegalStateException("Task " + taskId() + " has not ended");
        };
    }

    @Override
    public Throwable exceptionNow() {
        return switch (status()) {
            case COMPLETED -> throw new IllegalStateException("Task " + taskId() + " completed with a result");
            case FAILED -> Objects.requireNonNull((Throwable) outcome);
            case CANCELLED -> throw new IllegalStateException("Task " + taskId() + " was cancelled");
            case PENDING, RUNNING -> throw new IllegalStateException("Task " + taskId() + " has not ended");
        };
    }

    /** Waits for the end; false if the time was up first. */
    boolean await(long nanos) throws InterruptedException {
        if (isFinal(status)) {
            return true;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return core.waits.await(this, nanos);
    }

    /** Sleeps until the end; false if the time was up first. */
    boolean sleep(long nanos) throws InterruptedException {
        if (nanos > 0 && core.waits.look(this)) {
            return true;
        }
        OneShot signal = ended;
        if (signal == null) {
            OneShot fresh = new OneShot();
            OneShot first = (OneShot) ENDED.compareAndExchange(this, (OneShot) null, fresh);
            signal = first == null ? fresh : first;
        }
        if (phase(status) >= ENDING) {
            awaitFinal();
            return true;
        }
        return signal.await(core.clock, nanos);
    }

    private TimeoutException timedOut(String timeout) {
        return new TimeoutException("Task " + taskId() + " of pool " + core.name + " has not ended within " + timeout);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // a completed task has a T, and null where T admits it
    private T outcome() throws Exception {
        return switch (phase(status)) {
            case COMPLETED -> (T) outcome;
            case FAILED -> throw PoolTask.<Exception>sneaky(exceptionNow());
            default -> throw cancellation();
        };
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // a completed task has a T, and null where T admits it
    private T report() throws ExecutionException {
        return switch (phase(status)) {
            case COMPLETED -> (T) outcome;
            case FAILED -> throw new ExecutionException(exceptionNow());
            default -> throw cancellation();
        };
    }

    CancellationException cancellation() {
        CancellationException cancellation = new CancellationException(
                "Task " + taskId() + " of pool " + core.name + " was cancelled");
        if (phase(status) == CANCELLED && outcome instanceof RejectedExecutionException cause) {
            cancellation.initCause(cause);
        }
        return cancellation;
    }

    /** Throws anything as it is: the task's own throwable need not be an Exception. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X sneaky(Throwable thrown) throws X {
        throw (X) thrown;
    }

    // Cancelling, callbacks

    /**
     * Does nothing: only a worker runs a task, and one that was cancelled is not run at all. It is a Runnable because that is
     * what {@link java.util.concurrent.ExecutorService#shutdownNow()} gives.
     */
    @Override
    public void run() {}

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return core.cancelling.cancel(this, mayInterruptIfRunning);
    }

    @Override
    public void addCallback(Consumer<? super PoolFuture<T>> callback) {
        Objects.requireNonNull(callback, "callback");
        if (!core.addCallback(this, callback)) {
            runCallback(callback);
        }
    }

    @Override
    public boolean removeCallback(Consumer<? super PoolFuture<T>> callback) {
        Objects.requireNonNull(callback, "callback");
        return core.removeCallback(this, callback);
    }

    @Override
    public CompletableFuture<T> toCompletableFuture() {
        Completable<T> completable = new Completable<>(this);
        addCallback(completable::follow);
        return completable;
    }

    /** Ends as the task does; cancels the task instead of itself. */
    private static final class Completable<T extends @Nullable Object> extends CompletableFuture<T> {
        private final PoolTask<T> task;

        Completable(PoolTask<T> task) {
            this.task = task;
        }

        @SuppressWarnings("NullAway") // null is a T where T admits it
        void follow(PoolFuture<T> ended) {
            switch (ended.state()) {
                case SUCCESS -> complete(task.resultNow());
                case FAILED -> completeExceptionally(failure(ended.exceptionNow()));
                default -> completeExceptionally(task.cancellation());
            }
        }

        /** These two mean something of their own to a CompletableFuture, unless they are the cause of one. */
        private static Throwable failure(Throwable thrown) {
            return thrown instanceof CancellationException || thrown instanceof CompletionException
                    ? new CompletionException(thrown)
                    : thrown;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            task.cancel(mayInterruptIfRunning);
            if (task.isDone()) {
                // Its turn among the callbacks may be to come.
                follow(task);
            }
            return isCancelled();
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new CompletableFuture<>();
        }
    }

    @Override
    public String toString() {
        return "PoolFuture[pool=" + core.name + ", taskId=" + taskId() + ", status=" + status() + "]";
    }
}
