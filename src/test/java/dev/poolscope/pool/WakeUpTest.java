package dev.poolscope.pool;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A worker that was told to wake does wake, whatever its thread has parked for in the meantime. */
class WakeUpTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void aWakeUpIsNotLostToAnObserverThatParksTheSameThread() throws Exception {
        var idle = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var options = PoolOptions.builder().idleTimeout(null).observer(new PoolObserver() {
            @Override
            public void workerIdle(long nanos, int workerId) {
                idle.countDown();
                try {
                    // Parks, and so takes the permit of any wake-up that comes now.
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }).build();
        try (var pool = new SingleThreadPool(options)) {
            pool.run(() -> 1);
            idle.await();
            PoolFuture<Integer> second = pool.submit(() -> 2);
            goOn.countDown();
            assertThat(second.collect(SOON)).isEqualTo(2);
        }
    }

    @Test
    void aShutdownIsNotLostToAnObserverThatParksTheSameThread() throws Exception {
        var idle = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var options = PoolOptions.builder().idleTimeout(null).observer(new PoolObserver() {
            @Override
            public void workerIdle(long nanos, int workerId) {
                idle.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }

            @Override
            public void shutdownBegan(long nanos) {
                goOn.countDown();
            }
        }).build();
        var pool = new SingleThreadPool(options);
        pool.run(() -> 1);
        idle.await();
        assertThat(pool.shutdown(SOON)).isTrue();
    }
}
