package dev.poolscope.pool;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a worker calls in its own thread before its first task ({@link PoolOptions.Builder#initializer initializer})
 * or after its last ({@link PoolOptions.Builder#finalizer finalizer}). A hook that throws breaks the pool.
 */
@FunctionalInterface
public interface Hook {

    /**
     * Prepares or clears what a worker needs.
     *
     * @param arguments the positional arguments that were given with the hook; unmodifiable, may hold nulls
     * @param namedArguments the named arguments that were given with the hook; unmodifiable, values may be null
     * @throws Exception if it fails; then the pool breaks, with this as the cause
     */
    void run(List<@Nullable Object> arguments, Map<String, @Nullable Object> namedArguments) throws Exception;

    /**
     * Makes a hook of something that takes no arguments.
     *
     * @param action what to do
     * @return a hook that does it, whatever its arguments
     */
    static Hook of(Runnable action) {
        java.util.Objects.requireNonNull(action, "action");
        return (_, _) -> action.run();
    }
}
