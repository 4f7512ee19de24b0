package dev.poolscope.pool;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** An interrupt is for the task it was meant for, and for nothing that comes after it. */
class InterruptionTest {

    @Test
    void cancellingARunningTaskInterruptsIt() throws Exception {
        try (var pool = new SingleThreadPool(); var gate = new Gate()) {
            var thrown = new ConcurrentLinkedQueue<Throwable>();
            PoolFuture<String> future = pool.submit(() -> {
                try {
                    return gate.call();
                } catch (InterruptedException e) {
                    thrown.add(e);
                    throw e;
                }
            });
            gate.awaitVisitors();
            assertThat(future.cancel(true)).isTrue();
            pool.run(() -> {});
            assertThat(thrown).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(WorkerType.class)
    void theInterruptOfACancellationNeverReachesAnotherTaskOrAHook(WorkerType type) throws Exception {
        var leaks = new AtomicInteger();
        Runnable look = () -> {
            if (Thread.currentThread().isInterrupted()) {
                leaks.incrementAndGet();
            }
        };
        var options = PoolOptions.builder().workerType(type).maxTasksPerWorker(7).initializer(Hook.of(look))
                .finalizer(Hook.of(look)).build();
        try (var pool = new DualThreadPool(options)) {
            for (int i = 0; i < 1500; i++) {
                var begun = new CountDownLatch(1);
                PoolFuture<?> victim = pool.submit(begun::countDown);
                PoolFuture<?> next = pool.submit(look);
                // As close to the end of the victim as can be.
                Patience.await(begun);
                victim.cancel(true);
                next.collect();
            }
        }
        assertThat(leaks).hasValue(0);
    }

    @Test
    void whatATaskLeavesInterruptedIsClearedForTheNextAndForTheHooks() throws Exception {
        var seen = new ConcurrentLinkedQueue<Boolean>();
        Runnable leaves = () -> {
            seen.add(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
        };
        try (var pool = new SingleThreadPool(
                PoolOptions.builder().initializer(Hook.of(leaves)).finalizer(Hook.of(leaves)).build())) {
            for (int i = 0; i < 3; i++) {
                // It waits for its callback: one that came late would run in this thread.
                var added = new CountDownLatch(1);
                PoolFuture<?> future = pool.submit(() -> {
                    Patience.await(added);
                    leaves.run();
                    return null;
                });
                future.addCallback(_ -> leaves.run());
                added.countDown();
                future.collect();
            }
            pool.execute(leaves);
        }
        assertThat(seen).hasSizeGreaterThanOrEqualTo(6).containsOnly(false);
    }

    @Test
    void whatAnObserverLeavesInterruptedReachesNeitherTasksNorHooks() throws Exception {
        var seen = new ConcurrentLinkedQueue<Boolean>();
        Runnable look = () -> seen.add(Thread.currentThread().isInterrupted());
        PoolObserver careless = new PoolObserver() {
            @Override
            public void taskStarted(long nanos, long taskId, int workerId, long queueNanos,
                    @Nullable Object target) {
                Thread.currentThread().interrupt();
            }

            @Override
            public void taskCompleted(long nanos, long taskId, int workerId, long queueNanos, long runNanos) {
                Thread.currentThread().interrupt();
            }

            @Override
            public void workerRetiring(long nanos, int workerId, RetirementReason reason) {
                Thread.currentThread().interrupt();
            }
        };
        try (var pool = new SingleThreadPool(PoolOptions.builder().initializer(Hook.of(look)).finalizer(Hook.of(look))
                .observer(careless).build())) {
            pool.run(look);
            pool.run(look);
        }
        assertThat(seen).hasSize(4).containsOnly(false);
    }

    @Test
    void aStrayInterruptOfAnIdleWorkerReachesNoTask() throws Exception {
        var parked = new CountDownLatch(1);
        // Time is up for a parked worker by an interrupt, at the very moment in which there is work for it.
        NanoClock clock = new NanoClock() {
            @Override
            public long nanoTime() {
                return SYSTEM.nanoTime();
            }

            @Override
            public void parkNanos(Object blocker, long nanos) {
                parked.countDown();
                LockSupport.parkNanos(blocker, nanos);
                if (ThreadPool.currentWorkerId().isPresent()) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        try (var pool = new SingleThreadPool(PoolOptions.builder().clock(clock).build())) {
            pool.spawnWorkers(1);
            Patience.await(parked);
            boolean interrupted = pool.run(() -> Thread.currentThread().isInterrupted());
            assertThat(interrupted).isFalse();
        }
    }

    @Test
    void aStrayInterruptDoesNotEndAnIdleWorker() throws Exception {
        try (var pool = new SingleThreadPool(PoolOptions.builder().idleTimeout(null).build())) {
            pool.spawnWorkers(1);
            Thread worker = Objects.requireNonNull(pool.workers().getFirst().thread());
            for (int i = 0; i < 20; i++) {
                Patience.until("it parks", () -> worker.getState() == Thread.State.WAITING);
                worker.interrupt();
            }
            int id = pool.run(() -> ThreadPool.currentWorkerId().getAsInt());
            assertThat(id).isEqualTo(1);
        }
    }

    @Test
    void aTaskThatIsCancelledWhileItsWorkerIsAboutToBeginBeginsInterruptedOnlyIfTheShutdownSaysSo() throws Exception {
        var started = new Gate();
        var seen = new ConcurrentLinkedQueue<Boolean>();
        var pool = new SingleThreadPool(PoolOptions.builder().observer(new PoolObserver() {
            @Override
            public void taskStarted(long nanos, long taskId, int workerId, long queueNanos,
                    @Nullable Object target) {
                started.passStubbornly();
            }
        }).build());
        pool.execute(() -> seen.add(Thread.currentThread().isInterrupted()));
        started.awaitVisitors();
        assertThat(pool.shutdown(Duration.ZERO, true)).isFalse();
        started.open();
        pool.close();
        assertThat(seen).containsExactly(true);
    }

    @Test
    void shutdownNowInterruptsATaskThatAWorkerHasTakenAndNotStartedYet() throws Exception {
        var armed = new AtomicBoolean();
        var atTheClock = new Gate();
        // A worker reads the clock between taking a task and starting it.
        NanoClock clock = () -> {
            if (ThreadPool.currentWorkerId().isPresent() && armed.compareAndSet(true, false)) {
                atTheClock.passStubbornly();
            }
            return NanoClock.SYSTEM.nanoTime();
        };
        var pool = new SingleThreadPool(PoolOptions.builder().clock(clock).build());
        var view = pool.asExecutorService();
        var accepted = new Gate();
        var interrupted = new CountDownLatch(1);
        view.execute(() -> {
            accepted.passStubbornly();
            armed.set(true);
        });
        view.execute(() -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        accepted.open();
        atTheClock.awaitVisitors();
        var never = Aside.call(view::shutdownNow);
        Patience.until("it is shut down", view::isShutdown);
        // A thread that gets the lock now comes after the cancelling of the queue.
        assertThat(pool.snapshot().state()).isEqualTo(PoolState.CLOSING);
        atTheClock.open();
        assertThat(never.result()).isEmpty();
        Patience.await(interrupted);
        pool.close();
    }
}
