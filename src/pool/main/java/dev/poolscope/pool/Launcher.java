package dev.poolscope.pool;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * Makes and starts the threads of workers that the core has reserved, in whichever thread the need for them came up,
 * with no lock held; and deals with threads that cannot be started.
 */
final class Launcher {
    /** What is thrown when there is no memory to say more. */
    @SuppressWarnings("StaticAssignmentOfThrowable") // made while there is memory; it has no stack trace that could mislead
    private static final RejectedExecutionException NO_MEMORY = new RejectedExecutionException(
            "The pool has no worker and could not start a thread, and there was no memory to say why") {
        private static final long serialVersionUID = 1;

        @Override
        public Throwable fillInStackTrace() {
            // It is kept for good, and so would the classes be of whoever happened to come first.
            return this;
        }
    };

    private final PoolCore core;
    private final ThreadFactory threads;
    /** What kind of thread was seen last: with a factory of the caller's, only its threads can tell. */
    private volatile WorkerType workerType;
    @GuardedBy("core.state.lock")
    private final StartFailures failures = new StartFailures();
    /** Why a start failed last; null once one has not. */
    private volatile @Nullable Throwable lastFailure;

    Launcher(PoolCore core) {
        this.core = core;
        PoolOptions options = core.options;
        workerType = options.workerType();
        threads = options.threadFactory().orElseGet(() -> new DefaultThreads(options.workerType()));
    }

    ThreadFactory threads() {
        return threads;
    }

    /** Whether the threads are the pool's own make, so that they end when their worker does. */
    boolean makesThreads() {
        return threads instanceof DefaultThreads;
    }

    /** Whether a submission of that time is to try to start a worker, or to leave it for a while because that keeps failing. */
    @SuppressWarnings("GuardedBy") // called by the core, whose lock the checker does not recognize as this one
    boolean mayTry(long now) {
        assert core.state.lock.isHeldByCurrentThread();
        return failures.mayTry(now);
    }

    /** Why a start failed last. */
    @Nullable
    Throwable lastFailure() {
        return lastFailure;
    }

    WorkerType workerType() {
        return workerType;
    }

    /**
     * Starts a reserved worker, and more as long as the rule of demand asks for them.
     *
     * @param task the task whose submission asks for it; null at a retirement
     * @return why that task was withdrawn, if it was
     */
    @Nullable
    RejectedExecutionException startWhileNeeded(RosterEntry first, @Nullable QueuedTask task) {
        RosterEntry worker = first;
        while (worker != null) {
            Throwable failure = start(worker);
            if (failure != null) {
                return startFailed(worker, failure, task);
            }
            core.state.lock.lock();
            try {
                worker = core.state.reserve(worker.spawnReason, core.state.clock.nanoTime());
            } catch (OutOfMemoryError noMemory) {
                // The one that was asked for is there; for more it is asked again.
                worker = null;
            } finally {
                core.state.lock.unlock();
            }
        }
        return null;
    }

    /** Makes and starts a worker's thread; returns why that failed, if it did. */
    private @Nullable Throwable start(RosterEntry worker) {
        Throwable failure = null;
        try {
            Thread thread = threads.newThread(new Worker(core, worker));
            if (thread == null) {
                throw new IllegalStateException("The thread factory gave null");
            }
            if (thread.getState() != Thread.State.NEW) {
                // Not renamed, nor made a daemon: it is somebody else's, or its factory has started it.
                throw new IllegalThreadStateException("The thread factory gave a thread that had been started");
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
            core.observers.workerSpawned(worker.spawnedNanos, worker.id, worker.spawnReason, worker.pendingAtSpawn,
                    worker.freeAtSpawn, worker.aliveAtSpawn);
        }
        return failure;
    }

    /** Notes that a worker's thread is on its way. A thread that has begun is, whatever its factory threw. */
    private boolean launched(RosterEntry worker, boolean started) {
        boolean launched;
        int failed = 0;
        core.state.lock.lock();
        try {
            if (started) {
                core.state.roster.launched(worker);
            }
            launched = worker.launched;
            if (launched) {
                lastFailure = null;
                failed = failures.started();
            }
        } finally {
            core.state.lock.unlock();
        }
        if (failed > 0) {
            Log.info(worker.name, " was started after so many starts had failed: ", failed);
        }
        return launched;
    }

    /**
     * Deals with a worker that could not be started. If another worker lives, what is pending stays, and the start
     * is tried again at the next submission or retirement. If none lives, the submission that asked for it is
     * withdrawn. What others have submitted gets one more try; if that fails too the pool breaks rather than leave
     * their tasks for ever.
     */
    private @Nullable RejectedExecutionException startFailed(RosterEntry worker, Throwable failure,
            @Nullable QueuedTask task) {
        boolean withdrawn = false;
        boolean stranded = false;
        boolean first;
        RosterEntry other = null;
        long now;
        core.state.lock.lock();
        try {
            now = core.state.clock.nanoTime();
            first = failures.failed(now);
            lastFailure = failure;
            core.state.abandon(worker);
            // Others whose threads are only being made may fail as this one did: they are no one to rely on.
            if (!core.state.roster.hasLaunched()) {
                withdrawn = task != null && core.state.withdraw(task);
                if (core.state.hasWorkButNoWorker()) {
                    stranded = task == null;
                    other = stranded ? null : core.state.reserve(worker.spawnReason, now);
                }
            }
        } finally {
            core.state.lock.unlock();
        }
        try {
            core.observers.workerStartFailed(now, worker.id, failure);
            if (first) {
                Log.warning("The thread of ", worker.name,
                        " could not be started (what fails after that is not logged until a start succeeds)", failure);
            }
            if (other != null) {
                startWhileNeeded(other, null);
            }
            if (stranded) {
                core.breakForLackOfThreads(failure);
            }
        } finally {
            core.lifecycle.finish();
        }
        return withdrawn
                ? noWorker(core.state.name, failure)
                : null;
    }

    /** Why a task is refused that has been taken back: when that has been done it must not fail. */
    static RejectedExecutionException noWorker(String pool, @Nullable Throwable cause) {
        try {
            // Put together in a way that needs no linking: there may be no memory for that.
            return new RejectedExecutionException(
                    "Pool ".concat(pool).concat(" has no worker and could not start a thread"),
                    cause);
        } catch (OutOfMemoryError noMemory) {
            return NO_MEMORY;
        }
    }

    int spawn(int wanted) {
        int left = wanted;
        int started = 0;
        while (true) {
            RosterEntry worker = null;
            Refusal refusal;
            Stack.require();
            core.state.lock.lock();
            try {
                refusal = core.state.refusal();
                if (left == PoolCore.AS_NEEDED) {
                    left = core.state.demand.needed();
                }
                if (refusal == null && left > 0 && core.state.mayReserve()) {
                    worker = core.state.reserveAnyway(SpawnReason.REQUEST, core.state.clock.nanoTime());
                }
            } finally {
                core.state.lock.unlock();
            }
            if (refusal != null && started == 0) {
                throw refusal.exception(core.state);
            }
            if (worker == null) {
                return started;
            }
            Throwable failure = start(worker);
            if (failure != null) {
                startFailed(worker, failure, null);
                if (started == 0) {
                    throw new RejectedExecutionException("Pool " + core.state.name + " could not start a thread", failure);
                }
                return started;
            }
            started++;
            left--;
        }
    }
}
