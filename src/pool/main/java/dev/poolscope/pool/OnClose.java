package dev.poolscope.pool;

/**
 * What {@link ThreadPool#close()}, and so the end of a {@code try} around a pool, does with pending tasks.
 *
 * {@snippet :
 * var options = PoolOptions.builder().onClose(OnClose.DRAIN).build();
 * PoolFuture<String> future;
 * try (var pool = new SingleThreadPool(options)) {
 *     future = pool.submit(() -> "done");
 * }
 * System.out.println(future.resultNow());
 * }
 */
public enum OnClose {
    /** Cancels them, as {@link ThreadPool#shutdown()} does; they are among {@link ThreadPool#cancelledTasks()}. */
    CANCEL,
    /** Lets them be done, as {@link java.util.concurrent.ExecutorService#close()} does. */
    DRAIN
}
