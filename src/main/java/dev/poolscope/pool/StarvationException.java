package dev.poolscope.pool;

import java.io.Serial;

/**
 * A wait that would have starved the pool: with it, every worker the pool may have would wait for unfinished tasks
 * of the same pool, and none would be left to run them. Thrown only with {@link
 * PoolOptions.Builder#failOnStarvation}.
 */
public final class StarvationException extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message which wait was refused
     */
    public StarvationException(String message) {
        super(message);
    }
}
