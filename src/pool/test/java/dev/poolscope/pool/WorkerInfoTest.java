package dev.poolscope.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is told of each worker. */
class WorkerInfoTest {

    @Test
    void aWorkerIsShownInEachStateOfItsLife() throws Exception {
        try (var starting = new Gate();
                var running = new Gate();
                var retiring = new Gate();
                var pool = new SingleThreadPool(PoolOptions.builder().name("p").maxTasksPerWorker(2)
                        .initializer(Hook.of(starting::passStubbornly))
                        .finalizer(Hook.of(retiring::passStubbornly)).build())) {
            pool.spawnWorkers(1);
            starting.awaitVisitors();
            WorkerInfo info = only(pool);
            assertThat(info.id()).isEqualTo(1);
            assertThat(info.name()).isEqualTo("p-worker-1");
            assertThat(info.state()).isEqualTo(WorkerState.STARTING);
            assertThat(info.thread()).isNotNull()
                    .satisfies(thread -> assertThat(thread.getName()).isEqualTo("p-worker-1"));
            assertThat(info.tasksDone()).isZero();
            assertThat(info.taskId()).isEmpty();
            starting.open();
            Patience.until("it is idle", () -> only(pool).state() == WorkerState.IDLE);
            pool.run(() -> {});
            assertThat(only(pool).tasksDone()).isEqualTo(1);
            assertThat(only(pool).taskId()).isEmpty();
            PoolFuture<String> future = pool.submit(running);
            running.awaitVisitors();
            assertThat(only(pool).state()).isEqualTo(WorkerState.BUSY);
            assertThat(only(pool).taskId()).hasValue(future.taskId());
            // A list that was given stays as it was.
            List<WorkerInfo> before = pool.workers();
            running.open();
            retiring.awaitVisitors();
            assertThat(only(pool).state()).isEqualTo(WorkerState.RETIRING);
            assertThat(only(pool).tasksDone()).isEqualTo(2);
            assertThat(only(pool).taskId()).isEmpty();
            assertThat(before.getFirst().state()).isEqualTo(WorkerState.BUSY);
            assertThatThrownBy(before::clear).isInstanceOf(UnsupportedOperationException.class);
            retiring.open();
            Patience.until("it is gone", () -> pool.workers().isEmpty());
        }
    }

    private static WorkerInfo only(ThreadPool pool) {
        List<WorkerInfo> workers = pool.workers();
        assertThat(workers).hasSize(1);
        return workers.getFirst();
    }

    @Test
    void theTimeSinceWhichAWorkerIsInItsStateIsTold() throws Exception {
        var clock = new ManualClock();
        try (var pool = new SingleThreadPool(PoolOptions.builder().clock(clock).build())) {
            pool.run(() -> {});
            clock.awaitSleepers(1);
            clock.advance(Duration.ofSeconds(20));
            Instant before = Instant.now();
            Instant since = only(pool).since();
            assertThat(since).isBetween(before.minusSeconds(20), Instant.now().minusSeconds(20));
        }
    }

    @Test
    void workersAreListedInTheOrderOfTheirNumbers() throws Exception {
        try (var pool = new QuadThreadPool()) {
            pool.spawnMaxWorkers();
            assertThat(pool.workers()).extracting(WorkerInfo::id).containsExactly(1, 2, 3, 4);
            assertThat(ThreadPool.currentWorkerId()).isEmpty();
            int id = pool.run(() -> ThreadPool.currentWorkerId().getAsInt());
            assertThat(id).isBetween(1, 4);
        }
    }
}
