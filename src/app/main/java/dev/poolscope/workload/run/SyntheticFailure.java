package dev.poolscope.workload.run;

import java.io.Serial;

import dev.poolscope.workload.model.Action;
import org.jspecify.annotations.Nullable;

/** What a synthetic task or hook throws when it is meant to fail. It has no stack trace: there is nothing to find there. */
public final class SyntheticFailure extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Action action;

    /**
     * Makes one.
     *
     * @param message what was to fail
     */
    public SyntheticFailure(String message) {
        this(message, null, null);
    }

    /**
     * Makes one that an action has asked for.
     *
     * @param message what was to fail
     * @param action the action without which it would not have failed; null if there is none
     */
    public SyntheticFailure(String message, @Nullable Action action) {
        this(message, action, null);
    }

    /**
     * Makes one with a cause.
     *
     * @param message what failed
     * @param cause what it failed of
     */
    public SyntheticFailure(String message, Throwable cause) {
        this(message, null, cause);
    }

    private SyntheticFailure(String message, @Nullable Action action, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.action = action;
    }

    /** {@return the action without which it would not have failed; null if there is none} */
    public @Nullable Action action() {
        return action;
    }
}
