package dev.poolscope.pool;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The ways to give a pool a task and get its future: what to run, followed by what it is to be given. A part of
 * {@link ThreadPool} that stands apart because it can be read apart.
 *
 * {@snippet :
 * try (var pool = new DualThreadPool()) {
 *     PoolFuture<Integer> size = pool.submit(String::length, "three");
 *     PoolFuture<?> nap = pool.submit(() -> Thread.sleep(1));
 *     PoolFuture<?> print = pool.submitAction(System.out::println, "printed in a worker");
 *     System.out.println(size.collect() + ", " + nap.collect() + ", " + print.collect());
 * }
 * }
 *
 * <p><b>Targets may throw</b> what they like, checked or not: their task fails with it, and {@link PoolFuture#collect()}
 * throws the same instance. Each form takes the type of the JDK and one of this package that may throw and extends it;
 * lambdas and references to methods go to the latter by themselves.
 *
 * <p><b>Without a result.</b> Java cannot tell {@code submit(x -> print(x), "x")} with a result from one without. So what
 * has an argument and no result is given to {@code submitAction}; and so is what the compiler cannot decide about without an
 * argument, such as {@code System.out::println}.
 *
 * <p><b>Null</b> is fine for an argument, and a {@link NullPointerException} for a target.
 *
 * <p><b>Refusals.</b> No submission waits. Each throws a {@link PoolClosedException} if the pool is shut down or joining, a
 * {@link BrokenPoolException} if it is broken, and another {@link RejectedExecutionException} if the pool has no worker
 * and no thread could be started; the cause says why.
 */
public sealed interface SubmitOperations permits ThreadPool {

    private ThreadPool self() {
        return (ThreadPool) this;
    }

    /**
     * Submits a task.
     *
     * @param <T> the type of the result
     * @param target what to run
     * @return its future
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <T extends @Nullable Object> PoolFuture<T> submit(Callable<T> target) {
        return self().accept(new Submitted.OfCallable<>(self().core().context, target));
    }

    /**
     * Submits a task that may be given by a reference.
     *
     * {@snippet :
     * PoolFuture<List<String>> words = pool.submit(ArrayList::new);
     * PoolFuture<String> text = pool.submit(() -> Files.readString(Path.of("words.txt")));
     * }
     *
     * @param <T> the type of the result
     * @param target what to run
     * @return its future
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <T extends @Nullable Object> PoolFuture<T> submit(ThrowingSupplier<T> target) {
        return self().accept(new Submitted.OfCallable<>(self().core().context, target));
    }

    /**
     * Submits a task without a result.
     *
     * @param target what to run
     * @return its future
     * @throws RejectedExecutionException if the pool takes no task
     */
    default PoolFuture<?> submit(Runnable target) {
        return self().accept(new Submitted.OfRunnable(self().core().context, target));
    }

    /**
     * Submits a task without a result that may throw.
     *
     * {@snippet :
     * PoolFuture<?> nap = pool.submit(() -> Thread.sleep(1));
     * }
     *
     * @param target what to run
     * @return its future
     * @throws RejectedExecutionException if the pool takes no task
     */
    default PoolFuture<?> submit(ThrowingRunnable target) {
        return self().accept(new Submitted.OfRunnable(self().core().context, target));
    }

    /**
     * Submits a task with an argument.
     *
     * @param <A> the type of the argument
     * @param <T> the type of the result
     * @param target what to run
     * @param argument what it is given; may be null
     * @return its future
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object, T extends @Nullable Object> PoolFuture<T> submit(
            Function<? super A, ? extends T> target, A argument) {
        return self().accept(new Submitted.OfFunction<A, T>(self().core().context, target, argument));
    }

    /**
     * Submits a task with an argument that may throw.
     *
     * {@snippet :
     * PoolFuture<String> text = pool.submit(Files::readString, Path.of("words.txt"));
     * }
     *
     * @param <A> the type of the argument
     * @param <T> the type of the result
     * @param target what to run
     * @param argument what it is given; may be null
     * @return its future
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object, T extends @Nullable Object> PoolFuture<T> submit(
            ThrowingFunction<? super A, ? extends T> target, A argument) {
        return self().accept(new Submitted.OfFunction<A, T>(self().core().context, target, argument));
    }

    /**
     * Submits a task with two arguments.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <T> the type of the result
     * @param target what to run
     * @param first what it is given; may be null
     * @param second what it is given; may be null
     * @return its future
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> PoolFuture<T> submit(
            BiFunction<? super A, ? super B, ? extends T> target, A first, B second) {
        return self().accept(new Submitted.OfBiFunction<A, B, T>(self().core().context, target, first, second));
    }

    /**
     * Submits a task with two arguments that may throw.
     *
     * {@snippet :
     * PoolFuture<String> text = pool.submit(Files::readString, Path.of("words.txt"), StandardCharsets.UTF_8);
     * }
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param <T> the type of the result
     * @param target what to run
     * @param first what it is given; may be null
     * @param second what it is given; may be null
     * @return its future
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> PoolFuture<T> submit(
            ThrowingBiFunction<? super A, ? super B, ? extends T> target, A first, B second) {
        return self().accept(new Submitted.OfBiFunction<A, B, T>(self().core().context, target, first, second));
    }

    /**
     * Submits a task with any arguments.
     *
     * {@snippet :
     * var greeting = pool.submit((arguments, named) -> named.get("greeting") + ", " + arguments.getFirst(),
     *         List.of("world"), Map.of("greeting", "Hello"));
     * }
     *
     * @param <T> the type of the result
     * @param target what to run
     * @param arguments its positional arguments; copied; may hold nulls
     * @param namedArguments its named arguments; copied; values may be null
     * @return its future
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <T extends @Nullable Object> PoolFuture<T> submit(Target<? extends T> target, List<?> arguments,
            Map<String, ?> namedArguments) {
        return self().accept(Submitted.<T>ofTarget(self().core().context, target, arguments, namedArguments));
    }

    /**
     * Submits a task that another pool has cancelled, or this one before it broke, with the target and the arguments it was
     * submitted with.
     *
     * @param <T> the type of the result
     * @param task one of {@link ThreadPool#cancelledTasks()}
     * @return its new future
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <T extends @Nullable Object> PoolFuture<T> submit(CancelledTask<T> task) {
        return self().accept(Submitted.of(self().core().context, task.call()));
    }

    /**
     * Submits a task with an argument and without a result, which may throw.
     *
     * {@snippet :
     * PoolFuture<?> deleted = pool.submitAction(Files::delete, Path.of("words.txt"));
     * }
     *
     * @param <A> the type of the argument
     * @param target what to run
     * @param argument what it is given; may be null
     * @return its future
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object> PoolFuture<?> submitAction(ThrowingConsumer<? super A> target, A argument) {
        return self().accept(new Submitted.OfAction<A>(self().core().context, target, argument));
    }

    /**
     * Submits a task without a result, which may throw: as {@link #submit(ThrowingRunnable)}, for references that could be
     * called with a result or without.
     *
     * {@snippet :
     * PoolFuture<?> emptyLine = pool.submitAction(System.out::println);
     * }
     *
     * @param target what to run
     * @return its future
     * @throws RejectedExecutionException if the pool takes no task
     */
    default PoolFuture<?> submitAction(ThrowingRunnable target) {
        return submit(target);
    }
}
