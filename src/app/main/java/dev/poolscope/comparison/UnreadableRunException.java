package dev.poolscope.comparison;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/** A file holds no run that can be compared; the message says in one line what was found and what is allowed. */
public final class UnreadableRunException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Makes one.
     *
     * @param message what was found and what is allowed, in one line
     * @param cause what was thrown, if anything was
     */
    public UnreadableRunException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
