package dev.poolscope.pool;

import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** How a map fails: what next throws, that it ends there, and that it never hangs. */
class MapFailuresTest {
    private static final Iterable<Integer> ENDLESS = new Endless();
    private static final Duration SHORT = Duration.ofMillis(50);

    private static final class Endless implements Iterable<Integer> {
        @Override
        public Iterator<Integer> iterator() {
            return Stream.iterate(0, n -> n + 1).iterator();
        }
    }

    private static MapOptions options(boolean ordered, int buffer) {
        return MapOptions.builder().ordered(ordered).bufferSize(buffer).build();
    }

    private static void assertEnded(CloseableIterator<?> results) {
        assertThat(results.hasNext()).isFalse();
        assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
    }

    private static Target<Object> throwing(Throwable thrown) {
        return (arguments, named) -> {
            switch (thrown) {
                case Error error -> throw error;
                case Exception exception -> throw exception;
                default -> throw new AssertionError(thrown);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nextThrowsUncheckedExceptionsAndErrorsAsTheyAreAndCheckedOnesWrapped(boolean ordered) {
        try (var pool = new ThreadPool(2)) {
            var unchecked = new IllegalArgumentException("unchecked");
            var error = new StackOverflowError("error");
            var checked = new IOException("checked");
            for (int chunkSize : new int[]{1, 2}) {
                var options = MapOptions.builder().ordered(ordered).chunkSize(chunkSize).build();
                List<List<Integer>> input = List.of(List.of(1, 2));
                assertThatThrownBy(() -> pool.map(throwing(unchecked), input, options).next()).isSameAs(unchecked);
                assertThatThrownBy(() -> pool.map(throwing(error), input, options).next()).isSameAs(error);
                assertThatThrownBy(() -> pool.map(throwing(checked), input, options).next())
                        .isInstanceOf(CompletionException.class).hasCause(checked);
                assertThatThrownBy(() -> pool.mapAll(throwing(unchecked), input).next()).isSameAs(unchecked);
            }
        }
    }

    @Test
    void afterAFailureTheIteratorIsAtItsEndAndWhatIsInFlightIsCancelled() {
        try (var pool = new ThreadPool(1)) {
            CloseableIterator<Integer> results = pool.map(n -> {
                if (n == 1) {
                    throw new IllegalStateException("one");
                }
                return n;
            }, ENDLESS, options(true, 4));
            assertThat(results.next()).isZero();
            assertThatThrownBy(results::next).isInstanceOf(IllegalStateException.class);
            assertEnded(results);
            await().until(() -> pool.countBusyWorkers() == 0 && pool.countPendingTasks() == 0);
            var numbers = pool.snapshot();
            assertThat(numbers.submitted()).isEqualTo(5);
            assertThat(numbers.completed() + numbers.failed() + numbers.cancelled()).isEqualTo(5);
            assertThat(numbers.failed()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aChunkFailsAsAWhole(boolean ordered) {
        try (var pool = new ThreadPool(1)) {
            var options = MapOptions.builder().ordered(ordered).chunkSize(2).build();
            CloseableIterator<Integer> results = pool.map(n -> 6 / n, List.of(3, 2, 1, 0, 6), options);
            assertThat(List.of(results.next(), results.next())).containsExactly(2, 3);
            assertThatThrownBy(results::next).isInstanceOf(ArithmeticException.class);
            assertEnded(results);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theTimeLimitHoldsForTheWholeIterationAndCancelsWhatIsLate(boolean ordered) {
        var clock = new ManualClock();
        try (var pool = new ThreadPool(1, PoolOptions.builder().clock(clock).build())) {
            var interrupted = new CountDownLatch(1);
            var options = MapOptions.builder().ordered(ordered).timeout(Duration.ofSeconds(10)).build();
            CloseableIterator<Integer> results = pool.map(n -> {
                if (n < 2) {
                    clock.advance(Duration.ofSeconds(4));
                    return n;
                }
                // Two times four have passed; the third result would need more than is left. The clock jumps only when the
                // caller sleeps by it: before, what is left would be counted from after the jump.
                clock.awaitSleepers(1);
                clock.advance(Duration.ofSeconds(4));
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
                return n;
            }, ENDLESS, options);
            clock.advance(Duration.ofHours(1)); // nothing has begun: no time has passed
            assertThat(results.next()).isZero();
            assertThat(results.next()).isEqualTo(1);
            assertThatThrownBy(results::next).isInstanceOf(PoolTimeoutException.class);
            assertEnded(results);
            await().until(() -> interrupted.getCount() == 0);
        }
    }

    @Test
    void whenTheTimeIsUpNothingIsSubmittedAnyMoreButWhatIsThereIsGiven() {
        var clock = new ManualClock();
        try (var pool = new ThreadPool(1, PoolOptions.builder().clock(clock).build())) {
            var options = MapOptions.builder().bufferSize(3).timeout(Duration.ofSeconds(10)).build();
            CloseableIterator<Integer> results = pool.map(n -> n, ENDLESS, options);
            assertThat(results.next()).isZero();
            await().until(() -> pool.snapshot().completed() == 3);
            clock.advance(Duration.ofSeconds(11));
            assertThat(results.next()).isEqualTo(1);
            assertThat(results.next()).isEqualTo(2);
            assertThatThrownBy(results::next).isInstanceOf(PoolTimeoutException.class);
            assertThat(pool.snapshot().submitted()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theTimeLimitHoldsForEagerFormsToo(boolean ordered) {
        try (var pool = new ThreadPool(1)) {
            var hold = new CountDownLatch(1);
            var options = MapOptions.builder().ordered(ordered).timeout(SHORT).build();
            Target<Integer> waits = (arguments, named) -> {
                hold.await();
                return 1;
            };
            CloseableIterator<Integer> results = pool.starmapAll(waits, List.of(List.of(), List.of()), options);
            assertThatThrownBy(results::next).isInstanceOf(PoolTimeoutException.class);
            assertEnded(results);
            await().until(() -> pool.snapshot().cancelled() == 2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInterruptedWaiterKeepsItsFlagAndIsThrownACancellation(boolean ordered) throws Exception {
        try (var pool = new ThreadPool(1)) {
            var running = new CountDownLatch(1);
            var seen = new AtomicReference<Throwable>();
            var flag = new AtomicReference<Boolean>();
            Target<Integer> waits = (arguments, named) -> {
                running.countDown();
                new CountDownLatch(1).await();
                return 1;
            };
            CloseableIterator<Integer> results = pool.starmap(waits, List.of(List.of(), List.of()),
                    options(ordered, 1));
            Thread waiter = Thread.ofPlatform().start(() -> {
                try {
                    results.next();
                } catch (Throwable thrown) {
                    seen.set(thrown);
                    flag.set(Thread.currentThread().isInterrupted());
                }
            });
            running.await();
            waiter.interrupt();
            waiter.join();
            assertThat(seen.get()).isInstanceOf(CancellationException.class);
            assertThat(flag.get()).isTrue();
            assertEnded(results);
            await().until(() -> pool.snapshot().cancelled() == 1 && pool.countBusyWorkers() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPoolThatIsClosedEndsItsMapsWithItsException(boolean ordered) {
        var pool = new ThreadPool(1);
        CloseableIterator<Integer> results = pool.map(n -> n, ENDLESS, options(ordered, 1));
        assertThat(results.next()).isZero();
        pool.shutdown();
        assertThatThrownBy(results::next).isInstanceOf(PoolClosedException.class);
        assertEnded(results);
        assertThat(pool.countWorkers()).as("nothing runs after the end").isZero();
        assertThatThrownBy(() -> pool.map(n -> n, ENDLESS)).isInstanceOf(PoolClosedException.class);
        assertThatThrownBy(() -> pool.mapAll(n -> n, List.of())).isInstanceOf(PoolClosedException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWaiterIsToldWhenThePoolCancelsWhatItWaitsFor(boolean ordered) throws Exception {
        var pool = new ThreadPool(1);
        var hold = new CountDownLatch(1);
        PoolFuture<?> blocker = pool.submit(() -> {
            hold.await();
            return null;
        });
        CloseableIterator<Integer> results = pool.map(n -> n, ENDLESS, options(ordered, 1));
        var seen = new AtomicReference<Throwable>();
        Thread waiter = Thread.ofPlatform().start(() -> {
            try {
                results.next();
            } catch (Throwable thrown) {
                seen.set(thrown);
            }
        });
        await().until(() -> pool.countPendingTasks() == 1);
        pool.shutdown(Duration.ZERO);
        waiter.join();
        assertThat(seen.get()).isInstanceOf(PoolClosedException.class);
        hold.countDown();
        pool.close();
        assertThat(blocker.isDone()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPoolThatBreaksEndsItsMapsWithWhatBrokeIt(boolean ordered) {
        var cause = new IllegalStateException("broken on purpose");
        var options = PoolOptions.builder().initializer((arguments, named) -> {
            throw cause;
        }).build();
        try (var pool = new ThreadPool(2, options)) {
            CloseableIterator<Integer> results = pool.map(n -> n, ENDLESS, options(ordered, 3));
            assertThatThrownBy(results::next).isInstanceOf(InitializerException.class).hasCause(cause);
            assertEnded(results);
            assertThatThrownBy(() -> pool.map(n -> n, ENDLESS)).isInstanceOf(InitializerException.class);
        }
    }

    @Test
    void aPoolThatIsJoiningRefusesMapsAndLetsTheirWorkInFlightFinish() throws Exception {
        try (var pool = new ThreadPool(2)) {
            var hold = new CountDownLatch(1);
            CloseableIterator<Integer> results = pool.map(n -> n, ENDLESS, options(true, 2));
            assertThat(results.next()).isZero();
            PoolFuture<?> blocker = pool.submit(() -> {
                hold.await();
                return null;
            });
            Thread joiner = Thread.ofPlatform().start(() -> {
                try {
                    pool.join();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().until(() -> pool.snapshot().state() == PoolState.JOINING);
            assertThatThrownBy(() -> pool.map(n -> n, ENDLESS)).isInstanceOf(PoolClosedException.class)
                    .hasMessageContaining("joining");
            assertThatThrownBy(results::next).isInstanceOf(PoolClosedException.class).hasMessageContaining("joining");
            assertEnded(results);
            hold.countDown();
            joiner.join();
            assertThat(blocker.isDone()).isTrue();
            assertThat(pool.map(n -> n, ENDLESS).next()).as("open again").isZero();
        }
    }

    @Test
    void whatAnInputThrowsGoesThroughAndEndsTheIteration() {
        try (var pool = new ThreadPool(1)) {
            Iterable<Integer> failing = () -> new Iterator<>() {
                private int given;

                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public Integer next() {
                    if (given == 2) {
                        throw new UncheckedInput();
                    }
                    return given++;
                }
            };
            CloseableIterator<Integer> results = pool.map(n -> n, failing);
            assertThat(List.of(results.next(), results.next())).containsExactly(0, 1);
            assertThatThrownBy(results::next).isInstanceOf(UncheckedInput.class);
            assertEnded(results);

            Iterable<Integer> refusing = () -> new Iterator<>() {
                @Override
                public boolean hasNext() {
                    throw new UncheckedInput();
                }

                @Override
                public Integer next() {
                    throw new UncheckedInput();
                }
            };
            CloseableIterator<Integer> other = pool.map(n -> n, refusing);
            assertThatThrownBy(other::hasNext).isInstanceOf(UncheckedInput.class);
            assertEnded(other);
        }
    }

    private static final class UncheckedInput extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMapThatWouldStarveItsPoolIsRefusedWhereThePoolIsToldTo(boolean ordered) {
        var options = PoolOptions.builder().failOnStarvation(true).build();
        try (var pool = new ThreadPool(1, options)) {
            assertThatThrownBy(() -> pool.run(() -> pool.map(n -> n, ENDLESS, options(ordered, 1)).next()))
                    .isInstanceOf(StarvationException.class);
            await().until(() -> pool.countPendingTasks() == 0);
            assertThat(pool.snapshot().waiting()).isZero();
        }
    }

    @Test
    @SuppressWarnings("NullAway") // to see it refused
    void nullsAndNoInputsAreRefusedAtTheCall() {
        try (var pool = new ThreadPool(1)) {
            Target<Integer> count = (arguments, named) -> arguments.size();
            assertThatThrownBy(() -> pool.map(count, List.of())).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("inputs");
            assertThatThrownBy(() -> pool.map((Target<Integer>) null, List.of(ENDLESS)))
                    .isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> pool.map(n -> n, (Iterable<Integer>) null))
                    .isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> pool.map(n -> n, ENDLESS, (MapOptions) null))
                    .isInstanceOf(NullPointerException.class);
        }
    }
}
