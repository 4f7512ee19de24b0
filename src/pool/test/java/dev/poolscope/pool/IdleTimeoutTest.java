package dev.poolscope.pool;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The idle timeout, by a clock that the test moves. */
class IdleTimeoutTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final Duration NANO = Duration.ofNanos(1);
    private static final Duration HUGE = Duration.ofSeconds(Long.MAX_VALUE);

    private final ManualClock clock = new ManualClock();
    private final ObservedEvents log = new ObservedEvents();
    private final PoolOptions options = PoolOptions.builder().clock(clock).observer(log).build();

    private void awaitRetired(ThreadPool pool, int alive, long retired) {
        Patience.until("workers retire", () -> {
            PoolSnapshot snapshot = pool.snapshot();
            return snapshot.alive() == alive
                    && snapshot.retired().getOrDefault(RetirementReason.IDLE_TIMEOUT, 0L) == retired;
        });
    }

    @Test
    void aWorkerRetiresWhenItHasBeenIdleForTheTimeoutAndNotANanosecondEarlier() throws Exception {
        try (var pool = new DualThreadPool(options)) {
            assertThat(pool.idleTimeout()).contains(MINUTE);
            pool.run(() -> {});
            clock.awaitSleepers(1);
            clock.advance(MINUTE.minus(NANO));
            clock.awaitSleepers(1);
            assertThat(pool.countFreeWorkers()).isEqualTo(1);
            clock.advance(NANO);
            awaitRetired(pool, 0, 1);
        }
        assertThat(log.only("workerRetiring").detail()).isEqualTo(RetirementReason.IDLE_TIMEOUT);
        assertThat(log.only("workerRetiring").nanos() - log.only("workerIdle").nanos()).isEqualTo(MINUTE.toNanos());
    }

    @Test
    void workBeginsTheIdleTimeAnew() throws Exception {
        try (var pool = new SingleThreadPool(options)) {
            for (int i = 0; i < 3; i++) {
                pool.run(() -> {});
                clock.awaitSleepers(1);
                clock.advance(MINUTE.minus(NANO));
            }
            assertThat(pool.countFreeWorkers()).isEqualTo(1);
            clock.advance(NANO);
            awaitRetired(pool, 0, 1);
        }
    }

    @Test
    void aBusyWorkerIsNotIdleHoweverLongItsTaskTakes() throws Exception {
        try (var pool = new SingleThreadPool(options); var gate = new Gate()) {
            PoolFuture<String> future = pool.submit(gate);
            gate.awaitVisitors();
            clock.advance(Duration.ofHours(1));
            gate.open();
            future.collect();
            clock.awaitSleepers(1);
            assertThat(pool.countFreeWorkers()).isEqualTo(1);
        }
    }

    @Test
    void theWorkerIdleLongestRetiresWhileTheOthersWork() throws Exception {
        try (var pool = new DualThreadPool(options)) {
            try (var gate = new Gate(2)) {
                pool.execute(gate::passStubbornly);
                pool.execute(gate::passStubbornly);
                gate.awaitVisitors();
            }
            clock.awaitSleepers(2);
            clock.advance(MINUTE.dividedBy(2));
            int again = pool.run(() -> ThreadPool.currentWorkerId().getAsInt());
            clock.awaitSleepers(2);
            clock.advance(MINUTE.dividedBy(2));
            awaitRetired(pool, 1, 1);
            // The most recently idle one is given the work, so that the pool can shrink.
            assertThat(pool.workers()).singleElement().satisfies(worker -> assertThat(worker.id()).isEqualTo(again));
        }
    }

    @Test
    void aShorterTimeoutRetiresAtOnceWorkersThatHaveBeenIdleAtLeastThatLong() throws Exception {
        try (var pool = new DualThreadPool(options)) {
            pool.spawnWorkers(1);
            clock.awaitSleepers(1);
            clock.advance(Duration.ofSeconds(10));
            pool.spawnWorkers(1);
            clock.awaitSleepers(2);
            pool.setIdleTimeout(Duration.ofSeconds(10));
            awaitRetired(pool, 1, 1);
            assertThat(pool.workers()).extracting(WorkerInfo::id).containsExactly(2);
            clock.advance(Duration.ofSeconds(10));
            awaitRetired(pool, 0, 2);
        }
        assertThat(log.only("idleTimeoutChanged").details()).containsExactly(MINUTE, Duration.ofSeconds(10));
    }

    @Test
    void aLongerTimeoutPutsTheRetirementOff() throws Exception {
        try (var pool = new SingleThreadPool(options)) {
            pool.spawnWorkers(1);
            clock.awaitSleepers(1);
            pool.setIdleTimeout(MINUTE.multipliedBy(2));
            assertThat(pool.idleTimeout()).contains(MINUTE.multipliedBy(2));
            // Its old deadline: it looks at the clock and sleeps again.
            clock.advance(MINUTE);
            clock.awaitSleepers(1);
            assertThat(pool.countFreeWorkers()).isEqualTo(1);
            clock.advance(MINUTE);
            awaitRetired(pool, 0, 1);
        }
    }

    @Test
    void zeroRetiresAnIdleWorkerAtOnceAndStillServesEverySubmission() throws Exception {
        try (var pool = new SingleThreadPool(options)) {
            pool.spawnWorkers(1);
            clock.awaitSleepers(1);
            pool.setIdleTimeout(Duration.ZERO);
            awaitRetired(pool, 0, 1);
            int answer = pool.run(() -> 42);
            assertThat(answer).isEqualTo(42);
            awaitRetired(pool, 0, 2);
        }
    }

    @Test
    void withoutATimeoutAWorkerNeverRetiresForBeingIdle() throws Exception {
        try (var pool = new SingleThreadPool(options)) {
            pool.spawnWorkers(1);
            clock.awaitSleepers(1);
            pool.setIdleTimeout(null);
            assertThat(pool.idleTimeout()).isEmpty();
            clock.awaitSleepers(0);
            clock.advance(Duration.ofDays(36_500));
            pool.run(() -> {});
            assertThat(pool.snapshot().spawned()).isEqualTo(1);
            // And back: its idle time goes on counting.
            clock.advance(MINUTE);
            pool.setIdleTimeout(MINUTE);
            awaitRetired(pool, 0, 1);
        }
        assertThat(log.events("idleTimeoutChanged")).extracting(ObservedEvents.Event::details)
                .containsExactly(java.util.List.of(MINUTE, "none"), java.util.List.of("none", MINUTE));
    }

    @Test
    void hugeTimeoutsAreAsGoodAsForEver() throws Exception {
        try (var pool = new SingleThreadPool(options.toBuilder().idleTimeout(HUGE).build())) {
            assertThat(pool.idleTimeout()).contains(HUGE);
            pool.run(() -> {});
            clock.advance(Duration.ofDays(36_500));
            pool.run(() -> {});
            pool.setIdleTimeout(Duration.ofNanos(Long.MAX_VALUE - 1));
            pool.run(() -> {});
            assertThat(pool.snapshot().spawned()).isEqualTo(1);
        }
    }

    @Test
    void aNegativeTimeoutIsRefusedAndChangesNothing() {
        try (var pool = new SingleThreadPool(options)) {
            assertThatThrownBy(() -> pool.setIdleTimeout(Duration.ofSeconds(-3)))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("idleTimeout")
                    .hasMessageContaining("PT-3S");
            assertThat(pool.idleTimeout()).contains(MINUTE);
        }
        assertThat(log.count("idleTimeoutChanged")).isZero();
    }
}
