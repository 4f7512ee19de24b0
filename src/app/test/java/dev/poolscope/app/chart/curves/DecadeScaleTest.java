package dev.poolscope.app.chart.curves;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class DecadeScaleTest {

    @ParameterizedTest
    @CsvSource({"12000, 1050000000, 1e4, 2e9", "30e3, 30e6, 2e4, 5e7", "1e6, 1e6, 1e4, 1e6", "0, 0, 1e3, 1e5",
            "Infinity, 0, 1e3, 1e5", "5e8, 6e8, 1e7, 1e9"})
    void theEndsAreRoundAndReachEveryValue(double lowest, double highest, double bottom, double top) {
        DecadeScale scale = DecadeScale.of(lowest, highest, 4);

        assertThat(scale.bottom()).isCloseTo(bottom, within(1e-3));
        assertThat(scale.top()).isCloseTo(top, within(1e-3));
    }

    @Test
    void eachPowerOfTenHasTheSameRoom() {
        DecadeScale scale = DecadeScale.of(1e3, 1e9, 10);

        assertThat(scale.ticks()).hasSize(7);
        for (int i = 0; i < 7; i++) {
            assertThat(scale.share(Math.pow(10, 3 + i))).isCloseTo(i / 6.0, within(1e-9));
        }
        assertThat(scale.share(0)).isZero();
        assertThat(scale.share(1e12)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 3", "4, 4", "7, 7", "100, 7"})
    void thereAreNoMoreLinesThanThereIsRoomFor(int most, int lines) {
        double[] ticks = DecadeScale.of(1e3, 1e9, most).ticks();
        assertThat(ticks).hasSizeLessThanOrEqualTo(lines);
        assertThat(ticks[ticks.length - 1]).isEqualTo(1e9);
    }

    @ParameterizedTest
    @CsvSource({"1e3, 1 µs", "1e5, 100 µs", "1e6, 1 ms", "1e8, 100 ms", "1e9, 1 s", "1e11, 1 min 40 s"})
    void linesAreNamedAsDurationsAreEverywhere(double nanos, String label) {
        assertThat(ChartMeasure.DURATION.tick(nanos)).isEqualTo(label);
    }
}
