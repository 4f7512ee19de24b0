package dev.poolscope.pool;

import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * How targets are called. One that may throw says so by its class, whatever type it was given as; so that what it throws is what
 * its task fails with, not something that had to be wrapped around it.
 */
final class Throwing {
    private Throwing() {}

    static void run(Runnable target) throws Exception {
        if (target instanceof ThrowingRunnable throwing) {
            throwing.runThrowing();
        } else {
            target.run();
        }
    }

    static <A extends @Nullable Object, T extends @Nullable Object> T apply(Function<? super A, ? extends T> target,
            A argument) throws Exception {
        return target instanceof ThrowingFunction<? super A, ? extends T> throwing
                ? throwing.applyThrowing(argument)
                : target.apply(argument);
    }

    static <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> T apply(
            BiFunction<? super A, ? super B, ? extends T> target, A first, B second) throws Exception {
        return target instanceof ThrowingBiFunction<? super A, ? super B, ? extends T> throwing
                ? throwing.applyThrowing(first, second)
                : target.apply(first, second);
    }

    /** What to throw where only unchecked exceptions may be thrown. */
    static RuntimeException unchecked(Exception thrown) {
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return thrown instanceof RuntimeException runtime ? runtime : new CompletionException(thrown);
    }
}
