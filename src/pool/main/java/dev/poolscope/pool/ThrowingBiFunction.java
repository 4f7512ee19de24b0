package dev.poolscope.pool;

import java.util.function.BiFunction;

import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * A function of two arguments that may throw. It is a {@link BiFunction}, so that it can be given wherever one is wanted.
 *
 * {@snippet :
 * ThrowingBiFunction<Class<?>, String, Object> find = Class::getMethod;
 * try (var pool = new SingleThreadPool()) {
 *     System.out.println(pool.submit(find, String.class, "length").collect());
 * }
 * }
 *
 * <p>A pool calls {@link #applyThrowing}, also when it was given this as a BiFunction: what that throws is what the task
 * fails with, the same instance.
 *
 * @param <A> the type of the first argument
 * @param <B> the type of the second argument
 * @param <T> the type of the result
 */
@FunctionalInterface
@NullUnmarked // as what the JDK has for the same, so that a lambda may give and take null wherever it could
public interface ThrowingBiFunction<A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object>
        extends
            BiFunction<A, B, T> {

    /**
     * Does the work.
     *
     * @param first what it is given
     * @param second what it is given
     * @return the result
     * @throws Exception if it fails
     */
    T applyThrowing(A first, B second) throws Exception;

    /**
     * Does the work for callers that expect a {@link BiFunction}.
     *
     * @param first what it is given
     * @param second what it is given
     * @return the result
     * @throws java.util.concurrent.CompletionException with what {@link #applyThrowing} has thrown, if that is checked
     *         (and the interrupt status set again, if it is an {@link InterruptedException}); what is unchecked is thrown
     * as it is
     */
    @Override
    @SuppressWarnings("FunctionalInterfaceMethodChanged") // a pool calls the one that may throw; others get its failure wrapped
    default T apply(A first, B second) {
        try {
            return applyThrowing(first, second);
        } catch (Exception thrown) {
            throw Throwing.unchecked(thrown);
        }
    }
}
