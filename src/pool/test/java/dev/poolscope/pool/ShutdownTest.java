package dev.poolscope.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Shutting down: nothing new, the pending cancelled and kept, the running finished, the workers gone. */
@ExtendWith(CapturedLog.class)
class ShutdownTest {
    private final ManualClock clock = new ManualClock();
    private final ObservedEvents log = new ObservedEvents();
    private final PoolOptions options = PoolOptions.builder().clock(clock).observer(log).build();

    @Test
    void theRunningAreFinishedTheFinalizersRunAndTheThreadsAreGoneWhenItReturns() throws Exception {
        var finalized = new AtomicInteger();
        var pool = new DualThreadPool(options.toBuilder().finalizer(Hook.of(finalized::incrementAndGet)).build());
        try (var gate = new Gate(2)) {
            PoolFuture<String> first = pool.submit(gate);
            PoolFuture<String> second = pool.submit(gate);
            PoolFuture<String> third = pool.submit(gate);
            gate.awaitVisitors();
            List<Thread> threads = pool.workers().stream().map(worker -> Objects.requireNonNull(worker.thread()))
                    .toList();
            Aside<Boolean> shutdown = Aside.waiting(pool::shutdown);
            assertThat(pool.isClosed()).isTrue();
            assertThat(pool.isTerminated()).isFalse();
            assertThat(pool.snapshot().state()).isEqualTo(PoolState.CLOSING);
            assertThat(third.status()).isEqualTo(TaskStatus.CANCELLED);
            assertThat(first.status()).isEqualTo(TaskStatus.RUNNING);
            gate.open();
            assertThat(shutdown.result()).isTrue();
            assertThat(pool.isTerminated()).isTrue();
            assertThat(pool.snapshot().state()).isEqualTo(PoolState.TERMINATED);
            assertThat(first.resultNow()).isEqualTo("passed");
            assertThat(second.resultNow()).isEqualTo("passed");
            assertThat(threads).hasSize(2).noneMatch(Thread::isAlive);
            assertThat(finalized).hasValue(2);
        }
        assertThat(pool.countWorkers()).isZero();
        assertThat(pool.countBusyWorkers()).isZero();
        assertThat(pool.countFreeWorkers()).isZero();
        assertThat(pool.countPendingTasks()).isZero();
        assertThat(pool.workers()).isEmpty();
        assertThat(log.names()).endsWith("terminated").containsOnlyOnce("shutdownBegan", "terminated");
    }

    @Test
    void theFutureOfAPendingTaskTellsThatThePoolWasShutDown() throws Exception {
        try (var pool = new SingleThreadPool(options); var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            PoolFuture<String> pending = pool.submit(() -> "never");
            Aside<Throwable> waiter = Aside.waiting(() -> catchThrowable(pending::collect));
            assertThat(pool.shutdown(Duration.ZERO)).isFalse();
            assertThat(waiter.result()).isInstanceOf(CancellationException.class)
                    .hasCauseInstanceOf(PoolClosedException.class);
            assertThat(log.only("taskCancelled").detail()).isEqualTo(0L);
            assertThat(log.only("taskCancelled").details().getLast()).isInstanceOf(PoolClosedException.class);
        }
    }

    @Test
    void everySecondCallerGetsFalseAtOnce() throws Exception {
        try (var pool = new SingleThreadPool(options); var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            Aside<Boolean> first = Aside.waiting(pool::shutdown);
            assertThat(pool.shutdown()).isFalse();
            assertThat(pool.shutdown(Duration.ofDays(1))).isFalse();
            gate.open();
            assertThat(first.result()).isTrue();
            assertThat(pool.shutdown()).isFalse();
        }
    }

    @Test
    void itWaitsThroughInterruptionsAndRestoresTheFlag() throws Exception {
        try (var pool = new SingleThreadPool(options); var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            Aside<List<Boolean>> shutdown = Aside.waiting(() -> {
                Thread.currentThread().interrupt();
                boolean answer = pool.shutdown();
                return List.of(answer, Thread.interrupted());
            });
            shutdown.interrupt();
            gate.open();
            assertThat(shutdown.result()).containsExactly(true, true);
            assertThat(pool.isTerminated()).isTrue();
        }
    }

    @Test
    void withATimeoutItGivesFalseWhenTheTimeIsUpAndGoesOn() throws Exception {
        try (var pool = new SingleThreadPool(options); var gate = new Gate()) {
            PoolFuture<String> running = pool.submit(gate);
            gate.awaitVisitors();
            Aside<Boolean> shutdown = Aside.call(() -> pool.shutdown(Duration.ofSeconds(7)));
            clock.awaitSleepers(1);
            clock.advance(Duration.ofSeconds(7));
            assertThat(shutdown.result()).isFalse();
            assertThat(running.status()).isEqualTo(TaskStatus.RUNNING);
            gate.open();
            Patience.until("it ends", pool::isTerminated);
            assertThat(running.resultNow()).isEqualTo("passed");
        }
    }

    @Test
    void withATimeoutItGivesTrueWhenEverythingEndsInTime() {
        var pool = new SingleThreadPool(options);
        pool.spawnWorkers(1);
        assertThat(pool.shutdown(Duration.ofDays(1))).isTrue();
        assertThat(pool.isTerminated()).isTrue();
    }

    @Test
    void negativeTimeoutsDoNotWait() throws Exception {
        try (var gate = new Gate()) {
            for (Duration timeout : List.of(Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
                var pool = new SingleThreadPool();
                pool.execute(gate::passStubbornly);
                gate.awaitVisitors();
                Aside<Boolean> shutdown = Aside.call(() -> pool.shutdown(timeout));
                assertThat(shutdown.result()).isFalse();
            }
        }
    }

    @Test
    void whenTheTimeIsUpItCanInterruptWhatStillRuns() throws Exception {
        try (var pool = new DualThreadPool(options); var gate = new Gate(2)) {
            PoolFuture<String> first = pool.submit(gate);
            PoolFuture<String> second = pool.submit(gate);
            gate.awaitVisitors();
            assertThat(pool.shutdown(Duration.ZERO, true)).isFalse();
            Patience.until("it ends", pool::isTerminated);
            assertThat(first.exceptionNow()).isInstanceOf(InterruptedException.class);
            assertThat(second.exceptionNow()).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void itsInterruptsReachNeitherHooksNorCallbacks() throws Exception {
        var interrupted = new AtomicInteger();
        Runnable look = () -> {
            if (Thread.currentThread().isInterrupted()) {
                interrupted.incrementAndGet();
            }
        };
        for (int i = 0; i < 100; i++) {
            try (var pool = new SingleThreadPool(PoolOptions.builder().finalizer(Hook.of(look)).build());
                    var gate = new Gate()) {
                PoolFuture<String> running = pool.submit(gate);
                running.addCallback(_ -> look.run());
                gate.awaitVisitors();
                Aside<Boolean> shutdown = Aside.call(() -> pool.shutdown(Duration.ZERO, true));
                gate.open();
                var _ = shutdown.result();
            }
        }
        assertThat(interrupted).hasValue(0);
    }

    @Test
    void closingWaitsForAShutdownThatAnotherThreadBegan() throws Exception {
        var pool = new SingleThreadPool(options);
        try (var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            assertThat(pool.shutdown(Duration.ZERO)).isFalse();
            Aside<@Nullable Void> close = Aside.waiting(() -> {
                pool.close();
                return null;
            });
            assertThat(close.isDone()).isFalse();
            gate.open();
            close.result();
            assertThat(pool.isTerminated()).isTrue();
            pool.close();
        }
        assertThat(log.count("terminated")).isEqualTo(1);
    }

    @Test
    void aPoolThatWasNeverUsedCanBeShutDown() {
        var pool = new DualThreadPool(options);
        assertThat(pool.shutdown()).isTrue();
        assertThat(pool.isTerminated()).isTrue();
        assertThat(log.names()).containsExactly("shutdownBegan", "terminated");
    }

    @Test
    @SuppressWarnings("NullAway") // a null argument where the target takes one
    void cancelledTasksTellWhatTheyWouldHaveRunAndRunInAnotherPool() throws Exception {
        Instant before = Instant.now();
        BiFunction<@Nullable String, Integer, String> target = (text, n) -> text + n;
        Target<Integer> general = (arguments, named) -> arguments.size() + named.size();
        var pool = new SingleThreadPool(options);
        try (var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            PoolFuture<String> withArguments = pool.submit(target, null, 3);
            PoolFuture<String> given = pool.submit(() -> "cancelled by its future");
            PoolFuture<Integer> withNames = pool.submit(general, List.of(1, 2), Map.of("k", "v"));
            given.cancel(false);
            clock.advance(Duration.ofSeconds(5));
            assertThat(pool.shutdown(Duration.ZERO)).isFalse();
            assertThat(withArguments.isCancelled()).isTrue();
            assertThat(withNames.isCancelled()).isTrue();
        }
        pool.close();
        List<CancelledTask<?>> cancelled = pool.cancelledTasks();
        assertThat(cancelled).extracting(CancelledTask::taskId).containsExactly(2L, 4L);
        CancelledTask<?> first = cancelled.getFirst();
        assertThat(first.target()).isSameAs(target);
        assertThat(first.arguments()).containsExactly(null, 3);
        assertThat(first.namedArguments()).isEmpty();
        assertThat(first.age()).isEqualTo(Duration.ofSeconds(5));
        assertThat(first.cause()).isInstanceOf(PoolClosedException.class);
        assertThat(first.submittedAt()).isBetween(before.minusSeconds(6), Instant.now());
        assertThat(cancelled.getLast().target()).isSameAs(general);
        assertThat(cancelled.getLast().namedArguments()).isEqualTo(Map.of("k", "v"));
        assertThatThrownBy(cancelled::clear).isInstanceOf(UnsupportedOperationException.class);
        try (var another = new SingleThreadPool()) {
            List<Object> results = new ArrayList<>();
            for (CancelledTask<?> task : cancelled) {
                results.add(Objects.requireNonNull(another.submit(task).collect()));
            }
            assertThat(results).containsExactly("null3", 3);
        }
    }

    @Test
    void nothingRunsAfterTheTermination() throws Exception {
        for (int i = 0; i < 100; i++) {
            var pool = new DualThreadPool();
            var ran = new AtomicInteger();
            Aside<Integer> submitter = Aside.call(() -> {
                int accepted = 0;
                try {
                    while (true) {
                        pool.execute(ran::incrementAndGet);
                        accepted++;
                    }
                } catch (PoolClosedException expected) {
                    return accepted;
                }
            });
            pool.shutdown();
            int ranBefore = ran.get();
            int accepted = submitter.result();
            PoolSnapshot snapshot = pool.snapshot();
            assertThat(snapshot.submitted()).isEqualTo(accepted)
                    .isEqualTo(snapshot.completed() + snapshot.cancelled());
            assertThat(snapshot.completed()).isEqualTo(ranBefore).isEqualTo(ran.get());
            assertThat(pool.cancelledTasks()).hasSize((int) snapshot.cancelled());
            assertThat(snapshot.alive()).isZero();
        }
    }

    @Test
    void aCallbackOfACancelledTaskMayTryToCloseThePoolAgain() throws Exception {
        try (var pool = new SingleThreadPool(options); var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            PoolFuture<String> pending = pool.submit(() -> "never");
            pending.addCallback(future -> future.pool().orElseThrow().close());
            Aside<Boolean> shutdown = Aside.call(pool::shutdown);
            Patience.until("it is closed", pool::isClosed);
            gate.open();
            assertThat(shutdown.result()).isTrue();
        }
    }

    @Test
    void noTaskIsCancelledBeforeItWasSubmitted() throws Exception {
        for (int round = 0; round < 100; round++) {
            var pool = new SingleThreadPool();
            var hold = new Gate();
            pool.execute(hold::passStubbornly);
            var submitting = Aside.call(() -> {
                try {
                    while (true) {
                        pool.execute(() -> {});
                    }
                } catch (PoolClosedException closed) {
                    return closed;
                }
            });
            Patience.until("some are pending", () -> pool.countPendingTasks() > 3);
            pool.shutdown(Duration.ZERO);
            var _ = submitting.result();
            hold.open();
            pool.close();
            assertThat(pool.cancelledTasks()).isNotEmpty().noneMatch(task -> task.age().isNegative());
        }
    }

    @Test
    void whoSeesATaskCancelledByThePoolFindsItAmongTheCancelled() throws Exception {
        var pool = new SingleThreadPool();
        var hold = new Gate();
        pool.execute(hold::passStubbornly);
        PoolFuture<?> first = pool.submit(() -> {});
        for (int i = 0; i < 20_000; i++) {
            var _ = pool.submit(() -> {});
        }
        var seen = Aside.call(() -> {
            while (!first.isDone()) {
                Thread.onSpinWait();
            }
            return pool.cancelledTasks().size();
        });
        pool.shutdown(Duration.ZERO);
        int size = seen.result();
        hold.open();
        pool.close();
        assertThat(size).isEqualTo(pool.cancelledTasks().size());
    }
}
