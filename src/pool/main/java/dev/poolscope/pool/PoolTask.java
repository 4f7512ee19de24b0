package dev.poolscope.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * A task and its future in one object, and the arguments of the target too: one object for each submission.
 *
 * <p><b>The status</b> is one word. Its phase goes from {@link #PENDING} over {@link #RUNNING} and {@link #ENDING} to a
 * final one, or from PENDING over ENDING to {@link #CANCELLED}. Each of these steps but the last is one compare-and-set, so
 * that of the threads that start, end and cancel a task one wins. The thread that has brought it to ENDING is the only one to write
 * the outcome, and then makes the phase final: nothing but a few of this package's own instructions lies between, none of which
 * can fail or needs memory; a thread that needs the end may wait for it by {@link Backoff}. When the pool drops its queue there is
 * nothing to write for each task: it goes from PENDING to CANCELLED at once, with the flag {@link #DROPPED}, and its time
 * and cause are those of the drop. A thread that reads a final status sees everything that was written before.
 *
 * <p><b>Waiting</b> takes no lock: a waiting thread makes the signal and looks at the status again; the one that ends the task has gone over
 * {@link #ENDING} before it looks for a signal; so that one of them sees the other. Everything else that can be attached to a
 * task (callbacks, arrivals, workers of the pool that wait) is attached under the pool's lock, with the flag
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
    /** How often an interrupter waits for others, at most: some fifty milliseconds. */
    private static final int PATIENCE = 62;

    /** Whether a worker has started it. */
    static final int STARTED = 1 << 3;
    /** Whether the code may be interrupted, for it has begun; until then the worker has observers to tell. */
    static final int BEGUN = 1 << 4;
    /** Whether the worker is done with the code; it is not interrupted any more. */
    static final int LEFT = 1 << 5;
    /** Whether a thread is just interrupting the code. */
    static final int INTERRUPTING = 1 << 6;
    /** Whether the code is to begin interrupted. */
    private static final int BEGINS_INTERRUPTED = 1 << 7;
    /**
     * Whether its end concerns more than its waiters: callbacks, arrivals, the count of workers that wait. It is then
     * ended under the pool's lock, under which this is set.
     */
    static final int WATCHED = 1 << 8;
    /** Whether it was cancelled by the pool, which keeps it with its target and arguments. */
    static final int DROPPED = 1 << 9;

    private static final VarHandle STATUS;
    private static final VarHandle ENDED;

    static {
        try {
            STATUS = MethodHandles.lookup().findVarHandle(PoolTask.class, "status", int.class);
            ENDED = MethodHandles.lookup().findVarHandle(PoolTask.class, "ended", Signal.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        Linking.link(5, PoolTask::use);
    }

    /** Every way in which the handles are used, on nothing: see {@link Linking}. */
    private static void use(int which) {
        switch (which) {
            case 0 -> STATUS.compareAndSet((PoolTask<?>) null, 0, 0);
            case 1 -> {
                var _ = (int) STATUS.getAndBitwiseAnd((PoolTask<?>) null, 0);
            }
            case 2 -> STATUS.setRelease((PoolTask<?>) null, 0);
            case 3 -> STATUS.getAndAdd((PoolTask<?>) null, 0);
            default -> {
                var _ = (Signal) ENDED.compareAndExchange((PoolTask<?>) null, (Signal) null, (Signal) null);
            }
        }
    }

    final TaskContext context;
    volatile int status;

    /** Where it stands while it is pending, so that its place can be cleared when it is cancelled. */
    private TaskQueue.@Nullable Chunk chunk;
    /** The worker that runs it; only if it was started, and until its code has been left. */
    private @Nullable RosterEntry worker;
    private long startedNanos;
    private long endedNanos;
    /** The result, or what was thrown: as the status says. */
    private @Nullable Object outcome;

    /** Fired when the task ends; made by the first thread that waits. */
    @SuppressWarnings("UnusedVariable") // through ENDED
    private volatile @Nullable Signal ended;
    /** The callbacks, and where it arrives when it ends. */
    private @Nullable Attached attached;
    /** How many of the pool's own workers wait for it without a time limit; guarded by the pool's lock. */
    int ownWaiters;

    PoolTask(TaskContext context, Object target) {
        super(target, context.pool.clock.nanoTime());
        this.context = context;
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
    boolean start(RosterEntry by, long nanos, boolean begins) {
        // No thread looks at these two before the status says that they are there.
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
    boolean begin(RosterEntry by) {
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
     * Leaves the code behind: from here on no thread interrupts the worker on behalf of this task, and none is left
     * over.
     *
     * @param failed whether it has failed, which is counted under the pool's lock
     * @return {@link #ENDING} if the worker is now the one to end it, {@link #RUNNING} if it is to end it under the
     *         pool's lock, {@link #CANCELLED} if it has been cancelled
     */
    int leave(boolean failed) {
        int waited = 0;
        while (true) {
            int seen = status;
            int phase = phase(seen);
            if ((seen & INTERRUPTING) != 0 || phase == ENDING) {
                // The interrupter has only to return from Thread.interrupt, the canceller even less.
                Backoff.pause(waited++);
                continue;
            }
            int after = phase == RUNNING && (seen & WATCHED) == 0 && !failed ? ENDING : phase;
            if (STATUS.compareAndSet(this, seen, (seen & ~PHASE) | after | LEFT)) {
                var _ = Thread.interrupted();
                return after;
            }
        }
    }

    /** Cancels it for the pool. False if it is not pending any more. The caller holds the pool's lock if it is watched. */
    boolean drop(int seen) {
        return phase(seen) == PENDING
                && STATUS.compareAndSet(this, seen, (seen & ~PHASE) | CANCELLED | DROPPED);
    }

    /** Has a task that was dropped arrive where it is waited for; under the pool's lock. */
    void arriveDropped() {
        arrive();
    }

    @Override
    boolean isDropped() {
        return (status & DROPPED) != 0;
    }

    @Override
    void interruptCode(RosterEntry by) {
        int waited = 0;
        while (true) {
            int seen = status;
            int phase = phase(seen);
            if ((seen & LEFT) != 0 || (seen & STARTED) == 0) {
                return;
            }
            if (phase == ENDING || (seen & INTERRUPTING) != 0) {
                if (waited == PATIENCE) {
                    // It is cancelled, or interrupted, by a thread that is held up; there is nothing to add to that.
                    return;
                }
                Backoff.pause(waited++);
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
        Throwable failure = null;
        try {
            if (runner != null) {
                runner.interrupt();
            }
        } catch (Throwable thrown) {
            // A thread class of the user's, or a channel that is closed by the interrupt.
            failure = thrown;
        } finally {
            var _ = (int) STATUS.getAndBitwiseAnd(this, ~INTERRUPTING);
        }
        if (failure != null) {
            Log.warning(LogMessage.INTERRUPT_OF_TASK_FAILED, this, failure);
        }
    }

    // What ends it

    /** Whether its worker has brought it to its end without the pool's lock, and not finished that. */
    boolean isEndingByWorker() {
        int seen = status;
        return phase(seen) == ENDING && (seen & (LEFT | WATCHED)) == LEFT;
    }

    /** Brings it to its end; called by its worker, under the pool's lock. False if it was cancelled. */
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

    /**
     * Cancels several, the last submitted first: a worker whose task is cancelled finds none of the others pending and
     * does not start it in vain.
     *
     * @param tasks in the order of their submission
     */
    static void cancelAll(SequencedCollection<? extends PoolTask<?>> tasks) {
        for (PoolTask<?> task : tasks.reversed()) {
            task.cancel(true);
        }
    }

    /** Whether cancelling a task of that status announces an interrupt, which is then to be delivered. */
    static boolean interrupts(int seen, boolean wanted) {
        // The thread that interrupts it already does so for both.
        return wanted && (seen & (BEGUN | LEFT | INTERRUPTING)) == BEGUN;
    }

    /** Makes it final, having brought it to its end. */
    void finish(long nanos, @Nullable Object result, @Nullable Throwable thrown) {
        outcome = thrown == null ? result : thrown;
        leftWorker();
        makeFinal(nanos, thrown == null ? COMPLETED : FAILED);
    }

    /** Makes it cancelled, having claimed it. What runs is released when its code has returned. */
    void finishCancelled(long nanos) {
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
        arrive();
    }

    private void arrive() {
        for (Attached each = attached; each != null; each = each.before) {
            if (each instanceof CompletionQueue.Arrival arrival) {
                arrival.arrive();
            }
        }
    }

    /** Lets go of what it needed only while its code ran. */
    void leftWorker() {
        target = null;
        release();
        worker = null;
    }

    /** Drops the arguments. */
    void release() {}

    /** Sees to it that it ends under the pool's lock, which the caller holds. False if it has ended or is about to. */
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
        for (Attached each = attached; each != null; each = each.before) {
            if (each instanceof Attached.Callback<?>) {
                return true;
            }
        }
        return false;
    }

    /** Takes all workers that wait for its arrival off the count of the waiting. */
    void forgetWaiters(StarvationCount starvation) {
        for (Attached each = attached; each != null; each = each.before) {
            if (each instanceof CompletionQueue.Arrival arrival && arrival.to().isFirst(context.pool)) {
                starvation.forget(arrival.to());
            }
        }
    }

    /** Attaches something that concerns the end; false if it has ended or is about to. */
    boolean attach(Attached more) {
        if (!watchEnd()) {
            return false;
        }
        more.before = attached;
        attached = more;
        return true;
    }

    boolean unwatch(CompletionQueue completionQueue) {
        return phase(status) < ENDING
                && detachFirst(
                        each -> each instanceof CompletionQueue.Arrival arrival && arrival.to() == completionQueue);
    }

    @SuppressWarnings("ReferenceEquality") // removing is by identity, as promised
    boolean remove(Consumer<? super PoolFuture<T>> callback) {
        return phase(status) < ENDING
                && detachFirst(each -> each instanceof Attached.Callback<?> one && one.consumer == callback);
    }

    /** Detaches the one that was attached first of those that are meant. */
    private boolean detachFirst(Predicate<Attached> meant) {
        Attached found = null;
        for (Attached each = attached; each != null; each = each.before) {
            found = meant.test(each) ? each : found;
        }
        if (found == null) {
            return false;
        }
        if (attached == found) {
            attached = found.before;
        } else {
            Attached after = attached;
            while (after != null && after.before != found) {
                after = after.before;
            }
            Objects.requireNonNull(after).before = found.before;
        }
        return true;
    }

    /** Whether there is a waiter to wake or something to call now that it has ended. A thread that comes later sees that it has. */
    boolean concernsOthers() {
        return ended != null || attached != null;
    }

    /** Waits for the few instructions between being brought to its end and being final, but not for ever. */
    void awaitFinal() {
        for (int waited = 0; waited < PATIENCE && phase(status) == ENDING; waited++) {
            Backoff.pause(waited);
        }
    }

    /**
     * Waits for the end of a task that is past being watched. What is done then must find the outcome there, so this has no limit: the
     * thread that has brought it to its end has only steps to go that cannot fail.
     */
    void awaitOutcome() {
        for (int waited = 0; !isFinal(status); waited++) {
            Backoff.pause(waited);
        }
    }

    // What the thread that ended it does then, without the lock

    void wakeWaiters() {
        Signal signal = ended;
        if (signal != null) {
            signal.fire();
        }
        for (Attached each = attached; each != null; each = each.before) {
            if (each instanceof CompletionQueue.Arrival arrival) {
                arrival.to().wake();
            }
        }
    }

    /** Calls the callbacks in the order in which they were added. */
    void runCallbacks() {
        Attached last = attached;
        attached = null;
        Attached first = null;
        while (last != null) {
            Attached before = last.before;
            last.before = first;
            first = last;
            last = before;
        }
        for (Attached each = first; each != null; each = each.before) {
            if (each instanceof Attached.Callback<?> callback) {
                runCallback(consumerOf(callback));
            }
        }
    }

    @SuppressWarnings("unchecked") // only such are attached here
    private Consumer<? super PoolFuture<T>> consumerOf(Attached.Callback<?> callback) {
        return ((Attached.Callback<T>) callback).consumer;
    }

    private void runCallback(Consumer<? super PoolFuture<T>> callback) {
        try {
            callback.accept(this);
        } catch (Throwable thrown) {
            Log.warning(LogMessage.CALLBACK_FAILED, this, thrown);
        }
    }

    // Facts

    /** The worker that runs it; null if none does. */
    @Nullable
    RosterEntry runner() {
        return (status & STARTED) == 0 ? null : worker;
    }

    private long endedNanos(int seen) {
        return (seen & DROPPED) == 0 ? endedNanos : context.pool.dropped.nanos();
    }

    long queueNanos() {
        // The status first: it tells which of the stamps are there.
        int now = status;
        if ((now & STARTED) != 0) {
            return startedNanos - submittedNanos();
        }
        return (isFinal(now) ? endedNanos(now) : context.pool.clock.nanoTime()) - submittedNanos();
    }

    long runNanos() {
        int now = status;
        if ((now & STARTED) == 0) {
            return 0;
        }
        return (isFinal(now) ? endedNanos(now) : context.pool.clock.nanoTime()) - startedNanos;
    }

    @Override
    public Optional<ThreadPool> pool() {
        return context.facade();
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
        await(Signal.FOREVER);
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
        await(Signal.FOREVER);
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
        return context.starvation.await(this, nanos);
    }

    /** Sleeps until the end; false if the time was up first. */
    boolean sleep(long nanos) throws InterruptedException {
        if (nanos > 0 && context.starvation.look(this)) {
            return true;
        }
        Signal signal = ended;
        if (signal == null) {
            Signal fresh = new Signal();
            Signal first = (Signal) ENDED.compareAndExchange(this, (Signal) null, fresh);
            signal = first == null ? fresh : first;
        }
        // A thread that goes over ENDING after this look sees the signal; one that has before may not.
        if (phase(status) >= ENDING) {
            return awaitEnding(nanos);
        }
        boolean inTime = signal.await(context.pool.clock, nanos);
        context.starvation.slept();
        return inTime;
    }

    /** Waits for the thread that is about to make it final, and may not have seen that there is a signal to fire. */
    private boolean awaitEnding(long nanos) throws InterruptedException {
        Deadline deadline = new Deadline(context.pool.clock, nanos);
        for (int waited = 0; !isFinal(status); waited++) {
            if (deadline.left() <= 0) {
                return false;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Backoff.pause(waited);
        }
        return true;
    }

    private TimeoutException timedOut(String timeout) {
        return new TimeoutException(
                "Task " + taskId() + " of pool " + context.pool.name + " has not ended within " + timeout);
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
                "Task " + taskId() + " of pool " + context.pool.name + " was cancelled");
        if (isDropped()) {
            cancellation.initCause(context.pool.dropped.cause());
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
        return context.cancellation.cancel(this, mayInterruptIfRunning);
    }

    @Override
    public void addCallback(Consumer<? super PoolFuture<T>> callback) {
        Objects.requireNonNull(callback, "callback");
        if (!context.addCallback(this, callback)) {
            runCallback(callback);
        }
    }

    @Override
    public boolean removeCallback(Consumer<? super PoolFuture<T>> callback) {
        Objects.requireNonNull(callback, "callback");
        return context.removeCallback(this, callback);
    }

    @Override
    public CompletableFuture<T> toCompletableFuture() {
        Completable<T> completable = new Completable<>(this);
        if (!context.addCallback(this, completable::follow)) {
            // Not as a callback, for what it throws is for the caller, which would wait for ever.
            completable.follow(this);
        }
        return completable;
    }

    /** Ends as the task does; cancels the task instead of itself. */
    private static final class Completable<T extends @Nullable Object> extends CompletableFuture<T> {
        /** So many times it is tried to end it, if there is no memory for that: about three seconds. */
        private static final int MEMORY_PATIENCE = 360;

        private final PoolTask<T> task;

        Completable(PoolTask<T> task) {
            this.task = task;
        }

        /** Ends, and if there is no memory for that tries again for some seconds: a waiter would wait for ever. */
        void follow(PoolFuture<T> ended) {
            OutOfMemoryError noMemory = null;
            for (int tried = 0; tried < MEMORY_PATIENCE; tried++) {
                try {
                    end(ended);
                    return;
                } catch (OutOfMemoryError later) {
                    noMemory = later;
                    Backoff.pause(tried);
                }
            }
            throw Objects.requireNonNull(noMemory);
        }

        @SuppressWarnings("NullAway") // null is a T where T admits it
        private void end(PoolFuture<T> ended) {
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
        return "PoolFuture[pool=" + context.pool.name + ", taskId=" + taskId() + ", status=" + status() + "]";
    }
}
