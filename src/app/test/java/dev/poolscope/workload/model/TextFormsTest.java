package dev.poolscope.workload.model;

import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Durations, rates and percentages, as files write them. */
class TextFormsTest {
    @ParameterizedTest
    @CsvSource({"0s,0", "1us,1000", "0.001us,1", "40ms,40000000", "1.5s,1500000000", "2min,120000000000",
            "0.5h,1800000000000",
            "24h,86400000000000", "007ms,7000000"})
    void aDurationIsExactToTheNanosecond(String text, long nanos) {
        assertThat(DurationText.parse(text).toNanos()).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5.0", "ms", "-5ms", "+5ms", "5 ms", "5MS", "5m", "5sec", ".5s", "5.s", "1e3ms",
            "5ns", "1s500ms",
            "24.1h", "86401s", "0.0001us", "99999999999999999999999999999999999999h", "٣s"})
    void whatIsNoDurationIsRefusedWithWhatWasFound(String text) {
        assertThatThrownBy(() -> DurationText.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + text + "'");
    }

    @Test
    void aDurationIsWrittenAsItIsRead() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            Duration duration = Duration
                    .ofNanos(random.nextLong(86_400_000_000_001L) / (long) Math.pow(10, random.nextInt(14)));
            assertThat(DurationText.parse(DurationText.format(duration))).isEqualTo(duration);
        }
    }

    @ParameterizedTest
    @CsvSource({"19500ms,19.5s", "1500ms,1.5s", "250ms,250ms", "1000us,1ms", "1250us,1.25ms", "90s,90s", "120s,2min",
            "60min,1h",
            "90min,90min", "1234567us,1234.567ms", "1.0005s,1000.5ms", "61500ms,61.5s", "0ms,0s", "0.5us,0.5us",
            "999us,999us"})
    void aDurationIsWrittenAsPeopleWriteIt(String text, String written) {
        assertThat(DurationText.format(DurationText.parse(text))).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"20/s,20", "1500/min,25", "0.5/s,0.5", "0/s,0", "100000/s,100000", "6000000/min,100000"})
    void aRateIsSoManyASecond(String text, double perSecond) {
        assertThat(Rate.parse(text).perSecond()).isEqualTo(perSecond);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20", "20/h", "20/ s", "-1/s", "/s", "20s", "100001/s", "6000001/min", "1e3/s"})
    void whatIsNoRateIsRefusedWithWhatWasFound(String text) {
        assertThatThrownBy(() -> Rate.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "-2%", "2 %", "100.1%", "%", "2%%"})
    void whatIsNoPercentageIsRefusedWithWhatWasFound(String text) {
        assertThatThrownBy(() -> Percentage.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + text + "'");
    }

    @Test
    void equalValuesAreEqualHoweverTheyAreWritten() {
        assertThat(Rate.parse("20.0/s")).isEqualTo(Rate.parse("20/s")).hasToString("20/s");
        assertThat(Percentage.parse("2.50%")).isEqualTo(Percentage.parse("2.5%")).hasToString("2.5%");
    }
}
