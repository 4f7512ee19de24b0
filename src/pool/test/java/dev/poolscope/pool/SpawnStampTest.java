package dev.poolscope.pool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** By the times that observers are told, there are never more workers alive than the pool may have. */
class SpawnStampTest {

    /** Ticks at each reading, and holds one thread up when it has read the time. */
    private static final class HoldingClock implements NanoClock {
        private final AtomicLong ticks = new AtomicLong();
        private final CountDownLatch read = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private volatile @Nullable Thread held;

        @Override
        @SuppressWarnings("ReferenceEquality") // a thread is itself
        public long nanoTime() {
            long now = ticks.incrementAndGet();
            if (Thread.currentThread() == held) {
                held = null;
                read.countDown();
                try {
                    Patience.await(goOn);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            return now;
        }

        @Override
        public void parkNanos(Object blocker, long nanos) {
            NanoClock.SYSTEM.parkNanos(blocker, nanos);
        }
    }

    @Test
    void aWorkerIsSpawnedNoEarlierThanTheOneWhosePlaceItTakesRetires() throws Exception {
        var observed = new ObservedEvents();
        var clock = new HoldingClock();
        try (var pool = new SingleThreadPool(
                PoolOptions.builder().maxTasksPerWorker(1).observer(observed).clock(clock).build());
                var gate = new Gate()) {
            var _ = pool.submit(gate);
            gate.awaitVisitors();
            Thread submitter = Thread.ofPlatform().unstarted(() -> {
                var _ = pool.submit(() -> "second");
            });
            clock.held = submitter;
            submitter.start();
            Patience.await(clock.read);
            gate.open();
            Patience.until("the first worker has retired", () -> !observed.events("workerRetired").isEmpty());
            clock.goOn.countDown();
            submitter.join();
            pool.join();
        }
        List<ObservedEvents.Event> spawned = observed.events("workerSpawned");
        assertThat(spawned).hasSize(2);
        assertThat(spawned.getLast().nanos())
                .isGreaterThanOrEqualTo(observed.events("workerRetired").getFirst().nanos());
    }

    @Test
    void neverAreMoreAliveThanThePoolMayHave() throws Exception {
        for (long seed = Seeds.first(); seed < Seeds.first() + 20; seed++) {
            Random random = new Random(seed);
            int workers = 1 + random.nextInt(3);
            var observed = new ObservedEvents();
            try (var pool = new ThreadPool(workers,
                    PoolOptions.builder().maxTasksPerWorker(1 + random.nextInt(3)).observer(observed).build())) {
                List<Thread> submitters = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    submitters.add(Thread.ofPlatform().start(() -> {
                        for (int n = 0; n < 100; n++) {
                            var _ = pool.submit(() -> "done");
                        }
                    }));
                }
                for (Thread each : submitters) {
                    each.join();
                }
            }
            int alive = 0;
            for (ObservedEvents.Event event : observed.events().stream()
                    .filter(event -> event.name().equals("workerSpawned") || event.name().equals("workerRetired"))
                    .sorted(Comparator.comparingLong(ObservedEvents.Event::nanos)
                            .thenComparingInt(ObservedEvents.Event::workerId)
                            .thenComparing(ObservedEvents.Event::name, Comparator.reverseOrder()))
                    .toList()) {
                alive += event.name().equals("workerSpawned") ? 1 : -1;
                assertThat(alive).as("seed %d, after %s", seed, event).isBetween(0, workers);
            }
        }
    }
}
