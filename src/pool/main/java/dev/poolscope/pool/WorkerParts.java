package dev.poolscope.pool;

/** What workers do their work with; the same for all workers of a pool. */
record WorkerParts(CoreState pool, IdleWorkers idle, TaskCompletion completion, PoolBreaker breaker,
        PoolLifecycle lifecycle, Observers observers, PoolOptions options) {}
