package dev.poolscope.pool;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The most general thing a task can run: something that takes positional and named arguments. The simpler forms are
 * {@link ThrowingSupplier}, {@link ThrowingRunnable}, {@link ThrowingFunction}, {@link ThrowingBiFunction},
 * {@link ThrowingConsumer}, and what the JDK has for the same.
 *
 * {@snippet :
 * Target<String> greet = (arguments, named) -> named.get("greeting") + ", " + arguments.getFirst();
 * try (var pool = new SingleThreadPool()) {
 *     System.out.println(pool.run(greet, List.of("world"), Map.of("greeting", "Hello")));
 * }
 * }
 *
 * <p>It is also a function of a list and a map: that makes the compiler prefer it to one, so that
 * {@code pool.submit((arguments, named) -> …, List.of(1), Map.of("k", 2))} needs no cast.
 *
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface Target<T extends @Nullable Object>
        extends
            ThrowingBiFunction<List<?>, Map<String, ?>, T> {

    /**
     * Does the work.
     *
     * @param arguments the positional arguments of the submission; unmodifiable, may hold nulls
     * @param namedArguments the named arguments of the submission; unmodifiable, values may be null
     * @return the result
     * @throws Exception if it fails; the task is then {@link TaskStatus#FAILED}
     */
    T call(List<@Nullable Object> arguments, Map<String, @Nullable Object> namedArguments) throws Exception;

    /**
     * Does the work for callers that expect a function of a list and a map.
     *
     * @param arguments the positional arguments
     * @param namedArguments the named arguments
     * @return the result of {@link #call} with unmodifiable views of both
     * @throws Exception if it fails
     */
    @Override
    default T applyThrowing(List<?> arguments, Map<String, ?> namedArguments) throws Exception {
        return call(Collections.unmodifiableList(arguments), Collections.unmodifiableMap(namedArguments));
    }
}
