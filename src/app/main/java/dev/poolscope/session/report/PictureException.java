package dev.poolscope.session.report;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/** The picture of a run could not be painted; the message says why, for people, in one line. */
public final class PictureException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Makes one.
     *
     * @param message why, for people
     * @param cause what went wrong, if anything was thrown
     */
    public PictureException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
