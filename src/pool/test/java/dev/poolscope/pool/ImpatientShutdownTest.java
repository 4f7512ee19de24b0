package dev.poolscope.pool;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ImpatientShutdownTest {

    @Test
    void aPoolThatIsShuttingDownCanStillBeToldToInterruptWhatRuns() throws Exception {
        var pool = new SingleThreadPool();
        var begun = new CountDownLatch(1);
        PoolFuture<?> endless = pool.submit(() -> {
            begun.countDown();
            return new CountDownLatch(1).await(1, java.util.concurrent.TimeUnit.HOURS);
        });
        begun.await();
        assertThat(pool.shutdown(Duration.ZERO)).isFalse();
        assertThat(endless.status()).isEqualTo(TaskStatus.RUNNING);

        assertThat(pool.shutdown(Duration.ZERO, true)).as("it had been shut down before").isFalse();

        pool.close();
        assertThat(endless.status()).isEqualTo(TaskStatus.FAILED);
    }
}
