package dev.poolscope.pool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a map can go over, and how its results can be gone over. */
class MapFormsTest {
    private static final MapOptions CHUNKED = MapOptions.builder().chunkSize(2).build();

    private final ThreadPool pool = new DualThreadPool();

    @AfterEach
    void end() {
        pool.close();
    }

    @Test
    void anArrayIsMappedLikeAList() {
        String[] words = {"park", "unpark", "retire"};
        assertThat(pool.map(String::length, words).stream().toList()).containsExactly(4, 6, 6);
        assertThat(pool.map(String::length, words, CHUNKED).stream().toList()).containsExactly(4, 6, 6);
        assertThat(pool.mapAll(String::length, words).stream().toList()).containsExactly(4, 6, 6);
        assertThat(pool.mapAll(String::length, new String[0]).hasNext()).isFalse();
        assertThat(pool.map(String::valueOf, new @Nullable Object[]{1, null}).stream().toList())
                .containsExactly("1", "null");
    }

    @Test
    void whatIsLeftOfAnIteratorIsMapped() {
        Iterator<Integer> some = List.of(1, 2, 3, 4, 5).iterator();
        assertThat(some.next()).isEqualTo(1);
        var results = pool.map(n -> 10 * n, some);
        assertThat(results.next()).isEqualTo(20);
        assertThat(some.next()).as("a lazy map reads no more than it needs").isEqualTo(3);
        assertThat(pool.mapAll(n -> 10 * n, some, CHUNKED).stream().toList()).containsExactly(40, 50);
        assertThat(results.hasNext()).isFalse();
        assertThat(pool.map(n -> 2 * n, Stream.iterate(1, n -> n + 1).iterator()).stream().limit(3).toList())
                .containsExactly(2, 4, 6);
    }

    @Test
    void theResultsOfOneMapAreTheInputOfAnother() {
        var lengths = pool.map(String::length, List.of("park", "unpark"));
        assertThat(pool.map(n -> n + 1, lengths).stream().toList()).containsExactly(5, 7);
    }

    @Test
    @SuppressWarnings("NullAway") // a null where the target takes one
    void pairsAreSpreadOverTwoArguments() {
        Map<@Nullable String, @Nullable Integer> pairs = new LinkedHashMap<>();
        pairs.put("a", 1);
        pairs.put(null, 2);
        pairs.put("c", null);
        ThrowingBiFunction<@Nullable String, @Nullable Integer, String> join = (text, n) -> text + n;
        assertThat(pool.starmap(join, pairs.entrySet()).stream().toList()).containsExactly("a1", "null2", "cnull");
        assertThat(pool.starmap(join, pairs.entrySet(), CHUNKED).stream().toList())
                .containsExactly("a1", "null2", "cnull");
        assertThat(pool.starmapAll(join, pairs.entrySet()).stream().toList())
                .containsExactly("a1", "null2", "cnull");
        List<String> chunked = new ArrayList<>();
        for (Callable<List<String>> task : Chunks.splitStarmap(join, pairs.entrySet(), 2)) {
            chunked.add(run(task).toString());
        }
        assertThat(chunked).containsExactly("[a1, null2]", "[cnull]");
    }

    private static <T> T run(Callable<T> task) {
        try {
            return task.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void withoutASizeChunksHaveOneElement() {
        List<List<Integer>> chunks = new ArrayList<>();
        Chunks.of(List.of(1, 2)).forEach(chunks::add);
        assertThat(chunks).containsExactly(List.of(1), List.of(2));
        List<Object> results = new ArrayList<>();
        Chunks.splitMap((Integer n) -> -n, List.of(1, 2)).forEach(task -> results.add(run(task)));
        Chunks.splitMap(Integer::sum, List.of(1, 2), List.of(3, 4)).forEach(task -> results.add(run(task)));
        Chunks.splitMap((arguments, _) -> arguments.size(), List.of(List.of(1, 2), List.of(3, 4)))
                .forEach(task -> results.add(run(task)));
        Chunks.splitStarmap((arguments, _) -> arguments.size(), List.of(List.of(1, 2, 3), List.of()))
                .forEach(task -> results.add(run(task)));
        assertThat(results).containsExactly(List.of(-1), List.of(-2), List.of(4), List.of(6), List.of(2), List.of(2),
                List.of(3), List.of(0));
    }

    @Test
    void thereIsOneOptionsObjectOrNone() {
        Target<Integer> target = (arguments, _) -> arguments.size();
        MapOptions buffered = MapOptions.builder().bufferSize(2).build();
        ThrowingBiFunction<Integer, Integer, Integer> sum = Integer::sum;
        for (ThrowingRunnable call : Arrays.<ThrowingRunnable>asList(
                () -> pool.map(target, List.of(List.of(1)), CHUNKED, CHUNKED),
                () -> pool.mapAll(target, List.of(List.of(1)), CHUNKED, CHUNKED),
                () -> pool.map(n -> n, new Integer[]{1}, CHUNKED, CHUNKED),
                () -> pool.mapAll(n -> n, List.of(1).iterator(), CHUNKED, CHUNKED),
                () -> pool.starmap(sum, Map.of(1, 2).entrySet(), CHUNKED, CHUNKED))) {
            assertThatThrownBy(call::runThrowing).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("options").hasMessageContaining("2");
        }
        for (ThrowingRunnable call : Arrays.<ThrowingRunnable>asList(
                () -> Chunks.splitMap(target, List.of(List.of(1)), 1, 2),
                () -> Chunks.splitStarmap(sum, Map.of(1, 2).entrySet(), 1, 2),
                () -> Chunks.splitMap(target, List.of(List.of(1)), 0))) {
            assertThatThrownBy(call::runThrowing).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("chunkSize");
        }
        for (ThrowingRunnable call : Arrays.<ThrowingRunnable>asList(
                () -> pool.mapAll(n -> n, new Integer[]{1}, buffered),
                () -> pool.mapAll(n -> n, List.of(1).iterator(), buffered),
                () -> pool.mapAll(target, List.of(List.of(1)), buffered),
                () -> pool.starmapAll(sum, Map.of(1, 2).entrySet(), buffered))) {
            assertThatThrownBy(call::runThrowing).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("bufferSize");
        }
        assertThat(pool.snapshot().submitted()).isZero();
    }

    @Test
    void aForGoesThroughTheRestOfTheResultsOnce() {
        var results = pool.map(n -> n * n, List.of(1, 2, 3, 4));
        assertThat(results.next()).isEqualTo(1);
        List<Integer> seen = new ArrayList<>();
        for (int square : results) {
            seen.add(square);
            if (square == 9) {
                break;
            }
        }
        assertThat(seen).containsExactly(4, 9);
        results.forEach(seen::add);
        assertThat(seen).containsExactly(4, 9, 16);
        assertThat(results.iterator().hasNext()).isFalse();
        assertThat(String.join(",", pool.map(String::valueOf, List.of(1, 2)))).isEqualTo("1,2");
    }

    @Test
    void withTheDefaultOptionsALazyMapRunsOneTaskAtATime() {
        var results = pool.map(n -> n, List.of(1, 2, 3));
        for (int taken = 1; results.hasNext(); taken++) {
            assertThat(results.next()).isEqualTo(taken);
            assertThat(pool.snapshot().submitted()).isEqualTo(taken);
        }
        assertThat(pool.snapshot().spawned()).isEqualTo(1);
    }
}
