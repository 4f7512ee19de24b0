package dev.poolscope.app.chart.curves;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ValueScaleTest {

    @ParameterizedTest
    @CsvSource({"0, 5, 1, 1", "4, 5, 4, 1", "5, 5, 5, 1", "6, 5, 6, 2", "100, 5, 100, 20", "101, 5, 150, 50",
            "7, 0, 10, 10",
            "2000000000, 4, 2000000000, 500000000"})
    void theScaleReachesTheHighestValueInFewRoundSteps(long highest, int steps, long top, long step) {
        assertThat(ValueScale.upTo(highest, steps)).isEqualTo(new ValueScale(top, step));
    }
}
