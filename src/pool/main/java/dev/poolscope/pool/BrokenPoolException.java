package dev.poolscope.pool;

import java.io.Serial;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * The pool is broken and takes no more work: a hook failed (then it is an {@link InitializerException} or a
 * {@link FinalizerException}), or no thread could be started for the tasks that were left. The cause says what
 * happened.
 *
 * {@snippet :
 * var pool = new SingleThreadPool(PoolOptions.builder().threadFactory(work -> {
 *     throw new IllegalStateException("no more threads");
 * }).build());
 * try {
 *     pool.test();
 * } catch (BrokenPoolException broken) {
 *     System.out.println(broken.getMessage() + ": " + broken.getCause().getMessage());
 * }
 * pool.close();
 * }
 *
 * @see ThreadPool#isBroken()
 */
public class BrokenPoolException extends RejectedExecutionException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message what happened
     * @param cause what the hook or the thread factory threw
     */
    public BrokenPoolException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
