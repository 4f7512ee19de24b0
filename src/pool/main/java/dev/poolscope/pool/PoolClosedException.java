package dev.poolscope.pool;

import java.io.Serial;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * The pool takes no work: it is shut down, or a join is in progress (then the message says "joining"). If the pool
 * had been broken before it was closed, the cause is what broke it.
 *
 * {@snippet :
 * var pool = new SingleThreadPool();
 * pool.shutdown();
 * try {
 *     pool.submit(() -> 1);
 * } catch (PoolClosedException closed) {
 *     System.out.println(closed.getMessage());
 * }
 * }
 *
 * @see ThreadPool#check()
 */
public final class PoolClosedException extends RejectedExecutionException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message what state the pool is in
     * @param cause what had broken the pool, or null
     */
    public PoolClosedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
