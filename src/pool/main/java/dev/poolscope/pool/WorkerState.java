package dev.poolscope.pool;

/**
 * What a worker is doing. A worker is alive in every one of these states.
 *
 * {@snippet :
 * try (var pool = new SingleThreadPool()) {
 *     System.out.println(pool.run(() -> pool.workers().getFirst().state() == WorkerState.BUSY));
 * }
 * }
 */
public enum WorkerState {
    /** Its thread is being started, or runs the initializer. Counts as free. */
    STARTING,
    /** It waits for a task. Counts as free. */
    IDLE,
    /** It runs a task, or the callbacks of the task it has just run. */
    BUSY,
    /** It runs the finalizer and takes no more tasks. Counts neither as free nor as busy. */
    RETIRING
}
