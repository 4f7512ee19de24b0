package dev.poolscope.pool;

import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Something without a result that takes an argument and may throw. It is no {@link java.util.function.Consumer}, because
 * nothing here takes one; {@code consumer::accept} makes one of the other.
 *
 * {@snippet :
 * ThrowingConsumer<Duration> nap = Thread::sleep;
 * try (var pool = new SingleThreadPool()) {
 *     System.out.println(pool.submitAction(nap, Duration.ofMillis(10)).collect());
 * }
 * }
 *
 * @param <A> the type of the argument
 */
@FunctionalInterface
@NullUnmarked // as what the JDK has for the same, so that a lambda may give and take null wherever it could
public interface ThrowingConsumer<A extends @Nullable Object> {

    /**
     * Does the work.
     *
     * @param argument what it is given
     * @throws Exception if it fails
     */
    void accept(A argument) throws Exception;
}
