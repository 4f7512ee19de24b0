package dev.poolscope.app.chart.time;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TimeTicksTest {
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @ValueSource(longs = {20_000, 1_234_567, 250_000_000, SECOND, 10 * SECOND, 300 * SECOND, 7200 * SECOND,
            86_400 * SECOND})
    void ticksAreAtLeastAsFarApartAsAskedAndNotTooFew(long span) {
        TimeTicks ticks = TimeTicks.of(new TimeViewport(span), 1000, 80);
        double distance = ticks.step() * 1000.0 / span;

        assertThat(distance).isBetween(80.0, 320.0);
    }

    @Test
    void ticksKeepTheirMomentsWhileThePictureMoves() {
        TimeViewport viewport = new TimeViewport(10 * SECOND);
        viewport.advance(100 * SECOND);
        TimeTicks before = TimeTicks.of(viewport, 1000, 80);
        viewport.advance(100 * SECOND + 123_456_789);
        TimeTicks after = TimeTicks.of(viewport, 1000, 80);

        assertThat(after.step()).isEqualTo(before.step());
        assertThat(after.first() % after.step()).isZero();
        assertThat(after.first()).isGreaterThanOrEqualTo(viewport.start());
    }

    @ParameterizedTest
    @CsvSource({"3000000000, 1000000000, 3 s", "3500000000, 500000000, 3.5 s", "120000, 20000, 0.00012 s",
            "90000000000, 30000000000, 90 s", "125000000000, 60000000000, 2:05 min"})
    void labelsHaveTheDigitsThatTheStepNeeds(long nanos, long step, String label) {
        assertThat(new TimeTicks(0, step).label(nanos)).isEqualTo(label);
    }
}
