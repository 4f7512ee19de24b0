package dev.poolscope.telemetry;

import java.util.concurrent.CountDownLatch;

import dev.poolscope.pool.DualThreadPool;
import dev.poolscope.pool.NanoClock;
import dev.poolscope.pool.PoolOptions;
import dev.poolscope.pool.PoolState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A recorder on a real pool. */
class RecorderTest {

    @Test
    void everythingThatAPoolDoesIsInTheRun() throws Exception {
        Recorder recorder = new Recorder(NanoClock.SYSTEM, TaskTags.NONE, RecorderLimits.DEFAULT);
        recorder.start(NanoClock.SYSTEM.nanoTime());
        var pool = new DualThreadPool(PoolOptions.builder().observer(recorder.observer()).build());
        for (int i = 0; i < 100; i++) {
            var _ = pool.submit(() -> 1);
        }
        pool.join();
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(2);
        for (int i = 0; i < 10; i++) {
            var _ = pool.submit(() -> {
                begun.countDown();
                hold.await();
                return null;
            });
        }
        begun.await();
        pool.shutdown(java.time.Duration.ZERO);
        hold.countDown();
        pool.close();
        RecordedRun run = recorder.finish();

        Summary summary = run.summary();
        assertThat(summary.submitted()).isEqualTo(110);
        assertThat(summary.completed()).isEqualTo(102);
        assertThat(summary.cancelled()).isEqualTo(8);
        assertThat(summary.terminated()).isTrue();
        assertThat(summary.droppedEvents()).isZero();
        assertThat(summary.waitTimes().count()).isEqualTo(102);
        assertThat(run.events()).isSorted();

        Timeline timeline = new Timeline(2);
        run.events().forEach(timeline::apply);
        assertThat(timeline.state()).isEqualTo(PoolState.TERMINATED);
        assertThat(timeline.laneCount()).isEqualTo(2);
        assertThat(timeline.pending().last()).isZero();
        assertThat(timeline.pending().peak()).isEqualTo(summary.peakPending());
        assertThat(timeline.alive().peak()).isEqualTo(summary.peakWorkers()).isLessThanOrEqualTo(2);
        assertThat(timeline.ledger().isBalanced()).isTrue();
        assertThat(timeline.ledger().cancelledByPool()).extracting(LedgerEntry::place)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }
}
