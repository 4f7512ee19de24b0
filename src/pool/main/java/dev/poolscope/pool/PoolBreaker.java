package dev.poolscope.pool;

/**
 * Breaks the pool: because a hook has failed, a worker fails again and again, or no thread can be started for what is pending. From
 * then on it refuses all work, what is pending is cancelled, and its workers retire.
 */
final class PoolBreaker {
    /** What breaks a pool when there is no memory to say more. */
    @SuppressWarnings("StaticAssignmentOfThrowable") // made while there is memory; it has no stack trace that could mislead
    private static final BrokenPoolException NO_MEMORY = new BrokenPoolException(
            "The pool is broken, and there was no memory to say why", null) {
        private static final long serialVersionUID = 1;

        @Override
        public Throwable fillInStackTrace() {
            // It is kept for good, and so would the classes be of the caller that came first.
            return this;
        }
    };

    private final CoreState pool;
    private final Cancellation cancellation;
    private final IdleWorkers idle;
    private final Observers observers;

    PoolBreaker(CoreState pool, Cancellation cancellation, IdleWorkers idle, Observers observers) {
        this.pool = pool;
        this.cancellation = cancellation;
        this.idle = idle;
        this.observers = observers;
    }

    /** Reports that a hook has failed, and breaks the pool. */
    void hookFailed(RosterEntry worker, HookKind hook, Throwable failure) {
        observers.hookFailed(pool.clock.nanoTime(), worker.id, hook, failure);
        breakWith(breakage(worker, hook, failure));
    }

    private BrokenPoolException breakage(RosterEntry worker, HookKind hook, Throwable failure) {
        try {
            String message = "Pool " + pool.name + " is broken: the "
                    + (hook == HookKind.INITIALIZER ? "initializer" : "finalizer")
                    + " failed in " + worker.name;
            return hook == HookKind.INITIALIZER
                    ? new InitializerException(message, failure)
                    : new FinalizerException(message, failure);
        } catch (OutOfMemoryError noMemory) {
            return NO_MEMORY;
        }
    }

    /** Breaks the pool because a worker's own code fails again and again. */
    void breakBecauseOf(RosterEntry worker, Throwable unexpected) {
        BrokenPoolException cause;
        try {
            cause = new BrokenPoolException("Pool " + pool.name + " is broken: " + worker.name + " failed unexpectedly",
                    unexpected);
        } catch (OutOfMemoryError noMemory) {
            cause = NO_MEMORY;
        }
        breakWith(cause);
    }

    /** Breaks the pool because it has tasks but no worker, and no thread can be started. */
    void breakForLackOfThreads(Throwable failure) {
        BrokenPoolException cause;
        try {
            cause = new BrokenPoolException(
                    "Pool " + pool.name + " is broken: it had tasks but no worker, and no thread could be started",
                    failure);
        } catch (OutOfMemoryError noMemory) {
            cause = NO_MEMORY;
        }
        breakWith(cause);
    }

    /** Breaks the pool because there is no memory for the worker that it needs. */
    void breakForLackOfMemory() {
        breakWith(NO_MEMORY);
    }

    private void breakWith(BrokenPoolException cause) {
        boolean first;
        long now;
        pool.lock.lock();
        try {
            if (!pool.breakWith(cause)) {
                return;
            }
            // After the last submission that was accepted.
            now = pool.clock.nanoTime();
            first = pool.dropped.begin(now, cause);
        } finally {
            pool.lock.unlock();
        }
        cancellation.run();
        idle.wakeAll();
        observers.broken(now, cause);
        if (first) {
            cancellation.announce();
        }
    }
}
