package dev.poolscope.pool;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The most general thing a task can run: something that takes positional and named arguments. The simpler forms are
 * {@link java.util.concurrent.Callable}, {@link Runnable}, {@link java.util.function.Function} and
 * {@link java.util.function.BiFunction}.
 *
 * {@snippet :
 * Target<String> greet = (arguments, named) -> named.get("greeting") + ", " + arguments.getFirst();
 * try (var pool = new SingleThreadPool()) {
 *     System.out.println(pool.run(greet, List.of("world"), Map.of("greeting", "Hello")));
 * }
 * }
 *
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface Target<T extends @Nullable Object> {

    /**
     * Does the work.
     *
     * @param arguments the positional arguments of the submission; unmodifiable, may hold nulls
     * @param namedArguments the named arguments of the submission; unmodifiable, values may be null
     * @return the result
     * @throws Exception if it fails; the task is then {@link TaskStatus#FAILED}
     */
    T call(List<@Nullable Object> arguments, Map<String, @Nullable Object> namedArguments) throws Exception;
}
