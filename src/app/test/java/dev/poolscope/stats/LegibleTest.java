package dev.poolscope.stats;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LegibleTest {

    @ParameterizedTest
    @CsvSource({"60, 1 min", "100, 1 min 40 s", "3600, 1 h", "5400, 1 h 30 min", "2, 2 s", "0, 0 ns"})
    void whatIsRoundHasNoZerosAtItsEnd(long seconds, String written) {
        assertThat(LegibleTime.round(TimeUnit.SECONDS.toNanos(seconds))).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 tasks", "1, 1 task", "2, 2 tasks", "600000, '600,000 tasks'"})
    void oneThingIsOne(long count, String written) {
        assertThat(LegibleCount.of(count, "task")).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0", "0.0000123, 0.000012", "0.0131, 0.013", "0.05, 0.050", "0.096, 0.1", "3.14, 3.1",
            "99.96, 100",
            "1203.9, '1,204'"})
    void aSmallMeanIsNotNothing(double mean, String written) {
        assertThat(LegibleCount.mean(mean)).isEqualTo(written);
    }

    @Test
    void figuresHaveNoExponent() {
        assertThat(List.of(0.0, 0.012345, 0.1, 1.0, 3.88149, 60_000.0, 123_456.7, -12.3456)).map(LegibleCount::figures)
                .containsExactly("0.000", "0.01235", "0.1000", "1.000", "3.881", "60,000", "123,457", "-12.35");
    }

    @Test
    void everyCountIsGroupedByThousands() {
        Random dice = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            long count = dice.nextLong() >> dice.nextInt(64);
            assertThat(LegibleCount.of(count)).isEqualTo(String.format(Locale.ROOT, "%,d", count));
        }
        for (long count : new long[]{0, -1, 999, -999, 1_000, -1_000, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(LegibleCount.of(count)).isEqualTo(String.format(Locale.ROOT, "%,d", count));
        }
    }
}
