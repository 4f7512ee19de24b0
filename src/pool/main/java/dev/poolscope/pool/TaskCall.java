package dev.poolscope.pool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A target with its arguments: one form for each way to submit, so that a cancelled task can tell what it would have
 * run.
 *
 * @param <T> the type of the result
 */
sealed interface TaskCall<T extends @Nullable Object> {

    Object target();

    T invoke() throws Exception;

    default List<@Nullable Object> arguments() {
        return List.of();
    }

    default Map<String, @Nullable Object> namedArguments() {
        return Map.of();
    }

    record OfCallable<T extends @Nullable Object>(Callable<T> target) implements TaskCall<T> {
        public OfCallable {
            Objects.requireNonNull(target, "target");
        }

        @Override
        public T invoke() throws Exception {
            return target.call();
        }
    }

    record OfRunnable(Runnable target) implements TaskCall<@Nullable Object> {
        public OfRunnable {
            Objects.requireNonNull(target, "target");
        }

        @Override
        @SuppressWarnings("NullAway") // the T of this form is nullable
        public @Nullable Object invoke() throws Exception {
            Throwing.run(target);
            return null;
        }
    }

    record OfFunction<A extends @Nullable Object, T extends @Nullable Object>(Function<? super A, ? extends T> target,
            A argument) implements TaskCall<T> {
        public OfFunction {
            Objects.requireNonNull(target, "target");
        }

        @Override
        public T invoke() throws Exception {
            return Throwing.<A, T>apply(target, argument);
        }

        @Override
        public List<@Nullable Object> arguments() {
            return Collections.<@Nullable Object>singletonList(argument);
        }
    }

    record OfBiFunction<A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object>(
            BiFunction<? super A, ? super B, ? extends T> target, A first, B second) implements TaskCall<T> {
        public OfBiFunction {
            Objects.requireNonNull(target, "target");
        }

        @Override
        public T invoke() throws Exception {
            return Throwing.<A, B, T>apply(target, first, second);
        }

        @Override
        public List<@Nullable Object> arguments() {
            return Collections.unmodifiableList(Arrays.<@Nullable Object>asList(first, second));
        }
    }

    record OfAction<A extends @Nullable Object>(ThrowingConsumer<? super A> target, A argument)
            implements
                TaskCall<@Nullable Object> {
        public OfAction {
            Objects.requireNonNull(target, "target");
        }

        @Override
        @SuppressWarnings("NullAway") // the T of this form is nullable
        public @Nullable Object invoke() throws Exception {
            target.accept(argument);
            return null;
        }

        @Override
        public List<@Nullable Object> arguments() {
            return Collections.<@Nullable Object>singletonList(argument);
        }
    }

    record OfTarget<T extends @Nullable Object>(Target<? extends T> target, List<@Nullable Object> arguments,
            Map<String, @Nullable Object> namedArguments) implements TaskCall<T> {
        public OfTarget {
            Objects.requireNonNull(target, "target");
            arguments = Arguments.copyOf(arguments);
            namedArguments = Arguments.copyOf(namedArguments);
        }

        @Override
        public T invoke() throws Exception {
            return target.call(arguments, namedArguments);
        }
    }

    /** A Runnable together with the result it is to have. */
    record OfRunnableWithResult<T extends @Nullable Object>(Runnable target, T result) implements TaskCall<T> {
        public OfRunnableWithResult {
            Objects.requireNonNull(target, "target");
        }

        @Override
        public T invoke() throws Exception {
            Throwing.run(target);
            return result;
        }
    }

    /** Several calls of one target, one after the other. */
    record OfChunk<T extends @Nullable Object>(List<TaskCall<T>> calls) implements TaskCall<List<T>> {
        @Override
        public Object target() {
            return calls.getFirst().target();
        }

        @Override
        public List<T> invoke() throws Exception {
            List<T> results = new ArrayList<>(calls.size());
            for (TaskCall<T> call : calls) {
                // An interrupt of a chunk is to give its worker back, not only the element in hand.
                if (Thread.interrupted()) {
                    throw new InterruptedException("Interrupted between two elements of a chunk");
                }
                results.add(call.invoke());
            }
            return Collections.unmodifiableList(results);
        }

        @Override
        public List<@Nullable Object> arguments() {
            List<@Nullable Object> all = new ArrayList<>(calls.size());
            for (TaskCall<T> call : calls) {
                all.add(call.arguments());
            }
            return Collections.unmodifiableList(all);
        }
    }
}
