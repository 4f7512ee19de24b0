package dev.poolscope.pool;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The ways to give a pool a task and wait for its result. They are those of {@link SubmitOperations}, each followed by
 * {@link PoolFuture#collect()}. A part of {@link ThreadPool} that stands apart because it can be read apart.
 *
 * {@snippet :
 * try (var pool = new DualThreadPool()) {
 *     int answer = pool.run((a, b) -> a * b, 6, 7);
 *     pool.run(() -> Thread.sleep(1));
 *     pool.runAction(System.out::println, answer);
 * }
 * }
 *
 * <p><b>What is thrown.</b> What the task itself has thrown, the same instance; {@link InterruptedException} if this thread was
 * interrupted while waiting (the task goes on); {@link java.util.concurrent.CancellationException} if the pool cancelled the
 * task; what a submission throws, if it is refused.
 */
public sealed interface RunOperations permits ThreadPool {

    private ThreadPool self() {
        return (ThreadPool) this;
    }

    /**
     * Submits a task and waits for its result.
     *
     * @param <T> the type of the result
     * @param target what to run
     * @return its result
     * @throws Exception what the task has thrown, the same instance, or why it has not ended
     */
    default <T extends @Nullable Object> T run(Callable<T> target) throws Exception {
        return self().complete(new Submitted.OfCallable<>(self().core().context, target));
    }

    /**
     * Submits a task that may be given by a reference, and waits for its result.
     *
     * {@snippet :
     * List<String> words = pool.run(ArrayList::new);
     * }
     *
     * @param <T> the type of the result
     * @param target what to run
     * @return its result
     * @throws Exception what the task has thrown, the same instance, or why it has not ended
     */
    default <T extends @Nullable Object> T run(ThrowingSupplier<T> target) throws Exception {
        return self().complete(new Submitted.OfCallable<>(self().core().context, target));
    }

    /**
     * Submits a task without a result and waits for its end.
     *
     * @param target what to run
     * @throws Exception what the task has thrown, the same instance, or why it has not ended
     */
    default void run(Runnable target) throws Exception {
        var _ = self().complete(new Submitted.OfRunnable(self().core().context, target));
    }

    /**
     * Submits a task without a result that may throw, and waits for its end.
     *
     * {@snippet :
     * pool.run(() -> Thread.sleep(1));
     * }
     *
     * @param target what to run
     * @throws Exception what the task has thrown, the same instance, or why it has not ended
     */
    default void run(ThrowingRunnable target) throws Exception {
        var _ = self().complete(new Submitted.OfRunnable(self().core().context, target));
    }

    /**
     * Submits a task with an argument and waits for its result.
     *
     * @param <A> the type of the argument
     * @param <T> the type of the result
     * @param target what to run
     * @param argument what it is given; may be null
     * @return its result
     * @throws Exception what the task has thrown, the same instance, or why it has not ended
     */
    default <A extends @Nullable Object, T extends @Nullable Object> T run(Function<? super A, ? extends T> target,
            A argument) throws Exception {
        return self().complete(new Submitted.OfFunction<A, T>(self().core().context, target, argument));
    }

    /**
     * Submits a task with an argument that may throw, and waits for its result.
     *
     * {@snippet :
     * String text = pool.run(Files::readString, Path.of("words.txt"));
     * }
     *
     * @param <A> the type of the argument
     * @param <T> the type of the result
     * @param target what to run
     * @param argument what it is given; may be null
     * @return its result
     * @throws Exception what the task has thrown, the same instance, or why it has not ended
     */
    default <A extends @Nullable Object, T extends @Nullable Object> T run(
            ThrowingFunction<? super A, ? extends T> target, A argument) throws Exception {
        return self().complete(new Submitted.OfFunction<A, T>(self().core().context, target, argument));
    }

    /**
     * Submits a task with two arguments and waits for its result.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <T> the type of the result
     * @param target what to run
     * @param first what it is given; may be null
     * @param second what it is given; may be null
     * @return its result
     * @throws Exception what the task has thrown, the same instance, or why it has not ended
     */
    default <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> T run(
            BiFunction<? super A, ? super B, ? extends T> target, A first, B second) throws Exception {
        return self().complete(new Submitted.OfBiFunction<A, B, T>(self().core().context, target, first, second));
    }

    /**
     * Submits a task with two arguments that may throw, and waits for its result.
     *
     * {@snippet :
     * String text = pool.run(Files::readString, Path.of("words.txt"), StandardCharsets.UTF_8);
     * }
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <T> the type of the result
     * @param target what to run
     * @param first what it is given; may be null
     * @param second what it is given; may be null
     * @return its result
     * @throws Exception what the task has thrown, the same instance, or why it has not ended
     */
    default <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> T run(
            ThrowingBiFunction<? super A, ? super B, ? extends T> target, A first, B second) throws Exception {
        return self().complete(new Submitted.OfBiFunction<A, B, T>(self().core().context, target, first, second));
    }

    /**
     * Submits a task with any arguments and waits for its result.
     *
     * @param <T> the type of the result
     * @param target what to run
     * @param arguments its positional arguments; copied; may hold nulls
     * @param namedArguments its named arguments; copied; values may be null
     * @return its result
     * @throws Exception what the task has thrown, the same instance, or why it has not ended
     */
    default <T extends @Nullable Object> T run(Target<? extends T> target, List<?> arguments,
            Map<String, ?> namedArguments) throws Exception {
        return self().complete(Submitted.<T>ofTarget(self().core().context, target, arguments, namedArguments));
    }

    /**
     * Submits a task with an argument and without a result, which may throw, and waits for its end.
     *
     * {@snippet :
     * pool.runAction(Files::delete, Path.of("words.txt"));
     * }
     *
     * @param <A> the type of the argument
     * @param target what to run
     * @param argument what it is given; may be null
     * @throws Exception what the task has thrown, the same instance, or why it has not ended
     */
    default <A extends @Nullable Object> void runAction(ThrowingConsumer<? super A> target, A argument)
            throws Exception {
        var _ = self().complete(new Submitted.OfAction<A>(self().core().context, target, argument));
    }

    /**
     * Submits a task without a result, which may throw, and waits for its end: as {@link #run(ThrowingRunnable)}, for references
     * that could be called with a result or without.
     *
     * {@snippet :
     * pool.runAction(System.out::println);
     * }
     *
     * @param target what to run
     * @throws Exception what the task has thrown, the same instance, or why it has not ended
     */
    default void runAction(ThrowingRunnable target) throws Exception {
        run(target);
    }
}
