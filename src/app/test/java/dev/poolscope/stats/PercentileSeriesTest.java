package dev.poolscope.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PercentileSeriesTest {

    private record Sample(long time, long value) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyPointHasTheNearestRanksOfItsWindow(long seed) {
        Random random = new Random(seed);
        PercentileSeries series = new PercentileSeries(80, 10, 10_000);
        List<Sample> samples = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 1200; i++) {
            now += random.nextInt(50) == 0 ? random.nextInt(3000) : random.nextInt(4);
            Sample sample = new Sample(Math.max(0, now - random.nextInt(300)), random.nextInt(1000));
            samples.add(sample);
            series.add(sample.time, sample.value);
            if (i % 300 == 0) {
                // looking must not change what is seen later
                assertThat(points(series, now - 200, now)).isEqualTo(expected(samples, now - 200, now));
            }
        }
        assertThat(series.tooLate()).isZero();
        assertThat(points(series, 0, now + 100)).isEqualTo(expected(samples, 0, now + 100)).isNotEmpty();
        assertThat(points(series, 255, 5020)).isEqualTo(expected(samples, 255, 5020));
    }

    @Test
    void whenThereAreTooManyPointsEverySecondOneStays() {
        PercentileSeries series = new PercentileSeries(80, 10, 100);
        List<Sample> samples = new ArrayList<>();
        for (int time = 0; time < 20_000; time += 5) {
            samples.add(new Sample(time, time % 777));
            series.add(time, time % 777);
        }
        List<PercentileSeries.Point> all = expected(samples, 0, 20_000);
        List<PercentileSeries.Point> shown = points(series, 0, 20_000);
        assertThat(shown).hasSizeLessThanOrEqualTo(100 + PercentileSeries.OPEN_STEPS + 8);
        assertThat(all).containsAll(shown);
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < 50; i++) {
            gaps.add(shown.get(i).endNanos() - shown.get(i - 1).endNanos());
        }
        assertThat(gaps).containsOnly(320L);
    }

    @Test
    void aSampleOfAClosedStepIsCountedAsTooLate() {
        PercentileSeries series = new PercentileSeries(80, 10, 100);
        series.add(10_000, 1);
        series.add(5, 2);
        assertThat(series.tooLate()).isEqualTo(1);
    }

    @Test
    void aLongSilenceCostsNothingAndHasNoPoints() {
        PercentileSeries series = new PercentileSeries(80, 10, 100);
        series.add(1, 1);
        series.add(Long.MAX_VALUE / 2, 2);
        assertThat(points(series, 0, Long.MAX_VALUE)).extracting(PercentileSeries.Point::p50)
                .containsExactly(1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 2L, 2L, 2L, 2L, 2L, 2L, 2L, 2L);
    }

    private static List<PercentileSeries.Point> points(PercentileSeries series, long from, long to) {
        List<PercentileSeries.Point> points = new ArrayList<>();
        series.visit(from, to, points::add);
        return points;
    }

    private static List<PercentileSeries.Point> expected(List<Sample> samples, long from, long to) {
        List<PercentileSeries.Point> points = new ArrayList<>();
        for (long end = 10; end <= to; end += 10) {
            long until = end;
            List<Long> window = samples.stream().filter(s -> s.time < until && s.time >= until - 80).map(Sample::value)
                    .sorted().toList();
            if (!window.isEmpty() && end >= from) {
                points.add(new PercentileSeries.Point(end, window.size(), rank(window, 50), rank(window, 95),
                        rank(window, 99)));
            }
        }
        return points;
    }

    private static long rank(List<Long> sorted, int percent) {
        return sorted.get((percent * sorted.size() + 99) / 100 - 1);
    }
}
