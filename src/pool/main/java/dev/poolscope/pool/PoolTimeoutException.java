package dev.poolscope.pool;

import java.io.Serial;

/**
 * The time limit of an iteration has come before its next element. The unchecked sibling of
 * {@link java.util.concurrent.TimeoutException}, because {@link java.util.Iterator#next()} can throw no checked one.
 *
 * {@snippet :
 * var options = MapOptions.builder().timeout(Duration.ofMillis(20)).build();
 * try (var pool = new SingleThreadPool();
 *         var results = pool.starmap((seconds, named) -> new CountDownLatch(1).await(5, TimeUnit.SECONDS),
 *                 List.of(List.of(5)), options)) {
 *     results.forEachRemaining(System.out::println);
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
