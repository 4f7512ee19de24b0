package dev.poolscope.session;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.poolscope.pool.PoolFuture;
import dev.poolscope.pool.PoolOptions;
import dev.poolscope.pool.SingleThreadPool;
import dev.poolscope.pool.TaskStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PoolEndTest {

    @Test
    void whatStillRunsAfterTheGraceIsInterruptedAndFails() throws Exception {
        var end = new PoolEnd(Duration.ofMillis(50));
        var pool = new SingleThreadPool(PoolOptions.builder().observer(end.observer()).build());
        PoolFuture<?> endless = endlessTask(pool);

        end.bringAbout(pool);

        assertThat(endless.status()).isEqualTo(TaskStatus.FAILED);
        assertThat(pool.isTerminated()).isTrue();
    }

    @Test
    void whoIsInAHurryWaitsForNoGrace() throws Exception {
        var end = new PoolEnd(Duration.ofHours(1));
        var pool = new SingleThreadPool(PoolOptions.builder().observer(end.observer()).build());
        PoolFuture<?> endless = endlessTask(pool);

        end.hurry();
        end.bringAbout(pool);

        assertThat(endless.status()).isEqualTo(TaskStatus.FAILED);
        assertThat(pool.isTerminated()).isTrue();
    }

    @Test
    void aPoolThatNeverHadAWorkerEndsAtOnce() throws Exception {
        var end = new PoolEnd(Duration.ofHours(1));
        var pool = new SingleThreadPool(PoolOptions.builder().observer(end.observer()).build());

        end.bringAbout(pool);

        assertThat(pool.isTerminated()).isTrue();
    }

    private static PoolFuture<?> endlessTask(SingleThreadPool pool) throws InterruptedException {
        var begun = new CountDownLatch(1);
        PoolFuture<?> endless = pool.submit(() -> {
            begun.countDown();
            return new CountDownLatch(1).await(1, TimeUnit.HOURS);
        });
        begun.await();
        return endless;
    }
}
