package dev.poolscope.pool;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;

import org.jspecify.annotations.Nullable;

/**
 * Makes and starts the threads of workers that the core has reserved, in whichever thread the need for them came up,
 * with no lock held; and deals with threads that cannot be started.
 */
final class Launcher {
    private final PoolCore core;
    private final ThreadFactory threads;
    /** What kind of thread was seen last: with a factory of the caller's, only its threads can tell. */
    private volatile WorkerType workerType;

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
    RejectedExecutionException startWhileNeeded(Worker first, @Nullable QueuedTask task) {
        Worker worker = first;
        while (worker != null) {
            Throwable failure = start(worker);
            if (failure != null) {
                return startFailed(worker, failure, task);
            }
            core.lock.lock();
            try {
                worker = core.reserve(worker.spawnReason, core.clock.nanoTime());
            } finally {
                core.lock.unlock();
            }
        }
        return null;
    }

    /** Makes and starts a worker's thread; returns why that failed, if it did. */
    private @Nullable Throwable start(Worker worker) {
        Throwable failure = null;
        try {
            Thread thread = threads.newThread(worker);
            if (thread == null) {
                throw new IllegalStateException("The thread factory gave null");
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
    private boolean launched(Worker worker, boolean started) {
        core.lock.lock();
        try {
            if (started) {
                core.roster.launched(worker);
            }
            return worker.launched;
        } finally {
            core.lock.unlock();
        }
    }

    /**
     * Deals with a worker that could not be started. If another worker lives, what is pending stays, and the start
     * is tried again at the next submission or retirement. If none lives, the submission that asked for it is
     * withdrawn. What others have submitted gets one more try; if that fails too the pool breaks rather than leave
     * their tasks for ever.
     */
    private @Nullable RejectedExecutionException startFailed(Worker worker, Throwable failure,
            @Nullable QueuedTask task) {
        boolean withdrawn = false;
        boolean stranded = false;
        Worker other = null;
        long now;
        core.lock.lock();
        try {
            now = core.clock.nanoTime();
            worker.givenUp = true;
            core.abandon(worker);
            // Others whose threads are only being made may fail as this one did: they are no one to rely on.
            if (!core.hasLaunchedWorker()) {
                withdrawn = task != null && core.withdraw(task);
                if (core.hasWorkButNoWorker()) {
                    stranded = task == null;
                    other = stranded ? null : core.reserve(worker.spawnReason, now);
                }
            }
        } finally {
            core.lock.unlock();
        }
        core.observers.workerStartFailed(now, worker.id, failure);
        Log.warning("The thread of " + worker.name + " could not be started", failure);
        if (other != null) {
            startWhileNeeded(other, null);
        }
        if (stranded) {
            core.breakWith(new BrokenPoolException(
                    "Pool " + core.name + " is broken: it had tasks but no worker, and no thread could be started",
                    failure));
        }
        core.endings.finish(null);
        return withdrawn
                ? noWorker(core.name, failure)
                : null;
    }

    static RejectedExecutionException noWorker(String pool, Throwable cause) {
        return new RejectedExecutionException("Pool " + pool + " has no worker and could not start a thread", cause);
    }

    int spawn(int wanted) {
        int left = wanted;
        int started = 0;
        while (true) {
            Worker worker = null;
            PoolCore.Refusal refusal;
            core.lock.lock();
            try {
                refusal = core.refusal();
                if (left == PoolCore.AS_NEEDED) {
                    left = core.needed();
                }
                if (refusal == null && left > 0 && core.mayReserve()) {
                    worker = core.reserveAnyway(SpawnReason.REQUEST, core.clock.nanoTime());
                }
            } finally {
                core.lock.unlock();
            }
            if (refusal != null && started == 0) {
                throw core.exceptionFor(refusal);
            }
            if (worker == null) {
                return started;
            }
            Throwable failure = start(worker);
            if (failure != null) {
                startFailed(worker, failure, null);
                if (started == 0) {
                    throw new RejectedExecutionException("Pool " + core.name + " could not start a thread", failure);
                }
                return started;
            }
            started++;
            left--;
        }
    }
}
