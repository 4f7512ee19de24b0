package dev.poolscope.telemetry.recorder;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.poolscope.stats.SampleRoom;
import dev.poolscope.telemetry.event.EventType;
import org.junit.jupiter.api.RepeatedTest;

import static org.assertj.core.api.Assertions.assertThat;

class TotalsTest {

    @RepeatedTest(5)
    void sharedOnesLoseNothingThoughThreadsDoNothingButTell() throws Exception {
        Totals totals = new Totals(true, SampleRoom.none());
        int threads = 4;
        int each = 200_000;
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int thread = t;
            all.add(Thread.ofPlatform().start(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                for (int i = 0; i < each; i++) {
                    totals.told(EventType.JOIN_BEGAN);
                    totals.lost(EventType.JOIN_BEGAN, thread * each + i);
                }
            }));
        }
        go.countDown();
        for (Thread thread : all) {
            thread.join();
        }
        assertThat(totals.count(EventType.JOIN_BEGAN)).isEqualTo((long) threads * each);
        assertThat(totals.lost(EventType.JOIN_BEGAN)).isEqualTo((long) threads * each);
        assertThat(totals.latestLostNanos()).isEqualTo(threads * each - 1);
    }
}
