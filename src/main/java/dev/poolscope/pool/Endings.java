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
final class Endings {
    enum Stage {
        OPEN, DRAINING, CLOSING, TERMINATED
    }

    private final PoolCore core;
    private final OneShot terminated = new OneShot();
    // Written under the lock, read without it.
    private volatile Stage stage = Stage.OPEN;
    private volatile @Nullable JoinOperation joining;
    /** Who is telling of the shutdown now, and running the callbacks of what it has cancelled. */
    private volatile @Nullable Thread closer;

    @GuardedBy("core.lock")
    private int unfinished;
    /** Threads that have retired but may not have ended: join and shutdown wait for them too. */
    @GuardedBy("core.lock")
    private final List<Thread> ending = new ArrayList<>();
    @GuardedBy("core.lock")
    private int pruneEndingAt = 64;

    Endings(PoolCore core) {
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
    void finish(@Nullable Thread thread) {
        JoinOperation join = null;
        boolean last = false;
        long now;
        core.lock.lock();
        try {
            now = core.clock.nanoTime();
            unfinished--;
            if (thread != null && core.launcher.makesThreads()) {
                remember(thread);
            }
            if (unfinished == 0 && core.pending() == 0) {
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
        if (join != null) {
            endJoin(join, now);
        }
        if (last) {
            ExitHook.forget(core);
            core.observers.terminated(now);
            terminated.fire();
        }
    }

    private void endJoin(JoinOperation join, long now) {
        core.observers.joinEnded(now, Objects.requireNonNull(join.outcome));
        join.ended.fire();
    }

    @GuardedBy("core.lock")
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
        core.lock.lock();
        try {
            ending.removeIf(ended -> !ended.isAlive());
            toAwait = List.copyOf(ending);
        } finally {
            core.lock.unlock();
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
        long now;
        core.lock.lock();
        try {
            if (stage != Stage.OPEN) {
                throw core.closedException();
            }
            now = core.clock.nanoTime();
            join = joining;
            if (join == null) {
                join = new JoinOperation();
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
        if (began) {
            core.observers.joinBegan(now);
            core.sleepers.wakeAll();
            finish(null);
        }
        boolean ended = false;
        try {
            ended = join.ended.await(core.clock, nanos);
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
            join(OneShot.FOREVER);
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
        awaitTermination(core.clock, OneShot.FOREVER);
    }

    /** Waits, through interruptions, for the last worker to be gone. */
    boolean awaitTermination(NanoClock by, long nanos) {
        if (!terminated.awaitUninterruptibly(by, nanos)) {
            return false;
        }
        awaitEnding();
        return true;
    }

    /** Waits for the last worker to be gone; false if the time was up first. */
    boolean awaitTerminationInterruptibly(long nanos) throws InterruptedException {
        if (!terminated.await(core.clock, nanos)) {
            return isTerminated();
        }
        awaitEnding();
        return true;
    }

    /** Refuses work from now on and cancels what is pending. Returns false if that had been done before. */
    boolean beginShutdown() {
        return cancelQueue() != null;
    }

    /**
     * Refuses work from now on, cancels what is pending and interrupts what runs. Returns what was pending: what had
     * been executed as it is, of all others their futures.
     */
    List<Runnable> shutdownNow() {
        List<Runnable> never = cancelQueue();
        core.interruptRunning();
        return never == null ? new ArrayList<>() : never;
    }

    private @Nullable List<Runnable> cancelQueue() {
        List<QueuedTask> dropped;
        List<Runnable> never;
        JoinOperation join;
        PoolClosedException cause = new PoolClosedException("Pool " + core.name + " was shut down", null);
        boolean drained;
        long now;
        core.lock.lock();
        try {
            if (stage == Stage.CLOSING || stage == Stage.TERMINATED) {
                return null;
            }
            drained = stage == Stage.DRAINING;
            stage = Stage.CLOSING;
            closer = Thread.currentThread();
            unfinished++;
            core.openOrCloseQueue();
            // After the last submission that was accepted.
            now = core.clock.nanoTime();
            dropped = core.cancelling.dropPending(now, cause);
            never = asRunnables(dropped, core.cancelling.cancelledTasks());
            join = joining;
            joining = null;
            if (join != null) {
                join.outcome = JoinOutcome.CLOSED;
            }
        } finally {
            core.lock.unlock();
        }
        core.sleepers.wakeAll();
        if (!drained) {
            core.observers.shutdownBegan(now);
        }
        if (join != null) {
            endJoin(join, now);
        }
        core.cancelling.announceDropped(dropped, now, cause);
        closer = null;
        finish(null);
        return never;
    }

    /** What was dropped last stands last among what is kept. */
    private static List<Runnable> asRunnables(List<QueuedTask> dropped, List<CancelledTask<?>> kept) {
        List<Runnable> runnables = new ArrayList<>(dropped.size());
        int first = kept.size() - dropped.size();
        for (int i = 0; i < dropped.size(); i++) {
            runnables.add(dropped.get(i) instanceof PoolTask<?> future
                    ? future
                    : (Runnable) kept.get(first + i).target());
        }
        return runnables;
    }

    /** Refuses work from now on, but lets what is pending be done: what a pool does that nobody holds any more. */
    void beginDrain() {
        long now;
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
        core.observers.shutdownBegan(now);
        core.sleepers.wakeAll();
        finish(null);
    }

    void requireForeignThread(String what) {
        if (Worker.currentIsOf(core)) {
            throw new IllegalStateException(
                    what + " of pool " + core.name
                            + " was called in one of its own workers, which would wait for itself");
        }
    }
}
