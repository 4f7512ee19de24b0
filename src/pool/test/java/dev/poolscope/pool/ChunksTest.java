package dev.poolscope.pool;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class ChunksTest {

    private static <T> List<T> results(Iterable<Callable<List<T>>> tasks) throws Exception {
        List<T> all = new ArrayList<>();
        for (Callable<List<T>> task : tasks) {
            all.addAll(task.call());
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({"1,5", "2,3", "4,2", "5,1", "9,1"})
    void everyElementIsInOneChunkAndOnlyTheLastMayBeSmaller(int size, int chunks) {
        List<Integer> input = List.of(1, 2, 3, 4, 5);
        List<List<Integer>> all = new ArrayList<>();
        Chunks.of(input, size).forEach(all::add);
        assertThat(all).hasSize(chunks);
        assertThat(all.subList(0, chunks - 1)).allMatch(chunk -> chunk.size() == size);
        assertThat(all.stream().flatMap(List::stream)).isEqualTo(input);
        assertThat(Chunks.of(List.of(), size)).isEmpty();
    }

    @Test
    void chunksAreMadeAsTheyAreAskedForAndCanBeMadeAgain() {
        var read = new AtomicInteger();
        Iterable<Integer> endless = () -> Stream.generate(read::incrementAndGet).iterator();
        Iterable<List<Integer>> chunks = Chunks.of(endless, 3);
        assertThat(read).hasValue(0);
        Iterator<List<Integer>> iterator = chunks.iterator();
        assertThat(iterator.next()).containsExactly(1, 2, 3);
        assertThat(read).hasValueLessThanOrEqualTo(4);
        assertThat(chunks.iterator().next()).hasSize(3);
        List<Integer> chunk = iterator.next();
        assertThatThrownBy(() -> chunk.add(1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theTasksOfAMapGiveItsResultsChunkByChunk() throws Exception {
        assertThat(results(Chunks.splitMap(n -> 2 * n, List.of(1, 2, 3), 2))).containsExactly(2, 4, 6);
        assertThat(results(Chunks.splitMap(Integer::sum, List.of(1, 2, 3), List.of(10, 20), 5))).containsExactly(11,
                22);
        Target<Integer> count = (arguments, named) -> arguments.size();
        assertThat(results(Chunks.splitMap(count, List.of(List.of(1), List.of(2), List.of(3, 4)), 1)))
                .containsExactly(3);
        assertThat(results(Chunks.splitStarmap(count, List.of(List.of(), List.of(1, 2)), 1))).containsExactly(0, 2);
    }

    @Test
    void theTasksRunOnAnyPool() throws Exception {
        try (var pool = new ThreadPool(2)) {
            List<PoolFuture<List<Integer>>> futures = new ArrayList<>();
            for (Callable<List<Integer>> task : Chunks.splitMap(String::length, List.of("a", "bb", "ccc"), 2)) {
                futures.add(pool.submit(task));
            }
            assertThat(Futures.collect(futures)).containsExactly(List.of(1, 2), List.of(3));
        }
    }

    @Test
    void aChunkThatIsInterruptedStopsBetweenTwoElements() throws Exception {
        try (var pool = new ThreadPool(1)) {
            var begun = new CountDownLatch(1);
            var done = new AtomicInteger();
            Callable<List<Integer>> task = Chunks.splitMap((Integer n) -> {
                begun.countDown();
                while (n == 0 && !Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
                return done.incrementAndGet();
            }, List.of(0, 1, 2, 3), 4).iterator().next();
            PoolFuture<List<Integer>> future = pool.submit(task);
            begun.await();
            future.cancel(true);
            await().until(() -> pool.countBusyWorkers() == 0);
            assertThat(done).hasValue(1);
        }
    }

    @Test
    void aBadSizeIsRefusedAtTheCall() {
        Target<Integer> count = (arguments, named) -> arguments.size();
        assertThatThrownBy(() -> Chunks.of(List.of(1), 0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("chunkSize: found 0, allowed is 1 or more");
        assertThatThrownBy(() -> Chunks.splitMap(n -> n, List.of(1), -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Chunks.splitMap(Integer::sum, List.of(1), List.of(1), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Chunks.splitMap(count, List.of(List.of(1)), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Chunks.splitStarmap(count, List.of(List.of(1)), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
