package dev.poolscope.pool;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Divides work into chunks by hand, for callers that submit the chunks themselves instead of leaving it to
 * {@code map} and {@code starmap}.
 *
 * {@snippet :
 * try (var pool = new QuadThreadPool()) {
 *     List<PoolFuture<List<Integer>>> futures = new ArrayList<>();
 *     for (Callable<List<Integer>> chunk : Chunks.splitMap(String::length, List.of("a", "bb", "ccc"), 2)) {
 *         futures.add(pool.submit(chunk));
 *     }
 *     System.out.println(Futures.collect(futures));
 * }
 * }
 *
 * <p>Everything is done as it is asked for: an {@link Iterable} given back reads its input when it is itself read, and no
 * further, so that the input may be without an end. It can be read again if its input can. Where no size is given, chunks
 * have one element, as those of {@link MapOptions} do.
 */
public final class Chunks {
    private static final int DEFAULT_SIZE = MapOptions.defaults().chunkSize();

    private Chunks() {}

    /**
     * Divides any input into chunks.
     *
     * @param <T> the type of the elements
     * @param input what to divide
     * @param chunkSize how many elements a chunk has, 1 or more; the last one may have fewer
     * @return the chunks, unmodifiable lists
     * @throws IllegalArgumentException if the size is less than 1
     */
    public static <T extends @Nullable Object> Iterable<List<T>> of(Iterable<? extends T> input, int chunkSize) {
        Objects.requireNonNull(input, "input");
        requireSize(chunkSize);
        return () -> new ChunkIterator<>(input.iterator(), chunkSize);
    }

    /**
     * Divides any input into chunks of one.
     *
     * {@snippet :
     * for (List<Path> chunk : Chunks.of(paths)) {
     *     System.out.println(chunk);
     * }
     * }
     *
     * @param <T> the type of the elements
     * @param input what to divide
     * @return the chunks, unmodifiable lists
     */
    public static <T extends @Nullable Object> Iterable<List<T>> of(Iterable<? extends T> input) {
        return of(input, DEFAULT_SIZE);
    }

    /**
     * Divides a map over one input into tasks.
     *
     * @param <A> the type of the elements
     * @param <T> the type of the results
     * @param target what to call with each element
     * @param input the elements
     * @param chunkSize how many elements a task takes, 1 or more; the last one may take fewer
     * @return the tasks; each gives the results of its elements in their order
     * @throws IllegalArgumentException if the size is less than 1
     */
    public static <A extends @Nullable Object, T extends @Nullable Object> Iterable<Callable<List<T>>> splitMap(
            Function<? super A, ? extends T> target, Iterable<? extends A> input, int chunkSize) {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(input, "input");
        requireSize(chunkSize);
        return () -> tasks(MapCalls.<A, T>of(target, input), chunkSize);
    }

    /**
     * Divides a map over one input of a target that may throw into tasks.
     *
     * {@snippet :
     * for (Callable<List<String>> chunk : Chunks.splitMap(Files::readString, paths, 10)) {
     *     pool.submit(chunk);
     * }
     * }
     *
     * @param <A> the type of the elements
     * @param <T> the type of the results
     * @param target what to call with each element
     * @param input the elements
     * @param chunkSize how many elements a task takes, 1 or more; the last one may take fewer
     * @return the tasks; each gives the results of its elements in their order
     * @throws IllegalArgumentException if the size is less than 1
     */
    public static <A extends @Nullable Object, T extends @Nullable Object> Iterable<Callable<List<T>>> splitMap(
            ThrowingFunction<? super A, ? extends T> target, Iterable<? extends A> input, int chunkSize) {
        return splitMap((Function<? super A, ? extends T>) target, input, chunkSize);
    }

    /**
     * Divides a map over one input of a target that may throw into a task for each element.
     *
     * {@snippet :
     * for (Callable<List<String>> one : Chunks.splitMap(Files::readString, paths)) {
     *     pool.submit(one);
     * }
     * }
     *
     * @param <A> the type of the elements
     * @param <T> the type of the results
     * @param target what to call with each element
     * @param input the elements
     * @return the tasks; each gives a list of one result
     */
    public static <A extends @Nullable Object, T extends @Nullable Object> Iterable<Callable<List<T>>> splitMap(
            ThrowingFunction<? super A, ? extends T> target, Iterable<? extends A> input) {
        return splitMap(target, input, DEFAULT_SIZE);
    }

    /**
     * Divides a map over two inputs into tasks. The shorter input decides how many elements there are.
     *
     * @param <A> the type of the elements of the first input
     * @param <B> the type of the elements of the second input
     * @param <T> the type of the results
     * @param target what to call with each pair of elements
     * @param first the first input
     * @param second the second input
     * @param chunkSize how many pairs a task takes, 1 or more; the last one may take fewer
     * @return the tasks; each gives the results of its pairs in their order
     * @throws IllegalArgumentException if the size is less than 1
     */
    public static <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> Iterable<Callable<List<T>>> splitMap(
            BiFunction<? super A, ? super B, ? extends T> target,
            Iterable<? extends A> first, Iterable<? extends B> second, int chunkSize) {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
        requireSize(chunkSize);
        return () -> tasks(MapCalls.<A, B, T>of(target, first, second), chunkSize);
    }

    /**
     * Divides a map over two inputs of a target that may throw into tasks. The shorter input decides how many elements
     * there are.
     *
     * {@snippet :
     * var tasks = Chunks.splitMap(Files::readString, paths, List.of(StandardCharsets.UTF_8), 10);
     * }
     *
     * @param <A> the type of the elements of the first input
     * @param <B> the type of the elements of the second input
     * @param <T> the type of the results
     * @param target what to call with each pair of elements
     * @param first the first input
     * @param second the second input
     * @param chunkSize how many pairs a task takes, 1 or more; the last one may take fewer
     * @return the tasks; each gives the results of its pairs in their order
     * @throws IllegalArgumentException if the size is less than 1
     */
    public static <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> Iterable<Callable<List<T>>> splitMap(
            ThrowingBiFunction<? super A, ? super B, ? extends T> target,
            Iterable<? extends A> first, Iterable<? extends B> second, int chunkSize) {
        return splitMap((BiFunction<? super A, ? super B, ? extends T>) target, first, second, chunkSize);
    }

    /**
     * Divides a map over two inputs of a target that may throw into a task for each pair. The shorter input decides how
     * many there are.
     *
     * {@snippet :
     * var tasks = Chunks.splitMap(Integer::sum, List.of(1, 2), List.of(10, 20));
     * }
     *
     * @param <A> the type of the elements of the first input
     * @param <B> the type of the elements of the second input
     * @param <T> the type of the results
     * @param target what to call with each pair of elements
     * @param first the first input
     * @param second the second input
     * @return the tasks; each gives a list of one result
     */
    public static <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> Iterable<Callable<List<T>>> splitMap(
            ThrowingBiFunction<? super A, ? super B, ? extends T> target,
            Iterable<? extends A> first, Iterable<? extends B> second) {
        return splitMap(target, first, second, DEFAULT_SIZE);
    }

    /**
     * Divides a map over any number of inputs into tasks. The shortest input decides how many elements there are.
     *
     * @param <T> the type of the results
     * @param target what to call with one element of each input
     * @param inputs the inputs, one or more
     * @param chunkSize how many calls a task makes, 1 or more; the last one may make fewer; 1 if it is left out. Declared
     *         with dots, so that the compiler looks at the other forms first
     * @return the tasks; each gives the results of its calls in their order
     * @throws IllegalArgumentException if the size is less than 1, more than one is given, or there is no input
     */
    public static <T extends @Nullable Object> Iterable<Callable<List<T>>> splitMap(Target<? extends T> target,
            List<? extends Iterable<?>> inputs, int... chunkSize) {
        Objects.requireNonNull(target, "target");
        List<Iterable<?>> all = List.copyOf(inputs);
        int size = oneOf(chunkSize);
        requireSize(size);
        return () -> tasks(MapCalls.<T>of(target, all), size);
    }

    /**
     * Divides a map over lists of arguments into tasks.
     *
     * @param <T> the type of the results
     * @param target what to call with each list
     * @param input the lists of positional arguments
     * @param chunkSize how many lists a task takes, 1 or more; the last one may take fewer
     * @return the tasks; each gives the results of its lists in their order
     * @throws IllegalArgumentException if the size is less than 1
     */
    public static <T extends @Nullable Object> Iterable<Callable<List<T>>> splitStarmap(Target<? extends T> target,
            Iterable<? extends List<?>> input, int chunkSize) {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(input, "input");
        requireSize(chunkSize);
        return () -> tasks(MapCalls.<T>starred(target, input), chunkSize);
    }

    /**
     * Divides a map over lists of arguments into a task for each list.
     *
     * {@snippet :
     * var tasks = Chunks.splitStarmap((arguments, _) -> arguments.size(), List.of(List.of(1, 2), List.of(3)));
     * }
     *
     * @param <T> the type of the results
     * @param target what to call with each list
     * @param input the lists of positional arguments
     * @return the tasks; each gives a list of one result
     */
    public static <T extends @Nullable Object> Iterable<Callable<List<T>>> splitStarmap(Target<? extends T> target,
            Iterable<? extends List<?>> input) {
        return splitStarmap(target, input, DEFAULT_SIZE);
    }

    /**
     * Divides a map over pairs of arguments into tasks.
     *
     * {@snippet :
     * var tasks = Chunks.splitStarmap(Integer::sum, List.of(Map.entry(1, 2), Map.entry(10, 20)), 10);
     * }
     *
     * @param <A> the type of the first of a pair
     * @param <B> the type of the second of a pair
     * @param <T> the type of the results
     * @param target what to call with each pair
     * @param input the pairs: the key is the first argument, the value the second
     * @param chunkSize how many pairs a task takes, 1 or more; the last one may take fewer; 1 if it is left out. Declared
     *         with dots, so that the compiler looks at the other form first
     * @return the tasks; each gives the results of its pairs in their order
     * @throws IllegalArgumentException if the size is less than 1, or more than one is given
     */
    public static <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> Iterable<Callable<List<T>>> splitStarmap(
            ThrowingBiFunction<? super A, ? super B, ? extends T> target,
            Iterable<? extends Map.Entry<? extends A, ? extends B>> input, int... chunkSize) {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(input, "input");
        int size = oneOf(chunkSize);
        requireSize(size);
        return () -> tasks(MapCalls.<A, B, T>paired(target, input), size);
    }

    private static int oneOf(int... chunkSize) {
        if (chunkSize.length > 1) {
            throw PoolOptions.bad("chunkSize", chunkSize.length + " of them", "one, or none");
        }
        return chunkSize.length == 0 ? DEFAULT_SIZE : chunkSize[0];
    }

    private static void requireSize(int chunkSize) {
        if (chunkSize < 1) {
            throw PoolOptions.bad("chunkSize", chunkSize, "1 or more");
        }
    }

    private static <T extends @Nullable Object> Iterator<Callable<List<T>>> tasks(Iterator<TaskCall<T>> calls,
            int chunkSize) {
        Iterator<TaskCall<List<T>>> chunks = MapCalls.chunked(calls, chunkSize);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return chunks.hasNext();
            }

            @Override
            public Callable<List<T>> next() {
                return chunks.next()::invoke;
            }
        };
    }
}
