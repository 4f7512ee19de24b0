package dev.poolscope.app.chart.time;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TimeTextTest {

    @ParameterizedTest
    @CsvSource({"0, 0 ns", "999, 999 ns", "1000, 1.00 µs", "999499, 999 µs", "999500, 1.00 ms", "12340000, 12.3 ms",
            "420000000, 420 ms", "999500000, 1.00 s", "1250000000, 1.25 s", "59900000000, 59.9 s",
            "200000000000, 3 min 20 s",
            "7260000000000, 2 h 1 min"})
    void durationsHaveThreeSignificantDigitsAndTheUnitThatSuits(long nanos, String text) {
        assertThat(TimeText.duration(nanos)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.000 s", "12345678901, 12.346 s"})
    void momentsAreWrittenToTheMillisecond(long nanos, String text) {
        assertThat(TimeText.moment(nanos)).isEqualTo(text);
    }
}
