package dev.poolscope.pool;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What a pool does with many elements at once: {@code map} and {@code starmap}, which submit as their results are asked for:
 * with the default options one task at a time, because their {@linkplain MapOptions.Builder#bufferSize buffer} is one. Beside them
 * stand {@link MapAllOperations mapAll and starmapAll}, which submit everything when they are called. A part of
 * {@link ThreadPool} that stands apart because it can be read apart.
 *
 * {@snippet :
 * List<String> words = List.of("park", "unpark", "retire");
 * try (var pool = new QuadThreadPool()) {
 *     var options = MapOptions.builder().bufferSize(8).build();
 *     try (var sizes = pool.map(String::length, words, options)) {
 *         for (int size : sizes) {
 *             System.out.println(size);
 *         }
 *     }
 *     var sums = pool.starmap(Integer::sum, List.of(Map.entry(1, 2), Map.entry(10, 20)));
 *     System.out.println(sums.stream().toList());
 * }
 * }
 *
 * <p><b>Targets</b> may throw, as in {@link SubmitOperations}. Inputs are anything that can be iterated over; for a target of one
 * argument also an array, or an iterator, of which what is left is taken.
 *
 * <p><b>Tasks.</b> Each chunk of {@link MapOptions#chunkSize} elements is one task: done by one worker, and failed as a whole
 * if one of its elements fails.
 *
 * <p><b>Lazy forms</b>, those here: the call checks the pool and takes the iterators of the inputs, nothing else.
 * {@link CloseableIterator#hasNext()} may read input but never submits; {@link CloseableIterator#next()} first submits until
 * {@link MapOptions#bufferSize} tasks are in flight, those that are done but not taken included, then waits. With a buffer of
 * one, tasks run one at a time. Inputs may be without an end. Nothing that was taken is kept.
 *
 * <p><b>Eager forms</b>, those of {@link MapAllOperations}, read their input to its end and submit everything during the call; if
 * that fails, what was submitted is cancelled. They hold what was not taken yet.
 *
 * <p><b>Order.</b> Results come in the order of the input, or as they are completed if {@link MapOptions#ordered} is
 * false.
 *
 * <p><b>Failures.</b> {@code next} throws what a task has thrown: unchecked exceptions and errors as they are, checked ones in
 * a {@link java.util.concurrent.CompletionException}; a {@link PoolTimeoutException} when the time limit has come;
 * a {@link java.util.concurrent.CancellationException}, with the interrupt status set again, if the thread is interrupted
 * while waiting; a {@link PoolClosedException} or {@link BrokenPoolException} if the pool takes no more or has cancelled what
 * is waited for. What the inputs throw goes through as it is. After any of these, and after
 * {@link CloseableIterator#close()}, the iterator is at its end, and what it has in flight is cancelled, with interruption.
 *
 * <p><b>Inputs</b> are user code: they are read in the thread that calls, with no lock held.
 *
 * <p><b>Options</b> are the last argument and may be left out; some forms declare them with dots, because that lets the
 * compiler look at the other forms first, and refuse more than one with an {@link IllegalArgumentException}.
 *
 * <p><b>Refusals.</b> Each form throws a {@link PoolClosedException} if the pool is shut down or joining, and a
 * {@link BrokenPoolException} if it is broken.
 */
public sealed interface MapOperations permits ThreadPool {

    private ThreadPool self() {
        return (ThreadPool) this;
    }

    /**
     * Calls a target with each element of an input, as the results are asked for; with the default options one task at a
     * time.
     *
     * @param <A> the type of the elements
     * @param <T> the type of the results
     * @param target what to call
     * @param input the elements; may hold nulls
     * @return the results
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> map(
            Function<? super A, ? extends T> target, Iterable<? extends A> input) {
        return map(target, input, MapOptions.defaults());
    }

    /**
     * Calls a target with each element of an input, as the results are asked for.
     *
     * @param <A> the type of the elements
     * @param <T> the type of the results
     * @param target what to call
     * @param input the elements; may hold nulls
     * @param options how to do it
     * @return the results
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> map(
            Function<? super A, ? extends T> target, Iterable<? extends A> input, MapOptions options) {
        return MapIterator.lazy(self(), target, () -> MapCalls.<A, T>of(target, input), options);
    }

    /**
     * Calls a target that may throw with each element of an input, as the results are asked for; with the default options
     * one task at a time.
     *
     * {@snippet :
     * var texts = pool.map(Files::readString, List.of(Path.of("a.txt"), Path.of("b.txt")));
     * }
     *
     * @param <A> the type of the elements
     * @param <T> the type of the results
     * @param target what to call
     * @param input the elements; may hold nulls
     * @return the results
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> map(
            ThrowingFunction<? super A, ? extends T> target, Iterable<? extends A> input) {
        return map(target, input, MapOptions.defaults());
    }

    /**
     * Calls a target that may throw with each element of an input, as the results are asked for.
     *
     * @param <A> the type of the elements
     * @param <T> the type of the results
     * @param target what to call
     * @param input the elements; may hold nulls
     * @param options how to do it
     * @return the results
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> map(
            ThrowingFunction<? super A, ? extends T> target, Iterable<? extends A> input, MapOptions options) {
        return MapIterator.lazy(self(), target, () -> MapCalls.<A, T>of(target, input), options);
    }

    /**
     * Calls a target with the elements of two inputs, pair by pair, as the results are asked for; with the default options
     * one task at a time. The shorter input decides the length.
     *
     * @param <A> the type of the elements of the first input
     * @param <B> the type of the elements of the second input
     * @param <T> the type of the results
     * @param target what to call
     * @param first the first input
     * @param second the second input
     * @return the results
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> map(
            BiFunction<? super A, ? super B, ? extends T> target, Iterable<? extends A> first,
            Iterable<? extends B> second) {
        return map(target, first, second, MapOptions.defaults());
    }

    /**
     * Calls a target with the elements of two inputs, pair by pair, as the results are asked for. The shorter input decides
     * the length.
     *
     * @param <A> the type of the elements of the first input
     * @param <B> the type of the elements of the second input
     * @param <T> the type of the results
     * @param target what to call
     * @param first the first input
     * @param second the second input
     * @param options how to do it
     * @return the results
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> map(
            BiFunction<? super A, ? super B, ? extends T> target, Iterable<? extends A> first,
            Iterable<? extends B> second, MapOptions options) {
        return MapIterator.lazy(self(), target, () -> MapCalls.<A, B, T>of(target, first, second), options);
    }

    /**
     * Calls a target that may throw with the elements of two inputs, pair by pair, as the results are asked for; with the
     * default options one task at a time. The shorter input decides the length.
     *
     * {@snippet :
     * var texts = pool.map(Files::readString, List.of(Path.of("a.txt")), List.of(StandardCharsets.UTF_8));
     * }
     *
     * @param <A> the type of the elements of the first input
     * @param <B> the type of the elements of the second input
     * @param <T> the type of the results
     * @param target what to call
     * @param first the first input
     * @param second the second input
     * @return the results
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> map(
            ThrowingBiFunction<? super A, ? super B, ? extends T> target, Iterable<? extends A> first,
            Iterable<? extends B> second) {
        return map(target, first, second, MapOptions.defaults());
    }

    /**
     * Calls a target that may throw with the elements of two inputs, pair by pair, as the results are asked for. The
     * shorter input decides the length.
     *
     * @param <A> the type of the elements of the first input
     * @param <B> the type of the elements of the second input
     * @param <T> the type of the results
     * @param target what to call
     * @param first the first input
     * @param second the second input
     * @param options how to do it
     * @return the results
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> map(
            ThrowingBiFunction<? super A, ? super B, ? extends T> target, Iterable<? extends A> first,
            Iterable<? extends B> second, MapOptions options) {
        return MapIterator.lazy(self(), target, () -> MapCalls.<A, B, T>of(target, first, second), options);
    }

    /**
     * Calls a target that may throw with each element of an array, as the results are asked for; with the default options
     * one task at a time.
     *
     * {@snippet :
     * var sizes = pool.map(String::length, new String[]{"park", "unpark"});
     * }
     *
     * @param <A> the type of the elements
     * @param <T> the type of the results
     * @param target what to call
     * @param input the elements; may hold nulls
     * @param options how to do it, if not by default
     * @return the results
     * @throws IllegalArgumentException if there is more than one options object
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> map(
            ThrowingFunction<? super A, ? extends T> target, A[] input, MapOptions... options) {
        return MapIterator.lazy(self(), target, () -> MapCalls.<A, T>of(target, Arrays.asList(input)),
                MapOptions.oneOf(options));
    }

    /**
     * Calls a target that may throw with each element of what is left of an iterator, as the results are asked for; with
     * the default options one task at a time.
     *
     * {@snippet :
     * var sizes = pool.map(String::length, Stream.of("park", "unpark").iterator());
     * }
     *
     * @param <A> the type of the elements
     * @param <T> the type of the results
     * @param target what to call
     * @param input the elements; may hold nulls
     * @param options how to do it, if not by default
     * @return the results
     * @throws IllegalArgumentException if there is more than one options object
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> map(
            ThrowingFunction<? super A, ? extends T> target, Iterator<? extends A> input, MapOptions... options) {
        return MapIterator.lazy(self(), target, () -> MapCalls.<A, T>rest(target, input),
                MapOptions.oneOf(options));
    }

    /**
     * Calls a target with the elements of any number of inputs, one of each, as the results are asked for; with the default
     * options one task at a time. The shortest input decides the length.
     *
     * {@snippet :
     * var sums = pool.map((arguments, _) -> arguments.size(), List.of(List.of(1), List.of(2), List.of(3)));
     * }
     *
     * @param <T> the type of the results
     * @param target what to call
     * @param inputs the inputs, one or more; a call gets one element of each as its positional arguments
     * @param options how to do it, if not by default
     * @return the results
     * @throws IllegalArgumentException if there is no input or more than one options object
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <T extends @Nullable Object> CloseableIterator<T> map(Target<? extends T> target,
            List<? extends Iterable<?>> inputs, MapOptions... options) {
        return MapIterator.lazy(self(), target, () -> MapCalls.<T>of(target, inputs), MapOptions.oneOf(options));
    }

    /**
     * Calls a target with each of many lists of arguments, as the results are asked for; with the default options one task
     * at a time.
     *
     * @param <T> the type of the results
     * @param target what to call
     * @param input the lists of positional arguments; the lists are copied, and may hold nulls
     * @return the results
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <T extends @Nullable Object> CloseableIterator<T> starmap(Target<? extends T> target,
            Iterable<? extends List<?>> input) {
        return starmap(target, input, MapOptions.defaults());
    }

    /**
     * Calls a target with each of many lists of arguments, as the results are asked for.
     *
     * @param <T> the type of the results
     * @param target what to call
     * @param input the lists of positional arguments; the lists are copied, and may hold nulls
     * @param options how to do it
     * @return the results
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <T extends @Nullable Object> CloseableIterator<T> starmap(Target<? extends T> target,
            Iterable<? extends List<?>> input, MapOptions options) {
        return MapIterator.lazy(self(), target, () -> MapCalls.<T>starred(target, input), options);
    }

    /**
     * Calls a target of two arguments that may throw with each of many pairs, as the results are asked for; with the
     * default options one task at a time.
     *
     * {@snippet :
     * var texts = pool.starmap((word, n) -> word.repeat(n), Map.of("park", 2, "unpark", 3).entrySet());
     * }
     *
     * @param <A> the type of the first of a pair
     * @param <B> the type of the second of a pair
     * @param <T> the type of the results
     * @param target what to call
     * @param input the pairs: the key is the first argument, the value the second
     * @param options how to do it, if not by default
     * @return the results
     * @throws IllegalArgumentException if there is more than one options object
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> starmap(
            ThrowingBiFunction<? super A, ? super B, ? extends T> target,
            Iterable<? extends Map.Entry<? extends A, ? extends B>> input, MapOptions... options) {
        return MapIterator.lazy(self(), target, () -> MapCalls.<A, B, T>paired(target, input),
                MapOptions.oneOf(options));
    }
}
