package dev.poolscope.pool;

import java.util.concurrent.RejectedExecutionException;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * Starts the workers that were reserved, in whichever thread the need for them came up,
 * with no lock held; and deals with threads that cannot be started.
 */
final class Launcher implements WorkerLife.Successors {
    /** What is thrown when there is no memory to say more. */
    @SuppressWarnings("StaticAssignmentOfThrowable") // made while there is memory; it has no stack trace that could mislead
    private static final RejectedExecutionException NO_MEMORY = new RejectedExecutionException(
            "The pool has no worker and could not start a thread, and there was no memory to say why") {
        private static final long serialVersionUID = 1;

        @Override
        public Throwable fillInStackTrace() {
            // It is kept for good, and so would the classes be of the thread that happened to come first.
            return this;
        }
    };

    /** As many workers as the rule of demand asks for. */
    static final int AS_NEEDED = -1;

    private final CoreState pool;
    private final PoolBreaker breaker;
    private final PoolLifecycle lifecycle;
    private final Observers observers;
    private final WorkerParts parts;
    private final WorkerThreads threads;
    @GuardedBy("pool.lock")
    private final StartFailures failures = new StartFailures();
    /** Why a start failed last; null once one has not. */
    private volatile @Nullable Throwable lastFailure;

    Launcher(WorkerParts parts, WorkerThreads threads) {
        this.parts = parts;
        this.threads = threads;
        pool = parts.pool();
        breaker = parts.breaker();
        lifecycle = parts.lifecycle();
        observers = parts.observers();
    }

    /**
     * Starts a worker for a task that was just added, if the rule of demand asks for one and starting is not to wait because it
     * keeps failing.
     *
     * @return why the task was withdrawn, if it was
     */
    @Nullable
    RejectedExecutionException startFor(QueuedTask task) {
        RosterEntry toStart;
        RejectedExecutionException withdrawn = null;
        Stack.require();
        pool.lock.lock();
        try {
            if (failures.mayTry(task.submittedNanos())) {
                toStart = pool.reserve(SpawnReason.SUBMISSION, task.submittedNanos());
            } else {
                toStart = null;
                if (pool.roster.alive() == 0 && pool.withdraw(task)) {
                    withdrawn = noWorker(pool.name, lastFailure);
                }
            }
        } catch (OutOfMemoryError noMemory) {
            toStart = null;
            if (!pool.roster.hasLaunched() && pool.withdraw(task)) {
                withdrawn = noWorker(pool.name, noMemory);
            }
        } finally {
            pool.lock.unlock();
        }
        return toStart == null ? withdrawn : startWhileNeeded(toStart, task);
    }

    @Override
    public void start(RosterEntry reserved) {
        var _ = startWhileNeeded(reserved, null);
    }

    /**
     * Starts a reserved worker, and more as long as the rule of demand asks for them. A retirement asks for as many as were missing then:
     * what is missing besides when this comes to look is missing for tasks that were submitted since.
     *
     * @param task the task whose submission asks for it; null at a retirement
     * @return why that task was withdrawn, if it was
     */
    private @Nullable RejectedExecutionException startWhileNeeded(RosterEntry first, @Nullable QueuedTask task) {
        RosterEntry worker = first;
        int asked = Math.min(first.pendingAtSpawn - first.freeAtSpawn, pool.maxWorkers - first.aliveAtSpawn);
        while (worker != null) {
            Throwable failure = launch(worker);
            if (failure != null) {
                return startFailed(worker, failure, task);
            }
            asked--;
            pool.lock.lock();
            try {
                worker = pool.reserve(asked > 0 ? first.spawnReason : SpawnReason.SUBMISSION, pool.clock.nanoTime());
            } catch (OutOfMemoryError noMemory) {
                // The one that was asked for is there; for more it is asked again.
                worker = null;
            } finally {
                pool.lock.unlock();
            }
        }
        return null;
    }

    /** Makes and starts a worker's thread; returns why that failed, if it did. */
    private @Nullable Throwable launch(RosterEntry worker) {
        Throwable failure = null;
        try {
            threads.start(worker, new WorkerLife(parts, worker, this, threads.endWithTheirWorker()));
        } catch (Throwable thrown) {
            failure = thrown;
        }
        if (launched(worker, failure == null)) {
            failure = null;
            observers.workerSpawned(worker.spawnedNanos, worker.id, worker.spawnReason, worker.pendingAtSpawn,
                    worker.freeAtSpawn, worker.aliveAtSpawn);
        }
        return failure;
    }

    /** Notes that a worker's thread is on its way. A thread that has begun is, whatever its factory threw. */
    private boolean launched(RosterEntry worker, boolean started) {
        boolean launched;
        int failed = 0;
        pool.lock.lock();
        try {
            if (started) {
                pool.roster.launched(worker);
            }
            launched = worker.launched;
            if (launched) {
                lastFailure = null;
                failed = failures.started();
            }
        } finally {
            pool.lock.unlock();
        }
        if (failed > 0) {
            Log.info(LogMessage.THREAD_STARTED_AGAIN, worker.name, failed);
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
        boolean others = false;
        boolean first;
        long now;
        pool.lock.lock();
        try {
            now = pool.clock.nanoTime();
            first = failures.failed(now);
            lastFailure = failure;
            pool.abandon(worker);
            // Others whose threads are only being made may fail as this one did: they cannot be relied on.
            if (!pool.roster.hasLaunched()) {
                withdrawn = task != null && pool.withdraw(task);
                others = pool.hasWorkButNoWorker();
            }
        } finally {
            pool.lock.unlock();
        }
        try {
            observers.workerStartFailed(now, worker.id, failure);
            if (first) {
                Log.warning(LogMessage.THREAD_NOT_STARTED, worker.name, failure);
            }
            if (others && task == null) {
                breaker.breakForLackOfThreads(failure);
            } else if (others) {
                startForStranded(worker.spawnReason, now);
            }
        } finally {
            lifecycle.finish();
        }
        return withdrawn
                ? noWorker(pool.name, failure)
                : null;
    }

    /** Starts a worker for what others have submitted and no worker is there to do, or breaks the pool. */
    private void startForStranded(SpawnReason reason, long now) {
        RosterEntry worker;
        try {
            worker = pool.reserveForStranded(reason, now);
        } catch (OutOfMemoryError noMemory) {
            breaker.breakForLackOfMemory();
            return;
        }
        if (worker != null) {
            startWhileNeeded(worker, null);
        }
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
            pool.lock.lock();
            try {
                refusal = pool.refusal();
                if (left == AS_NEEDED) {
                    left = pool.demand.needed();
                }
                if (refusal == null && left > 0 && pool.mayReserve()) {
                    worker = pool.reserveAnyway(SpawnReason.REQUEST, pool.clock.nanoTime());
                }
            } finally {
                pool.lock.unlock();
            }
            if (refusal != null && started == 0) {
                throw refusal.exception(pool);
            }
            if (worker == null) {
                return started;
            }
            Throwable failure = launch(worker);
            if (failure != null) {
                startFailed(worker, failure, null);
                if (started == 0) {
                    throw new RejectedExecutionException("Pool " + pool.name + " could not start a thread", failure);
                }
                return started;
            }
            started++;
            left--;
        }
    }
}
