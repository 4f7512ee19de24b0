package dev.poolscope.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LiveHistogramTest {

    private static long sample(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextLong() >>> random.nextInt(1, 64);
            case 1 -> -random.nextInt(1000);
            default -> random.nextLong(1 << 20);
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void hasWhatAHistogramHas(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Histogram expected = new Histogram();
        LiveHistogram alone = new LiveHistogram();
        LiveHistogram shared = new LiveHistogram();
        for (int i = 0; i < 20_000; i++) {
            long sample = sample(random);
            expected.add(sample);
            alone.add(sample);
            shared.addShared(sample);
        }
        assertThat(read(alone)).as("seed %d", seed).isEqualTo(expected.distribution());
        assertThat(read(shared)).as("seed %d", seed).isEqualTo(expected.distribution());
    }

    @Test
    void emptyOnesAddNothing() {
        Histogram histogram = new Histogram();
        new LiveHistogram().addTo(histogram);
        assertThat(histogram.distribution()).isEqualTo(SampleSummary.EMPTY);
        histogram.add(5);
        new LiveHistogram().addTo(histogram);
        assertThat(histogram.percentile(50)).isEqualTo(5);
    }

    @Test
    void severalAddUp() {
        Histogram sum = new Histogram();
        Histogram expected = new Histogram();
        for (long value : new long[]{Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 1}) {
            LiveHistogram one = new LiveHistogram();
            one.add(value);
            one.add(value);
            one.addTo(sum);
            expected.add(value);
            expected.add(value);
        }
        assertThat(sum.distribution()).isEqualTo(expected.distribution());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void manyThreadsLoseNoSample(long seed) throws Exception {
        LiveHistogram shared = new LiveHistogram();
        Histogram expected = new Histogram();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            SplittableRandom random = new SplittableRandom(seed * 31 + t);
            long[] samples = random.longs(20_000, 0, Long.MAX_VALUE).map(some -> some >>> random.nextInt(63)).toArray();
            for (long sample : samples) {
                expected.add(sample);
            }
            threads.add(Thread.ofPlatform().start(() -> {
                for (long sample : samples) {
                    shared.addShared(sample);
                }
            }));
        }
        long before = 0;
        while (threads.stream().anyMatch(Thread::isAlive)) {
            long count = read(shared).count();
            assertThat(count).as("what was there stays, seed %d", seed).isGreaterThanOrEqualTo(before);
            before = count;
        }
        assertThat(read(shared)).as("seed %d", seed).isEqualTo(expected.distribution());
    }

    @Test
    void manyThreadsThatAddTheFirstSampleAtOnceLoseNone() throws Exception {
        int threads = 4;
        List<LiveHistogram> fresh = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            fresh.add(new LiveHistogram());
        }
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            all.add(Thread.ofPlatform().start(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                fresh.forEach(histogram -> histogram.addShared(5));
            }));
        }
        go.countDown();
        for (Thread thread : all) {
            thread.join();
        }
        Histogram sum = new Histogram();
        fresh.forEach(histogram -> histogram.addTo(sum));
        assertThat(sum.count()).isEqualTo((long) threads * fresh.size());
    }

    private static SampleSummary read(LiveHistogram histogram) {
        Histogram read = new Histogram();
        histogram.addTo(read);
        return read.distribution();
    }
}
