package dev.poolscope.cli;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/** There is no screen to open a window on, though it looked as if there was one; the message says what happened. */
public final class NoDisplayException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Makes one.
     *
     * @param message what happened, for people, in a few words
     * @param cause what was thrown
     */
    public NoDisplayException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
