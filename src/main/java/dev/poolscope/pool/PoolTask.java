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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A task and its future in one object.
 *
 * <p><b>Concurrency.</b> The status changes only under the core's lock, together with the core's counts, and is
 * written last; it is volatile, so that whoever reads it without the lock sees everything that was written before.
 * Once the status is final nobody adds a waiter or a callback any more, and those there are belong to the thread
 * that made it final.
 *
 * <p><b>Interrupts.</b> An interrupt is meant for the code of this task and must not reach what the worker does
 * next. So the interrupter announces itself in {@link #interrupts} before it interrupts, and the worker does not
 * leave the task before an announced interrupt has arrived and been cleared.
 *
 * @param <T> the type of the result
 */
final class PoolTask<T extends @Nullable Object> implements PoolFuture<T>, RunnableFuture<T> {
    private static final int NOT_BEGUN = 0;
    private static final int BEGUN = 1;
    private static final int INTERRUPTING = 2;
    private static final int INTERRUPTED = 3;
    /** Cancelled between being taken and being begun: the code never runs. */
    private static final int SKIPPED = 4;
    private static final int LEFT = 5;

    private static final VarHandle INTERRUPTS;

    static {
        try {
            INTERRUPTS = MethodHandles.lookup().findVarHandle(PoolTask.class, "interrupts", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final PoolCore core;
    /** Whether it was given to {@link ThreadPool#execute}: nobody holds its future. */
    final boolean executed;

    /**
     * What to run. Dropped when the task ends without having run, or when its code has returned. Guarded by the
     * core's lock, but read without it by the worker that has taken the task.
     */
    private @Nullable TaskCall<T> call;

    /** The neighbours in the queue; guarded by the core's lock. */
    @Nullable
    PoolTask<?> previous;
    @Nullable
    PoolTask<?> next;

    private long taskId;
    private long submittedNanos;
    private long startedNanos;
    private long endedNanos;
    private int workerId;
    private @Nullable Thread runner;

    private @Nullable T result;
    private @Nullable Throwable failure;
    private @Nullable RejectedExecutionException cancelCause;
    private volatile TaskStatus status = TaskStatus.PENDING;

    @SuppressWarnings("UnusedVariable") // through INTERRUPTS
    private volatile int interrupts;

    /** Fired when the task ends; made by the first who waits. Guarded by the core's lock until the status is final. */
    private @Nullable OneShot ended;
    /** Guarded by the core's lock until the status is final. */
    private @Nullable List<Consumer<? super PoolFuture<T>>> callbacks;
    /** How many of the pool's own workers wait for it without a time limit; guarded by the core's lock. */
    int ownWaiters;
    /** Where it arrives when it ends. Guarded by the core's lock until the status is final. */
    private @Nullable List<Arrivals> watchers;

    PoolTask(PoolCore core, TaskCall<T> call, boolean executed) {
        this.core = core;
        this.call = call;
        this.executed = executed;
    }

    // What the core does with it, under its lock

    void accept(long id, long nanos) {
        taskId = id;
        submittedNanos = nanos;
    }

    void start(long nanos, Worker worker) {
        startedNanos = nanos;
        workerId = worker.id;
        runner = worker.thread;
        status = TaskStatus.RUNNING;
    }

    void complete(long nanos, @Nullable T value) {
        result = value;
        end(nanos, TaskStatus.COMPLETED);
    }

    void fail(long nanos, Throwable thrown) {
        failure = thrown;
        end(nanos, TaskStatus.FAILED);
    }

    void cancel(long nanos, @Nullable RejectedExecutionException cause) {
        cancelCause = cause;
        end(nanos, TaskStatus.CANCELLED);
    }

    private void end(long nanos, TaskStatus end) {
        endedNanos = nanos;
        if (status == TaskStatus.PENDING) {
            call = null;
        }
        status = end;
        if (watchers != null) {
            for (Arrivals arrivals : watchers) {
                arrivals.arrive(this);
            }
        }
    }

    /** Drops what was run, when the code has returned. */
    void release() {
        call = null;
    }

    @Nullable
    TaskCall<T> call() {
        return call;
    }

    /** What it was given to run; null once that has been dropped. */
    @Nullable
    Object target() {
        TaskCall<T> kept = call;
        return kept == null ? null : kept.target();
    }

    boolean hasCallbacks() {
        return callbacks != null;
    }

    /** The signal to wait for; only while the status is not final. */
    OneShot signal() {
        OneShot signal = ended;
        if (signal == null) {
            signal = new OneShot();
            ended = signal;
        }
        return signal;
    }

    List<Arrivals> watchers() {
        return watchers == null ? List.of() : watchers;
    }

    boolean watch(Arrivals arrivals) {
        if (status.isDone()) {
            return false;
        }
        if (watchers == null) {
            watchers = new ArrayList<>(1);
        }
        watchers.add(arrivals);
        return true;
    }

    boolean unwatch(Arrivals arrivals) {
        return !status.isDone() && watchers != null && watchers.remove(arrivals);
    }

    boolean add(Consumer<? super PoolFuture<T>> callback) {
        if (status.isDone()) {
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
        if (status.isDone() || callbacks == null) {
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

    // What the thread that ended it does then, without the lock

    void wakeWaiters() {
        if (ended != null) {
            ended.fire();
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
            Log.warning("A callback of task " + taskId + " of pool " + core.name + " failed", thrown);
        }
    }

    // Running, in the worker

    /** Begins the code. An interrupt that came early is delivered now. */
    boolean begin() {
        // What an observer or a stray interrupt of an idle worker has left behind is not for this task.
        var _ = Thread.interrupted();
        if (INTERRUPTS.compareAndSet(this, NOT_BEGUN, BEGUN)) {
            return true;
        }
        if ((int) INTERRUPTS.getVolatile(this) == SKIPPED) {
            return false;
        }
        Thread.currentThread().interrupt();
        return true;
    }

    /**
     * Leaves the code behind: from here on nobody interrupts the worker on behalf of this task, and none is left
     * over.
     */
    @SuppressWarnings("ThreadPriorityCheck") // the interrupter has only to return from Thread.interrupt
    void leave() {
        while (true) {
            int seen = (int) INTERRUPTS.getVolatile(this);
            if (seen == INTERRUPTING) {
                Thread.yield();
            } else if (INTERRUPTS.compareAndSet(this, seen, LEFT)) {
                break;
            }
        }
        var _ = Thread.interrupted();
    }

    /**
     * Interrupts the code, if it runs.
     *
     * @param skip whether code that has not begun yet is to be skipped; otherwise it will begin interrupted
     */
    @SuppressWarnings("ThreadPriorityCheck") // the other interrupter has only to return from Thread.interrupt
    void interruptCode(boolean skip) {
        while (true) {
            int seen = (int) INTERRUPTS.getVolatile(this);
            switch (seen) {
                case NOT_BEGUN -> {
                    if (INTERRUPTS.compareAndSet(this, NOT_BEGUN, skip ? SKIPPED : INTERRUPTED)) {
                        return;
                    }
                }
                case BEGUN, INTERRUPTED -> {
                    if (INTERRUPTS.compareAndSet(this, seen, INTERRUPTING)) {
                        try {
                            Objects.requireNonNull(runner, "runner").interrupt();
                        } finally {
                            INTERRUPTS.setVolatile(this, INTERRUPTED);
                        }
                        return;
                    }
                }
                case INTERRUPTING -> Thread.yield();
                default -> {
                    return;
                }
            }
        }
    }

    // Facts

    @Override
    public long taskId() {
        return taskId;
    }

    int workerId() {
        return workerId;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    long submittedNanos() {
        return submittedNanos;
    }

    long queueNanos() {
        // The status first: it tells which of the stamps are there.
        TaskStatus now = status;
        if (now == TaskStatus.PENDING) {
            return core.clock.nanoTime() - submittedNanos;
        }
        return (workerId == 0 ? endedNanos : startedNanos) - submittedNanos;
    }

    long runNanos() {
        TaskStatus now = status;
        if (now == TaskStatus.PENDING || workerId == 0) {
            return 0;
        }
        return (now == TaskStatus.RUNNING ? core.clock.nanoTime() : endedNanos) - startedNanos;
    }

    @Override
    public Optional<ThreadPool> pool() {
        return core.facade();
    }

    @Override
    public TaskStatus status() {
        return status;
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
        return status.isDone();
    }

    @Override
    public boolean isCancelled() {
        return status == TaskStatus.CANCELLED;
    }

    @Override
    public State state() {
        return switch (status) {
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
    @SuppressWarnings("NullAway") // null is a T where T admits it
    public T resultNow() {
        return switch (status) {
            case COMPLETED -> result;
            case FAILED -> throw new IllegalStateException("Task " + taskId + " failed");
            case CANCELLED -> throw new IllegalStateException("Task " + taskId + " was cancelled");
            case PENDING, RUNNING -> throw new IllegalStateException("Task " + taskId + " has not ended");
        };
    }

    @Override
    public Throwable exceptionNow() {
        return switch (status) {
            case COMPLETED -> throw new IllegalStateException("Task " + taskId + " completed with a result");
            case FAILED -> Objects.requireNonNull(failure);
            case CANCELLED -> throw new IllegalStateException("Task " + taskId + " was cancelled");
            case PENDING, RUNNING -> throw new IllegalStateException("Task " + taskId + " has not ended");
        };
    }

    /** Waits for the end; false if the time was up first. */
    boolean await(long nanos) throws InterruptedException {
        if (status.isDone()) {
            return true;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return core.waits.await(this, nanos);
    }

    private TimeoutException timedOut(String timeout) {
        return new TimeoutException("Task " + taskId + " of pool " + core.name + " has not ended within " + timeout);
    }

    @SuppressWarnings("NullAway") // null is a T where T admits it
    private T outcome() throws Exception {
        Throwable thrown = failure;
        if (thrown != null) {
            throw PoolTask.<Exception>sneaky(thrown);
        }
        if (status == TaskStatus.CANCELLED) {
            throw cancellation();
        }
        return result;
    }

    @SuppressWarnings("NullAway") // null is a T where T admits it
    private T report() throws ExecutionException {
        Throwable thrown = failure;
        if (thrown != null) {
            throw new ExecutionException(thrown);
        }
        if (status == TaskStatus.CANCELLED) {
            throw cancellation();
        }
        return result;
    }

    CancellationException cancellation() {
        CancellationException cancellation = new CancellationException(
                "Task " + taskId + " of pool " + core.name + " was cancelled");
        if (cancelCause != null) {
            cancellation.initCause(cancelCause);
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
        return core.cancel(this, mayInterruptIfRunning);
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
                case SUCCESS -> complete(task.result);
                case FAILED -> completeExceptionally(ended.exceptionNow());
                default -> completeExceptionally(task.cancellation());
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            task.cancel(mayInterruptIfRunning);
            return isCancelled();
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new CompletableFuture<>();
        }
    }

    @Override
    public String toString() {
        return "PoolFuture[pool=" + core.name + ", taskId=" + taskId + ", status=" + status + "]";
    }
}
