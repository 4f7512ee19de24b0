package dev.poolscope.pool;

import java.io.Serial;

/**
 * The time limit of an iteration has come before its next element. The unchecked sibling of
 * {@link java.util.concurrent.TimeoutException}, because {@link java.util.Iterator#next()} can throw no checked one.
 *
 * {@snippet :
 * var options = MapOptions.builder().timeout(Duration.ofSeconds(5)).build();
 * try (var pages = pool.map(Site::fetch, addresses, options)) {
 *     pages.forEachRemaining(Site::show);
 * } catch (PoolTimeoutException late) {
 *     System.out.println("Enough: " + late.getMessage());
 * }
 * }
 */
public final class PoolTimeoutException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message what was waited for, and how long
     */
    public PoolTimeoutException(String message) {
        super(message);
    }
}
