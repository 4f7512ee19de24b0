package dev.poolscope.pool;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The calls that a map consists of: one for each element of its shortest input, or one for each chunk of them. They are made
 * as they are asked for, and the inputs, which are user code, are read no further than that takes.
 */
final class MapCalls {
    private MapCalls() {}

    static <A extends @Nullable Object, T extends @Nullable Object> Iterator<TaskCall<T>> of(
            Function<? super A, ? extends T> target, Iterable<? extends A> input) {
        Objects.requireNonNull(target, "target");
        return MapCalls.<A, T>rest(target, input.iterator());
    }

    static <A extends @Nullable Object, T extends @Nullable Object> Iterator<TaskCall<T>> rest(
            Function<? super A, ? extends T> target, Iterator<? extends A> elements) {
        Objects.requireNonNull(target, "target");
        return new Calls<>(List.of(elements), () -> new TaskCall.OfFunction<A, T>(target, elements.next()));
    }

    static <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> Iterator<TaskCall<T>> of(
            BiFunction<? super A, ? super B, ? extends T> target, Iterable<? extends A> first,
            Iterable<? extends B> second) {
        Objects.requireNonNull(target, "target");
        Iterator<? extends A> firsts = first.iterator();
        Iterator<? extends B> seconds = second.iterator();
        return new Calls<>(List.of(firsts, seconds),
                () -> new TaskCall.OfBiFunction<A, B, T>(target, firsts.next(), seconds.next()));
    }

    static <T extends @Nullable Object> Iterator<TaskCall<T>> of(Target<? extends T> target,
            List<? extends Iterable<?>> inputs) {
        Objects.requireNonNull(target, "target");
        if (inputs.isEmpty()) {
            throw PoolOptions.bad("inputs", "none", "one or more, the shortest of which decides the length");
        }
        List<Iterator<?>> all = new ArrayList<>();
        for (Iterable<?> input : inputs) {
            all.add(input.iterator());
        }
        return new Calls<>(all, () -> {
            List<@Nullable Object> arguments = new ArrayList<>(all.size());
            for (Iterator<?> one : all) {
                arguments.add(one.next());
            }
            return new TaskCall.OfTarget<T>(target, arguments, Map.of());
        });
    }

    static <T extends @Nullable Object> Iterator<TaskCall<T>> starred(Target<? extends T> target,
            Iterable<? extends List<?>> input) {
        Objects.requireNonNull(target, "target");
        Iterator<? extends List<?>> lists = input.iterator();
        return new Calls<>(List.of(lists),
                () -> new TaskCall.OfTarget<T>(target, Arguments.copyOf(lists.next()), Map.of()));
    }

    static <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> Iterator<TaskCall<T>> paired(
            ThrowingBiFunction<? super A, ? super B, ? extends T> target,
            Iterable<? extends Map.Entry<? extends A, ? extends B>> input) {
        Objects.requireNonNull(target, "target");
        Iterator<? extends Map.Entry<? extends A, ? extends B>> pairs = input.iterator();
        return new Calls<>(List.of(pairs), () -> {
            Map.Entry<? extends A, ? extends B> pair = pairs.next();
            return new TaskCall.OfBiFunction<A, B, T>(target, pair.getKey(), pair.getValue());
        });
    }

    /** The calls in chunks of the given size, the last of which may be smaller. */
    static <T extends @Nullable Object> Iterator<TaskCall<List<T>>> chunked(Iterator<TaskCall<T>> calls, int size) {
        Iterator<List<TaskCall<T>>> chunks = new ChunkIterator<>(calls, size);
        return new Calls<>(List.of(chunks), () -> new TaskCall.OfChunk<>(chunks.next()));
    }

    /** As many calls as the shortest input has elements. */
    private record Calls<C>(List<? extends Iterator<?>> inputs, Supplier<C> make) implements Iterator<C> {
        @Override
        public boolean hasNext() {
            for (Iterator<?> input : inputs) {
                if (!input.hasNext()) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public C next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return make.get();
        }
    }
}
