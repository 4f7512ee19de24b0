package dev.poolscope.pool;

/**
 * Something without a result that may throw. It is a {@link Runnable}, so that it can be given wherever one is wanted.
 *
 * {@snippet :
 * ThrowingRunnable nap = () -> Thread.sleep(10);
 * try (var pool = new SingleThreadPool()) {
 *     PoolFuture<?> future = pool.submit(nap);
 *     future.collect();
 *     System.out.println(future.status());
 * }
 * }
 *
 * <p>A pool calls {@link #runThrowing}, also when it was given this as a Runnable: what that throws is what the task fails
 * with, the same instance. {@link ThreadPool#execute} alone calls {@link #run}, as any other executor does.
 */
@FunctionalInterface
public interface ThrowingRunnable extends Runnable {

    /**
     * Does the work.
     *
     * @throws Exception if it fails
     */
    void runThrowing() throws Exception;

    /**
     * Does the work for callers that expect a {@link Runnable}.
     *
     * @throws java.util.concurrent.CompletionException with what {@link #runThrowing} has thrown, if that is checked (and
     *         the interrupt status set again, if it is an {@link InterruptedException}); what is unchecked is thrown as it
     * is
     */
    @Override
    @SuppressWarnings("FunctionalInterfaceMethodChanged") // a pool calls the one that may throw; others get its failure wrapped
    default void run() {
        try {
            runThrowing();
        } catch (Exception thrown) {
            throw Throwing.unchecked(thrown);
        }
    }
}
