package dev.poolscope.pool;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** The forms of submitted tasks, one for each way to submit: each holds the arguments of its target itself. */
final class Submitted {
    private Submitted() {}

    /** The leanest form for a call that was put together before. */
    static <T extends @Nullable Object> PoolTask<T> of(TaskContext context, TaskCall<T> call) {
        return switch (call) {
            case TaskCall.OfCallable<T> it -> new OfCallable<>(context, it.target());
            case TaskCall.OfFunction<?, T> it -> ofFunction(context, it);
            case TaskCall.OfBiFunction<?, ?, T> it -> ofBiFunction(context, it);
            default -> new OfCall<>(context, call);
        };
    }

    static <T extends @Nullable Object> PoolTask<T> ofTarget(TaskContext context, Target<? extends T> target,
            List<?> arguments,
            Map<String, ?> namedArguments) {
        return new OfCall<>(context,
                new TaskCall.OfTarget<T>(target, Arguments.copyOf(arguments), Arguments.copyOf(namedArguments)));
    }

    private static <A extends @Nullable Object, T extends @Nullable Object> PoolTask<T> ofFunction(TaskContext context,
            TaskCall.OfFunction<A, T> call) {
        return new OfFunction<>(context, call.target(), call.argument());
    }

    private static <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> PoolTask<T> ofBiFunction(
            TaskContext context, TaskCall.OfBiFunction<A, B, T> call) {
        return new OfBiFunction<>(context, call.target(), call.first(), call.second());
    }

    /** A task without arguments that gives a result. */
    static final class OfCallable<T extends @Nullable Object> extends PoolTask<T> {
        OfCallable(TaskContext context, Callable<T> target) {
            super(context, Objects.requireNonNull(target, "target"));
        }

        @SuppressWarnings("unchecked") // what the constructor was given
        private Callable<T> callable() {
            return (Callable<T>) Objects.requireNonNull(target);
        }

        @Override
        @Nullable
        Object invoke() throws Exception {
            return callable().call();
        }

        @Override
        @Nullable
        TaskCall<T> call() {
            return target == null ? null : new TaskCall.OfCallable<>(callable());
        }
    }

    /** A task without arguments or result. */
    static final class OfRunnable extends PoolTask<@Nullable Object> {
        OfRunnable(TaskContext context, Runnable target) {
            super(context, Objects.requireNonNull(target, "target"));
        }

        @Override
        @Nullable
        Object invoke() throws Exception {
            Throwing.run((Runnable) Objects.requireNonNull(target));
            return null;
        }

        @Override
        @Nullable
        TaskCall<@Nullable Object> call() {
            Runnable runnable = (Runnable) target;
            return runnable == null ? null : new TaskCall.OfRunnable(runnable);
        }
    }

    /** A task with one argument. */
    static final class OfFunction<A extends @Nullable Object, T extends @Nullable Object> extends PoolTask<T> {
        private @Nullable A argument;

        OfFunction(TaskContext context, Function<? super A, ? extends T> target, A argument) {
            super(context, Objects.requireNonNull(target, "target"));
            this.argument = argument;
        }

        @SuppressWarnings("unchecked") // what the constructor was given
        private Function<@Nullable A, ? extends T> function() {
            return (Function<@Nullable A, ? extends T>) Objects.requireNonNull(target);
        }

        @Override
        @SuppressWarnings("NullAway") // null is an argument where its type admits it
        @Nullable
        Object invoke() throws Exception {
            return Throwing.apply(function(), argument);
        }

        @Override
        @SuppressWarnings("NullAway") // null is an A where A admits it
        @Nullable
        TaskCall<T> call() {
            return target == null ? null : new TaskCall.OfFunction<@Nullable A, T>(function(), argument);
        }

        @Override
        void release() {
            argument = null;
        }
    }

    /** A task with two arguments. */
    static final class OfBiFunction<A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object>
            extends
                PoolTask<T> {
        private @Nullable A first;
        private @Nullable B second;

        OfBiFunction(TaskContext context, BiFunction<? super A, ? super B, ? extends T> target, A first, B second) {
            super(context, Objects.requireNonNull(target, "target"));
            this.first = first;
            this.second = second;
        }

        @SuppressWarnings("unchecked") // what the constructor was given
        private BiFunction<@Nullable A, @Nullable B, ? extends T> function() {
            return (BiFunction<@Nullable A, @Nullable B, ? extends T>) Objects.requireNonNull(target);
        }

        @Override
        @SuppressWarnings("NullAway") // null is an argument where its type admits it
        @Nullable
        Object invoke() throws Exception {
            return Throwing.apply(function(), first, second);
        }

        @Override
        @SuppressWarnings("NullAway") // null is an A or a B where these admit it
        @Nullable
        TaskCall<T> call() {
            return target == null
                    ? null
                    : new TaskCall.OfBiFunction<@Nullable A, @Nullable B, T>(function(), first, second);
        }

        @Override
        void release() {
            first = null;
            second = null;
        }
    }

    /** A task with one argument and without a result. */
    static final class OfAction<A extends @Nullable Object> extends PoolTask<@Nullable Object> {
        private @Nullable A argument;

        OfAction(TaskContext context, ThrowingConsumer<? super A> target, A argument) {
            super(context, Objects.requireNonNull(target, "target"));
            this.argument = argument;
        }

        @SuppressWarnings("unchecked") // what the constructor was given
        private ThrowingConsumer<@Nullable A> action() {
            return (ThrowingConsumer<@Nullable A>) Objects.requireNonNull(target);
        }

        @Override
        @SuppressWarnings("NullAway") // null is an argument where its type admits it
        @Nullable
        Object invoke() throws Exception {
            action().accept(argument);
            return null;
        }

        @Override
        @SuppressWarnings("NullAway") // null is an A where A admits it
        @Nullable
        TaskCall<@Nullable Object> call() {
            return target == null ? null : new TaskCall.OfAction<@Nullable A>(action(), argument);
        }

        @Override
        void release() {
            argument = null;
        }
    }

    /** Any other form: a call that was put together before. */
    static final class OfCall<T extends @Nullable Object> extends PoolTask<T> {
        private @Nullable TaskCall<T> call;

        OfCall(TaskContext context, TaskCall<T> call) {
            super(context, call.target());
            this.call = call;
        }

        @Override
        @Nullable
        Object invoke() throws Exception {
            return Objects.requireNonNull(call).invoke();
        }

        @Override
        @Nullable
        TaskCall<T> call() {
            return call;
        }

        @Override
        void release() {
            call = null;
        }
    }
}
