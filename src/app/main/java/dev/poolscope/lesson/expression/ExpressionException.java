package dev.poolscope.lesson.expression;

import java.io.Serial;

/** A text is no expression. The message says in one line what was found and what is allowed. */
public final class ExpressionException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int at;

    ExpressionException(int at, String message) {
        super(message);
        this.at = at;
    }

    /** {@return where in the text, counted from 0; the length of the text if something is missing at its end} */
    public int at() {
        return at;
    }

    /** {@return the message} */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
