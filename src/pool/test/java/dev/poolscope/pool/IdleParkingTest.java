package dev.poolscope.pool;

import java.time.Duration;
import java.util.concurrent.CyclicBarrier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Between becoming idle and parking a worker runs user code (its observers), which may use up a wake-up meant for the worker. */
class IdleParkingTest {
    private final Gate idle = new Gate();
    private final PoolOptions options = PoolOptions.builder().idleTimeout(null).observer(new PoolObserver() {
        @Override
        public void workerIdle(long nanos, int workerId) {
            // Waiting parks the thread, so a wake-up that comes now ends this parking and is gone.
            idle.passStubbornly();
        }
    }).build();

    private ThreadPool poolOfOneThatIsAboutToPark() throws InterruptedException {
        ThreadPool pool = new SingleThreadPool(options);
        pool.spawnWorkers(1);
        idle.awaitVisitors();
        Thread worker = pool.workers().getFirst().thread();
        Patience.until("it waits in the observer",
                () -> worker != null && worker.getState() == Thread.State.TIMED_WAITING);
        return pool;
    }

    @Test
    void aSubmissionIsNotMissed() throws Exception {
        try (var pool = poolOfOneThatIsAboutToPark()) {
            PoolFuture<String> future = pool.submit(() -> "done");
            idle.open();
            assertThat(future.collect(Patience.LIMIT)).isEqualTo("done");
        }
    }

    @Test
    void aJoinIsNotMissed() throws Exception {
        try (var pool = poolOfOneThatIsAboutToPark()) {
            Aside<@Nullable Void> join = Aside.waiting(() -> {
                pool.join();
                return null;
            });
            idle.open();
            join.result();
            assertThat(pool.countWorkers()).isZero();
        }
    }

    @Test
    void aShutdownIsNotMissed() throws Exception {
        ThreadPool pool = poolOfOneThatIsAboutToPark();
        Aside<Boolean> shutdown = Aside.waiting(pool::shutdown);
        idle.open();
        assertThat(shutdown.result()).isTrue();
    }

    @Test
    void aNewIdleTimeoutIsNotMissed() throws Exception {
        try (var pool = poolOfOneThatIsAboutToPark()) {
            pool.setIdleTimeout(Duration.ZERO);
            idle.open();
            Patience.until("it retires", () -> pool.countWorkers() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void noSubmissionIsMissedWhenManyThreadsFightForTheSameIdleWorkers(int size) throws Exception {
        int threads = 4;
        int rounds = 1500;
        try (var pool = new ThreadPool(size, PoolOptions.builder().idleTimeout(null).build())) {
            var barrier = new CyclicBarrier(threads);
            var submitters = new java.util.ArrayList<Aside<@Nullable Void>>();
            for (int i = 0; i < threads; i++) {
                submitters.add(Aside.call(() -> {
                    barrier.await();
                    for (int round = 0; round < rounds; round++) {
                        int n = round;
                        assertThat(pool.submit(() -> n).collect(Patience.LIMIT)).isEqualTo(n);
                        var _ = pool.snapshot();
                    }
                    return null;
                }));
            }
            for (Aside<@Nullable Void> submitter : submitters) {
                submitter.result();
            }
        }
    }
}
