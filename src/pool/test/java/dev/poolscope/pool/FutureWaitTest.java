package dev.poolscope.pool;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** The ways to wait for a future, and what it tells without waiting. */
class FutureWaitTest {
    private final ManualClock clock = new ManualClock();
    private final PoolOptions options = PoolOptions.builder().clock(clock).build();

    @Test
    void theResultIsGivenByAllFormsAndMayBeNull() throws Exception {
        try (var pool = new SingleThreadPool(options)) {
            PoolFuture<String> future = pool.submit(() -> "result");
            assertThat(future.collect()).isEqualTo("result");
            assertThat(future.collect(Duration.ZERO)).isEqualTo("result");
            assertThat(future.get()).isEqualTo("result");
            assertThat(future.get(0, TimeUnit.SECONDS)).isEqualTo("result");
            assertThat(future.resultNow()).isEqualTo("result");
            assertThat(future.state()).isEqualTo(Future.State.SUCCESS);
            assertThatThrownBy(future::exceptionNow).isInstanceOf(IllegalStateException.class);
            PoolFuture<@Nullable String> none = pool.submit(() -> (@Nullable String) null);
            assertThat(none.collect()).isNull();
            assertThat(none.get()).isNull();
            assertThat(none.resultNow()).isNull();
        }
    }

    @Test
    void collectAndRunRethrowTheTasksOwnThrowableAndGetWrapsIt() throws Exception {
        try (var pool = new SingleThreadPool(options)) {
            for (Throwable thrown : List.of(new IOException("checked"), new IllegalStateException("unchecked"),
                    new AssertionError("error"), new InterruptedException("its own"), new TimeoutException("its own"),
                    new CancellationException("its own"))) {
                PoolFuture<String> future = pool.submit(() -> {
                    throw sneaky(thrown);
                });
                assertThat(catchThrowable(future::collect)).isSameAs(thrown);
                assertThat(catchThrowable(() -> future.collect(Duration.ofDays(1)))).isSameAs(thrown);
                assertThat(catchThrowable(future::get)).isInstanceOf(ExecutionException.class).hasCause(thrown);
                assertThat(catchThrowable(() -> future.get(1, TimeUnit.DAYS))).hasCause(thrown);
                assertThat(catchThrowable(() -> pool.run(() -> {
                    throw sneaky(thrown);
                }))).isSameAs(thrown);
                assertThat(future.exceptionNow()).isSameAs(thrown);
                assertThat(future.state()).isEqualTo(Future.State.FAILED);
                assertThat(future.isCancelled()).isFalse();
                assertThat(future.isDone()).isTrue();
                assertThatThrownBy(future::resultNow).isInstanceOf(IllegalStateException.class);
                assertThat(Thread.interrupted()).isFalse();
            }
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> RuntimeException sneaky(Throwable thrown) throws X {
        throw (X) thrown;
    }

    @Test
    void aWaitEndsWhenItsTimeIsUpAndTheTaskGoesOn() throws Exception {
        try (var pool = new SingleThreadPool(options); var gate = new Gate()) {
            PoolFuture<String> future = pool.submit(gate);
            gate.awaitVisitors();
            Aside<String> collect = Aside.call(() -> future.collect(Duration.ofSeconds(2)));
            Aside<String> get = Aside.call(() -> future.get(2, TimeUnit.SECONDS));
            clock.awaitSleepers(2);
            clock.advance(Duration.ofSeconds(2));
            assertThat(collect.failure()).isInstanceOf(TimeoutException.class).hasMessageContaining("PT2S");
            assertThat(get.failure()).isInstanceOf(TimeoutException.class).hasMessageContaining("2 seconds");
            assertThat(future.status()).isEqualTo(TaskStatus.RUNNING);
            gate.open();
            assertThat(future.collect()).isEqualTo("passed");
        }
    }

    @Test
    void waitForTellsWhetherTheTaskHasEndedHoweverItDid() throws Exception {
        try (var pool = new SingleThreadPool(options); var gate = new Gate()) {
            PoolFuture<String> running = pool.submit(gate);
            PoolFuture<String> failing = pool.submit(() -> {
                throw new java.io.IOException("of the task");
            });
            PoolFuture<String> cancelled = pool.submit(() -> "never");
            gate.awaitVisitors();
            assertThat(running.waitFor(Duration.ZERO)).isFalse();
            cancelled.cancel(false);
            assertThat(cancelled.waitFor(Duration.ZERO)).isTrue();
            Aside<Boolean> late = Aside.call(() -> running.waitFor(Duration.ofSeconds(2)));
            clock.awaitSleepers(1);
            clock.advance(Duration.ofSeconds(2));
            assertThat(late.result()).isFalse();
            Aside<Boolean> interrupted = Aside.waiting(() -> running.waitFor(Duration.ofSeconds(2)));
            interrupted.interrupt();
            assertThat(interrupted.failure()).isInstanceOf(InterruptedException.class);
            Aside<Boolean> inTime = Aside.waiting(() -> failing.waitFor(Duration.ofSeconds(2)));
            gate.open();
            assertThat(inTime.result()).isTrue();
            assertThat(running.waitFor(Duration.ZERO)).isTrue();
            assertThat(failing.status()).isEqualTo(TaskStatus.FAILED);
        }
    }

    @Test
    @Timeout(30)
    void zeroAndNegativeTimesDoNotWait() throws Exception {
        try (var gate = new Gate(); var pool = new SingleThreadPool()) {
            PoolFuture<String> future = pool.submit(gate);
            for (Duration time : List.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofNanos(Long.MIN_VALUE),
                    Duration.ofSeconds(Long.MIN_VALUE))) {
                assertThat(Aside.call(() -> future.collect(time)).failure()).isInstanceOf(TimeoutException.class);
                assertThat(Aside.call(() -> future.waitFor(time)).result()).isFalse();
            }
            assertThat(Aside.call(() -> future.get(Long.MIN_VALUE, TimeUnit.NANOSECONDS)).failure())
                    .isInstanceOf(TimeoutException.class);
            gate.open();
        }
    }

    @Test
    void aHugeTimeWaitsLikeNone() throws Exception {
        try (var pool = new SingleThreadPool(options); var gate = new Gate()) {
            PoolFuture<String> future = pool.submit(gate);
            Aside<String> collect = Aside.waiting(() -> future.collect(Duration.ofSeconds(Long.MAX_VALUE)));
            Aside<String> get = Aside.waiting(() -> future.get(Long.MAX_VALUE, TimeUnit.DAYS));
            gate.open();
            assertThat(collect.result()).isEqualTo("passed");
            assertThat(get.result()).isEqualTo("passed");
        }
    }

    @Test
    void anInterruptEndsTheWaitAndTheTaskGoesOn() throws Exception {
        try (var pool = new SingleThreadPool(options); var gate = new Gate()) {
            PoolFuture<String> future = pool.submit(gate);
            gate.awaitVisitors();
            for (Aside<String> waiter : List.of(Aside.waiting(future::collect), Aside.waiting(future::get),
                    Aside.waiting(() -> future.collect(Duration.ofDays(1))))) {
                waiter.interrupt();
                assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
            }
            assertThat(future.status()).isEqualTo(TaskStatus.RUNNING);
            gate.open();
            assertThat(future.collect()).isEqualTo("passed");
        }
    }

    @Test
    void anInterruptedRunLeavesItsTaskRunning() throws Exception {
        try (var pool = new SingleThreadPool(options); var gate = new Gate()) {
            Aside<String> run = Aside.waiting(() -> pool.run(gate));
            gate.awaitVisitors();
            run.interrupt();
            assertThat(run.failure()).isInstanceOf(InterruptedException.class);
            assertThat(pool.snapshot().running()).isEqualTo(1);
            gate.open();
            pool.join();
            assertThat(pool.snapshot().completed()).isEqualTo(1);
        }
    }

    @Test
    void anInterruptedThreadStillGetsWhatIsThere() throws Exception {
        try (var pool = new SingleThreadPool(options)) {
            PoolFuture<Integer> future = pool.submit(() -> 1);
            future.collect();
            Thread.currentThread().interrupt();
            try {
                assertThat(future.collect()).isEqualTo(1);
                assertThat(future.get()).isEqualTo(1);
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            } finally {
                var _ = Thread.interrupted();
            }
        }
    }

    @Test
    void allThreadsThatWaitAreWoken() throws Exception {
        try (var pool = new SingleThreadPool(options); var gate = new Gate()) {
            PoolFuture<String> future = pool.submit(gate);
            List<Aside<String>> waiters = java.util.stream.Stream.generate(() -> Aside.waiting(future::collect))
                    .limit(20).toList();
            gate.open();
            for (Aside<String> waiter : waiters) {
                assertThat(waiter.result()).isEqualTo("passed");
            }
        }
    }

    @Test
    void anUnfinishedFutureSaysSo() throws Exception {
        try (var pool = new SingleThreadPool(options); var gate = new Gate()) {
            PoolFuture<String> running = pool.submit(gate);
            PoolFuture<String> pending = pool.submit(gate);
            gate.awaitVisitors();
            assertThat(running.status()).isEqualTo(TaskStatus.RUNNING);
            assertThat(pending.status()).isEqualTo(TaskStatus.PENDING);
            for (PoolFuture<String> future : List.of(running, pending)) {
                assertThat(future.state()).isEqualTo(Future.State.RUNNING);
                assertThat(future.isDone()).isFalse();
                assertThat(future.isCancelled()).isFalse();
                assertThatThrownBy(future::resultNow).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(future::exceptionNow).isInstanceOf(IllegalStateException.class);
            }
            pending.cancel(false);
            assertThat(pending.state()).isEqualTo(Future.State.CANCELLED);
            assertThatThrownBy(pending::resultNow).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(pending::exceptionNow).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(pending::get).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void theTimeInTheQueueAndTheTimeOnTheWorkerAreToldApart() throws Exception {
        try (var pool = new SingleThreadPool(options); var first = new Gate(); var second = new Gate()) {
            pool.execute(first::passStubbornly);
            first.awaitVisitors();
            PoolFuture<String> future = pool.submit(second);
            clock.advance(Duration.ofSeconds(2));
            assertThat(future.pendingDuration()).isEqualTo(Duration.ofSeconds(2));
            assertThat(future.runningDuration()).isZero();
            clock.advance(Duration.ofSeconds(1));
            first.open();
            second.awaitVisitors();
            clock.advance(Duration.ofSeconds(5));
            assertThat(future.pendingDuration()).isEqualTo(Duration.ofSeconds(3));
            assertThat(future.runningDuration()).isEqualTo(Duration.ofSeconds(5));
            second.open();
            future.collect();
            clock.advance(Duration.ofSeconds(9));
            assertThat(future.pendingDuration()).isEqualTo(Duration.ofSeconds(3));
            assertThat(future.runningDuration()).isEqualTo(Duration.ofSeconds(5));
        }
    }

    @Test
    void aFutureKnowsItsNumberAndItsPool() throws Exception {
        try (var pool = new SingleThreadPool(options)) {
            PoolFuture<?> first = pool.submit(() -> {});
            PoolFuture<?> second = pool.submit(() -> {});
            assertThat(first.taskId()).isEqualTo(1);
            assertThat(second.taskId()).isEqualTo(2);
            assertThat(first.pool()).containsSame(pool);
            assertThat(first.toString()).contains("taskId=1").contains("SingleThreadPool");
        }
    }

    @Test
    void whatATaskWroteIsSeenByAThreadThatFindsItDone() throws Exception {
        try (var pool = new DualThreadPool()) {
            for (int i = 0; i < 2000; i++) {
                int[] box = new int[1];
                int n = i + 1;
                PoolFuture<?> future = pool.submit(() -> box[0] = n);
                Patience.until("it is done", future::isDone);
                assertThat(box[0]).isEqualTo(n);
            }
        }
    }
}
