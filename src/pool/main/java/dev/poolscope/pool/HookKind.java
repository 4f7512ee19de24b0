package dev.poolscope.pool;

/**
 * Which of a worker's two hooks.
 *
 * {@snippet :
 * PoolObserver observer = new PoolObserver() {
 *     @Override
 *     public void hookFailed(long nanos, int workerId, HookKind hook, Throwable failure) {
 *         System.out.println("The " + hook + " of worker " + workerId + " failed: " + failure.getMessage());
 *     }
 * };
 * Hook failing = (arguments, named) -> {
 *     throw new IllegalStateException("no connection");
 * };
 * try (var pool = new SingleThreadPool(PoolOptions.builder().observer(observer).finalizer(failing).build())) {
 *     pool.run(() -> 1);
 * }
 * }
 */
public enum HookKind {
    /** Called in a worker's thread before its first task. */
    INITIALIZER,
    /** Called in a worker's thread after its last task, unless the initializer failed. */
    FINALIZER
}
