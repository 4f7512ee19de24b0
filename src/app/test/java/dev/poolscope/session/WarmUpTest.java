package dev.poolscope.session;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class WarmUpTest {

    @Test
    void nothingIsLeftOfIt() throws Exception {
        Set<Thread> before = threads();

        WarmUp.run(() -> false);

        await().until(() -> before.containsAll(threads()));
    }

    @Test
    void itEndsWhenItIsHurried() throws Exception {
        Set<Thread> before = threads();
        var looks = new AtomicInteger();

        WarmUp.run(() -> looks.incrementAndGet() == 2);

        assertThat(looks.get()).isEqualTo(2);
        await().until(() -> before.containsAll(threads()));
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("poolscope-") || thread.getName().contains("-worker-"))
                .collect(Collectors.toSet());
    }
}
