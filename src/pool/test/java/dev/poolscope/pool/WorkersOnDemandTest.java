package dev.poolscope.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** When workers are started, how many, and what they are. */
@ExtendWith(CapturedLog.class)
class WorkersOnDemandTest {

    @Test
    void aNewPoolHasNoWorker() {
        try (var pool = new QuadThreadPool()) {
            assertThat(pool.countWorkers()).isZero();
            assertThat(pool.workers()).isEmpty();
            assertThat(pool.snapshot().spawned()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void sequentialRunsUseOneWorker(int size) throws Exception {
        try (var pool = new ThreadPool(size)) {
            for (int i = 0; i < 300; i++) {
                pool.run(() -> "done");
                assertThat(pool.countFreeWorkers()).isEqualTo(1);
            }
            assertThat(pool.snapshot().spawned()).isEqualTo(1);
        }
    }

    @Test
    void aWorkerIsStartedForEachSubmissionThatFindsMorePendingThanFree() throws Exception {
        try (var pool = new TripleThreadPool(); var gate = new Gate(3)) {
            for (int expected = 1; expected <= 3; expected++) {
                pool.execute(gate::passStubbornly);
                assertThat(pool.countWorkers()).isEqualTo(expected);
            }
            gate.awaitVisitors();
            pool.execute(() -> {});
            pool.execute(() -> {});
            assertThat(pool.countWorkers()).isEqualTo(3);
            assertThat(pool.countBusyWorkers()).isEqualTo(3);
            assertThat(pool.countFreeWorkers()).isZero();
            assertThat(pool.countPendingTasks()).isEqualTo(2);
        }
    }

    @Test
    void anIdleWorkerIsUsedBeforeAnotherIsStarted() throws Exception {
        try (var pool = new QuadThreadPool(); var gate = new Gate(2)) {
            pool.spawnWorkers(2);
            pool.execute(gate::passStubbornly);
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            assertThat(pool.countWorkers()).isEqualTo(2);
        }
    }

    @Test
    void aStartingWorkerCountsAsFree() throws Exception {
        try (var gate = new Gate(2);
                var pool = new QuadThreadPool(
                        PoolOptions.builder().initializer(Hook.of(gate::passStubbornly)).build())) {
            PoolFuture<?> first = pool.submit(() -> {});
            PoolFuture<?> second = pool.submit(() -> {});
            gate.awaitVisitors();
            assertThat(pool.snapshot().starting()).isEqualTo(2);
            assertThat(pool.countFreeWorkers()).isEqualTo(2);
            assertThat(first.cancel(false)).isTrue();
            // One pending, two free: another fits in without a worker of its own, the one after it does not.
            pool.execute(() -> {});
            assertThat(pool.countWorkers()).isEqualTo(2);
            pool.execute(() -> {});
            assertThat(pool.countWorkers()).isEqualTo(3);
            gate.open();
            second.collect();
        }
    }

    @Test
    void aRetiringWorkerIsAliveButNeitherFreeNorBusy() throws Exception {
        try (var gate = new Gate();
                var pool = new DualThreadPool(PoolOptions.builder().maxTasksPerWorker(1)
                        .finalizer(Hook.of(gate::passStubbornly)).build())) {
            pool.run(() -> {});
            gate.awaitVisitors();
            assertThat(pool.countWorkers()).isEqualTo(1);
            assertThat(pool.countFreeWorkers()).isZero();
            assertThat(pool.countBusyWorkers()).isZero();
            assertThat(pool.snapshot().retiring()).isEqualTo(1);
            // Neither free, so a submission needs another.
            pool.run(() -> {});
            assertThat(pool.countWorkers()).isEqualTo(2);
            // Alive, so there is no room for a third.
            PoolFuture<?> third = pool.submit(() -> {});
            assertThat(pool.countWorkers()).isEqualTo(2);
            assertThat(third.status()).isEqualTo(TaskStatus.PENDING);
            gate.open();
            third.collect();
        }
    }

    @Test
    void aRetirementStartsAWorkerForWhatIsPending() throws Exception {
        var log = new ObservedEvents();
        try (var pool = new SingleThreadPool(PoolOptions.builder().maxTasksPerWorker(1).observer(log).build());
                var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            PoolFuture<?> second = pool.submit(() -> {});
            gate.open();
            second.collect();
        }
        assertThat(log.events("workerSpawned")).extracting(ObservedEvents.Event::detail)
                .containsExactly(SpawnReason.SUBMISSION, SpawnReason.RETIREMENT);
    }

    @Test
    void aWorkerIsBusyUntilTheLastCallbackHasReturned() throws Exception {
        try (var pool = new DualThreadPool(); var task = new Gate(); var callback = new Gate()) {
            PoolFuture<String> future = pool.submit(task);
            future.addCallback(_ -> callback.passStubbornly());
            task.open();
            callback.awaitVisitors();
            assertThat(future.status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(pool.countBusyWorkers()).isEqualTo(1);
            pool.run(() -> {});
            assertThat(pool.countWorkers()).isEqualTo(2);
            callback.open();
            Patience.until("both are free", () -> pool.countFreeWorkers() == 2);
        }
    }

    @Test
    void spawningStopsAtTheMaximumAndTellsHowManyWereStarted() {
        try (var pool = new QuadThreadPool()) {
            assertThat(pool.spawnWorkers()).isZero();
            assertThat(pool.spawnWorkers(0)).isZero();
            assertThat(pool.spawnWorkers(3)).isEqualTo(3);
            assertThat(pool.spawnWorkers(3)).isEqualTo(1);
            assertThat(pool.spawnWorkers(Integer.MAX_VALUE)).isZero();
            assertThat(pool.spawnMaxWorkers()).isZero();
            assertThat(pool.countWorkers()).isEqualTo(4);
        }
        try (var pool = new TripleThreadPool()) {
            assertThat(pool.spawnMaxWorkers()).isEqualTo(3);
        }
    }

    @Test
    void spawningWithoutANumberStartsWhatAFailedStartLeftUndone() throws Exception {
        var threads = new FaultyThreads(FaultyThreads.GOOD);
        try (var pool = new QuadThreadPool(PoolOptions.builder().threadFactory(threads).build());
                var gate = new Gate(3)) {
            PoolFuture<String> first = pool.submit(gate);
            threads.become(FaultyThreads.NULL);
            PoolFuture<String> second = pool.submit(gate);
            PoolFuture<String> third = pool.submit(gate);
            Patience.until("the first runs", () -> first.status() == TaskStatus.RUNNING);
            threads.become(FaultyThreads.GOOD);
            assertThat(pool.spawnWorkers()).isEqualTo(2);
            gate.awaitVisitors();
            gate.open();
            assertThat(second.collect()).isEqualTo("passed");
            assertThat(third.collect()).isEqualTo("passed");
        }
    }

    @Test
    void aNegativeNumberOfWorkersIsRefused() {
        try (var pool = new DualThreadPool()) {
            assertThatThrownBy(() -> pool.spawnWorkers(-1)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("n:").hasMessageContaining("-1");
            assertThat(pool.countWorkers()).isZero();
        }
    }

    @Test
    void concurrentSpawnsAndSubmissionsNeverExceedTheMaximum() throws Exception {
        for (int round = 0; round < 50; round++) {
            var peak = new ConcurrentHashMap<Integer, Boolean>();
            try (var pool = new TripleThreadPool()) {
                var barrier = new CyclicBarrier(4);
                List<Aside<Integer>> spawners = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    spawners.add(Aside.call(() -> {
                        barrier.await();
                        int spawned = pool.spawnWorkers(2);
                        pool.execute(() -> {});
                        peak.put(pool.countWorkers(), true);
                        peak.put(pool.snapshot().alive(), true);
                        return spawned;
                    }));
                }
                int spawned = 0;
                for (Aside<Integer> spawner : spawners) {
                    spawned += spawner.result();
                }
                assertThat(spawned).isEqualTo(3);
                assertThat(peak.keySet()).allSatisfy(alive -> assertThat(alive).isBetween(1, 3));
                assertThat(pool.snapshot().spawned()).isEqualTo(3);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(WorkerType.class)
    void threadsAreNamedAfterThePoolWithNumbersNeverUsedAgain(WorkerType type) throws Exception {
        Set<String> names = ConcurrentHashMap.newKeySet();
        try (var pool = new SingleThreadPool(
                PoolOptions.builder().name("mill").workerType(type).maxTasksPerWorker(1).build())) {
            for (int i = 0; i < 3; i++) {
                pool.run(() -> {
                    Thread thread = Thread.currentThread();
                    assertThat(thread.isDaemon()).isTrue();
                    assertThat(thread.isVirtual()).isEqualTo(type == WorkerType.VIRTUAL);
                    names.add(thread.getName());
                });
            }
            assertThat(names).containsExactlyInAnyOrder("mill-worker-1", "mill-worker-2", "mill-worker-3");
            assertThat(pool.workerType()).isEqualTo(type);
        }
    }

    @Test
    void theDefaultNameIsThatOfTheClass() throws Exception {
        try (var pool = new TripleThreadPool()) {
            assertThat(pool.name()).isEqualTo("TripleThreadPool");
            String name = pool.run(() -> Thread.currentThread().getName());
            assertThat(name).isEqualTo("TripleThreadPool-worker-1");
        }
    }

    @ParameterizedTest
    @EnumSource(WorkerType.class)
    void workersInheritNothingFromTheThreadThatStartsThem(WorkerType type) throws Exception {
        var inheritable = new InheritableThreadLocal<String>();
        Thread self = Thread.currentThread();
        ClassLoader before = self.getContextClassLoader();
        try (var pool = new SingleThreadPool(PoolOptions.builder().workerType(type).build())) {
            inheritable.set("mine");
            self.setContextClassLoader(new ClassLoader(before) {
            });
            String inherited = pool.run(() -> String.valueOf(inheritable.get()));
            ClassLoader loader = pool.run(() -> Thread.currentThread().getContextClassLoader());
            assertThat(inherited).isEqualTo("null");
            assertThat(loader).isSameAs(ClassLoader.getSystemClassLoader());
        } finally {
            inheritable.remove();
            self.setContextClassLoader(before);
        }
    }

    @Test
    void aCallersOwnFactoryStartsTheWorkersAndIsToldTheirNames() throws Exception {
        var threads = new FaultyThreads(worker -> Thread.ofPlatform().daemon(false).name("theirs").unstarted(worker));
        try (var pool = new SingleThreadPool(PoolOptions.builder().name("mine").threadFactory(threads).build())) {
            assertThat(pool.threadFactory()).isSameAs(threads);
            pool.run(() -> {
                assertThat(Thread.currentThread().getName()).isEqualTo("mine-worker-1");
                assertThat(Thread.currentThread().isDaemon()).isTrue();
            });
            assertThat(pool.workerType()).isEqualTo(WorkerType.PLATFORM);
        }
        var virtual = new FaultyThreads(worker -> Thread.ofVirtual().unstarted(worker));
        try (var pool = new SingleThreadPool(PoolOptions.builder().threadFactory(virtual).build())) {
            boolean isVirtual = pool.run(() -> Thread.currentThread().isVirtual());
            assertThat(isVirtual).isTrue();
            assertThat(pool.workerType()).isEqualTo(WorkerType.VIRTUAL);
        }
    }
}
