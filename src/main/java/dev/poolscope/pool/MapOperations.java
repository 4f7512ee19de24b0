package dev.poolscope.pool;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What a pool does with many elements at once: {@code map} and {@code starmap}, which submit as their results are asked for,
 * and {@code mapAll} and {@code starmapAll}, which submit everything when they are called. A part of {@link ThreadPool} that
 * stands apart because it can be read apart.
 *
 * {@snippet :
 * List<String> words = List.of("park", "unpark", "retire");
 * try (var pool = new QuadThreadPool()) {
 *     var options = MapOptions.builder().chunkSize(50).bufferSize(8).build();
 *     try (var sizes = pool.map(String::length, words, options)) {
 *         sizes.forEachRemaining(System.out::println);
 *     }
 *     int sum = pool.mapAll(Integer::sum, List.of(1, 2), List.of(10, 20)).stream().mapToInt(Integer::intValue).sum();
 *     System.out.println(sum);
 * }
 * }
 *
 * <p><b>Tasks.</b> Each chunk of {@link MapOptions#chunkSize} elements is one task: done by one worker, and failed as a whole
 * if one of its elements fails.
 *
 * <p><b>Lazy forms.</b> The call checks the pool and takes the iterators of the inputs, nothing else.
 * {@link CloseableIterator#hasNext()} may read input but never submits; {@link CloseableIterator#next()} first submits until
 * {@link MapOptions#bufferSize} tasks are in flight, those that are done but not taken included, then waits. With a buffer of
 * one, tasks run one at a time. Inputs may be without an end. Nothing that was taken is kept.
 *
 * <p><b>Eager forms</b> read their input to its end and submit everything during the call; if that fails, what was submitted
 * is cancelled. They hold what was not taken yet.
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
 */
public sealed interface MapOperations permits ThreadPool {

    /**
     * Calls a target with each element of an input, as the results are asked for. Nothing is submitted before the
     * first result is. With the default options: chunks of one, one in flight, in order, no time limit.
     *
     * @param <A> the type of the elements
     * @param <T> the type of the results
     * @param target what to call
     * @param input the elements; may hold nulls
     * @return the results
     * @throws PoolClosedException if the pool is shut down or joining
     * @throws BrokenPoolException if the pool is broken
     */
    default <A extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> map(
            Function<? super A, ? extends T> target, Iterable<? extends A> input) {
        return map(target, input, MapOptions.defaults());
    }

    /**
     * Calls a target with each element of an input, as the results are asked for. Nothing is submitted before the
     * first result is.
     *
     * @param <A> the type of the elements
     * @param <T> the type of the results
     * @param target what to call
     * @param input the elements; may hold nulls
     * @param options how to do it
     * @return the results
     * @throws PoolClosedException if the pool is shut down or joining
     * @throws BrokenPoolException if the pool is broken
     */
    default <A extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> map(
            Function<? super A, ? extends T> target, Iterable<? extends A> input, MapOptions options) {
        return MapIterator.lazy((ThreadPool) this, target, () -> MapCalls.<A, T>of(target, input), options);
    }

    /**
     * Calls a target with the elements of two inputs, pair by pair, as the results are asked for. The shortest
     * input decides the length. Nothing is submitted before the first result is. With the default options: chunks
     * of one, one in flight, in order, no time limit.
     *
     * @param <A> the type of the elements of the first input
     * @param <B> the type of the elements of the second input
     * @param <T> the type of the results
     * @param target what to call
     * @param first the first input
     * @param second the second input
     * @return the results
     * @throws PoolClosedException if the pool is shut down or joining
     * @throws BrokenPoolException if the pool is broken
     */
    default <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> map(
            BiFunction<? super A, ? super B, ? extends T> target, Iterable<? extends A> first,
            Iterable<? extends B> second) {
        return map(target, first, second, MapOptions.defaults());
    }

    /**
     * Calls a target with the elements of two inputs, pair by pair, as the results are asked for. The shortest
     * input decides the length. Nothing is submitted before the first result is.
     *
     * @param <A> the type of the elements of the first input
     * @param <B> the type of the elements of the second input
     * @param <T> the type of the results
     * @param target what to call
     * @param first the first input
     * @param second the second input
     * @param options how to do it
     * @return the results
     * @throws PoolClosedException if the pool is shut down or joining
     * @throws BrokenPoolException if the pool is broken
     */
    default <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> map(
            BiFunction<? super A, ? super B, ? extends T> target, Iterable<? extends A> first,
            Iterable<? extends B> second, MapOptions options) {
        return MapIterator.lazy((ThreadPool) this, target, () -> MapCalls.<A, B, T>of(target, first, second), options);
    }

    /**
     * Calls a target with the elements of any number of inputs, one of each, as the results are asked for. The
     * shortest input decides the length. Nothing is submitted before the first result is. With the default
     * options: chunks of one, one in flight, in order, no time limit.
     *
     * @param <T> the type of the results
     * @param target what to call
     * @param inputs the inputs, one or more; a call gets one element of each as its positional arguments
     * @return the results
     * @throws IllegalArgumentException if there is no input
     * @throws PoolClosedException if the pool is shut down or joining
     * @throws BrokenPoolException if the pool is broken
     */
    default <T extends @Nullable Object> CloseableIterator<T> map(Target<? extends T> target,
            List<? extends Iterable<?>> inputs) {
        return map(target, inputs, MapOptions.defaults());
    }

    /**
     * Calls a target with the elements of any number of inputs, one of each, as the results are asked for. The
     * shortest input decides the length. Nothing is submitted before the first result is.
     *
     * @param <T> the type of the results
     * @param target what to call
     * @param inputs the inputs, one or more; a call gets one element of each as its positional arguments
     * @param options how to do it
     * @return the results
     * @throws IllegalArgumentException if there is no input
     * @throws PoolClosedException if the pool is shut down or joining
     * @throws BrokenPoolException if the pool is broken
     */
    default <T extends @Nullable Object> CloseableIterator<T> map(Target<? extends T> target,
            List<? extends Iterable<?>> inputs, MapOptions options) {
        return MapIterator.lazy((ThreadPool) this, target, () -> MapCalls.<T>of(target, inputs), options);
    }

    /**
     * Calls a target with each element of an input, and submits all of it at once. The input is read to its end by
     * this call. With the default options: chunks of one, in order, no time limit.
     *
     * @param <A> the type of the elements
     * @param <T> the type of the results
     * @param target what to call
     * @param input the elements; may hold nulls
     * @return the results
     * @throws PoolClosedException if the pool is shut down or joining
     * @throws BrokenPoolException if the pool is broken
     * @throws java.util.concurrent.RejectedExecutionException if the pool has no worker and no thread could be
     *         started; the cause tells why
     */
    default <A extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> mapAll(
            Function<? super A, ? extends T> target, Iterable<? extends A> input) {
        return mapAll(target, input, MapOptions.defaults());
    }

    /**
     * Calls a target with each element of an input, and submits all of it at once. The input is read to its end by
     * this call.
     *
     * @param <A> the type of the elements
     * @param <T> the type of the results
     * @param target what to call
     * @param input the elements; may hold nulls
     * @param options how to do it; without a buffer size
     * @return the results
     * @throws IllegalArgumentException if a buffer size was given
     * @throws PoolClosedException if the pool is shut down or joining
     * @throws BrokenPoolException if the pool is broken
     * @throws java.util.concurrent.RejectedExecutionException if the pool has no worker and no thread could be
     *         started; the cause tells why
     */
    default <A extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> mapAll(
            Function<? super A, ? extends T> target, Iterable<? extends A> input, MapOptions options) {
        return MapIterator.eager((ThreadPool) this, target, () -> MapCalls.<A, T>of(target, input), options);
    }

    /**
     * Calls a target with the elements of two inputs, pair by pair, and submits all of it at once. The shortest
     * input decides the length. The input is read to its end by this call. With the default options: chunks of
     * one, in order, no time limit.
     *
     * @param <A> the type of the elements of the first input
     * @param <B> the type of the elements of the second input
     * @param <T> the type of the results
     * @param target what to call
     * @param first the first input
     * @param second the second input
     * @return the results
     * @throws PoolClosedException if the pool is shut down or joining
     * @throws BrokenPoolException if the pool is broken
     * @throws java.util.concurrent.RejectedExecutionException if the pool has no worker and no thread could be
     *         started; the cause tells why
     */
    default <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> mapAll(
            BiFunction<? super A, ? super B, ? extends T> target, Iterable<? extends A> first,
            Iterable<? extends B> second) {
        return mapAll(target, first, second, MapOptions.defaults());
    }

    /**
     * Calls a target with the elements of two inputs, pair by pair, and submits all of it at once. The shortest
     * input decides the length. The input is read to its end by this call.
     *
     * @param <A> the type of the elements of the first input
     * @param <B> the type of the elements of the second input
     * @param <T> the type of the results
     * @param target what to call
     * @param first the first input
     * @param second the second input
     * @param options how to do it; without a buffer size
     * @return the results
     * @throws IllegalArgumentException if a buffer size was given
     * @throws PoolClosedException if the pool is shut down or joining
     * @throws BrokenPoolException if the pool is broken
     * @throws java.util.concurrent.RejectedExecutionException if the pool has no worker and no thread could be
     *         started; the cause tells why
     */
    default <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> mapAll(
            BiFunction<? super A, ? super B, ? extends T> target, Iterable<? extends A> first,
            Iterable<? extends B> second, MapOptions options) {
        return MapIterator.eager((ThreadPool) this, target, () -> MapCalls.<A, B, T>of(target, first, second), options);
    }

    /**
     * Calls a target with the elements of any number of inputs, one of each, and submits all of it at once. The
     * shortest input decides the length. The input is read to its end by this call. With the default options:
     * chunks of one, in order, no time limit.
     *
     * @param <T> the type of the results
     * @param target what to call
     * @param inputs the inputs, one or more; a call gets one element of each as its positional arguments
     * @return the results
     * @throws IllegalArgumentException if there is no input
     * @throws PoolClosedException if the pool is shut down or joining
     * @throws BrokenPoolException if the pool is broken
     * @throws java.util.concurrent.RejectedExecutionException if the pool has no worker and no thread could be
     *         started; the cause tells why
     */
    default <T extends @Nullable Object> CloseableIterator<T> mapAll(Target<? extends T> target,
            List<? extends Iterable<?>> inputs) {
        return mapAll(target, inputs, MapOptions.defaults());
    }

    /**
     * Calls a target with the elements of any number of inputs, one of each, and submits all of it at once. The
     * shortest input decides the length. The input is read to its end by this call.
     *
     * @param <T> the type of the results
     * @param target what to call
     * @param inputs the inputs, one or more; a call gets one element of each as its positional arguments
     * @param options how to do it; without a buffer size
     * @return the results
     * @throws IllegalArgumentException if there is no input or a buffer size was given
     * @throws PoolClosedException if the pool is shut down or joining
     * @throws BrokenPoolException if the pool is broken
     * @throws java.util.concurrent.RejectedExecutionException if the pool has no worker and no thread could be
     *         started; the cause tells why
     */
    default <T extends @Nullable Object> CloseableIterator<T> mapAll(Target<? extends T> target,
            List<? extends Iterable<?>> inputs, MapOptions options) {
        return MapIterator.eager((ThreadPool) this, target, () -> MapCalls.<T>of(target, inputs), options);
    }

    /**
     * Calls a target with each of many lists of arguments, as the results are asked for. Nothing is submitted
     * before the first result is. With the default options: chunks of one, one in flight, in order, no time limit.
     *
     * @param <T> the type of the results
     * @param target what to call
     * @param input the lists of positional arguments; the lists are copied, and may hold nulls
     * @return the results
     * @throws PoolClosedException if the pool is shut down or joining
     * @throws BrokenPoolException if the pool is broken
     */
    default <T extends @Nullable Object> CloseableIterator<T> starmap(Target<? extends T> target,
            Iterable<? extends List<?>> input) {
        return starmap(target, input, MapOptions.defaults());
    }

    /**
     * Calls a target with each of many lists of arguments, as the results are asked for. Nothing is submitted
     * before the first result is.
     *
     * @param <T> the type of the results
     * @param target what to call
     * @param input the lists of positional arguments; the lists are copied, and may hold nulls
     * @param options how to do it
     * @return the results
     * @throws PoolClosedException if the pool is shut down or joining
     * @throws BrokenPoolException if the pool is broken
     */
    default <T extends @Nullable Object> CloseableIterator<T> starmap(Target<? extends T> target,
            Iterable<? extends List<?>> input, MapOptions options) {
        return MapIterator.lazy((ThreadPool) this, target, () -> MapCalls.<T>starred(target, input), options);
    }

    /**
     * Calls a target with each of many lists of arguments, and submits all of it at once. The input is read to its
     * end by this call. With the default options: chunks of one, in order, no time limit.
     *
     * @param <T> the type of the results
     * @param target what to call
     * @param input the lists of positional arguments; the lists are copied, and may hold nulls
     * @return the results
     * @throws PoolClosedException if the pool is shut down or joining
     * @throws BrokenPoolException if the pool is broken
     * @throws java.util.concurrent.RejectedExecutionException if the pool has no worker and no thread could be
     *         started; the cause tells why
     */
    default <T extends @Nullable Object> CloseableIterator<T> starmapAll(Target<? extends T> target,
            Iterable<? extends List<?>> input) {
        return starmapAll(target, input, MapOptions.defaults());
    }

    /**
     * Calls a target with each of many lists of arguments, and submits all of it at once. The input is read to its
     * end by this call.
     *
     * @param <T> the type of the results
     * @param target what to call
     * @param input the lists of positional arguments; the lists are copied, and may hold nulls
     * @param options how to do it; without a buffer size
     * @return the results
     * @throws IllegalArgumentException if a buffer size was given
     * @throws PoolClosedException if the pool is shut down or joining
     * @throws BrokenPoolException if the pool is broken
     * @throws java.util.concurrent.RejectedExecutionException if the pool has no worker and no thread could be
     *         started; the cause tells why
     */
    default <T extends @Nullable Object> CloseableIterator<T> starmapAll(Target<? extends T> target,
            Iterable<? extends List<?>> input, MapOptions options) {
        return MapIterator.eager((ThreadPool) this, target, () -> MapCalls.<T>starred(target, input), options);
    }
}
