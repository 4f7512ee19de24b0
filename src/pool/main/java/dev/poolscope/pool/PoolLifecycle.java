package dev.poolscope.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * How joins and the pool itself come to an end.
 *
 * <p>The stage goes from open (over draining, in which work is refused but the queue finished) to closing, in which
 * the queue has been cancelled, to terminated. A join is no stage but an operation that lasts until the queue is
 * empty and no worker is left, or until it is abandoned or a shutdown ends it.
 *
 * <p>{@link #unfinished} counts whoever still has something to do or to tell: every worker, until it has told that
 * it retired, and every thread that begins a join or a shutdown, until it has told that. The last of them ends the
 * join, or the pool; so that the end is told last.
 */
final class PoolLifecycle {
    enum Stage {
        OPEN, DRAINING, CLOSING, TERMINATED
    }

    private static volatile @Nullable PoolClosedException noMemory;

    private final PoolCore core;
    private final Signal terminated = new Signal();
    // Written under the lock, read without it.
    private volatile Stage stage = Stage.OPEN;
    private volatile @Nullable JoinOperation joining;
    /** Who is telling of the shutdown now, and running the callbacks of what it has cancelled. */
    private volatile @Nullable Thread closer;

    @GuardedBy("core.lock")
    private int unfinished;
    /** Workers that have retired but whose threads may not have ended: join and shutdown wait for them too. */
    @GuardedBy("core.lock")
    private @Nullable RosterEntry ending;
    @GuardedBy("core.lock")
    private int endingCount;
    @GuardedBy("core.lock")
    private int pruneEndingAt = 64;
    /**
     * Whether a join, or the pool, would end but for places in the queue that are not filled. Who waits then looks for these
     * now and then, see {@link #awaitEnd}.
     */
    private volatile boolean unresolved;

    PoolLifecycle(PoolCore core) {
        this.core = core;
    }

    Stage stage() {
        return stage;
    }

    boolean isClosed() {
        return stage != Stage.OPEN;
    }

    boolean isTerminated() {
        return stage == Stage.TERMINATED;
    }

    boolean isJoining() {
        return joining != null;
    }

    /** Counts one more who has something to do before a join or the pool can end. */
    @SuppressWarnings("GuardedBy") // called by the core, whose lock the checker does not recognize as this one
    void begin() {
        assert core.lock.isHeldByCurrentThread();
        unfinished++;
    }

    /** Counts one that was unfinished as finished; the last one ends the join, or the pool. */
    void finish(@Nullable RosterEntry worker) {
        core.lock.lock();
        try {
            unfinished--;
            if (worker != null && core.launcher.makesThreads()) {
                remember(worker);
            }
        } finally {
            core.lock.unlock();
        }
        checkEnd();
    }

    /** Ends the join, or the pool, if there is nothing left to do. */
    void checkEnd() {
        JoinOperation join = null;
        boolean last = false;
        boolean waits;
        long now;
        core.lock.lock();
        try {
            now = core.clock.nanoTime();
            boolean done = unfinished == 0 && core.pending() == 0;
            waits = unfinished == 0 && !done && !unresolved && (joining != null || isClosed());
            unresolved = unfinished == 0 && !done;
            if (done) {
                join = joining;
                joining = null;
                if (join != null) {
                    join.outcome = core.broken() == null ? JoinOutcome.JOINED : JoinOutcome.BROKEN;
                }
                last = stage == Stage.DRAINING || stage == Stage.CLOSING;
                if (last) {
                    stage = Stage.TERMINATED;
                }
                core.openOrCloseQueue();
            }
        } finally {
            core.lock.unlock();
        }
        if (waits) {
            terminated.nudge();
            JoinOperation waiting = joining;
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
            core.cancelling.sweep();
            checkEnd();
            return unresolved;
        });
    }

    private void endJoin(JoinOperation join, long now) {
        core.observers.joinEnded(now, Objects.requireNonNull(join.outcome));
        join.ended.fire();
    }

    @GuardedBy("core.lock")
    private void remember(RosterEntry worker) {
        if (endingCount >= pruneEndingAt) {
            pruneEnding();
            pruneEndingAt = Math.max(64, 2 * endingCount);
        }
        worker.nextEnding = ending;
        ending = worker;
        endingCount++;
    }

    @GuardedBy("core.lock")
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
            core.lock.lock();
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
                core.lock.unlock();
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
        core.lock.lock();
        try {
            if (stage != Stage.OPEN) {
                throw core.closedException();
            }
            now = core.clock.nanoTime();
            join = joining;
            if (join == null) {
                join = fresh;
                joining = join;
                core.openOrCloseQueue();
                began = true;
                // The thread that begins the join is one of those it waits for until it has told so.
                unfinished++;
            }
            join.waiters++;
        } finally {
            core.lock.unlock();
        }
        boolean ended = false;
        try {
            if (began) {
                try {
                    core.observers.joinBegan(now);
                    core.sleepers.wakeAll();
                } finally {
                    finish(null);
                }
            }
            ended = awaitEnd(join.ended, core.clock, nanos);
        } finally {
            ended |= !leave(join);
        }
        if (!ended) {
            throw new TimeoutException("Pool " + core.name + " has not been joined within " + Duration.ofNanos(nanos));
        }
        awaitEnding();
        switch (Objects.requireNonNull(join.outcome)) {
            case JOINED, ABANDONED -> {
            }
            case CLOSED -> throw core.closedException();
            case BROKEN -> throw core.brokenException();
        }
    }

    /**
     * Stops waiting for a join; the last one to do so before it has ended abandons it. Returns whether it had not
     * ended.
     */
    private boolean leave(JoinOperation join) {
        long now;
        core.lock.lock();
        try {
            if (join.outcome != null) {
                return false;
            }
            join.waiters--;
            if (join.waiters > 0) {
                return true;
            }
            now = core.clock.nanoTime();
            join.outcome = JoinOutcome.ABANDONED;
            joining = null;
            core.openOrCloseQueue();
        } finally {
            core.lock.unlock();
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
        if (!awaitTermination(core.clock, nanos)) {
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
            throw new IllegalStateException("close() of pool " + core.name
                    + " was called in a callback or an observer of its own shutdown, which would wait for itself");
        }
        if (core.options.onClose() == OnClose.DRAIN) {
            beginDrain();
        } else {
            beginShutdown();
        }
        awaitTermination(core.clock, Signal.FOREVER);
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
        if (!awaitEnd(terminated, core.clock, nanos)) {
            return isTerminated();
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
            return new PoolClosedException("Pool " + core.name + " was shut down", null);
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
        core.lock.lock();
        try {
            if (stage == Stage.CLOSING || stage == Stage.TERMINATED) {
                return false;
            }
            drained = stage == Stage.DRAINING;
            stage = Stage.CLOSING;
            closer = Thread.currentThread();
            unfinished++;
            core.openOrCloseQueue();
            // After the last submission that was accepted.
            now = core.clock.nanoTime();
            first = core.cancelling.begin(now, cause);
            join = joining;
            joining = null;
            if (join != null) {
                join.outcome = JoinOutcome.CLOSED;
            }
        } finally {
            core.lock.unlock();
        }
        try {
            core.cancelling.run();
            core.sleepers.wakeAll();
            if (!drained) {
                core.observers.shutdownBegan(now);
            }
            if (join != null) {
                endJoin(join, now);
            }
            if (first) {
                core.cancelling.announce();
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
        boolean hadBroken = core.queue.isDropped();
        boolean began = beginShutdown();
        core.interruptRunning();
        return began && !hadBroken ? core.cancelling.runnables() : new ArrayList<>();
    }

    /** Refuses work from now on, but lets what is pending be done: what a pool does that nobody holds any more. */
    void beginDrain() {
        long now;
        Stack.require();
        core.lock.lock();
        try {
            if (stage != Stage.OPEN) {
                return;
            }
            now = core.clock.nanoTime();
            stage = Stage.DRAINING;
            core.openOrCloseQueue();
            unfinished++;
        } finally {
            core.lock.unlock();
        }
        try {
            core.observers.shutdownBegan(now);
            core.sleepers.wakeAll();
        } finally {
            finish(null);
        }
    }

    void requireForeignThread(String what) {
        if (CurrentWorker.isOf(core)) {
            throw new IllegalStateException(
                    what + " of pool " + core.name
                            + " was called in one of its own workers, which would wait for itself");
        }
    }
}
