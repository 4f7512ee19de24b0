package dev.poolscope.recording;

import java.io.Serial;

/** What stands in a recording cannot be so; the message says what, in words that fit behind its name. */
final class DamagedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    DamagedException(String message) {
        super(message);
    }
}
