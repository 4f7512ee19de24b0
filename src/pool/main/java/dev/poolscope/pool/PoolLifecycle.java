package dev.poolscope.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * How joins and the pool itself come to an end; what these are, see {@link CoreState}.
 */
final class PoolLifecycle {
    private static volatile @Nullable PoolClosedException noMemory;

    private final PoolCore core;
    private final Signal terminated = new Signal();
    // Written under the lock, read without it.
    /** Who is telling of the shutdown now, and running the callbacks of what it has cancelled. */
    private volatile @Nullable Thread closer;

    /** Workers that have retired but whose threads may not have ended: join and shutdown wait for them too. */
    @GuardedBy("core.state.lock")
    private @Nullable RosterEntry ending;
    @GuardedBy("core.state.lock")
    private int endingCount;
    @GuardedBy("core.state.lock")
    private int pruneEndingAt = 64;
    /**
     * Whether a join, or the pool, would end but for places in the queue that are not filled. Who waits then looks for these
     * now and then, see {@link #awaitEnd}.
     */
    private volatile boolean unresolved;

    PoolLifecycle(PoolCore core) {
        this.core = core;
    }

    /** Counts one that was unfinished as finished; the last one ends the join, or the pool. */
    void finish(@Nullable RosterEntry worker) {
        core.state.lock.lock();
        try {
            core.state.finishOne();
            if (worker != null && core.launcher.makesThreads()) {
                remember(worker);
            }
        } finally {
            core.state.lock.unlock();
        }
        checkEnd();
    }

    /** Ends the join, or the pool, if there is nothing left to do. */
    void checkEnd() {
        JoinOperation join = null;
        boolean last = false;
        boolean waits;
        long now;
        core.state.lock.lock();
        try {
            now = core.state.clock.nanoTime();
            boolean finished = core.state.isFinished();
            boolean done = finished && core.state.demand.pending() == 0;
            waits = finished && !done && !unresolved
                    && (core.state.joining() != null || core.state.isClosed());
            unresolved = finished && !done;
            if (done) {
                join = core.state
                        .endJoin(core.state.broken() == null ? JoinOutcome.JOINED : JoinOutcome.BROKEN);
                last = core.state.terminate();
            }
        } finally {
            core.state.lock.unlock();
        }
        if (waits) {
            terminated.nudge();
            JoinOperation waiting = core.state.joining();
            if (waiting != null) {
                waiting.ended.nudge();
            }
        }
        if (join != null) {
            endJoin(join, now);
        }
        if (last) {
            ExitHook.forget(core);
            core.observers.terminated(now);
            terminated.fire();
        }
    }

    /**
     * Waits for the end of a join or the pool. If only places in the queue that are not filled hold that up, looks for these
     * meanwhile, less and less often: the thread that was to fill them is held up, and ends it when it comes back; but if it has failed
     * without a stack nobody else would.
     */
    private boolean awaitEnd(Signal end, NanoClock by, long nanos) throws InterruptedException {
        return end.await(by, nanos, () -> {
            if (!unresolved) {
                return false;
            }
            core.cancellation.sweep();
            checkEnd();
            return unresolved;
        });
    }

    private void endJoin(JoinOperation join, long now) {
        core.observers.joinEnded(now, Objects.requireNonNull(join.outcome));
        join.ended.fire();
    }

    @GuardedBy("core.state.lock")
    private void remember(RosterEntry worker) {
        if (endingCount >= pruneEndingAt) {
            pruneEnding();
            pruneEndingAt = Math.max(64, 2 * endingCount);
        }
        worker.nextEnding = ending;
        ending = worker;
        endingCount++;
    }

    @GuardedBy("core.state.lock")
    private void pruneEnding() {
        RosterEntry kept = null;
        int count = 0;
        RosterEntry worker = ending;
        while (worker != null) {
            RosterEntry next = worker.nextEnding;
            worker.nextEnding = null;
            if (isAlive(worker)) {
                worker.nextEnding = kept;
                kept = worker;
                count++;
            }
            worker = next;
        }
        ending = kept;
        endingCount = count;
    }

    private static boolean isAlive(RosterEntry worker) {
        Thread thread = worker.thread;
        return thread != null && thread.isAlive();
    }

    /** Waits for threads that have nothing more to do but end. */
    private void awaitEnding() {
        boolean interrupted = false;
        while (true) {
            Thread next = null;
            core.state.lock.lock();
            try {
                RosterEntry worker = ending;
                while (worker != null && (!isAlive(worker) || Thread.currentThread().equals(worker.thread))) {
                    ending = worker.nextEnding;
                    endingCount--;
                    worker.nextEnding = null;
                    worker = ending;
                }
                next = worker == null ? null : worker.thread;
            } finally {
                core.state.lock.unlock();
            }
            if (next == null) {
                break;
            }
            try {
                next.join();
            } catch (InterruptedException _) {
                interrupted = true;
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
        JoinOperation fresh = new JoinOperation();
        long now;
        Stack.require();
        core.state.lock.lock();
        try {
            if (core.state.isClosed()) {
                throw Refusal.closed(core.state);
            }
            now = core.state.clock.nanoTime();
            join = core.state.joining();
            if (join == null) {
                join = fresh;
                core.state.beginJoin(join);
                began = true;
            }
            join.waiters++;
        } finally {
            core.state.lock.unlock();
        }
        boolean ended = false;
        try {
            if (began) {
                try {
                    core.observers.joinBegan(now);
                    core.idle.wakeAll();
                } finally {
                    finish(null);
                }
            }
            ended = awaitEnd(join.ended, core.state.clock, nanos);
        } finally {
            ended |= !leave(join);
        }
        if (!ended) {
            throw new TimeoutException("Pool " + core.state.name + " has not been joined within " + Duration.ofNanos(nanos));
        }
        awaitEnding();
        switch (Objects.requireNonNull(join.outcome)) {
            case JOINED, ABANDONED -> {
            }
            case CLOSED -> throw Refusal.closed(core.state);
            case BROKEN -> throw Refusal.broken(core.state);
        }
    }

    /**
     * Stops waiting for a join; the last one to do so before it has ended abandons it. Returns whether it had not
     * ended.
     */
    private boolean leave(JoinOperation join) {
        long now;
        core.state.lock.lock();
        try {
            if (join.outcome != null) {
                return false;
            }
            join.waiters--;
            if (join.waiters > 0) {
                return true;
            }
            now = core.state.clock.nanoTime();
            core.state.endJoin(JoinOutcome.ABANDONED);
        } finally {
            core.state.lock.unlock();
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
                core.interruptRunning();
            }
            return false;
        }
        if (!awaitTermination(core.state.clock, nanos)) {
            if (interrupt) {
                core.interruptRunning();
            }
            return false;
        }
        return true;
    }

    void close() {
        requireForeignThread("close()");
        if (Thread.currentThread().equals(closer)) {
            throw new IllegalStateException("close() of pool " + core.state.name
                    + " was called in a callback or an observer of its own shutdown, which would wait for itself");
        }
        if (core.options.onClose() == OnClose.DRAIN) {
            beginDrain();
        } else {
            beginShutdown();
        }
        awaitTermination(core.state.clock, Signal.FOREVER);
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
        awaitEnding();
        return true;
    }

    /** Waits for the last worker to be gone; false if the time was up first. */
    boolean awaitTerminationInterruptibly(long nanos) throws InterruptedException {
        if (!awaitEnd(terminated, core.state.clock, nanos)) {
            return core.state.isTerminated();
        }
        awaitEnding();
        return true;
    }

    /** Makes, in a thread that has only this package's code on its stack, what is given as the reason when there is no memory for one. */
    @SuppressWarnings("StaticAssignmentOfThrowable") // made while there is memory
    static void prepareForNoMemory() {
        noMemory = new PoolClosedException("The pool was shut down, and there was no memory to say more", null);
    }

    private PoolClosedException wasShutDown() {
        try {
            return new PoolClosedException("Pool " + core.state.name + " was shut down", null);
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
        core.state.lock.lock();
        try {
            CoreState.Stage before = core.state.close();
            if (before == CoreState.Stage.CLOSING || before == CoreState.Stage.TERMINATED) {
                return false;
            }
            drained = before == CoreState.Stage.DRAINING;
            closer = Thread.currentThread();
            // After the last submission that was accepted.
            now = core.state.clock.nanoTime();
            first = core.cancellation.begin(now, cause);
            join = core.state.endJoin(JoinOutcome.CLOSED);
        } finally {
            core.state.lock.unlock();
        }
        try {
            core.cancellation.run();
            core.idle.wakeAll();
            if (!drained) {
                core.observers.shutdownBegan(now);
            }
            if (join != null) {
                endJoin(join, now);
            }
            if (first) {
                core.cancellation.announce();
            }
        } finally {
            closer = null;
            finish(null);
        }
        return true;
    }

    /**
     * Refuses work from now on, cancels what is pending and interrupts what runs. Returns what was pending: what had
     * been executed as it is, of all others their futures.
     */
    List<Runnable> shutdownNow() {
        boolean hadBroken = core.state.queue.isDropped();
        boolean began = beginShutdown();
        core.interruptRunning();
        return began && !hadBroken ? core.cancellation.runnables() : new ArrayList<>();
    }

    /** Refuses work from now on, but lets what is pending be done: what a pool does that nobody holds any more. */
    void beginDrain() {
        long now;
        Stack.require();
        core.state.lock.lock();
        try {
            if (!core.state.drain()) {
                return;
            }
            now = core.state.clock.nanoTime();
        } finally {
            core.state.lock.unlock();
        }
        try {
            core.observers.shutdownBegan(now);
            core.idle.wakeAll();
        } finally {
            finish(null);
        }
    }

    void requireForeignThread(String what) {
        if (CurrentWorker.isOf(core.state)) {
            throw new IllegalStateException(
                    what + " of pool " + core.state.name
                            + " was called in one of its own workers, which would wait for itself");
        }
    }
}
