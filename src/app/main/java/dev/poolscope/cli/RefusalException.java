package dev.poolscope.cli;

import java.io.Serial;

/** What was asked for cannot be done; the message says in one line what was found and what is allowed. */
final class RefusalException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    RefusalException(String message) {
        super(message);
    }
}
