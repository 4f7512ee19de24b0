package dev.poolscope.pool;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What the lazy forms of map promise when nothing goes wrong. */
@Order(1)
class MapLazyTest {

    /** The numbers from 0 on, without an end, and how many of them were read. */
    private static final class Naturals implements Iterable<Integer> {
        final AtomicInteger read = new AtomicInteger();

        @Override
        public Iterator<Integer> iterator() {
            return Stream.generate(read::getAndIncrement).iterator();
        }
    }

    private static MapOptions buffer(int size) {
        return MapOptions.builder().bufferSize(size).build();
    }

    private static List<Integer> upTo(int n) {
        return IntStream.range(0, n).boxed().toList();
    }

    private static <T> List<T> toList(CloseableIterator<T> results) {
        return results.stream().toList();
    }

    @ParameterizedTest
    @CsvSource({"1,1,true", "1,3,true", "4,1,true", "4,3,true", "100,2,true", "1,1,false", "1,3,false", "4,3,false"})
    void everyElementIsMappedOnceWhateverTheOptions(int chunkSize, int bufferSize, boolean ordered) {
        var options = MapOptions.builder().chunkSize(chunkSize).bufferSize(bufferSize).ordered(ordered).build();
        try (var pool = new ThreadPool(3)) {
            List<Integer> squares = toList(pool.map(n -> n * n, upTo(21), options));
            List<Integer> expected = upTo(21).stream().map(n -> n * n).toList();
            if (ordered) {
                assertThat(squares).isEqualTo(expected);
            } else {
                assertThat(squares).containsExactlyInAnyOrderElementsOf(expected);
            }
            assertThat(pool.snapshot().submitted()).as("one task for each chunk")
                    .isEqualTo((21 + chunkSize - 1) / chunkSize);
        }
    }

    @Test
    void nothingIsSubmittedBeforeTheFirstNext() {
        try (var pool = new ThreadPool(2)) {
            var source = new Naturals();
            CloseableIterator<Integer> doubled = pool.map(n -> 2 * n, source, buffer(8));
            assertThat(doubled.hasNext()).isTrue();
            assertThat(doubled.hasNext()).isTrue();
            assertThat(pool.snapshot().submitted()).isZero();
            assertThat(source.read).as("hasNext reads no more than it must").hasValueLessThanOrEqualTo(1);
            assertThat(doubled.next()).isZero();
            assertThat(pool.snapshot().submitted()).isEqualTo(8);
            doubled.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1,true", "3,1,true", "2,5,true", "1,1,false", "3,1,false", "2,5,false"})
    void noMoreThanTheBufferIsInFlightOrDoneAndNotTaken(int bufferSize, int chunkSize, boolean ordered) {
        var options = MapOptions.builder().bufferSize(bufferSize).chunkSize(chunkSize).ordered(ordered).build();
        try (var pool = new ThreadPool(4)) {
            CloseableIterator<Integer> results = pool.map(n -> n, new Naturals(), options);
            for (int taken = 1; taken <= 40; taken++) {
                results.next();
                int chunksTaken = taken / chunkSize;
                assertThat(pool.snapshot().submitted() - chunksTaken).isLessThanOrEqualTo(bufferSize);
                assertThat(results.hasNext()).isTrue();
                assertThat(pool.snapshot().submitted() - chunksTaken).as("hasNext submits nothing")
                        .isLessThanOrEqualTo(bufferSize);
            }
            results.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void withABufferOfOneTasksRunOneAtATimeOnOneWorker(boolean ordered) {
        var options = MapOptions.builder().ordered(ordered).build();
        try (var pool = new ThreadPool(4)) {
            var running = new AtomicInteger();
            var most = new AtomicInteger();
            toList(pool.map(n -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                running.decrementAndGet();
                return n;
            }, upTo(200), options));
            assertThat(most).hasValue(1);
            assertThat(pool.snapshot().spawned()).isEqualTo(1);
        }
    }

    @Test
    void resultsOutOfOrderComeAsTheyAreCompleted() {
        try (var pool = new ThreadPool(2)) {
            var hold = new CountDownLatch(1);
            var options = MapOptions.builder().bufferSize(2).ordered(false).build();
            CloseableIterator<Integer> results = pool.map(n -> {
                if (n == 0) {
                    awaitUninterrupted(hold);
                }
                return n;
            }, upTo(4), options);
            assertThat(List.of(results.next(), results.next(), results.next())).containsExactly(1, 2, 3);
            hold.countDown();
            assertThat(results.next()).isZero();
            assertThat(results.hasNext()).isFalse();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theShortestInputDecidesTheLengthAndTheOthersLoseNothing() {
        try (var pool = new ThreadPool(2)) {
            var rest = new ArrayList<>(upTo(10)).iterator();
            assertThat(toList(pool.map(Integer::sum, () -> rest, List.of(10, 20, 30)))).containsExactly(10, 21, 32);
            assertThat(toList(pool.map(Integer::sum, List.of(1), new Naturals()))).containsExactly(1);
            Target<String> joined = (arguments, named) -> String.join("",
                    arguments.stream().map(String::valueOf).toList());
            assertThat(toList(pool.map(joined, List.of(List.of("a", "b"), upTo(5), new Naturals()))))
                    .containsExactly("a00", "b11");
            assertThat(toList(pool.map(n -> n, List.of()))).isEmpty();
        }
    }

    @Test
    void starmapSpreadsEachListOverThePositionalArguments() {
        try (var pool = new ThreadPool(2)) {
            Target<Integer> sum = (arguments, named) -> {
                assertThat(named).isEqualTo(Map.of());
                return arguments.stream().mapToInt(argument -> (Integer) argument).sum();
            };
            List<List<Integer>> lists = List.of(List.of(1, 2), List.of(), List.of(3, 4, 5));
            assertThat(toList(pool.starmap(sum, lists))).containsExactly(3, 0, 12);
            assertThat(toList(pool.starmap(sum, lists, MapOptions.builder().chunkSize(2).build())))
                    .containsExactly(3, 0, 12);
        }
    }

    @Test
    void nullsAreElementsAndResultsLikeAnyOther() {
        try (var pool = new ThreadPool(2)) {
            List<@Nullable String> words = new ArrayList<>();
            words.add(null);
            words.add("a");
            for (int chunkSize : new int[]{1, 2}) {
                var results = pool.map(word -> word, words, MapOptions.builder().chunkSize(chunkSize).build());
                assertThat(results.next()).isNull();
                assertThat(results.next()).isEqualTo("a");
                assertThat(results.hasNext()).isFalse();
            }
        }
    }

    @Test
    void anEndlessInputIsReadOnlyAsFarAsItsResultsAreWanted() {
        try (var pool = new ThreadPool(2)) {
            var source = new Naturals();
            var options = MapOptions.builder().chunkSize(5).bufferSize(2).build();
            try (var results = pool.map(n -> n, source, options)) {
                assertThat(results.stream().limit(20)).isEqualTo(upTo(20));
            }
            assertThat(source.read).hasValueLessThanOrEqualTo(20 + 2 * 5 + 1);
        }
    }

    @Test
    void beyondTheEndThereIsNoElement() {
        try (var pool = new ThreadPool(1)) {
            CloseableIterator<Integer> results = pool.map(n -> n, List.of(1));
            assertThat(results.next()).isEqualTo(1);
            assertThat(results.hasNext()).isFalse();
            assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void closingEndsTheIterationAndCancelsWhatIsInFlight() {
        try (var pool = new ThreadPool(1)) {
            var begun = new CountDownLatch(1);
            var interrupted = new CountDownLatch(1);
            CloseableIterator<Integer> results = pool.map(n -> {
                if (n == 1) {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                }
                return n;
            }, upTo(10), buffer(3));
            results.next();
            awaitUninterrupted(begun);
            results.close();
            results.close();
            awaitUninterrupted(interrupted);
            assertThat(results.hasNext()).isFalse();
            assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
            await().until(() -> pool.countBusyWorkers() == 0);
            assertThat(pool.snapshot().cancelled()).isEqualTo(2);
            assertThat(pool.cancelledTasks()).as("not the pool's doing").isEmpty();
        }
    }

    @Test
    void closingTheStreamClosesTheIterator() {
        try (var pool = new ThreadPool(1)) {
            CloseableIterator<Integer> results = pool.map(n -> n, new Naturals());
            try (Stream<Integer> stream = results.stream()) {
                assertThat(stream.findFirst()).contains(0);
            }
            assertThat(results.hasNext()).isFalse();
        }
    }

    @Test
    void aPoolIsKeptAsLongAsALazyMapOfItIs() {
        CloseableIterator<Integer> results = new ThreadPool(1).map(n -> n, new Naturals());
        for (int i = 0; i < 20; i++) {
            System.gc();
            assertThat(results.next()).isEqualTo(i);
        }
        results.close();
    }

    @Test
    void aMapInsideATaskOfTheSamePoolIsDoneByItsOtherWorkers() throws Exception {
        try (var pool = new ThreadPool(2)) {
            assertThat(pool.run(() -> toList(pool.map(n -> n + 1, upTo(50), buffer(4))))).hasSize(50);
        }
    }
}
