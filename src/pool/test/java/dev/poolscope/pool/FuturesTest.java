package dev.poolscope.pool;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Waiting for many futures, of one pool and of several. */
class FuturesTest {
    private static final Duration SHORT = Duration.ofMillis(30);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ThreadPool one = new ThreadPool(2);
    private final ThreadPool two = new ThreadPool(2);
    private final CountDownLatch hold = new CountDownLatch(1);

    @AfterEach
    void end() {
        hold.countDown();
        one.close();
        two.close();
    }

    private PoolFuture<String> held(ThreadPool pool, String result) {
        return pool.submit(() -> {
            hold.await();
            return result;
        });
    }

    private static PoolFuture<String> done(ThreadPool pool, String result) throws Exception {
        PoolFuture<String> future = pool.submit(() -> result);
        future.collect();
        return future;
    }

    @Test
    void waitForEndsWhenAllFuturesAreDoneHoweverTheyEnd() throws Exception {
        PoolFuture<Object> failing = one.submit(() -> {
            throw new IOException("on purpose");
        });
        PoolFuture<String> slow = held(two, "slow");
        PoolFuture<String> cancelled = held(two, "cancelled");
        cancelled.cancel(true);
        assertThat(Futures.waitFor(List.of(failing, slow, cancelled), SHORT)).isFalse();
        assertThat(slow.isDone()).as("nothing is cancelled by a time limit").isFalse();
        hold.countDown();
        assertThat(Futures.waitFor(List.of(failing, slow, cancelled), LONG)).isTrue();
        Futures.waitFor(List.of(failing, slow, cancelled));
        assertThat(List.of(failing.status(), slow.status(), cancelled.status())).containsExactly(TaskStatus.FAILED,
                TaskStatus.COMPLETED, TaskStatus.CANCELLED);
    }

    @Test
    void nothingToWaitForIsNoReasonToWait() throws Exception {
        Futures.waitFor(List.of());
        assertThat(Futures.waitFor(List.of(), Duration.ZERO)).isTrue();
        assertThat(Futures.collect(List.<PoolFuture<String>>of())).isEmpty();
        assertThat(Futures.asCompleted(List.of()).hasNext()).isFalse();
        assertThat(Futures.inOrder(List.of()).hasNext()).isFalse();
    }

    @Test
    void collectGivesTheResultsInOrderNullsIncluded() throws Exception {
        List<PoolFuture<@Nullable String>> futures = new ArrayList<>();
        futures.add(one.submit(() -> "a"));
        futures.add(two.submit(() -> null));
        futures.add(one.submit(() -> "c"));
        List<@Nullable String> results = Futures.collect(futures);
        assertThat(results).containsExactly("a", null, "c");
        assertThatThrownBy(() -> results.add("d")).isInstanceOf(UnsupportedOperationException.class);
        assertThat(Futures.<@Nullable String>collect(futures, LONG)).isEqualTo(results);
    }

    @Test
    void collectThrowsWhatTheFirstFutureWithoutAResultThrows() throws Exception {
        var thrown = new IOException("on purpose");
        PoolFuture<String> good = done(one, "good");
        PoolFuture<String> bad = two.submit(() -> {
            throw thrown;
        });
        PoolFuture<String> cancelled = held(one, "late");
        assertThatThrownBy(() -> Futures.collect(List.of(good, bad, cancelled))).isSameAs(thrown);
        assertThatThrownBy(() -> Futures.collect(List.of(good, cancelled), SHORT)).isInstanceOf(TimeoutException.class)
                .hasMessageContaining("PT0.03S");
        cancelled.cancel(false);
        assertThatThrownBy(() -> Futures.collect(List.of(good, cancelled))).isInstanceOf(CancellationException.class);
    }

    @Test
    void oneTimeLimitHoldsForAllFuturesTogether() throws Exception {
        var clock = new ManualClock();
        var pool = new ThreadPool(1, PoolOptions.builder().clock(clock).build());
        var go = new CountDownLatch(1);
        List<PoolFuture<Integer>> futures = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            CountDownLatch gate = i == 2 ? hold : go;
            int n = i;
            futures.add(pool.submit(() -> {
                gate.await();
                clock.advance(Duration.ofSeconds(4));
                return n;
            }));
        }
        var seen = new AtomicReference<@Nullable Throwable>();
        Thread waiter = Thread.ofPlatform().start(() -> {
            try {
                Futures.collect(futures, Duration.ofSeconds(10));
            } catch (Throwable thrown) {
                seen.set(thrown);
            }
        });
        await().until(() -> waiter.getState() == Thread.State.WAITING);
        go.countDown();
        await().until(() -> futures.get(1).isDone());
        // Eight seconds have passed; each of the three takes less than ten.
        clock.advance(Duration.ofSeconds(3));
        await().until(() -> seen.get() instanceof TimeoutException);
        assertThat(Futures.waitFor(futures, Duration.ZERO)).isFalse();
        hold.countDown();
        assertThat(Futures.collect(futures)).containsExactly(0, 1, 2);
        pool.close();
    }

    @Test
    void asCompletedGivesFuturesOfSeveralPoolsAsTheyEnd() throws Exception {
        PoolFuture<String> slow = held(one, "slow");
        PoolFuture<String> quick = done(two, "quick");
        var middle = new CountDownLatch(1);
        PoolFuture<String> medium = two.submit(() -> {
            middle.await();
            return "medium";
        });
        CloseableIterator<PoolFuture<String>> completed = Futures.asCompleted(List.of(slow, quick, medium));
        assertThat(completed.next()).isSameAs(quick);
        middle.countDown();
        assertThat(completed.next()).isSameAs(medium);
        assertThat(completed.hasNext()).isTrue();
        hold.countDown();
        assertThat(completed.next()).isSameAs(slow);
        assertThat(completed.hasNext()).isFalse();
        assertThatThrownBy(completed::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void inOrderGivesFuturesInTheirOrderWhenTheyAreDone() throws Exception {
        PoolFuture<String> slow = held(one, "slow");
        PoolFuture<String> quick = done(two, "quick");
        CloseableIterator<PoolFuture<String>> inOrder = Futures.inOrder(List.of(slow, quick));
        Thread.ofPlatform().start(hold::countDown);
        assertThat(inOrder.stream().toList()).containsExactly(slow, quick);
    }

    @Test
    void aFutureGivenTwiceIsGivenBackOnceByAllThatTellWhatHasEnded() throws Exception {
        PoolFuture<String> quick = done(two, "quick");
        PoolFuture<String> other = done(two, "other");
        List<PoolFuture<String>> twice = List.of(other, quick, other, quick, quick);
        assertThat(Futures.asCompleted(twice).stream().toList()).containsExactlyInAnyOrder(quick, other);
        assertThat(Futures.inOrder(twice).stream().toList()).containsExactly(other, quick);
        assertThat(Futures.inOrder(twice, Duration.ZERO).stream().toList()).containsExactly(other, quick);
        var filter = new FutureFilter<>(twice);
        filter.add(quick);
        assertThat(List.of(filter.take().orElseThrow(), filter.take().orElseThrow()))
                .containsExactlyInAnyOrder(quick, other);
        assertThat(filter.take()).isEmpty();
        assertThat(Futures.collect(twice)).containsExactly("other", "quick", "other", "quick", "quick");
    }

    @Test
    void anIterationThatIsTooLateEndsAndTheTasksGoOn() throws Exception {
        PoolFuture<String> slow = held(one, "slow");
        PoolFuture<String> quick = done(one, "quick");
        for (boolean ordered : new boolean[]{true, false}) {
            List<PoolFuture<String>> futures = List.of(quick, slow);
            var late = ordered ? Futures.inOrder(futures, SHORT) : Futures.asCompleted(futures, SHORT);
            assertThat(late.next()).isSameAs(quick);
            assertThatThrownBy(late::next).isInstanceOf(PoolTimeoutException.class);
            assertThat(late.hasNext()).isFalse();
            assertThatThrownBy(late::next).isInstanceOf(NoSuchElementException.class);
        }
        assertThat(slow.isDone()).isFalse();
        hold.countDown();
        assertThat(slow.collect()).isEqualTo("slow");
    }

    @Test
    void closingAnIterationLeavesTheTasksAlone() throws Exception {
        PoolFuture<String> slow = held(one, "slow");
        for (var iterator : List.of(Futures.inOrder(List.of(slow)), Futures.asCompleted(List.of(slow)))) {
            iterator.close();
            assertThat(iterator.hasNext()).isFalse();
        }
        hold.countDown();
        assertThat(slow.collect()).isEqualTo("slow");
    }

    @Test
    void anInterruptedWaitSaysSoAndTheTasksGoOn() throws Exception {
        PoolFuture<String> slow = held(one, "slow");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Futures.waitFor(List.of(slow))).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Futures.collect(List.of(slow))).isInstanceOf(InterruptedException.class);
        for (var iterator : List.of(Futures.inOrder(List.of(slow)), Futures.asCompleted(List.of(slow)))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(iterator::next).isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).as("the flag is set again").isTrue();
        }
        assertThat(slow.isDone()).isFalse();
    }

    @Test
    void whatWaitsDoesNotKeepTheWorkersBusy() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (var pool = new ThreadPool(2)) {
                PoolFuture<Integer> future = pool.submit(() -> 1);
                assertThat(Futures.asCompleted(List.of(future)).next()).isSameAs(future);
                assertThat(pool.countBusyWorkers()).as("a worker is free before its future is done").isZero();
            }
        }
    }

    @Test
    void aWorkerThatWaitsForFuturesOfItsOwnPoolIsCountedUntilTheFirstEnds() throws Exception {
        List<PoolFuture<String>> held = List.of(held(one, "a"), held(two, "foreign"));
        PoolFuture<?> waiter = one.submit(() -> {
            Futures.asCompleted(List.of(held.get(0))).next();
            return null;
        });
        await().until(() -> one.snapshot().waiting() == 1);
        PoolFuture<?> foreign = two.submit(() -> {
            Futures.asCompleted(held).next();
            return null;
        });
        await().until(() -> two.countBusyWorkers() == 2 && two.countPendingTasks() == 0);
        assertThat(two.snapshot().waiting()).as("another pool may end the wait").isZero();
        hold.countDown();
        Futures.waitFor(List.of(waiter, foreign), LONG);
        assertThat(one.snapshot().waiting()).isZero();
    }

    @Test
    void waitingForManyStarvesAPoolLikeWaitingForOneAndIsToldOnce() throws Exception {
        var told = new java.util.concurrent.atomic.AtomicInteger();
        var observer = new PoolObserver() {
            @Override
            public void starved(long nanos, java.util.Map<Integer, Long> waits) {
                told.incrementAndGet();
            }
        };
        try (var pool = new ThreadPool(1, PoolOptions.builder().observer(observer).build())) {
            var stuck = new AtomicReference<@Nullable PoolFuture<Integer>>();
            PoolFuture<Integer> waiter = pool.submit(() -> {
                // A permit left over makes the first parking return at once.
                java.util.concurrent.locks.LockSupport.unpark(Thread.currentThread());
                PoolFuture<Integer> inner = pool.submit(() -> 7);
                stuck.set(inner);
                try {
                    Futures.asCompleted(List.of(inner)).next();
                } catch (CancellationException e) {
                    return -1;
                }
                return inner.isCancelled() ? 0 : 1;
            });
            await().until(() -> told.get() == 1 && pool.snapshot().waiting() == 1);
            java.util.Objects.requireNonNull(stuck.get()).cancel(false);
            assertThat(waiter.collect()).isZero();
            assertThat(told).hasValue(1);
            assertThat(pool.snapshot().waiting()).isZero();
        }
    }
}
