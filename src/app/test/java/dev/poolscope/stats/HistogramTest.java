package dev.poolscope.stats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class HistogramTest {

    @Test
    void theSumOfTwoIsThatOfAllTheirSamples() {
        Histogram one = new Histogram();
        Histogram other = new Histogram();
        Histogram both = new Histogram();
        for (long sample : new long[]{3, Long.MAX_VALUE, 1_000_000, Long.MAX_VALUE}) {
            one.add(sample);
            both.add(sample);
        }
        for (long sample : new long[]{1, Long.MAX_VALUE, 70_000}) {
            other.add(sample);
            both.add(sample);
        }

        one.add(other);
        one.add(new Histogram());

        assertThat(one.distribution()).isEqualTo(both.distribution());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyPercentileIsWithinHalfAPercentOfTheNearestRank(long seed) {
        Random random = new Random(seed);
        Histogram histogram = new Histogram();
        List<Long> samples = new ArrayList<>();
        int count = 1 + random.nextInt(3000);
        for (int i = 0; i < count; i++) {
            // every magnitude from 1 ns to some 20 min
            long sample = (long) Math.exp(random.nextDouble() * 28);
            samples.add(sample);
            histogram.add(sample);
        }
        Collections.sort(samples);
        for (int percent = 1; percent <= 100; percent++) {
            long exact = samples.get((percent * count + 99) / 100 - 1);
            assertThat(Math.abs(histogram.percentile(percent) - exact)).isLessThanOrEqualTo(exact / 200);
        }
        assertThat(histogram.distribution().max()).isEqualTo(samples.getLast());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void percentilesOfSamplesThatAreKeptAreTheNearestRanks(long seed) {
        Random random = new Random(seed);
        int room = 1 + random.nextInt(300);
        Histogram all = new Histogram(room);
        List<Long> samples = new ArrayList<>();
        while (samples.size() <= room) {
            assertThat(all.isExact()).as("seed %d, %d of %d samples", seed, samples.size(), room).isTrue();
            for (int percent = 1; percent <= 100 && !samples.isEmpty(); percent += 7) {
                List<Long> sorted = samples.stream().sorted().toList();
                assertThat(all.percentile(percent)).as("seed %d, p%d of %s", seed, percent, sorted)
                        .isEqualTo(sorted.get((percent * sorted.size() + 99) / 100 - 1));
            }
            Histogram some = new Histogram(random.nextBoolean() ? room : 10 * room);
            int more = 1 + random.nextInt(20);
            for (int i = 0; i < more; i++) {
                // Many of one bucket, many equal.
                long sample = (1L << random.nextInt(40)) + random.nextInt(5);
                samples.add(sample);
                (more % 2 == 0 ? all : some).add(sample);
            }
            if (more % 2 != 0) {
                all.add(some);
            }
        }
        assertThat(all.isExact()).as("seed %d, too many", seed).isFalse();
        assertThat(all.count()).isEqualTo(samples.size());
        all.clear();
        assertThat(all.isExact()).isTrue();
    }

    @Test
    void samplesOfAHistogramThatKeepsNoneMakePercentilesInexact() {
        Histogram all = new Histogram(10);
        all.add(new Histogram());
        assertThat(all.isExact()).as("of no samples").isTrue();
        Histogram none = new Histogram();
        none.add(1_000_001);
        all.add(none);
        assertThat(all.isExact()).isFalse();
        assertThat(none.distribution().exact()).isFalse();

        Histogram taken = new Histogram(10);
        taken.add(3);
        taken.add(1_000_001);
        taken.remove(3);
        assertThat(taken.isExact()).isFalse();
    }

    @Test
    void samplesBelow256AreExact() {
        for (long sample = 0; sample < 256; sample++) {
            Histogram histogram = new Histogram();
            histogram.add(sample);
            histogram.add(1_000_000);
            assertThat(histogram.percentile(50)).isEqualTo(sample);
        }
    }

    @Test
    void aBucketNeverMissesItsValuesByMoreThanAPart() {
        for (int bit = 0; bit < 63; bit++) {
            for (long sample : new long[]{(1L << bit) - 1, 1L << bit, (1L << bit) + 1, (1L << bit) / 3 * 4}) {
                Histogram histogram = new Histogram();
                histogram.add(sample);
                histogram.add(Long.MAX_VALUE);
                histogram.add(0);
                assertThat((double) histogram.percentile(50)).isCloseTo((double) sample, within(sample / 250.0));
            }
        }
    }

    @Test
    void meanIsExactWhereASumOfLongsWouldOverflow() {
        Histogram histogram = new Histogram();
        for (int i = 0; i < 1000; i++) {
            histogram.add(Long.MAX_VALUE);
            histogram.add(1);
        }
        assertThat(histogram.distribution().mean()).isCloseTo(0x1p62, within(2000.0));
    }

    @Test
    void theOnlySampleIsEveryPercentile() {
        Histogram histogram = new Histogram();
        histogram.add(123_456_789);
        assertThat(histogram.distribution())
                .isEqualTo(new SampleSummary(1, 123_456_789, 123_456_789, 123_456_789, 123_456_789, 123_456_789,
                        123_456_789, false));
    }

    @Test
    void nearestRankIsTheLeastSampleThatTheShareIsNotAbove() {
        Histogram histogram = new Histogram();
        for (int sample = 1; sample <= 20; sample++) {
            histogram.add(sample);
        }
        assertThat(histogram.percentile(95)).isEqualTo(19);
        assertThat(histogram.percentile(95.1)).isEqualTo(20);
        assertThat(histogram.percentile(50)).isEqualTo(10);
        assertThat(histogram.percentile(0.1)).isEqualTo(1);
    }

    @Test
    void withoutSamplesThereIsNothingToSay() {
        assertThat(new Histogram().distribution().isEmpty()).isTrue();
        assertThat(new Histogram().percentile(50)).isZero();
    }

    @Test
    void whatIsTakenBackIsAsIfItHadNeverBeenAdded() {
        Random random = new Random(6);
        Histogram both = new Histogram();
        Histogram one = new Histogram();
        List<Long> others = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            long kept = random.nextInt(1_000_000);
            long other = random.nextLong(Long.MAX_VALUE);
            one.add(kept);
            both.add(kept);
            both.add(other);
            others.add(other);
        }
        others.forEach(both::remove);
        assertThat(both.count()).isEqualTo(one.count());
        assertThat(both.percentile(95)).isEqualTo(one.percentile(95));
        assertThat(both.distribution().mean()).isEqualTo(one.distribution().mean());
    }

    @Test
    void refusesToTakeBackWhatWasNeverAdded() {
        assertThatThrownBy(() -> new Histogram().remove(5)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5");
    }

    @Test
    void refusesAPercentageThatIsNone() {
        assertThatThrownBy(() -> new Histogram().percentile(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Histogram().percentile(100.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Histogram().percentile(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
