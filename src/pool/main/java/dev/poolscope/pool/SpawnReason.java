package dev.poolscope.pool;

/**
 * Why a worker was started.
 *
 * {@snippet :
 * PoolObserver observer = new PoolObserver() {
 *     @Override
 *     public void workerSpawned(long nanos, int workerId, SpawnReason reason, int pending, int free, int alive) {
 *         System.out.println("worker " + workerId + ": " + reason);
 *     }
 * };
 * try (var pool = new DualThreadPool(PoolOptions.builder().observer(observer).build())) {
 *     pool.run(() -> 1);
 *     pool.spawnMaxWorkers();
 * }
 * }
 */
public enum SpawnReason {
    /** A submission found more pending tasks than free workers. */
    SUBMISSION,
    /** A worker retired, and more tasks were pending than workers were free. */
    RETIREMENT,
    /**
     * A caller asked: {@link ThreadPool#spawnWorkers()}, {@link ThreadPool#spawnWorkers(int)} or {@link
     * ThreadPool#spawnMaxWorkers()}.
     */
    REQUEST
}
