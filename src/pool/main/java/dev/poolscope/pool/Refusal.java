package dev.poolscope.pool;

import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;

/** Why a pool takes no work. */
enum Refusal {
    CLOSED, BROKEN, JOINING;

    /** What is thrown for it, with the stack trace of the thread that throws it. */
    RejectedExecutionException exception(CoreState pool) {
        return switch (this) {
            case CLOSED -> closed(pool);
            case BROKEN -> broken(pool);
            case JOINING ->
                new PoolClosedException("Pool " + pool.name + " is joining and takes no work until that has ended",
                        null);
        };
    }

    static PoolClosedException closed(CoreState pool) {
        return new PoolClosedException(
                "Pool " + pool.name + (pool.isTerminated() ? " is terminated" : " is shutting down"),
                pool.broken());
    }

    /** What broke the pool. */
    static BrokenPoolException broken(CoreState pool) {
        BrokenPoolException original = Objects.requireNonNull(pool.broken());
        String message = Objects.requireNonNull(original.getMessage());
        return switch (original) {
            case InitializerException _ -> new InitializerException(message, original.getCause());
            case FinalizerException _ -> new FinalizerException(message, original.getCause());
            default -> new BrokenPoolException(message, original.getCause());
        };
    }
}
