package dev.poolscope.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** A pool all of whose workers wait for its own tasks. */
class StarvationTest {
    private final ObservedEvents log = new ObservedEvents();

    private PoolOptions.Builder options() {
        return PoolOptions.builder().observer(log);
    }

    @ParameterizedTest
    @EnumSource(WorkerType.class)
    void whenEveryWorkerWaitsThePoolIsStarvedAndItIsToldOnce(WorkerType type) throws Exception {
        var inner = new ConcurrentLinkedQueue<PoolFuture<String>>();
        var submitted = new ConcurrentSkipListMap<Integer, Long>();
        try (var pool = new DualThreadPool(options().workerType(type).build()); var gate = new Gate(2)) {
            List<PoolFuture<String>> outer = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                outer.add(pool.submit(() -> {
                    gate.call();
                    PoolFuture<String> nested = pool.submit(() -> "inner");
                    inner.add(nested);
                    submitted.put(ThreadPool.currentWorkerId().orElseThrow(), nested.taskId());
                    return nested.collect();
                }));
            }
            gate.awaitVisitors();
            assertThat(pool.snapshot().waiting()).isZero();
            gate.open();
            Patience.until("both wait", () -> pool.snapshot().waiting() == 2);
            Patience.until("it is told", () -> log.count("starved") == 1);
            assertThat(log.only("starved").detail()).as("which worker waits for which task").isEqualTo(submitted);
            assertThat(pool.countPendingTasks()).isEqualTo(2);
            // A way out: one nested task is given up.
            assertThat(inner.remove().cancel(false)).isTrue();
            for (PoolFuture<String> future : outer) {
                Throwable failure = catchThrowable(() -> future.collect(Patience.LIMIT));
                assertThat(failure == null || failure instanceof CancellationException).isTrue();
            }
            assertThat(pool.snapshot().waiting()).isZero();
            assertThat(log.count("starved")).isEqualTo(1);
        }
    }

    @Test
    void eachEpisodeIsToldAgain() throws Exception {
        try (var pool = new SingleThreadPool(options().build())) {
            for (int episode = 1; episode <= 3; episode++) {
                int told = episode;
                var nested = new ConcurrentLinkedQueue<PoolFuture<Integer>>();
                PoolFuture<Integer> outer = pool.submit(() -> {
                    PoolFuture<Integer> inner = pool.submit(() -> 1);
                    nested.add(inner);
                    return inner.collect();
                });
                Patience.until("it is told", () -> log.count("starved") == told);
                nested.remove().cancel(false);
                assertThat(catchThrowable(outer::collect)).isInstanceOf(CancellationException.class);
            }
        }
    }

    @Test
    void ifToldToThePoolRefusesTheWaitThatWouldStarveIt() throws Exception {
        try (var pool = new DualThreadPool(options().failOnStarvation(true).build()); var gate = new Gate(2)) {
            List<PoolFuture<String>> outer = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                outer.add(pool.submit(() -> {
                    gate.call();
                    return pool.run(() -> "inner");
                }));
            }
            gate.awaitVisitors();
            gate.open();
            List<Object> outcomes = new ArrayList<>();
            for (PoolFuture<String> future : outer) {
                Throwable failure = catchThrowable(() -> outcomes.add(future.collect(Patience.LIMIT)));
                if (failure != null) {
                    assertThat(failure).isInstanceOf(StarvationException.class).hasMessageContaining(pool.name());
                    outcomes.add("starved");
                }
            }
            // The one that was refused freed its worker for the nested task of the other.
            assertThat(outcomes).containsExactlyInAnyOrder("starved", "inner");
            pool.join();
            assertThat(pool.snapshot().waiting()).isZero();
        }
        assertThat(log.count("starved")).isEqualTo(1);
    }

    @Test
    void aSingleWorkerThatRunsATaskOfItsOwnPoolIsRefused() throws Exception {
        try (var pool = new SingleThreadPool(options().failOnStarvation(true).build())) {
            PoolFuture<Throwable> outer = pool.submit(() -> catchThrowable(() -> pool.run(() -> 1)));
            assertThat(outer.collect(Patience.LIMIT)).isInstanceOf(StarvationException.class);
        }
    }

    @Test
    void timedWaitsAndWaitsOfOthersDoNotStarve() throws Exception {
        try (var pool = new SingleThreadPool(options().failOnStarvation(true).build());
                var other = new SingleThreadPool();
                var gate = new Gate()) {
            PoolFuture<Throwable> timed = pool.submit(() -> {
                PoolFuture<Integer> nested = pool.submit(() -> 1);
                return catchThrowable(() -> nested.collect(Duration.ofMillis(1)));
            });
            assertThat(timed.collect(Patience.LIMIT)).isInstanceOf(java.util.concurrent.TimeoutException.class);
            PoolFuture<String> running = pool.submit(gate);
            gate.awaitVisitors();
            PoolFuture<String> fromOther = other.submit(() -> running.collect());
            Aside<String> fromOutside = Aside.waiting(running::collect);
            assertThat(pool.snapshot().waiting()).isZero();
            gate.open();
            assertThat(fromOther.collect(Patience.LIMIT)).isEqualTo("passed");
            assertThat(fromOutside.result()).isEqualTo("passed");
        }
        assertThat(log.count("starved")).isZero();
    }

    @Test
    void aWorkerThatIsLeftRunsWhatTheOthersWaitFor() throws Exception {
        try (var pool = new DualThreadPool(options().failOnStarvation(true).build())) {
            int sum = pool.run(() -> pool.run(() -> 40) + pool.run(() -> 2));
            assertThat(sum).isEqualTo(42);
        }
        assertThat(log.count("starved")).isZero();
    }

    @Test
    void anInterruptedWaiterIsCountedNoMore() throws Exception {
        try (var pool = new SingleThreadPool(options().build())) {
            PoolFuture<Integer> outer = pool.submit(() -> pool.run(() -> 1));
            Patience.until("it waits", () -> pool.snapshot().waiting() == 1);
            outer.cancel(true);
            pool.join();
            assertThat(pool.snapshot().waiting()).isZero();
            assertThat(pool.snapshot().completed()).isEqualTo(1);
        }
    }

    @Test
    void aStarvedPoolCanBeShutDown() throws Exception {
        var pool = new SingleThreadPool(options().build());
        PoolFuture<Integer> outer = pool.submit(() -> pool.run(() -> 1));
        Patience.until("it waits", () -> pool.snapshot().waiting() == 1);
        // The nested task is cancelled, so that the wait for it ends.
        assertThat(pool.shutdown()).isTrue();
        assertThat(catchThrowable(outer::collect)).isInstanceOf(CancellationException.class);
        assertThat(outer.status()).isEqualTo(TaskStatus.FAILED);
    }
}
