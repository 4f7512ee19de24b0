package dev.poolscope.pool;

import java.io.Serial;

/**
 * A wait that would have starved the pool: with it, every worker the pool may have would wait for unfinished tasks
 * of the same pool, and none would be left to run them. Thrown only with {@link
 * PoolOptions.Builder#failOnStarvation}.
 *
 * {@snippet :
 * try (var pool = new SingleThreadPool(PoolOptions.builder().failOnStarvation(true).build())) {
 *     pool.run(() -> pool.run(() -> 1));
 * } catch (StarvationException starved) {
 *     System.out.println(starved.getMessage());
 * }
 * }
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
