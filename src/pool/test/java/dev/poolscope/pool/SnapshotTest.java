package dev.poolscope.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** The numbers of one moment add up at every moment, and count each thing when it happens. */
@ExtendWith(CapturedLog.class)
class SnapshotTest {

    static void assertAddsUp(PoolSnapshot snapshot, int maxWorkers) {
        assertThat(snapshot.submitted()).as(snapshot.toString()).isEqualTo(snapshot.pending() + snapshot.running()
                + snapshot.completed() + snapshot.failed() + snapshot.cancelled());
        assertThat(snapshot.alive()).as(snapshot.toString()).isEqualTo(snapshot.starting() + snapshot.idle()
                + snapshot.busy() + snapshot.retiring());
        assertThat(snapshot.free()).isEqualTo(snapshot.starting() + snapshot.idle());
        assertThat(snapshot.alive()).isBetween(0, maxWorkers);
        assertThat(snapshot.spawned() - snapshot.retired().values().stream().mapToLong(Long::longValue).sum())
                .as("spawned - retired in %s", snapshot).isEqualTo(snapshot.alive());
        assertThat(snapshot.running()).isLessThanOrEqualTo(snapshot.busy());
        assertThat(List.of(snapshot.starting(), snapshot.idle(), snapshot.busy(), snapshot.retiring(),
                snapshot.pending(), snapshot.running(), snapshot.waiting())).allMatch(n -> n >= 0);
    }

    @Test
    void theNumbersAddUpAtEveryMomentUnderLoad() throws Exception {
        try (var pool = new TripleThreadPool(PoolOptions.builder().maxTasksPerWorker(5).build())) {
            List<Aside<@Nullable Void>> loads = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Random random = new Random(i);
                loads.add(Aside.call(() -> {
                    for (int n = 0; n < 2000; n++) {
                        boolean fails = random.nextInt(4) == 0;
                        PoolFuture<?> future = pool.submit(() -> {
                            if (fails) {
                                throw new IllegalStateException("task");
                            }
                        });
                        if (random.nextInt(4) == 0) {
                            future.cancel(true);
                        }
                    }
                    return null;
                }));
            }
            while (!loads.stream().allMatch(Aside::isDone)) {
                assertAddsUp(pool.snapshot(), 3);
            }
            for (Aside<@Nullable Void> load : loads) {
                load.result();
            }
            pool.join();
            PoolSnapshot end = pool.snapshot();
            assertAddsUp(end, 3);
            assertThat(end.submitted()).isEqualTo(4000);
            assertThat(end.pending() + end.running()).isZero();
        }
    }

    @Test
    void eachThingIsCountedWhenItHappens() throws Exception {
        var pool = new DualThreadPool(PoolOptions.builder().initializer(Hook.of(() -> {})).build());
        assertThat(pool.snapshot()).isEqualTo(new PoolSnapshot(PoolState.OPEN, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                Map.of(RetirementReason.IDLE_TIMEOUT, 0L, RetirementReason.MAX_TASKS, 0L, RetirementReason.JOIN, 0L,
                        RetirementReason.SHUTDOWN, 0L, RetirementReason.BROKEN, 0L),
                0));
        var gate = new Gate(2);
        PoolFuture<String> first = pool.submit(gate);
        PoolFuture<String> second = pool.submit(gate);
        PoolFuture<String> third = pool.submit(gate);
        gate.awaitVisitors();
        assertThat(pool.snapshot()).satisfies(now -> {
            assertThat(now.submitted()).isEqualTo(3);
            assertThat(now.pending()).isEqualTo(1);
            assertThat(now.running()).isEqualTo(2);
            assertThat(now.busy()).isEqualTo(2);
            assertThat(now.spawned()).isEqualTo(2);
        });
        second.cancel(true);
        third.cancel(true);
        gate.open();
        first.collect();
        var failing = new CompletableFuture<PoolFuture<?>>();
        failing.complete(pool.submit(() -> {
            throw new IllegalStateException("task");
        }));
        Patience.until("it has failed", () -> failing.join().isDone());
        Patience.until("both are idle", () -> pool.snapshot().idle() == 2);
        assertThat(pool.snapshot()).satisfies(now -> {
            assertThat(now.submitted()).isEqualTo(4);
            assertThat(now.completed()).isEqualTo(1);
            assertThat(now.failed()).isEqualTo(1);
            assertThat(now.cancelled()).isEqualTo(2);
        });
        pool.shutdown();
        assertThat(pool.snapshot()).satisfies(now -> {
            assertThat(now.state()).isEqualTo(PoolState.TERMINATED);
            assertThat(now.alive()).isZero();
            assertThat(now.retired()).containsEntry(RetirementReason.SHUTDOWN, 2L);
        });
    }
}
