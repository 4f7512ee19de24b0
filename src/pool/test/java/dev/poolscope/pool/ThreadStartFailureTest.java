package dev.poolscope.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Threads that cannot be made or started, and what becomes of the tasks meanwhile. */
@ExtendWith(CapturedLog.class)
class ThreadStartFailureTest {
    private final FaultyThreads threads = new FaultyThreads(FaultyThreads.GOOD);
    private final ObservedEvents log = new ObservedEvents();
    private final PoolOptions options = PoolOptions.builder().threadFactory(threads).observer(log).build();
    private final PoolOptions oneTaskEach = options.toBuilder().maxTasksPerWorker(1).build();

    static List<FaultyThreads.Making> faults() {
        var dead = new Thread(() -> {});
        dead.start();
        return List.of(FaultyThreads.NULL, FaultyThreads.throwing(new IllegalStateException("no thread")),
                FaultyThreads.throwing(new OutOfMemoryError("unable to create native thread")), _ -> dead);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void withoutAWorkerTheSubmissionIsWithdrawnAndThrows(FaultyThreads.Making fault) throws Exception {
        threads.become(fault);
        try (var pool = new DualThreadPool(options)) {
            var ran = new AtomicInteger();
            assertThatThrownBy(() -> pool.submit(ran::incrementAndGet)).isInstanceOf(RejectedExecutionException.class)
                    .isNotInstanceOf(PoolClosedException.class).isNotInstanceOf(BrokenPoolException.class)
                    .cause().isNotNull();
            assertThat(pool.countWorkers()).isZero();
            assertThat(pool.countFreeWorkers()).isZero();
            assertThat(pool.countPendingTasks()).isZero();
            assertThat(pool.snapshot().submitted()).isZero();
            assertThat(pool.snapshot().refused()).isEqualTo(1);
            assertThat(pool.snapshot().spawned()).isZero();
            assertThat(pool.isBroken()).isFalse();
            assertThat(log.names()).containsExactly("workerStartFailed", "taskRefused");
            threads.become(FaultyThreads.GOOD);
            int answer = pool.run(() -> 42);
            assertThat(answer).isEqualTo(42);
            assertThat(ran).hasValue(0);
        }
    }

    @Test
    void theCauseIsWhatTheFactoryThrew() {
        var noMemory = new OutOfMemoryError("unable to create native thread");
        threads.become(FaultyThreads.throwing(noMemory));
        try (var pool = new DualThreadPool(options)) {
            assertThat(catchThrowable(() -> pool.execute(() -> {}))).hasCause(noMemory);
            assertThat(catchThrowable(() -> pool.run(() -> {}))).hasCause(noMemory);
            assertThat(catchThrowable(() -> pool.spawnWorkers(1))).isInstanceOf(RejectedExecutionException.class)
                    .hasCause(noMemory);
            assertThat(log.events("workerStartFailed")).extracting(ObservedEvents.Event::detail)
                    .containsExactly(noMemory, noMemory, noMemory);
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void withAnotherWorkerTheTaskStaysAndThatWorkerRunsIt(FaultyThreads.Making fault) throws Exception {
        try (var pool = new DualThreadPool(options); var gate = new Gate()) {
            PoolFuture<String> first = pool.submit(gate);
            gate.awaitVisitors();
            threads.become(fault);
            PoolFuture<String> second = pool.submit(() -> "second");
            assertThat(second.status()).isEqualTo(TaskStatus.PENDING);
            assertThat(pool.countWorkers()).isEqualTo(1);
            gate.open();
            assertThat(second.collect(Patience.LIMIT)).isEqualTo("second");
            assertThat(first.collect()).isEqualTo("passed");
        }
    }

    @Test
    void theStartIsTriedAgainAtTheNextSubmission() throws Exception {
        try (var pool = new TripleThreadPool(options); var gate = new Gate(3)) {
            pool.execute(gate::passStubbornly);
            threads.become(FaultyThreads.NULL);
            pool.execute(gate::passStubbornly);
            assertThat(pool.countWorkers()).isEqualTo(1);
            threads.become(FaultyThreads.GOOD);
            pool.execute(gate::passStubbornly);
            // All three stand at the gate at once, so each has a worker.
            gate.awaitVisitors();
            assertThat(pool.countWorkers()).isEqualTo(3);
        }
    }

    @Test
    void theStartIsTriedAgainAtTheNextRetirement() throws Exception {
        try (var finalizing = new Gate();
                var pool = new DualThreadPool(oneTaskEach.toBuilder()
                        .finalizer(Hook.of(finalizing::passStubbornly)).build());
                var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            threads.become(FaultyThreads.NULL);
            PoolFuture<String> second = pool.submit(() -> "second");
            assertThat(second.status()).isEqualTo(TaskStatus.PENDING);
            threads.become(FaultyThreads.GOOD);
            gate.open();
            finalizing.awaitVisitors();
            assertThat(second.collect(Patience.LIMIT)).isEqualTo("second");
            finalizing.open();
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aRetirementThatLeavesTasksAndNoWorkerBreaksThePool(FaultyThreads.Making fault) throws Exception {
        try (var pool = new SingleThreadPool(oneTaskEach); var gate = new Gate()) {
            PoolFuture<String> first = pool.submit(gate);
            PoolFuture<String> second = pool.submit(() -> "second");
            gate.awaitVisitors();
            threads.become(fault);
            gate.open();
            assertThat(first.collect()).isEqualTo("passed");
            assertThat(catchThrowable(() -> second.collect(Patience.LIMIT))).cause()
                    .isInstanceOf(BrokenPoolException.class).isNotInstanceOf(InitializerException.class)
                    .isNotInstanceOf(FinalizerException.class).cause().isNotNull();
            assertThat(pool.isBroken()).isTrue();
            assertThat(pool.cancelledTasks()).extracting(CancelledTask::taskId).containsExactly(2L);
            Patience.until("it is gone", () -> pool.countWorkers() == 0);
            assertThat(pool.shutdown()).isTrue();
        }
    }

    @Test
    void aThreadThatIsStartedAndRunsItsWorkerDoesTheWork() throws Exception {
        // The worker is known to have begun when the factory returns: it waits in its initializer.
        try (var gate = new Gate();
                var pool = new SingleThreadPool(
                        options.toBuilder().initializer(Hook.of(gate::passStubbornly)).build())) {
            threads.become(worker -> {
                Thread thread = new Thread(worker);
                thread.setDaemon(true);
                thread.start();
                Patience.until("it stands at the gate", () -> thread.getState() == Thread.State.TIMED_WAITING);
                return thread;
            });
            PoolFuture<String> future = pool.submit(() -> "done");
            gate.open();
            assertThat(future.collect(Patience.LIMIT)).isEqualTo("done");
            assertThat(pool.countWorkers()).isEqualTo(1);
        }
    }

    @Test
    void aThreadThatWasStartedTooEarlyAndComesTooLateDoesNothing() throws Exception {
        var late = new CompletableFuture<Thread>();
        try (var gate = new Gate(); var pool = new SingleThreadPool(options)) {
            threads.become(worker -> {
                Thread thread = new Thread(() -> {
                    gate.passStubbornly();
                    worker.run();
                });
                thread.setDaemon(true);
                late.complete(thread);
                thread.start();
                return thread;
            });
            assertThatThrownBy(() -> pool.submit(() -> 1)).isInstanceOf(RejectedExecutionException.class);
            gate.open();
            late.join().join(Patience.LIMIT);
            assertThat(pool.countWorkers()).isZero();
            assertThat(pool.snapshot().alive()).isZero();
            assertThat(log.names()).containsExactly("workerStartFailed", "taskRefused");
        }
    }

    @Test
    void aWorkerBegunTwiceWorksOnce() throws Exception {
        var runs = new ConcurrentLinkedQueue<Runnable>();
        var initialized = new AtomicInteger();
        try (var pool = new SingleThreadPool(
                options.toBuilder().initializer(Hook.of(initialized::incrementAndGet)).build())) {
            threads.become(worker -> {
                runs.add(worker);
                return new Thread(worker);
            });
            pool.run(() -> {});
            runs.forEach(Runnable::run);
            pool.run(() -> {});
        }
        assertThat(initialized).hasValue(1);
        assertThat(log.count("workerRetired")).isEqualTo(1);
    }

    @Test
    void aFactoryMaySubmitToItsOwnPool() throws Exception {
        var inner = new ConcurrentLinkedQueue<PoolFuture<String>>();
        var pools = new CompletableFuture<ThreadPool>();
        threads.become(worker -> {
            if (inner.isEmpty()) {
                inner.add(pools.join().submit(() -> "inner"));
            }
            return new Thread(worker);
        });
        try (var pool = new DualThreadPool(options)) {
            pools.complete(pool);
            String outer = pool.run(() -> "outer");
            assertThat(outer).isEqualTo("outer");
            assertThat(inner.remove().collect(Patience.LIMIT)).isEqualTo("inner");
        }
    }

    @Test
    void spawningTellsHowManyThreadsWereStartedBeforeOneFailed() {
        var made = new AtomicInteger();
        threads.become(worker -> made.incrementAndGet() > 2 ? null : new Thread(worker));
        try (var pool = new QuadThreadPool(options)) {
            assertThat(pool.spawnMaxWorkers()).isEqualTo(2);
            assertThat(pool.countWorkers()).isEqualTo(2);
        }
    }

    @Test
    void aSubmissionWhoseThreadFailsAfterAShutdownIsCancelledLikeTheOthers() throws Exception {
        try (var gate = new Gate(); var pool = new SingleThreadPool(options)) {
            threads.become(_ -> {
                gate.passStubbornly();
                return null;
            });
            Aside<PoolFuture<String>> submission = Aside.waiting(() -> pool.submit(() -> "never"));
            gate.awaitVisitors();
            Aside<Boolean> shutdown = Aside.waiting(pool::shutdown);
            gate.open();
            PoolFuture<String> future = submission.result();
            assertThat(future.status()).isEqualTo(TaskStatus.CANCELLED);
            assertThat(shutdown.result()).isTrue();
            assertThat(pool.cancelledTasks()).hasSize(1);
            assertThat(pool.countWorkers()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void concurrentFailuresLeaveNoPhantomAndNoHangingFuture(int size) throws Exception {
        for (int round = 0; round < 100; round++) {
            var barrier = new CyclicBarrier(4);
            var accepted = new ConcurrentLinkedQueue<PoolFuture<Integer>>();
            threads.become(FaultyThreads.throwing(new IllegalStateException("no thread")));
            var pool = new ThreadPool(size, options);
            List<Aside<Void>> submitters = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                submitters.add(Aside.call(() -> {
                    barrier.await();
                    try {
                        accepted.add(pool.submit(() -> 1));
                    } catch (RejectedExecutionException expected) {
                        assertThat(expected).isNotInstanceOf(PoolClosedException.class);
                    }
                    return null;
                }));
            }
            for (Aside<Void> submitter : submitters) {
                submitter.result();
            }
            assertThat(accepted).allSatisfy(future -> assertThat(future.status()).isEqualTo(TaskStatus.CANCELLED));
            PoolSnapshot snapshot = pool.snapshot();
            assertThat(snapshot.alive()).isZero();
            assertThat(snapshot.pending()).isZero();
            assertThat(snapshot.submitted()).isEqualTo(snapshot.cancelled()).isEqualTo(accepted.size());
            assertThat(pool.shutdown()).isTrue();
        }
    }

    @Test
    void aTaskThatReliedOnAFailingThreadOfAnotherIsTriedOnceMore() throws Exception {
        // Single: the second submission finds the first's worker starting, and needs none of its own.
        var making = new CountDownLatch(1);
        var second = new CountDownLatch(1);
        var attempts = new AtomicInteger();
        try (var pool = new SingleThreadPool(options)) {
            threads.become(worker -> {
                if (attempts.incrementAndGet() > 1) {
                    return new Thread(worker);
                }
                making.countDown();
                try {
                    Patience.await(second);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                return null;
            });
            Aside<PoolFuture<String>> first = Aside.call(() -> pool.submit(() -> "first"));
            Patience.await(making);
            PoolFuture<String> relying = pool.submit(() -> "second");
            second.countDown();
            assertThat(first.failure()).isInstanceOf(RejectedExecutionException.class);
            assertThat(relying.collect(Patience.LIMIT)).isEqualTo("second");
            assertThat(pool.isBroken()).isFalse();
        }
    }
}
