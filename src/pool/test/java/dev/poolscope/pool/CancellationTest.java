package dev.poolscope.pool;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Cancelling pending, running and ended tasks through their futures. */
class CancellationTest {
    private final ManualClock clock = new ManualClock();
    private final ObservedEvents log = new ObservedEvents();
    private final PoolOptions options = PoolOptions.builder().clock(clock).observer(log).build();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPendingTaskIsCancelledAtOnce(boolean interrupt) throws Exception {
        try (var pool = new SingleThreadPool(options); var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            PoolFuture<String> future = pool.submit(() -> "never");
            Aside<Throwable> waiter = Aside.waiting(() -> catchThrowable(future::collect));
            clock.advance(Duration.ofSeconds(4));
            assertThat(future.cancel(interrupt)).isTrue();
            assertThat(pool.countPendingTasks()).isZero();
            assertThat(waiter.result()).isInstanceOf(CancellationException.class).hasNoCause();
            assertThat(future.status()).isEqualTo(TaskStatus.CANCELLED);
            assertThat(future.isCancelled()).isTrue();
            assertThat(future.isDone()).isTrue();
            assertThat(future.pendingDuration()).isEqualTo(Duration.ofSeconds(4));
            assertThat(future.runningDuration()).isZero();
            assertThat(future.cancel(interrupt)).isFalse();
            PoolSnapshot snapshot = pool.snapshot();
            assertThat(snapshot.cancelled()).isEqualTo(1);
            assertThat(snapshot.pending()).isZero();
            gate.open();
            pool.join();
            assertThat(log.namesOfTask(2)).containsExactly("taskSubmitted", "taskCancelled");
            assertThat(log.only("taskCancelled").workerId()).isZero();
            assertThat(log.only("taskCancelled").details())
                    .isEqualTo(List.of(Duration.ofSeconds(4).toNanos(), 0L, "future"));
        }
    }

    @Test
    void tasksCancelledAnywhereInTheQueueLeaveTheOthersInOrder() throws Exception {
        var order = new java.util.concurrent.ConcurrentLinkedQueue<Integer>();
        try (var pool = new SingleThreadPool(options); var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            var futures = new java.util.ArrayList<PoolFuture<Boolean>>();
            for (int i = 0; i < 10; i++) {
                int n = i;
                futures.add(pool.submit(() -> order.add(n)));
            }
            for (int n : List.of(9, 0, 4, 5)) {
                assertThat(futures.get(n).cancel(false)).isTrue();
            }
            assertThat(pool.countPendingTasks()).isEqualTo(6);
            gate.open();
            pool.join();
            assertThat(order).containsExactly(1, 2, 3, 6, 7, 8);
            assertThat(pool.cancelledTasks()).isEmpty();
        }
    }

    @Test
    void aRunningTaskIsCancelledAtOnceButKeepsItsWorkerUntilItReturns() throws Exception {
        var interrupted = new AtomicBoolean();
        try (var pool = new SingleThreadPool(options); var gate = new Gate()) {
            PoolFuture<String> future = pool.submit(() -> {
                gate.passStubbornly();
                interrupted.set(Thread.currentThread().isInterrupted());
                return "dropped";
            });
            gate.awaitVisitors();
            Aside<Throwable> waiter = Aside.waiting(() -> catchThrowable(future::collect));
            clock.advance(Duration.ofSeconds(4));
            assertThat(future.cancel(false)).isTrue();
            assertThat(waiter.result()).isInstanceOf(CancellationException.class);
            assertThat(future.cancel(true)).isFalse();
            assertThat(pool.countBusyWorkers()).isEqualTo(1);
            assertThat(pool.snapshot().running()).isZero();
            assertThat(pool.snapshot().cancelled()).isEqualTo(1);
            PoolFuture<Integer> next = pool.submit(() -> 2);
            assertThat(next.status()).isEqualTo(TaskStatus.PENDING);
            clock.advance(Duration.ofSeconds(4));
            assertThat(future.runningDuration()).isEqualTo(Duration.ofSeconds(4));
            gate.open();
            assertThat(next.collect()).isEqualTo(2);
            assertThat(future.status()).isEqualTo(TaskStatus.CANCELLED);
            assertThatThrownBy(future::collect).isInstanceOf(CancellationException.class);
            assertThat(interrupted).isFalse();
            assertThat(log.namesOfTask(1)).containsExactlyInAnyOrder("taskSubmitted", "taskStarted", "taskCancelled",
                    "taskLeftWorker");
            assertThat(log.only("taskCancelled").details())
                    .isEqualTo(List.of(0L, Duration.ofSeconds(4).toNanos(), "future"));
        }
    }

    @Test
    void whatARunningTaskThrowsAfterItsCancellationIsDropped() throws Exception {
        try (var pool = new SingleThreadPool(options); var gate = new Gate()) {
            PoolFuture<String> future = pool.submit(gate);
            gate.awaitVisitors();
            assertThat(future.cancel(true)).isTrue();
            pool.run(() -> {});
            assertThat(future.status()).isEqualTo(TaskStatus.CANCELLED);
            assertThat(pool.snapshot().failed()).isZero();
        }
    }

    @Test
    void aTaskThatHasEndedCannotBeCancelled() throws Exception {
        try (var pool = new SingleThreadPool(options)) {
            PoolFuture<Integer> completed = pool.submit(() -> 1);
            PoolFuture<Object> failed = pool.submit(() -> {
                throw new IllegalStateException("task");
            });
            assertThat(completed.collect()).isEqualTo(1);
            assertThat(catchThrowable(failed::collect)).hasMessage("task");
            assertThat(completed.cancel(true)).isFalse();
            assertThat(failed.cancel(true)).isFalse();
            assertThat(completed.status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(failed.status()).isEqualTo(TaskStatus.FAILED);
            assertThat(log.names()).doesNotContain("taskCancelled");
        }
    }

    @Test
    void aTaskCancelledBetweenBeingTakenAndBeingBegunNeverRuns() throws Exception {
        var ran = new AtomicBoolean();
        var futures = new CompletableFuture<PoolFuture<Boolean>>();
        var pool = new SingleThreadPool(options.toBuilder().observer(new PoolObserver() {
            @Override
            public void taskStarted(long nanos, long taskId, int workerId, long queueNanos,
                    @Nullable Object target) {
                futures.join().cancel(true);
            }
        }).build());
        PoolFuture<Boolean> future = pool.submit(() -> ran.getAndSet(true));
        futures.complete(future);
        Patience.until("it is cancelled", future::isCancelled);
        pool.shutdown(Patience.LIMIT);
        assertThat(ran).isFalse();
        assertThat(log.namesOfTask(1)).contains("taskStarted", "taskCancelled", "taskLeftWorker");
        assertThat(pool.snapshot().cancelled()).isEqualTo(1);
    }

    @Test
    void aTaskMayCancelItself() throws Exception {
        var futures = new CompletableFuture<PoolFuture<Boolean>>();
        try (var pool = new SingleThreadPool(options)) {
            PoolFuture<Boolean> future = pool.submit(() -> {
                futures.join().cancel(true);
                return Thread.currentThread().isInterrupted();
            });
            futures.complete(future);
            boolean leaked = pool.run(() -> Thread.currentThread().isInterrupted());
            assertThat(future.isCancelled()).isTrue();
            assertThat(leaked).isFalse();
        }
    }

    @Test
    void ofManyCancellationsOneSucceeds() throws Exception {
        try (var pool = new SingleThreadPool()) {
            for (int i = 0; i < 300; i++) {
                var started = new Gate();
                PoolFuture<?> future = pool.submit(started::open);
                var wins = new AtomicInteger();
                var other = Aside.call(() -> future.cancel(true) ? wins.incrementAndGet() : 0);
                if (future.cancel(false)) {
                    wins.incrementAndGet();
                }
                var _ = other.result();
                Patience.until("it has ended", future::isDone);
                assertThat(wins.get()).isEqualTo(future.isCancelled() ? 1 : 0);
            }
            pool.join();
            PoolSnapshot snapshot = pool.snapshot();
            assertThat(snapshot.completed() + snapshot.cancelled()).isEqualTo(300);
        }
    }

    @Test
    void aCancelledTaskNeedsNoWorker() throws Exception {
        try (var pool = new SingleThreadPool(options); var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            for (int i = 0; i < 100; i++) {
                pool.submit(() -> {}).cancel(false);
            }
            assertThat(pool.spawnWorkers()).isZero();
            assertThat(pool.countPendingTasks()).isZero();
            gate.open();
            pool.join();
            assertThat(log.count("taskStarted")).isEqualTo(1);
        }
    }
}
