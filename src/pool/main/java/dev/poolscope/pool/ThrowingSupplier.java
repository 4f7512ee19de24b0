package dev.poolscope.pool;

import java.util.concurrent.Callable;

import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Something with a result that may throw. It is a {@link Callable}, so that it can be given wherever one is wanted.
 *
 * <p>There is no other difference to a Callable than that it is a {@link ThrowingRunnable} as well: that makes the compiler
 * prefer it to one, where a reference to a method or a constructor could be either ({@code ArrayList::new}).
 *
 * {@snippet :
 * ThrowingSupplier<String> name = () -> Thread.currentThread().getName();
 * try (var pool = new SingleThreadPool()) {
 *     System.out.println(pool.submit(name).collect());
 * }
 * }
 *
 * @param <T> the type of the result
 */
@FunctionalInterface
@NullUnmarked // as what the JDK has for the same, so that a lambda may give and take null wherever it could
public interface ThrowingSupplier<T extends @Nullable Object> extends Callable<T>, ThrowingRunnable {

    /**
     * Does the work.
     *
     * @return the result
     * @throws Exception if it fails
     */
    T getThrowing() throws Exception;

    @Override
    default T call() throws Exception {
        return getThrowing();
    }

    @Override
    @SuppressWarnings("FunctionalInterfaceMethodChanged") // a pool calls the one with the result
    default void runThrowing() throws Exception {
        var _ = getThrowing();
    }
}
