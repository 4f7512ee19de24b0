package dev.poolscope.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the eager forms of map promise. */
class MapEagerTest {

    private static List<Integer> upTo(int n) {
        return IntStream.range(0, n).boxed().toList();
    }

    @ParameterizedTest
    @CsvSource({"1,true", "4,true", "100,true", "1,false", "4,false"})
    void everythingIsSubmittedAtTheCallAndEveryElementMappedOnce(int chunkSize, boolean ordered) {
        var options = MapOptions.builder().chunkSize(chunkSize).ordered(ordered).build();
        try (var pool = new ThreadPool(3)) {
            CloseableIterator<Integer> results = pool.mapAll(n -> n * n, upTo(21), options);
            assertThat(pool.snapshot().submitted()).isEqualTo((21 + chunkSize - 1) / chunkSize);
            assertThat(results.stream())
                    .containsExactlyInAnyOrderElementsOf(upTo(21).stream().map(n -> n * n).toList());
            assertThat(pool.snapshot().submitted()).isEqualTo((21 + chunkSize - 1) / chunkSize);
        }
    }

    @Test
    void theOrderIsThatOfTheInputUnlessItIsGivenUp() {
        try (var pool = new ThreadPool(2)) {
            var hold = new CountDownLatch(1);
            var options = MapOptions.builder().ordered(false).build();
            CloseableIterator<Integer> results = pool.mapAll((n, m) -> {
                if (n == 0) {
                    try {
                        hold.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
                return n + m;
            }, upTo(3), List.of(10, 10, 10, 10), options);
            assertThat(List.of(results.next(), results.next())).containsExactly(11, 12);
            hold.countDown();
            assertThat(results.next()).isEqualTo(10);
            assertThat(results.hasNext()).isFalse();

            assertThat(pool.mapAll(n -> n, upTo(500)).stream()).isEqualTo(upTo(500));
        }
    }

    @Test
    void starmapAllAndTheGeneralFormWorkLikeTheirLazySiblings() {
        try (var pool = new ThreadPool(2)) {
            Target<Integer> count = (arguments, named) -> arguments.size();
            assertThat(pool.starmapAll(count, List.of(List.of(), List.of(1, 2))).stream()).containsExactly(0, 2);
            assertThat(
                    pool.starmapAll(count, List.of(List.of(), List.of(1, 2)), MapOptions.builder().chunkSize(2).build())
                            .stream())
                    .containsExactly(0, 2);
            assertThat(pool.mapAll(count, List.of(upTo(2), upTo(9), upTo(9))).stream()).containsExactly(3, 3);
        }
    }

    @Test
    void aBufferSizeGivenToAnEagerFormIsRefusedByName() {
        try (var pool = new ThreadPool(1)) {
            var options = MapOptions.builder().bufferSize(1).build();
            Target<Integer> count = (arguments, named) -> arguments.size();
            assertThatThrownBy(() -> pool.mapAll(n -> n, upTo(3), options)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("bufferSize").hasMessageContaining("1");
            assertThatThrownBy(() -> pool.mapAll(Integer::sum, upTo(3), upTo(3), options))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> pool.mapAll(count, List.of(upTo(3)), options))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> pool.starmapAll(count, List.of(List.of()), options))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(pool.snapshot().submitted()).isZero();
        }
    }

    @Test
    void anInputThatThrowsCancelsWhatItHadLedTo() {
        try (var pool = new ThreadPool(1)) {
            var hold = new CountDownLatch(1);
            var left = new AtomicInteger(5);
            Iterable<Integer> failing = () -> new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public Integer next() {
                    if (left.decrementAndGet() < 0) {
                        throw new IllegalStateException("no more");
                    }
                    return left.get();
                }
            };
            assertThatThrownBy(() -> pool.mapAll(n -> {
                awaitIgnoringInterrupts(hold);
                return n;
            }, failing)).isInstanceOf(IllegalStateException.class).hasMessage("no more");
            assertThat(pool.snapshot().cancelled()).isEqualTo(5);
            hold.countDown();
        }
    }

    @Test
    void countsAndOtherSubmissionsDoNotWaitForASlowInput() throws Exception {
        try (var pool = new ThreadPool(2)) {
            var reading = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            Iterable<Integer> slow = () -> new Iterator<>() {
                @Override
                public boolean hasNext() {
                    reading.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return false;
                }

                @Override
                public Integer next() {
                    return 0;
                }
            };
            var mapper = Thread.ofPlatform().start(() -> pool.mapAll(n -> n, slow));
            reading.await();
            assertThat(pool.countPendingTasks()).isZero();
            assertThat(pool.run(() -> 7)).isEqualTo(7);
            assertThat(pool.snapshot().submitted()).isEqualTo(1);
            go.countDown();
            mapper.join();
        }
    }

    @Test
    void closingCancelsWhatWasNotTaken() throws Exception {
        try (var pool = new ThreadPool(1)) {
            var hold = new CountDownLatch(1);
            var begun = new CountDownLatch(1);
            List<Integer> done = new ArrayList<>();
            CloseableIterator<Integer> results = pool.mapAll(n -> {
                if (n == 1) {
                    begun.countDown();
                    awaitIgnoringInterrupts(hold);
                }
                done.add(n);
                return n;
            }, upTo(10));
            assertThat(results.next()).isZero();
            begun.await();
            results.close();
            hold.countDown();
            pool.join(Duration.ofMinutes(1));
            assertThat(done).containsExactly(0, 1);
            assertThat(pool.snapshot().cancelled()).isEqualTo(9);
        }
    }

    private static void awaitIgnoringInterrupts(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException _) {
                // on purpose
            }
        }
    }

    @Test
    void aCancelledTaskOfAMapShowsItsTargetAndArgumentsAndCanBeSubmittedElsewhere() throws Exception {
        var pool = new ThreadPool(1);
        var hold = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        PoolFuture<?> blocker = pool.submit(() -> {
            begun.countDown();
            hold.await();
            return null;
        });
        begun.await();
        java.util.function.Function<Integer, Integer> twice = n -> 2 * n;
        CloseableIterator<Integer> single = pool.mapAll(twice, List.of(4));
        CloseableIterator<Integer> chunked = pool.mapAll(twice, List.of(5, 6),
                MapOptions.builder().chunkSize(2).build());
        pool.shutdown(Duration.ZERO);
        hold.countDown();
        pool.close();
        assertThat(blocker.isDone()).isTrue();
        assertThatThrownBy(single::next).isInstanceOf(PoolClosedException.class);
        assertThatThrownBy(chunked::next).isInstanceOf(PoolClosedException.class);
        assertThat(pool.cancelledTasks()).extracting(CancelledTask::target).containsExactly(twice, twice);
        assertThat(pool.cancelledTasks()).extracting(CancelledTask::arguments).containsExactly(List.of(4),
                List.of(List.of(5), List.of(6)));
        try (var other = new ThreadPool(1)) {
            assertThat(other.submit(pool.cancelledTasks().get(0)).collect()).isEqualTo(8);
            assertThat(other.submit(pool.cancelledTasks().get(1)).collect()).isEqualTo(List.of(10, 12));
        }
    }
}
