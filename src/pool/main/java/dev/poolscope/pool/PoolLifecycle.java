package dev.poolscope.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * How joins and the pool itself come to an end; what these are, see {@link CoreState}.
 */
final class PoolLifecycle {
    /** How often it is waited for tasks that are about to start before the running are interrupted: a millisecond and more. */
    private static final int HASTE = 57;

    private static volatile @Nullable PoolClosedException noMemory;

    private final CoreState pool;
    private final Cancellation cancellation;
    private final IdleWorkers idle;
    private final Observers observers;
    private final OnClose closes;
    final long exitGraceNanos;
    private final EndingThreads endingThreads;
    private final Signal terminated = new Signal();
    /** The thread that reports the shutdown now, and runs the callbacks of what it has cancelled. */
    private volatile @Nullable Thread closer;

    /**
     * Whether a join, or the pool, would end but for places in the queue that are not filled. A waiting thread then looks for these
     * now and then, see {@link #awaitEnd}.
     */
    private volatile boolean unresolved;

    /** What the exit of the JVM does; made early, for when there is no memory. */
    final Runnable beginShutdown = this::beginShutdown;
    /** Where the exit hook knows this; guarded by the hook's own lock. */
    int exitIndex;

    PoolLifecycle(CoreState pool, Cancellation cancellation, IdleWorkers idle, Observers observers,
            PoolOptions options) {
        this.pool = pool;
        this.cancellation = cancellation;
        this.idle = idle;
        this.observers = observers;
        closes = options.onClose();
        exitGraceNanos = Nanos.saturated(options.exitGrace());
        endingThreads = new EndingThreads(pool.lock);
    }

    /** As {@link #finish()}, for a worker whose thread is about to end too; join and shutdown wait for that. */
    void finish(RosterEntry worker) {
        endingThreads.add(worker);
        finish();
    }

    /** Counts one that was unfinished as finished; the last one ends the join, or the pool. */
    void finish() {
        pool.lock.lock();
        try {
            pool.finishOne();
        } finally {
            pool.lock.unlock();
        }
        checkEnd();
    }

    String name() {
        return pool.name;
    }

    boolean isClosed() {
        return pool.isClosed();
    }

    boolean hasDroppedQueue() {
        return pool.queue.isDropped();
    }

    /** Ends the join, or the pool, if there is nothing left to do. */
    void checkEnd() {
        JoinOperation join = null;
        boolean last = false;
        boolean waits;
        long now;
        pool.lock.lock();
        try {
            now = pool.clock.nanoTime();
            boolean finished = pool.isFinished();
            boolean done = finished && pool.demand.pending() == 0;
            waits = finished && !done && !unresolved
                    && (pool.joining() != null || pool.isClosed());
            unresolved = finished && !done;
            if (done) {
                join = pool
                        .endJoin(pool.broken() == null ? JoinOutcome.JOINED : JoinOutcome.BROKEN);
                last = pool.terminate();
            }
        } finally {
            pool.lock.unlock();
        }
        if (waits) {
            terminated.nudge();
            JoinOperation waiting = pool.joining();
            if (waiting != null) {
                waiting.ended.nudge();
            }
        }
        if (join != null) {
            endJoin(join, now);
        }
        if (last) {
            try {
                ExitHook.forget(this);
                observers.terminated(now);
            } finally {
                // The call of what lets no observer do harm may itself fail, at the end of the stack.
                terminated.fire();
            }
        }
    }

    /**
     * Waits for the end of a join or the pool. If only places in the queue that are not filled hold that up, looks for these
     * meanwhile, less and less often: the thread that was to fill them is held up, and ends it when it comes back; but if it has failed
     * without a stack no other thread would.
     */
    private boolean awaitEnd(Signal end, NanoClock by, long nanos) throws InterruptedException {
        return end.await(by, nanos, () -> {
            if (!unresolved) {
                return false;
            }
            cancellation.sweep();
            checkEnd();
            return unresolved;
        });
    }

    private void endJoin(JoinOperation join, long now) {
        try {
            observers.joinEnded(now, Objects.requireNonNull(join.outcome));
        } finally {
            join.ended.fire();
        }
    }

    void join(long nanos) throws InterruptedException, TimeoutException {
        requireForeignThread("join()");
        boolean began = false;
        JoinOperation join;
        JoinOperation fresh = new JoinOperation();
        long now;
        Stack.require();
        pool.lock.lock();
        try {
            if (pool.isClosed()) {
                throw Refusal.closed(pool);
            }
            now = pool.clock.nanoTime();
            join = pool.joining();
            if (join == null) {
                join = fresh;
                pool.beginJoin(join);
                began = true;
            }
            join.waiters++;
        } finally {
            pool.lock.unlock();
        }
        boolean ended = false;
        try {
            if (began) {
                try {
                    observers.joinBegan(now);
                    idle.wakeAll();
                } finally {
                    finish();
                }
            }
            ended = awaitEnd(join.ended, pool.clock, nanos);
        } finally {
            ended |= !leave(join);
        }
        if (!ended) {
            throw new TimeoutException("Pool " + pool.name + " has not been joined within " + Duration.ofNanos(nanos));
        }
        endingThreads.await();
        switch (Objects.requireNonNull(join.outcome)) {
            case JOINED, ABANDONED -> {
            }
            case CLOSED -> throw Refusal.closed(pool);
            case BROKEN -> throw Refusal.broken(pool);
        }
    }

    /**
     * Stops waiting for a join; the last one to do so before it has ended abandons it. Returns whether it had not
     * ended.
     */
    private boolean leave(JoinOperation join) {
        long now;
        pool.lock.lock();
        try {
            if (join.outcome != null) {
                return false;
            }
            join.waiters--;
            if (join.waiters > 0) {
                return true;
            }
            now = pool.clock.nanoTime();
            pool.endJoin(JoinOutcome.ABANDONED);
        } finally {
            pool.lock.unlock();
        }
        endJoin(join, now);
        return true;
    }

    void join() throws InterruptedException {
        try {
            join(Signal.FOREVER);
        } catch (TimeoutException e) {
            throw new AssertionError("A join without a time limit timed out", e);
        }
    }

    boolean shutdown(long nanos, boolean interrupt) {
        requireForeignThread("shutdown()");
        if (!beginShutdown()) {
            if (interrupt) {
                interruptRunning();
            }
            return false;
        }
        if (!awaitTermination(pool.clock, nanos)) {
            if (interrupt) {
                interruptRunning();
            }
            return false;
        }
        return true;
    }

    void close() {
        requireForeignThread("close()");
        if (Thread.currentThread().equals(closer)) {
            throw new IllegalStateException("close() of pool " + pool.name
                    + " was called in a callback or an observer of its own shutdown, which would wait for itself");
        }
        if (closes == OnClose.DRAIN) {
            beginDrain();
        } else {
            beginShutdown();
        }
        awaitTermination(pool.clock, Signal.FOREVER);
    }

    /** Waits, through interruptions, for the last worker to be gone. */
    boolean awaitTermination(NanoClock by, long nanos) {
        boolean interrupted = false;
        Deadline deadline = new Deadline(by, nanos);
        try {
            while (true) {
                try {
                    if (!awaitEnd(terminated, by, deadline.left())) {
                        return false;
                    }
                    break;
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        endingThreads.await();
        return true;
    }

    /** Waits for the last worker to be gone; false if the time was up first. */
    boolean awaitTerminationInterruptibly(long nanos) throws InterruptedException {
        if (!awaitEnd(terminated, pool.clock, nanos)) {
            return pool.isTerminated();
        }
        endingThreads.await();
        return true;
    }

    /** Makes, in a thread that has only this package's code on its stack, what is given as the reason when there is no memory for one. */
    @SuppressWarnings("StaticAssignmentOfThrowable") // made while there is memory
    static void prepareForNoMemory() {
        noMemory = new PoolClosedException("The pool was shut down, and there was no memory to say more", null);
    }

    private PoolClosedException wasShutDown() {
        try {
            return new PoolClosedException("Pool " + pool.name + " was shut down", null);
        } catch (OutOfMemoryError error) {
            PoolClosedException prepared = noMemory;
            if (prepared == null) {
                throw error;
            }
            return prepared;
        }
    }

    /** Refuses work from now on and cancels what is pending. Returns false if that had been done before. */
    boolean beginShutdown() {
        Stack.require();
        PoolClosedException cause = wasShutDown();
        boolean first;
        boolean drained;
        JoinOperation join;
        long now;
        pool.lock.lock();
        try {
            CoreState.Stage before = pool.close();
            if (before == CoreState.Stage.CLOSING || before == CoreState.Stage.TERMINATED) {
                return false;
            }
            drained = before == CoreState.Stage.DRAINING;
            closer = Thread.currentThread();
            // After the last submission that was accepted.
            now = pool.clock.nanoTime();
            first = pool.dropped.begin(now, cause);
            join = pool.endJoin(JoinOutcome.CLOSED);
        } finally {
            pool.lock.unlock();
        }
        try {
            cancellation.run();
            idle.wakeAll();
            if (!drained) {
                observers.shutdownBegan(now);
            }
            if (join != null) {
                endJoin(join, now);
            }
            if (first) {
                cancellation.announce();
            }
        } finally {
            closer = null;
            finish();
        }
        return true;
    }

    /**
     * Refuses work from now on, cancels what is pending and interrupts what runs. Returns what was pending: what had
     * been executed as it is, of all others their futures.
     */
    List<Runnable> shutdownNow() {
        boolean hadBroken = pool.queue.isDropped();
        boolean began = beginShutdown();
        interruptRunning();
        return began && !hadBroken ? cancellation.runnables() : new ArrayList<>();
    }

    /** Refuses work from now on, but lets what is pending be done: what a pool does that is no longer reachable. */
    void beginDrain() {
        long now;
        Stack.require();
        pool.lock.lock();
        try {
            if (!pool.drain()) {
                return;
            }
            now = pool.clock.nanoTime();
        } finally {
            pool.lock.unlock();
        }
        try {
            observers.shutdownBegan(now);
            idle.wakeAll();
        } finally {
            finish();
        }
    }

    /**
     * Lets what is pending be done, then ends: what a pool does that is no longer reachable. Observers run in another thread: the
     * caller is the one that cleans up behind all pools.
     */
    void forgotten() {
        if (observers.observed) {
            Detached.run(pool.name, "-forgotten", this::beginDrain);
        } else {
            beginDrain();
        }
    }

    /**
     * Interrupts every task that runs, but no hook and no callback. What a worker has taken and is about to start is interrupted
     * by the worker itself, which looks for that when it has started it; but unless it has been held up it has started by now.
     */
    void interruptRunning() {
        if (pool.queue.isDropped()) {
            pool.interruptsAll = true;
            for (int waited = 0; waited < HASTE && pool.demand.pending() > 0; waited++) {
                Backoff.pause(waited);
            }
        }
        for (RosterEntry worker = pool.workerAfter(null); worker != null; worker = pool.workerAfter(worker)) {
            QueuedTask task = worker.task();
            if (task != null) {
                task.interruptCode(worker);
            }
        }
    }

    void requireForeignThread(String what) {
        if (CurrentWorker.isOf(pool)) {
            throw new IllegalStateException(
                    what + " of pool " + pool.name
                            + " was called in one of its own workers, which would wait for itself");
        }
    }
}
