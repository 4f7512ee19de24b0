package dev.poolscope.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The way through the pool once: work, one worker more under load, a shutdown that keeps what it cancels. */
class FirstLightTest {

    @Test
    void tenSequentialRunsLeaveOneWorker() throws Exception {
        try (var pool = new DualThreadPool()) {
            for (int i = 0; i < 10; i++) {
                int n = i;
                assertThat(pool.run(() -> n * n)).isEqualTo(n * n);
            }
            assertThat(pool.countWorkers()).isEqualTo(1);
            assertThat(pool.countFreeWorkers()).isEqualTo(1);
        }
    }

    @Test
    void shutdownCancelsWhatIsPendingAndKeepsIt() throws Exception {
        var pool = new DualThreadPool();
        var hold = new CountDownLatch(1);
        var begun = new CountDownLatch(2);
        List<PoolFuture<?>> futures = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            futures.add(pool.submit(() -> {
                begun.countDown();
                hold.await();
                return null;
            }));
        }
        begun.await();
        assertThat(pool.countBusyWorkers()).isEqualTo(2);
        assertThat(pool.countPendingTasks()).isEqualTo(3);
        assertThat(pool.shutdown(java.time.Duration.ZERO)).isFalse();
        hold.countDown();
        pool.close();
        assertThat(pool.isTerminated()).isTrue();
        assertThat(pool.countWorkers()).isZero();
        assertThat(futures).extracting(PoolFuture::status)
                .containsExactly(TaskStatus.COMPLETED, TaskStatus.COMPLETED, TaskStatus.CANCELLED, TaskStatus.CANCELLED,
                        TaskStatus.CANCELLED);
        assertThat(pool.cancelledTasks()).extracting(CancelledTask::taskId).containsExactly(3L, 4L, 5L);
        assertThatThrownBy(() -> pool.submit(() -> 1)).isInstanceOf(PoolClosedException.class);
    }
}
