package dev.poolscope.pool;

/** Why a worker was started. */
public enum SpawnReason {
    /** A submission found more pending tasks than free workers. */
    SUBMISSION,
    /** A worker retired, and more tasks were pending than workers were free. */
    RETIREMENT,
    /**
     * Somebody asked: {@link ThreadPool#spawnWorkers()}, {@link ThreadPool#spawnWorkers(int)} or {@link
     * ThreadPool#spawnMaxWorkers()}.
     */
    REQUEST
}
