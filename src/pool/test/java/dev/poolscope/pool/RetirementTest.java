package dev.poolscope.pool;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Why and when workers retire, and that none takes work with it. */
@ExtendWith(CapturedLog.class)
class RetirementTest {
    private final ObservedEvents log = new ObservedEvents();

    private PoolOptions.Builder options() {
        return PoolOptions.builder().observer(log);
    }

    private List<Object> reasons() {
        return log.events("workerRetired").stream().map(ObservedEvents.Event::detail).toList();
    }

    @Test
    void aWorkerRetiresAfterItsLastAllowedTask() throws Exception {
        try (var pool = new SingleThreadPool(options().maxTasksPerWorker(3).build())) {
            for (int i = 0; i < 7; i++) {
                pool.run(() -> {});
            }
            Patience.until("two are gone",
                    () -> pool.snapshot().retired().getOrDefault(RetirementReason.MAX_TASKS, 0L) == 2);
            assertThat(pool.snapshot().spawned()).isEqualTo(3);
            assertThat(pool.workers()).singleElement().satisfies(worker -> {
                assertThat(worker.id()).isEqualTo(3);
                assertThat(worker.tasksDone()).isEqualTo(1);
            });
        }
        assertThat(reasons()).containsExactlyInAnyOrder(RetirementReason.MAX_TASKS, RetirementReason.MAX_TASKS,
                RetirementReason.SHUTDOWN);
    }

    @Test
    void noWorkerFollowsOneThatRetiresWithoutWorkLeft() throws Exception {
        try (var pool = new QuadThreadPool(options().maxTasksPerWorker(1).build())) {
            pool.run(() -> {});
            Patience.until("it is gone", () -> pool.countWorkers() == 0);
            assertThat(pool.snapshot().spawned()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void noTaskIsLostWhenWorkersDoOneTaskEach(int size) throws Exception {
        var done = new AtomicInteger();
        try (var pool = new ThreadPool(size, options().maxTasksPerWorker(1).build())) {
            for (int i = 0; i < 100; i++) {
                pool.execute(done::incrementAndGet);
            }
            pool.join();
            assertThat(done).hasValue(100);
            assertThat(pool.snapshot().spawned()).isEqualTo(100);
            assertThat(pool.snapshot().completed()).isEqualTo(100);
        }
        assertThat(log.events("workerSpawned")).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aSubmissionThatRacesWithARetirementIsNeverStranded(int size) throws Exception {
        try (var pool = new ThreadPool(size, PoolOptions.builder().idleTimeout(Duration.ZERO).build())) {
            for (int i = 0; i < 1500; i++) {
                int n = i;
                PoolFuture<Integer> future = pool.submit(() -> n);
                assertThat(future.collect(Patience.LIMIT)).isEqualTo(n);
            }
        }
    }

    @Test
    void theFinalizerRunsBeforeTheWorkerIsGone() throws Exception {
        try (var gate = new Gate();
                var pool = new SingleThreadPool(options().maxTasksPerWorker(1)
                        .finalizer(Hook.of(gate::passStubbornly)).build())) {
            pool.run(() -> {});
            gate.awaitVisitors();
            assertThat(log.count("workerRetiring")).isEqualTo(1);
            assertThat(log.count("workerRetired")).isZero();
            assertThat(pool.countWorkers()).isEqualTo(1);
            gate.open();
            Patience.until("it is gone", () -> pool.countWorkers() == 0);
        }
    }

    @Test
    void idleWorkersRetireAtAJoin() throws Exception {
        try (var pool = new DualThreadPool(options().build())) {
            pool.spawnMaxWorkers();
            pool.join();
            assertThat(reasons()).containsExactly(RetirementReason.JOIN, RetirementReason.JOIN);
        }
    }

    @Test
    void idleWorkersRetireAtAShutdown() {
        try (var pool = new DualThreadPool(options().build())) {
            pool.spawnMaxWorkers();
        }
        assertThat(reasons()).containsExactly(RetirementReason.SHUTDOWN, RetirementReason.SHUTDOWN);
    }

    @Test
    void ofTheLimitAndAJoinTheJoinIsTold() throws Exception {
        try (var pool = new SingleThreadPool(options().maxTasksPerWorker(1).build()); var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            Aside<Void> join = Aside.waiting(() -> {
                pool.join();
                return null;
            });
            gate.open();
            join.result();
            assertThat(reasons()).containsExactly(RetirementReason.JOIN);
        }
    }

    @Test
    void aJoinWithWorkLeftIsNoReasonYet() throws Exception {
        try (var pool = new SingleThreadPool(options().maxTasksPerWorker(1).build()); var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            pool.execute(() -> {});
            gate.awaitVisitors();
            Aside<Void> join = Aside.waiting(() -> {
                pool.join();
                return null;
            });
            gate.open();
            join.result();
            assertThat(reasons()).containsExactly(RetirementReason.MAX_TASKS, RetirementReason.JOIN);
        }
    }

    @Test
    void ofTheLimitAndAShutdownTheShutdownIsTold() throws Exception {
        try (var pool = new SingleThreadPool(options().maxTasksPerWorker(1).build()); var gate = new Gate()) {
            pool.execute(gate::passStubbornly);
            gate.awaitVisitors();
            assertThat(pool.shutdown(Duration.ZERO)).isFalse();
        }
        assertThat(reasons()).containsExactly(RetirementReason.SHUTDOWN);
    }

    @Test
    void ofAShutdownAndABreakageTheBreakageIsTold() throws Exception {
        var threads = new AtomicInteger();
        try (var gate = new Gate()) {
            try (var pool = new DualThreadPool(options().initializer(Hook.of(() -> {
                if (threads.incrementAndGet() == 2) {
                    throw new IllegalStateException("second");
                }
            })).build())) {
                PoolFuture<String> running = pool.submit(gate);
                gate.awaitVisitors();
                pool.spawnWorkers(1);
                Patience.until("it breaks", pool::isBroken);
                assertThat(pool.shutdown(Duration.ZERO)).isFalse();
                gate.open();
                assertThat(running.collect()).isEqualTo("passed");
            }
        }
        assertThat(reasons()).containsExactly(RetirementReason.BROKEN, RetirementReason.BROKEN);
    }
}
