package dev.poolscope.pool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The ways to hand a task to a pool. */
class SubmissionFormsTest {

    @Test
    void everyFormRunsItsTargetWithItsArguments() throws Exception {
        Function<Integer, Integer> twice = n -> 2 * n;
        BiFunction<Integer, Integer, Integer> plus = Integer::sum;
        Target<String> general = (arguments, named) -> arguments + " " + named;
        var runs = new AtomicInteger();
        Runnable runnable = runs::incrementAndGet;
        Callable<String> callable = () -> "called";
        try (var pool = new DualThreadPool()) {
            assertThat(pool.submit(callable).collect()).isEqualTo("called");
            assertThat(pool.submit(runnable).collect()).isNull();
            assertThat(pool.submit(twice, 21).collect()).isEqualTo(42);
            assertThat(pool.submit(plus, 40, 2).collect()).isEqualTo(42);
            assertThat(pool.submit(general, List.of(1), Map.of("k", 2)).collect()).isEqualTo("[1] {k=2}");
            String called = pool.run(callable);
            int doubled = pool.run(twice, 4);
            int sum = pool.run(plus, 3, 4);
            String text = pool.run(general, List.of(), Map.of());
            pool.run(runnable);
            pool.execute(runnable);
            pool.join();
            assertThat(List.of(called, doubled, sum, text)).containsExactly("called", 8, 7, "[] {}");
            assertThat(runs).hasValue(3);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // nulls are what this is about
    void nullArgumentsAreFineAndANullTargetIsNot() throws Exception {
        Function<Object, String> one = String::valueOf;
        BiFunction<Object, Object, String> two = (a, b) -> a + " " + b;
        Target<String> general = (arguments, named) -> arguments + " " + named;
        Map<String, Object> named = new HashMap<>();
        named.put("k", null);
        try (var pool = new SingleThreadPool()) {
            assertThat(pool.submit(one, null).collect()).isEqualTo("null");
            assertThat(pool.submit(two, null, null).collect()).isEqualTo("null null");
            assertThat(pool.submit(general, Arrays.asList(1, null), named).collect()).isEqualTo("[1, null] {k=null}");
            long submitted = pool.snapshot().submitted();
            assertThatThrownBy(() -> pool.submit((Runnable) null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> pool.submit((Callable<Object>) null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> pool.submit((Function<Object, Object>) null, 1))
                    .isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> pool.submit((BiFunction<Object, Object, Object>) null, 1, 2))
                    .isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> pool.submit((Target<Object>) null, List.of(), Map.of()))
                    .isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> pool.submit(general, null, Map.of())).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> pool.submit(general, List.of(), null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> pool.run((Callable<Object>) null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> pool.execute(null)).isInstanceOf(NullPointerException.class);
            assertThat(pool.snapshot().submitted()).isEqualTo(submitted);
            assertThat(pool.snapshot().refused()).isZero();
        }
    }

    @Test
    void generalArgumentsAreCopiedAndCannotBeChanged() throws Exception {
        List<Object> arguments = new ArrayList<>(List.of(1));
        Map<String, Object> named = new HashMap<>(Map.of("k", 2));
        Target<String> general = (positional, byName) -> {
            assertThatThrownBy(positional::clear).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(byName::clear).isInstanceOf(UnsupportedOperationException.class);
            return positional + " " + byName;
        };
        try (var pool = new SingleThreadPool(); var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            PoolFuture<String> future = pool.submit(general, arguments, named);
            arguments.clear();
            named.clear();
            gate.open();
            assertThat(future.collect()).isEqualTo("[1] {k=2}");
        }
    }

    @Test
    void thePoolTellsWhatItWasMadeWith() {
        try (var pool = new ThreadPool(7, PoolOptions.builder().name("seven").maxTasksPerWorker(3).build())) {
            assertThat(pool.name()).isEqualTo("seven");
            assertThat(pool.maxWorkers()).isEqualTo(7);
            assertThat(pool.maxTasksPerWorker()).hasValue(3);
            assertThat(pool.workerType()).isEqualTo(WorkerType.PLATFORM);
            assertThat(pool.initializer()).isEmpty();
            assertThat(pool.finalizer()).isEmpty();
            assertThat(pool.threadFactory()).isNotNull();
            assertThat(pool.toString()).contains("seven");
        }
        try (var pool = new ThreadPool()) {
            assertThat(pool.name()).isEqualTo("ThreadPool");
            assertThat(pool.maxWorkers()).isEqualTo(Runtime.getRuntime().availableProcessors() + 5);
            assertThat(pool.maxTasksPerWorker()).isEmpty();
        }
        try (var one = new SingleThreadPool();
                var two = new DualThreadPool();
                var three = new TripleThreadPool();
                var four = new QuadThreadPool()) {
            assertThat(List.of(one, two, three, four)).extracting(ThreadPool::maxWorkers)
                    .containsExactly(1, 2, 3, 4);
            assertThat(List.of(one, two, three, four)).extracting(ThreadPool::name)
                    .containsExactly("SingleThreadPool", "DualThreadPool", "TripleThreadPool", "QuadThreadPool");
        }
    }

    @Test
    void aSizeOutOfRangeIsRefusedByName() {
        for (int size : new int[]{0, -1, 32_768, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> new ThreadPool(size)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("maxWorkers").hasMessageContaining(String.valueOf(size));
        }
        try (var pool = new ThreadPool(32_767)) {
            assertThat(pool.maxWorkers()).isEqualTo(ThreadPool.MAX_WORKERS);
        }
    }
}
