package dev.poolscope.pool;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/** The pool is broken because a finalizer threw; the cause is what it threw. */
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
