package dev.poolscope.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Joining: the queue is worked off, the workers retire, the pool stays open. */
@ExtendWith(CapturedLog.class)
class JoinTest {
    private final ManualClock clock = new ManualClock();
    private final ObservedEvents log = new ObservedEvents();
    private final PoolOptions options = PoolOptions.builder().clock(clock).observer(log).build();

    private static Aside<@Nullable Void> joining(ThreadPool pool) {
        return Aside.waiting(() -> {
            pool.join();
            return null;
        });
    }

    @Test
    void theQueueIsWorkedOffTheWorkersRetireAndThePoolStaysOpen() throws Exception {
        var done = new AtomicInteger();
        try (var pool = new DualThreadPool(options)) {
            for (int i = 0; i < 50; i++) {
                pool.execute(done::incrementAndGet);
            }
            List<Thread> threads = new ArrayList<>();
            pool.workers().forEach(worker -> {
                if (worker.thread() != null) {
                    threads.add(worker.thread());
                }
            });
            pool.join();
            assertThat(done).hasValue(50);
            assertThat(pool.countWorkers()).isZero();
            assertThat(threads).isNotEmpty().noneMatch(Thread::isAlive);
            assertThat(pool.isClosed()).isFalse();
            assertThat(pool.snapshot().state()).isEqualTo(PoolState.OPEN);
            String name = pool.run(() -> Thread.currentThread().getName());
            assertThat(name).doesNotEndWith("-worker-1");
            pool.join();
        }
        assertThat(log.events("joinEnded")).extracting(ObservedEvents.Event::detail)
                .containsExactly(JoinOutcome.JOINED, JoinOutcome.JOINED);
    }

    @Test
    void aPoolWithoutWorkersIsJoinedAtOnce() throws Exception {
        try (var pool = new DualThreadPool(options)) {
            pool.join();
            pool.join(Duration.ZERO);
        }
        assertThat(log.names()).containsExactly("joinBegan", "joinEnded", "joinBegan", "joinEnded", "shutdownBegan",
                "terminated");
    }

    @Test
    void meanwhileWorkAndSpawnsAreRefusedAndEverythingElseGoesOn() throws Exception {
        try (var pool = new DualThreadPool(options); var gate = new Gate()) {
            var refusals = new ConcurrentLinkedQueue<Throwable>();
            var begun = new Gate();
            PoolFuture<?> running = pool.submit(() -> {
                gate.passStubbornly();
                refusals.add(catchThrowable(() -> pool.submit(() -> 1)));
                refusals.add(catchThrowable(() -> pool.run(() -> 1)));
                refusals.add(catchThrowable(() -> pool.execute(() -> {})));
                begun.open();
            });
            gate.awaitVisitors();
            Aside<@Nullable Void> join = joining(pool);
            assertThat(pool.isClosed()).isFalse();
            assertThat(pool.snapshot().state()).isEqualTo(PoolState.JOINING);
            pool.check();
            refusals.add(catchThrowable(() -> pool.submit(() -> 1)));
            refusals.add(catchThrowable(() -> pool.spawnWorkers(1)));
            refusals.add(catchThrowable(pool::spawnWorkers));
            refusals.add(catchThrowable(pool::spawnMaxWorkers));
            gate.open();
            join.result();
            running.collect();
            assertThat(refusals).hasSize(7).allSatisfy(refusal -> assertThat(refusal)
                    .isInstanceOf(PoolClosedException.class).hasMessageContaining("joining"));
            assertThat(pool.snapshot().refused()).isEqualTo(4);
            pool.run(() -> {});
        }
    }

    @Test
    void concurrentJoinsShareOne() throws Exception {
        try (var pool = new DualThreadPool(options); var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            List<Aside<@Nullable Void>> joins = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                joins.add(joining(pool));
            }
            gate.open();
            for (Aside<@Nullable Void> join : joins) {
                join.result();
            }
        }
        assertThat(log.count("joinBegan")).isEqualTo(1);
        assertThat(log.count("joinEnded")).isEqualTo(1);
    }

    @Test
    void aTimeoutAbandonsTheJoinAndThePoolIsOpenAgain() throws Exception {
        try (var pool = new DualThreadPool(options); var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            Aside<@Nullable Void> join = Aside.call(() -> {
                pool.join(Duration.ofSeconds(3));
                return null;
            });
            clock.awaitSleepers(1);
            clock.advance(Duration.ofSeconds(3));
            assertThat(join.failure()).isInstanceOf(TimeoutException.class).hasMessageContaining("3S");
            assertThat(pool.snapshot().state()).isEqualTo(PoolState.OPEN);
            int answer = pool.run(() -> 42);
            assertThat(answer).isEqualTo(42);
            gate.open();
            Patience.until("both go on, idle", () -> pool.snapshot().idle() == 2);
            assertThat(log.only("joinEnded").detail()).isEqualTo(JoinOutcome.ABANDONED);
        }
    }

    @Test
    void whoGivesUpLeavesTheJoinToTheOthers() throws Exception {
        try (var pool = new DualThreadPool(options); var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            Aside<@Nullable Void> patient = joining(pool);
            assertThatThrownBy(() -> pool.join(Duration.ZERO)).isInstanceOf(TimeoutException.class);
            assertThat(pool.snapshot().state()).isEqualTo(PoolState.JOINING);
            gate.open();
            patient.result();
            assertThat(log.only("joinEnded").detail()).isEqualTo(JoinOutcome.JOINED);
        }
    }

    @Test
    void negativeTimeoutsDoNotWait() {
        try (var pool = new DualThreadPool(); var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            assertThatThrownBy(() -> pool.join(Duration.ofSeconds(-1))).isInstanceOf(TimeoutException.class);
            assertThatThrownBy(() -> pool.join(Duration.ofSeconds(Long.MIN_VALUE)))
                    .isInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void anInterruptEndsTheWaitAndAbandonsTheJoin() throws Exception {
        try (var pool = new DualThreadPool(options); var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            Aside<@Nullable Void> join = joining(pool);
            join.interrupt();
            assertThat(join.failure()).isInstanceOf(InterruptedException.class);
            assertThat(pool.snapshot().state()).isEqualTo(PoolState.OPEN);
        }
    }

    @Test
    void aShutdownEndsTheJoinAndWins() throws Exception {
        try (var pool = new SingleThreadPool(options); var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            PoolFuture<String> pending = pool.submit(() -> "never");
            gate.awaitVisitors();
            Aside<@Nullable Void> join = joining(pool);
            Aside<Boolean> shutdown = Aside.call(pool::shutdown);
            assertThat(join.failure()).isInstanceOf(PoolClosedException.class);
            assertThat(pending.status()).isEqualTo(TaskStatus.CANCELLED);
            assertThat(shutdown.isDone()).isFalse();
            gate.open();
            assertThat(shutdown.result()).isTrue();
            assertThat(pool.isTerminated()).isTrue();
            assertThat(log.only("joinEnded").detail()).isEqualTo(JoinOutcome.CLOSED);
        }
    }

    enum Place {
        INITIALIZER, TASK, CALLBACK, FINALIZER
    }

    @ParameterizedTest
    @EnumSource
    void aWorkerMayNotJoinOrShutDownItsOwnPool(Place place) throws Exception {
        var pools = new CompletableFuture<ThreadPool>();
        var failures = new ConcurrentLinkedQueue<Throwable>();
        Runnable tries = () -> {
            ThreadPool pool = pools.join();
            failures.add(catchThrowable(pool::join));
            failures.add(catchThrowable(() -> pool.join(Duration.ZERO)));
            failures.add(catchThrowable(pool::shutdown));
            failures.add(catchThrowable(() -> pool.shutdown(Duration.ZERO)));
            failures.add(catchThrowable(() -> pool.shutdown(Duration.ZERO, true)));
            failures.add(catchThrowable(pool::close));
            if (pool.isClosed()) {
                failures.add(new AssertionError("It is closed"));
            }
        };
        Runnable nothing = () -> {};
        try (var pool = new SingleThreadPool(
                options.toBuilder().maxTasksPerWorker(1)
                        .initializer(Hook.of(place == Place.INITIALIZER ? tries : nothing))
                        .finalizer(Hook.of(place == Place.FINALIZER ? tries : nothing)).build());
                var gate = new Gate()) {
            pools.complete(pool);
            PoolFuture<?> future = pool.submit(() -> {
                gate.passStubbornly();
                if (place == Place.TASK) {
                    tries.run();
                }
            });
            future.addCallback(_ -> {
                if (place == Place.CALLBACK) {
                    tries.run();
                }
            });
            gate.open();
            future.collect();
            Patience.until("its worker is gone", () -> pool.countWorkers() == 0);
            assertThat(failures).hasSize(6)
                    .allSatisfy(failure -> assertThat(failure).isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining(pool.name()));
            assertThat(log.names()).doesNotContain("joinBegan", "shutdownBegan");
            pool.check();
        }
    }

    @Test
    void aWorkerMayJoinAnotherPool() throws Exception {
        try (var pool = new SingleThreadPool(options); var other = new SingleThreadPool(options)) {
            other.spawnWorkers(1);
            pool.run(() -> {
                other.join();
                return null;
            });
            assertThat(other.countWorkers()).isZero();
        }
    }

    @Test
    void onABrokenPoolItWaitsForTheWorkersAndTellsOfTheBreakage() throws Exception {
        var started = new AtomicInteger();
        try (var pool = new DualThreadPool(options.toBuilder().initializer((_, _) -> {
            if (started.incrementAndGet() == 2) {
                throw new IllegalStateException("second worker");
            }
        }).build()); var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            pool.spawnWorkers(1);
            Patience.until("it breaks", pool::isBroken);
            Aside<@Nullable Void> join = joining(pool);
            assertThat(pool.countBusyWorkers()).isEqualTo(1);
            gate.open();
            assertThat(join.failure()).isInstanceOf(InitializerException.class);
            assertThat(pool.countWorkers()).isZero();
            assertThatThrownBy(pool::join).isInstanceOf(InitializerException.class);
        }
    }

    @Test
    void aBreakageDuringAJoinIsThrownInThreadsThatWait() throws Exception {
        try (var pool = new SingleThreadPool(
                options.toBuilder().finalizer(Hook.of(() -> {
                    throw new IllegalStateException("finalizer");
                })).build()); var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            Aside<@Nullable Void> join = joining(pool);
            gate.open();
            assertThat(join.failure()).isInstanceOf(FinalizerException.class).hasRootCauseMessage("finalizer");
            assertThat(log.only("joinEnded").detail()).isEqualTo(JoinOutcome.BROKEN);
        }
    }

    @Test
    void aClosedPoolCannotBeJoined() {
        var pool = new SingleThreadPool(options);
        pool.close();
        assertThatThrownBy(pool::join).isInstanceOf(PoolClosedException.class);
        assertThatThrownBy(() -> pool.join(Duration.ZERO)).isInstanceOf(PoolClosedException.class);
    }

    @Test
    void aSubmissionAfterAJoinStartsFromNothing() throws Exception {
        try (var pool = new DualThreadPool(options)) {
            for (int i = 1; i <= 200; i++) {
                int n = i;
                PoolFuture<Integer> future = pool.submit(() -> n);
                pool.join();
                assertThat(future.resultNow()).isEqualTo(n);
                assertThat(pool.countWorkers()).isZero();
            }
        }
    }
}
