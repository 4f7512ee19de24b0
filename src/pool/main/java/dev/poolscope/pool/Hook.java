package dev.poolscope.pool;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a worker calls in its own thread before its first task ({@link PoolOptions.Builder#initializer initializer})
 * or after its last ({@link PoolOptions.Builder#finalizer finalizer}). A hook that throws breaks the pool. As a
 * {@link ThrowingRunnable} it is called without arguments.
 *
 * {@snippet :
 * Hook greet = (arguments, named) -> System.out.println("A worker begins with " + arguments);
 * var options = PoolOptions.builder().initializer(greet, List.of("this"), Map.of())
 *         .finalizer(() -> System.out.println("A worker ends")).build();
 * try (var pool = new SingleThreadPool(options)) {
 *     pool.run(() -> System.out.println("It works"));
 * }
 * }
 */
@FunctionalInterface
public interface Hook extends ThrowingRunnable {

    /**
     * Prepares or clears what a worker needs.
     *
     * @param arguments the positional arguments that were given with the hook; unmodifiable, may hold nulls
     * @param namedArguments the named arguments that were given with the hook; unmodifiable, values may be null
     * @throws Exception if it fails; then the pool breaks, with this as the cause
     */
    void run(List<@Nullable Object> arguments, Map<String, @Nullable Object> namedArguments) throws Exception;

    @Override
    default void runThrowing() throws Exception {
        run(List.of(), Map.of());
    }

    /**
     * Makes a hook of something that takes no arguments.
     *
     * @param action what to do
     * @return a hook that does it, whatever its arguments
     */
    static Hook of(Runnable action) {
        Objects.requireNonNull(action, "action");
        return (_, _) -> Throwing.run(action);
    }

    /**
     * Makes a hook of something that takes no arguments and may throw.
     *
     * {@snippet :
     * Hook pause = Hook.of(() -> Thread.sleep(10));
     * }
     *
     * @param action what to do
     * @return a hook that does it, whatever its arguments; a hook as it is
     */
    static Hook of(ThrowingRunnable action) {
        return action instanceof Hook hook ? hook : of((Runnable) action);
    }
}
