package dev.poolscope.pool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Targets that throw, in every form: their tasks fail with what they throw, and with nothing that was made of it. */
@SuppressWarnings("StaticAssignmentOfThrowable") // to tell whether it is the same instance
class ThrowingFormsTest {
    private static final IOException THROWN = new IOException("of the target");

    private static final ThrowingSupplier<String> SUPPLIER = () -> {
        throw THROWN;
    };
    private static final ThrowingRunnable RUNNABLE = () -> {
        throw THROWN;
    };
    private static final ThrowingFunction<String, String> FUNCTION = _ -> {
        throw THROWN;
    };
    private static final ThrowingBiFunction<String, Integer, String> BI_FUNCTION = (_, _) -> {
        throw THROWN;
    };
    private static final ThrowingConsumer<String> CONSUMER = _ -> {
        throw THROWN;
    };
    private static final Target<String> TARGET = (_, _) -> {
        throw THROWN;
    };
    private static final Hook HOOK = (_, _) -> {
        throw THROWN;
    };

    interface Submission {
        PoolFuture<?> to(ThreadPool pool);
    }

    interface Run {
        void in(ThreadPool pool) throws Exception;
    }

    /** The target, whatever the type is that it is given as. */
    @SuppressWarnings("ImmutableEnumChecker") // what they hold has no state
    enum Form {
        SUPPLIER_AS_IT_IS(SUPPLIER, pool -> pool.submit(SUPPLIER), pool -> pool.run(SUPPLIER)),
        SUPPLIER_AS_CALLABLE(SUPPLIER, pool -> pool.submit((Callable<String>) SUPPLIER),
                pool -> pool.run((Callable<String>) SUPPLIER)),
        SUPPLIER_AS_RUNNABLE(SUPPLIER, pool -> pool.submit((Runnable) SUPPLIER), pool -> pool.run((Runnable) SUPPLIER)),
        RUNNABLE_AS_IT_IS(RUNNABLE, pool -> pool.submit(RUNNABLE), pool -> pool.run(RUNNABLE)),
        RUNNABLE_AS_RUNNABLE(RUNNABLE, pool -> pool.submit((Runnable) RUNNABLE), pool -> pool.run((Runnable) RUNNABLE)),
        RUNNABLE_AS_ACTION(RUNNABLE, pool -> pool.submitAction(RUNNABLE), pool -> pool.runAction(RUNNABLE)),
        HOOK_AS_RUNNABLE(HOOK, pool -> pool.submit((Runnable) HOOK), pool -> pool.run((Runnable) HOOK)),
        FUNCTION_AS_IT_IS(FUNCTION, pool -> pool.submit(FUNCTION, "a"), pool -> pool.run(FUNCTION, "a")),
        FUNCTION_AS_FUNCTION(FUNCTION, pool -> pool.submit((Function<String, String>) FUNCTION, "a"),
                pool -> pool.run((Function<String, String>) FUNCTION, "a")),
        BI_FUNCTION_AS_IT_IS(BI_FUNCTION, pool -> pool.submit(BI_FUNCTION, "a", 1),
                pool -> pool.run(BI_FUNCTION, "a", 1)),
        BI_FUNCTION_AS_BI_FUNCTION(BI_FUNCTION,
                pool -> pool.submit((BiFunction<String, Integer, String>) BI_FUNCTION, "a", 1),
                pool -> pool.run((BiFunction<String, Integer, String>) BI_FUNCTION, "a", 1)),
        TARGET_AS_IT_IS(TARGET, pool -> pool.submit(TARGET, List.of("a", 1), Map.of("k", 2)),
                pool -> pool.run(TARGET, List.of("a", 1), Map.of("k", 2))),
        TARGET_AS_BI_FUNCTION(TARGET,
                pool -> pool.submit((BiFunction<List<?>, Map<String, ?>, String>) TARGET, List.of(), Map.of()),
                pool -> pool.run((BiFunction<List<?>, Map<String, ?>, String>) TARGET, List.of(), Map.of())),
        CONSUMER_AS_ACTION(CONSUMER, pool -> pool.submitAction(CONSUMER, "a"),
                pool -> pool.runAction(CONSUMER, "a")),
        RUNNABLE_IN_THE_VIEW(RUNNABLE, pool -> (PoolFuture<?>) pool.asExecutorService().submit(RUNNABLE),
                pool -> {
                    try {
                        pool.asExecutorService().submit(RUNNABLE, "result").get();
                    } catch (ExecutionException wrapped) {
                        throw (Exception) Objects.requireNonNull(wrapped.getCause());
                    }
                });

        final Object target;
        final Submission submission;
        final Run run;

        Form(Object target, Submission submission, Run run) {
            this.target = target;
            this.submission = submission;
            this.run = run;
        }
    }

    private final ThreadPool pool = new SingleThreadPool();

    @AfterEach
    void end() {
        pool.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatItThrowsIsWhatTheTaskFailsWith(Form form) throws Exception {
        PoolFuture<?> future = form.submission.to(pool);
        assertThat(catchThrowable(future::collect)).isSameAs(THROWN);
        assertThat(future.exceptionNow()).isSameAs(THROWN);
        assertThat(catchThrowable(future::get)).isInstanceOf(ExecutionException.class)
                .satisfies(told -> assertThat(told.getCause()).isSameAs(THROWN));
        assertThat(catchThrowable(() -> form.run.in(pool))).isSameAs(THROWN);
    }

    @ParameterizedTest
    @EnumSource
    void aCancelledTaskShowsTheTargetThatWasGivenAndFailsAlikeElsewhere(Form form) throws Exception {
        var closing = new SingleThreadPool();
        try (var gate = new Gate()) {
            closing.execute(gate::passStubbornly);
            gate.awaitVisitors();
            PoolFuture<?> future = form.submission.to(closing);
            assertThat(closing.shutdown(java.time.Duration.ZERO)).isFalse();
            assertThat(future.isCancelled()).isTrue();
        }
        closing.close();
        CancelledTask<?> cancelled = closing.cancelledTasks().getFirst();
        assertThat(cancelled.target()).isSameAs(form.target);
        assertThat(catchThrowable(() -> pool.submit(cancelled).collect())).isSameAs(THROWN);
    }

    @Test
    @SuppressWarnings("NullAway") // a null argument where the target takes one
    void argumentsOfAnActionAreShownByItsCancelledTask() throws Exception {
        List<@Nullable String> given = new ArrayList<>();
        ThrowingConsumer<@Nullable String> add = given::add;
        var closing = new SingleThreadPool();
        try (var gate = new Gate()) {
            closing.execute(gate::passStubbornly);
            gate.awaitVisitors();
            PoolFuture<?> _ = closing.submitAction(add, null);
            assertThat(closing.shutdown(java.time.Duration.ZERO)).isFalse();
        }
        closing.close();
        CancelledTask<?> cancelled = closing.cancelledTasks().getFirst();
        assertThat(cancelled.arguments()).containsExactly((Object) null);
        assertThat(cancelled.namedArguments()).isEmpty();
        assertThat((Object) pool.submit(cancelled).collect()).isNull();
        assertThat((Object) pool.submitAction(add, "a").collect()).isNull();
        pool.runAction(add, "b");
        assertThat(given).containsExactly(null, "a", "b");
    }

    @Test
    void anActionIsSubmittedWithItsArgumentOrWithout() throws Exception {
        List<String> done = new ArrayList<>();
        PoolFuture<?> with = pool.submitAction(done::add, "with");
        PoolFuture<?> without = pool.submitAction(() -> done.add("without"));
        assertThat((Object) with.collect()).isNull();
        assertThat((Object) without.collect()).isNull();
        pool.runAction(() -> done.add("run"));
        assertThat(done).containsExactly("with", "without", "run");
    }

    @Test
    @SuppressWarnings({"NullAway", "FutureReturnValueIgnored"}) // null targets, of which there is no future
    void noFormTakesANullTarget() {
        List<ThrowingRunnable> calls = List.of(() -> pool.submit((ThrowingSupplier<Object>) null),
                () -> pool.submit((ThrowingRunnable) null),
                () -> pool.submit((ThrowingFunction<Object, Object>) null, 1),
                () -> pool.submit((ThrowingBiFunction<Object, Object, Object>) null, 1, 2),
                () -> pool.submitAction((ThrowingConsumer<Object>) null, 1), () -> pool.submitAction(null),
                () -> pool.run((ThrowingSupplier<Object>) null), () -> pool.run((ThrowingRunnable) null),
                () -> pool.runAction((ThrowingConsumer<Object>) null, 1), () -> pool.runAction(null),
                () -> Hook.of((ThrowingRunnable) null),
                () -> pool.map((ThrowingFunction<Object, Object>) null, List.of()),
                () -> pool.map((ThrowingFunction<Object, Object>) null, new Object[0]),
                () -> pool.map((ThrowingFunction<Object, Object>) null, List.of().iterator()),
                () -> pool.starmap((ThrowingBiFunction<Object, Object, Object>) null, Map.of().entrySet()));
        for (ThrowingRunnable call : calls) {
            assertThatThrownBy(call::runThrowing).isInstanceOf(NullPointerException.class);
        }
        assertThat(pool.snapshot().submitted()).isZero();
    }

    @Test
    void aMapWrapsWhatIsCheckedBecauseAnIteratorCannotThrowIt() {
        List<CloseableIterator<String>> maps = List.of(pool.map(FUNCTION, List.of("a")),
                pool.mapAll(FUNCTION, List.of("a")),
                pool.map(BI_FUNCTION, List.of("a"), List.of(1)), pool.map(FUNCTION, new String[]{"a"}),
                pool.map(FUNCTION, Stream.of("a").iterator()), pool.starmap(BI_FUNCTION, Map.of("a", 1).entrySet()),
                pool.starmapAll(BI_FUNCTION, Map.of("a", 1).entrySet()), pool.map(TARGET, List.of(List.of("a"))));
        for (CloseableIterator<String> map : maps) {
            assertThat(catchThrowable(map::next)).isInstanceOf(CompletionException.class)
                    .satisfies(told -> assertThat(told.getCause()).isSameAs(THROWN));
        }
    }

    @Test
    void theTasksOfAChunkThrowWhatTheTargetThrows() {
        for (Callable<List<String>> task : Chunks.splitMap(FUNCTION, List.of("a"))) {
            assertThat(catchThrowable(task::call)).isSameAs(THROWN);
        }
        for (Callable<List<String>> task : Chunks.splitStarmap(BI_FUNCTION, Map.of("a", 1).entrySet())) {
            assertThat(catchThrowable(task::call)).isSameAs(THROWN);
        }
    }

    @Test
    void aHookThatThrowsWhatIsCheckedBreaksThePoolWithIt() {
        try (var broken = new SingleThreadPool(PoolOptions.builder().initializer(RUNNABLE).build())) {
            assertThatThrownBy(broken::test).isInstanceOf(InitializerException.class).hasCause(THROWN);
        }
        try (var broken = new SingleThreadPool(PoolOptions.builder().finalizer(Hook.of((Runnable) RUNNABLE)).build())) {
            assertThatThrownBy(broken::test).isInstanceOf(FinalizerException.class).hasCause(THROWN);
        }
    }

    @Test
    void outsideOfAPoolWhatIsCheckedIsWrappedAndWhatIsNotIsNot() {
        for (Runnable call : List.<Runnable>of(RUNNABLE, HOOK, () -> FUNCTION.apply("a"),
                () -> BI_FUNCTION.apply("a", 1),
                () -> TARGET.apply(List.of(), Map.of()), SUPPLIER)) {
            assertThat(catchThrowable(call::run)).isInstanceOf(CompletionException.class)
                    .satisfies(told -> assertThat(told.getCause()).isSameAs(THROWN));
        }
        var unchecked = new IllegalStateException("unchecked");
        ThrowingRunnable throwing = () -> {
            throw unchecked;
        };
        assertThat(catchThrowable(throwing::run)).isSameAs(unchecked);
        ThrowingFunction<Integer, Integer> interrupted = _ -> {
            throw new InterruptedException();
        };
        assertThat(catchThrowable(() -> interrupted.apply(1))).isInstanceOf(CompletionException.class);
        assertThat(Thread.interrupted()).as("the interrupt is told again").isTrue();
    }

    @Test
    void aTargetCalledAsAFunctionGetsViewsThatCannotBeChanged() {
        Target<String> target = (arguments, named) -> {
            assertThatThrownBy(arguments::clear).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(named::clear).isInstanceOf(UnsupportedOperationException.class);
            return arguments + " " + named;
        };
        assertThat(target.apply(new ArrayList<>(List.of(1)), new java.util.HashMap<>(Map.of("k", 2))))
                .isEqualTo("[1] {k=2}");
    }
}
