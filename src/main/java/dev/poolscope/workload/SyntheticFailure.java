package dev.poolscope.workload;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/** What a synthetic task or hook throws when it is meant to fail. It has no stack trace: there is nothing to find there. */
public final class SyntheticFailure extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    SyntheticFailure(String message) {
        this(message, null);
    }

    SyntheticFailure(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}
