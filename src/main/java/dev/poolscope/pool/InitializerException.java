package dev.poolscope.pool;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/** The pool is broken because an initializer threw; the cause is what it threw. */
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
