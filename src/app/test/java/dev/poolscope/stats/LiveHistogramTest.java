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
        LiveHistogram alone = new LiveHistogram(SampleRoom.none());
        LiveHistogram shared = new LiveHistogram(SampleRoom.none());
        for (int i = 0; i < 20_000; i++) {
            long sample = sample(random);
            expected.add(sample);
            alone.add(sample);
            shared.addShared(sample);
        }
        assertThat(read(alone)).as("seed %d", seed).isEqualTo(expected.distribution());
        assertThat(read(shared)).as("seed %d", seed).isEqualTo(expected.distribution());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keepsTheSamplesAsLongAsThereIsRoom(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SampleRoom room = SampleRoom.ofRun();
        Histogram expected = new Histogram(Histogram.KEPT);
        List<LiveHistogram> histograms = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            // One sample each is what takes most room.
            if (i < 5_000) {
                histograms.add(new LiveHistogram(room));
            }
            long sample = sample(random);
            expected.add(sample);
            LiveHistogram one = histograms.get(random.nextInt(histograms.size()));
            if (seed % 2 == 0) {
                one.add(sample);
            } else {
                one.addShared(sample);
            }
        }
        Histogram read = new Histogram(Histogram.KEPT);
        histograms.forEach(one -> one.addTo(read));
        assertThat(read.distribution()).as("seed %d", seed).isEqualTo(expected.distribution());
        assertThat(read.isExact()).isTrue();

        room.close();
        histograms.getFirst().add(7);
        expected.add(7);
        Histogram rounded = new Histogram(Histogram.KEPT);
        histograms.forEach(one -> one.addTo(rounded));
        assertThat(rounded.isExact()).isFalse();
        assertThat(rounded.count()).isEqualTo(expected.count());
        assertThat(rounded.distribution().mean()).isEqualTo(expected.distribution().mean());
    }

    @Test
    void aHistogramWithMoreSamplesThanItCanKeepKeepsNone() {
        SampleRoom room = SampleRoom.ofRun();
        LiveHistogram full = new LiveHistogram(room);
        for (int i = 0; i < 200_000; i++) {
            full.add(1_000_001);
        }
        assertThat(room.isClosed()).isTrue();
        assertThat(read(full).count()).isEqualTo(200_000);
        LiveHistogram beside = new LiveHistogram(room);
        beside.add(1_000_001);
        Histogram read = new Histogram(Histogram.KEPT);
        beside.addTo(read);
        assertThat(read.isExact()).as("the room is that of all").isFalse();
    }

    @Test
    void thereIsRoomForTheTasksOfARunHoweverTheyAreSpread() {
        SampleRoom room = SampleRoom.ofRun();
        for (int i = 0; i < Histogram.KEPT; i++) {
            for (int kind = 0; kind < 8; kind++) {
                new LiveHistogram(room).add(i);
            }
        }
        assertThat(room.isClosed()).isFalse();
    }

    @Test
    void emptyOnesAddNothing() {
        Histogram histogram = new Histogram();
        new LiveHistogram(SampleRoom.none()).addTo(histogram);
        assertThat(histogram.distribution()).isEqualTo(SampleSummary.EMPTY);
        histogram.add(5);
        new LiveHistogram(SampleRoom.none()).addTo(histogram);
        assertThat(histogram.percentile(50)).isEqualTo(5);
    }

    @Test
    void severalAddUp() {
        Histogram sum = new Histogram();
        Histogram expected = new Histogram();
        for (long value : new long[]{Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 1}) {
            LiveHistogram one = new LiveHistogram(SampleRoom.none());
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
        // The first seed: each is kept. The second: until there are too many. The third: none.
        int samplesOfThread = seed == 11 ? 10_000 : 40_000;
        LiveHistogram shared = new LiveHistogram(seed == 13 ? SampleRoom.none() : SampleRoom.ofRun());
        Histogram expected = new Histogram(seed == 11 ? Histogram.KEPT : 0);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            SplittableRandom random = new SplittableRandom(seed * 31 + t);
            long[] samples = random.longs(samplesOfThread, 0, Long.MAX_VALUE).map(some -> some >>> random.nextInt(63))
                    .toArray();
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
            fresh.add(new LiveHistogram(SampleRoom.none()));
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
        Histogram read = new Histogram(Histogram.KEPT);
        histogram.addTo(read);
        return read.distribution();
    }
}
