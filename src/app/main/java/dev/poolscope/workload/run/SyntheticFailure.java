package dev.poolscope.workload.run;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/** What a synthetic task or hook throws when it is meant to fail. It has no stack trace: there is nothing to find there. */
public final class SyntheticFailure extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message what was to fail
     */
    public SyntheticFailure(String message) {
        this(message, null);
    }

    /**
     * Makes one with a cause.
     *
     * @param message what failed
     * @param cause what it failed of; null if of itself
     */
    public SyntheticFailure(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}
