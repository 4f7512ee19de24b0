package dev.poolscope.pool;

import java.util.function.Function;

import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * A function of one argument that may throw. It is a {@link Function}, so that it can be given wherever one is wanted.
 *
 * {@snippet :
 * ThrowingFunction<String, Class<?>> find = Class::forName;
 * try (var pool = new SingleThreadPool()) {
 *     System.out.println(pool.submit(find, "java.lang.String").collect());
 * }
 * }
 *
 * <p>A pool calls {@link #applyThrowing}, also when it was given this as a Function: what that throws is what the task fails
 * with, the same instance.
 *
 * @param <A> the type of the argument
 * @param <T> the type of the result
 */
@FunctionalInterface
@NullUnmarked // as what the JDK has for the same, so that a lambda may give and take null wherever it could
public interface ThrowingFunction<A extends @Nullable Object, T extends @Nullable Object> extends Function<A, T> {

    /**
     * Does the work.
     *
     * @param argument what it is given
     * @return the result
     * @throws Exception if it fails
     */
    T applyThrowing(A argument) throws Exception;

    /**
     * Does the work for callers that expect a {@link Function}.
     *
     * @param argument what it is given
     * @return the result
     * @throws java.util.concurrent.CompletionException with what {@link #applyThrowing} has thrown, if that is checked
     *         (and the interrupt status set again, if it is an {@link InterruptedException}); what is unchecked is thrown
     * as it is
     */
    @Override
    @SuppressWarnings("FunctionalInterfaceMethodChanged") // a pool calls the one that may throw; others get its failure wrapped
    default T apply(A argument) {
        try {
            return applyThrowing(argument);
        } catch (Exception thrown) {
            throw Throwing.unchecked(thrown);
        }
    }
}
