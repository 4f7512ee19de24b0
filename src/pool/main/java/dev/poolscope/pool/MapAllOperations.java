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
 * What a pool does with many elements at once: {@code mapAll} and {@code starmapAll}, which submit everything when they are
 * called, so that all workers have something to do. For everything else see their lazy sisters, {@link MapOperations}. A part of
 * {@link ThreadPool} that stands apart because it can be read apart.
 *
 * {@snippet :
 * try (var pool = new QuadThreadPool()) {
 *     for (int size : pool.mapAll(String::length, List.of("park", "unpark", "retire"))) {
 *         System.out.println(size);
 *     }
 *     int sum = pool.mapAll(Integer::sum, List.of(1, 2), List.of(10, 20)).stream().mapToInt(Integer::intValue).sum();
 *     System.out.println(sum);
 * }
 * }
 *
 * <p><b>Refusals.</b> Each form throws what its lazy sister does; a {@link RejectedExecutionException}, too, if the pool has no
 * worker and no thread could be started; and an {@link IllegalArgumentException} if it is given a
 * {@linkplain MapOptions.Builder#bufferSize buffer size}, which says nothing about it.
 */
public sealed interface MapAllOperations permits ThreadPool {

    private ThreadPool self() {
        return (ThreadPool) this;
    }

    /**
     * Calls a target with each element of an input, and submits all of it at once.
     *
     * @param <A> the type of the elements
     * @param <T> the type of the results
     * @param target what to call
     * @param input the elements; may hold nulls
     * @return the results
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> mapAll(
            Function<? super A, ? extends T> target, Iterable<? extends A> input) {
        return mapAll(target, input, MapOptions.defaults());
    }

    /**
     * Calls a target with each element of an input, and submits all of it at once.
     *
     * @param <A> the type of the elements
     * @param <T> the type of the results
     * @param target what to call
     * @param input the elements; may hold nulls
     * @param options how to do it; without a buffer size
     * @return the results
     * @throws IllegalArgumentException if a buffer size was given
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> mapAll(
            Function<? super A, ? extends T> target, Iterable<? extends A> input, MapOptions options) {
        return MapIterator.eager(self(), target, () -> MapCalls.<A, T>of(target, input), options);
    }

    /**
     * Calls a target that may throw with each element of an input, and submits all of it at once.
     *
     * {@snippet :
     * var texts = pool.mapAll(Files::readString, List.of(Path.of("a.txt"), Path.of("b.txt")));
     * }
     *
     * @param <A> the type of the elements
     * @param <T> the type of the results
     * @param target what to call
     * @param input the elements; may hold nulls
     * @return the results
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> mapAll(
            ThrowingFunction<? super A, ? extends T> target, Iterable<? extends A> input) {
        return mapAll(target, input, MapOptions.defaults());
    }

    /**
     * Calls a target that may throw with each element of an input, and submits all of it at once.
     *
     * @param <A> the type of the elements
     * @param <T> the type of the results
     * @param target what to call
     * @param input the elements; may hold nulls
     * @param options how to do it; without a buffer size
     * @return the results
     * @throws IllegalArgumentException if a buffer size was given
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> mapAll(
            ThrowingFunction<? super A, ? extends T> target, Iterable<? extends A> input, MapOptions options) {
        return MapIterator.eager(self(), target, () -> MapCalls.<A, T>of(target, input), options);
    }

    /**
     * Calls a target with the elements of two inputs, pair by pair, and submits all of it at once. The shorter input
     * decides the length.
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
    default <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> mapAll(
            BiFunction<? super A, ? super B, ? extends T> target, Iterable<? extends A> first,
            Iterable<? extends B> second) {
        return mapAll(target, first, second, MapOptions.defaults());
    }

    /**
     * Calls a target with the elements of two inputs, pair by pair, and submits all of it at once. The shorter input
     * decides the length.
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
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> mapAll(
            BiFunction<? super A, ? super B, ? extends T> target, Iterable<? extends A> first,
            Iterable<? extends B> second, MapOptions options) {
        return MapIterator.eager(self(), target, () -> MapCalls.<A, B, T>of(target, first, second), options);
    }

    /**
     * Calls a target that may throw with the elements of two inputs, pair by pair, and submits all of it at once. The
     * shorter input decides the length.
     *
     * {@snippet :
     * var texts = pool.mapAll(Files::readString, List.of(Path.of("a.txt")), List.of(StandardCharsets.UTF_8));
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
    default <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> mapAll(
            ThrowingBiFunction<? super A, ? super B, ? extends T> target, Iterable<? extends A> first,
            Iterable<? extends B> second) {
        return mapAll(target, first, second, MapOptions.defaults());
    }

    /**
     * Calls a target that may throw with the elements of two inputs, pair by pair, and submits all of it at once. The
     * shorter input decides the length.
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
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> mapAll(
            ThrowingBiFunction<? super A, ? super B, ? extends T> target, Iterable<? extends A> first,
            Iterable<? extends B> second, MapOptions options) {
        return MapIterator.eager(self(), target, () -> MapCalls.<A, B, T>of(target, first, second), options);
    }

    /**
     * Calls a target that may throw with each element of an array, and submits all of it at once.
     *
     * {@snippet :
     * var sizes = pool.mapAll(String::length, new String[]{"park", "unpark"});
     * }
     *
     * @param <A> the type of the elements
     * @param <T> the type of the results
     * @param target what to call
     * @param input the elements; may hold nulls
     * @param options how to do it, if not by default; without a buffer size
     * @return the results
     * @throws IllegalArgumentException if there is more than one options object or a buffer size was given
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> mapAll(
            ThrowingFunction<? super A, ? extends T> target, A[] input, MapOptions... options) {
        return MapIterator.eager(self(), target, () -> MapCalls.<A, T>of(target, Arrays.asList(input)),
                MapOptions.oneOf(options));
    }

    /**
     * Calls a target that may throw with each element of what is left of an iterator, and submits all of it at once.
     *
     * {@snippet :
     * var sizes = pool.mapAll(String::length, Stream.of("park", "unpark").iterator());
     * }
     *
     * @param <A> the type of the elements
     * @param <T> the type of the results
     * @param target what to call
     * @param input the elements; may hold nulls
     * @param options how to do it, if not by default; without a buffer size
     * @return the results
     * @throws IllegalArgumentException if there is more than one options object or a buffer size was given
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> mapAll(
            ThrowingFunction<? super A, ? extends T> target, Iterator<? extends A> input, MapOptions... options) {
        return MapIterator.eager(self(), target, () -> MapCalls.<A, T>rest(target, input),
                MapOptions.oneOf(options));
    }

    /**
     * Calls a target with the elements of any number of inputs, one of each, and submits all of it at once. The shortest
     * input decides the length.
     *
     * {@snippet :
     * var sums = pool.mapAll((arguments, _) -> arguments.size(), List.of(List.of(1), List.of(2), List.of(3)));
     * }
     *
     * @param <T> the type of the results
     * @param target what to call
     * @param inputs the inputs, one or more; a call gets one element of each as its positional arguments
     * @param options how to do it, if not by default; without a buffer size
     * @return the results
     * @throws IllegalArgumentException if there is no input or more than one options object, or a buffer size was given
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <T extends @Nullable Object> CloseableIterator<T> mapAll(Target<? extends T> target,
            List<? extends Iterable<?>> inputs, MapOptions... options) {
        return MapIterator.eager(self(), target, () -> MapCalls.<T>of(target, inputs), MapOptions.oneOf(options));
    }

    /**
     * Calls a target with each of many lists of arguments, and submits all of it at once.
     *
     * @param <T> the type of the results
     * @param target what to call
     * @param input the lists of positional arguments; the lists are copied, and may hold nulls
     * @return the results
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <T extends @Nullable Object> CloseableIterator<T> starmapAll(Target<? extends T> target,
            Iterable<? extends List<?>> input) {
        return starmapAll(target, input, MapOptions.defaults());
    }

    /**
     * Calls a target with each of many lists of arguments, and submits all of it at once.
     *
     * @param <T> the type of the results
     * @param target what to call
     * @param input the lists of positional arguments; the lists are copied, and may hold nulls
     * @param options how to do it; without a buffer size
     * @return the results
     * @throws IllegalArgumentException if a buffer size was given
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <T extends @Nullable Object> CloseableIterator<T> starmapAll(Target<? extends T> target,
            Iterable<? extends List<?>> input, MapOptions options) {
        return MapIterator.eager(self(), target, () -> MapCalls.<T>starred(target, input), options);
    }

    /**
     * Calls a target of two arguments that may throw with each of many pairs, and submits all of it at once.
     *
     * {@snippet :
     * var texts = pool.starmapAll((word, n) -> word.repeat(n), Map.of("park", 2, "unpark", 3).entrySet());
     * }
     *
     * @param <A> the type of the first of a pair
     * @param <B> the type of the second of a pair
     * @param <T> the type of the results
     * @param target what to call
     * @param input the pairs: the key is the first argument, the value the second
     * @param options how to do it, if not by default; without a buffer size
     * @return the results
     * @throws IllegalArgumentException if there is more than one options object or a buffer size was given
     * @throws RejectedExecutionException if the pool takes no task
     */
    default <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> CloseableIterator<T> starmapAll(
            ThrowingBiFunction<? super A, ? super B, ? extends T> target,
            Iterable<? extends Map.Entry<? extends A, ? extends B>> input, MapOptions... options) {
        return MapIterator.eager(self(), target, () -> MapCalls.<A, B, T>paired(target, input),
                MapOptions.oneOf(options));
    }
}
