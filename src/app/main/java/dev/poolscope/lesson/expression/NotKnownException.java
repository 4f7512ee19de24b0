package dev.poolscope.lesson.expression;

import java.io.Serial;

/** What a run has lost is asked of it. Never leaves this package: it becomes {@link Value.NotKnown}. */
final class NotKnownException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    NotKnownException(String what) {
        super(what);
    }
}
