package dev.poolscope.pool;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * The pool is broken because an initializer threw; the cause is what it threw.
 *
 * {@snippet :
 * Hook failing = (arguments, named) -> {
 *     throw new IllegalStateException("no connection");
 * };
 * try (var pool = new SingleThreadPool(PoolOptions.builder().initializer(failing).build())) {
 *     pool.test();
 * } catch (InitializerException broken) {
 *     System.out.println(broken.getMessage() + ": " + broken.getCause().getMessage());
 * }
 * }
 */
public final class InitializerException extends BrokenPoolException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message what happened
     * @param cause what the initializer threw
     */
    public InitializerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
