package dev.poolscope.pool;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long the tests wait for what must happen. No test gets slower by it, unless it fails; a slow machine gets a larger factor
 * by the system property {@code poolscope.patience}.
 */
final class Patience {
    static final Duration LIMIT = Duration
            .ofMillis((long) (30_000 * Double.parseDouble(System.getProperty("poolscope.patience", "1"))));

    private Patience() {}

    static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).as("latch opened in time").isTrue();
    }

    static void until(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2))
                .until(condition);
    }
}
