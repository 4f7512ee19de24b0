package dev.poolscope.pool;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * The pool is broken because a finalizer threw; the cause is what it threw.
 *
 * {@snippet :
 * Hook failing = (arguments, named) -> {
 *     throw new IllegalStateException("no connection");
 * };
 * try (var pool = new SingleThreadPool(PoolOptions.builder().finalizer(failing).build())) {
 *     pool.test();
 * } catch (FinalizerException broken) {
 *     System.out.println(broken.getMessage() + ": " + broken.getCause().getMessage());
 * }
 * }
 */
public final class FinalizerException extends BrokenPoolException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message what happened
     * @param cause what the finalizer threw
     */
    public FinalizerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
