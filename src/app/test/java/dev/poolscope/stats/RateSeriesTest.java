package dev.poolscope.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class RateSeriesTest {

    private static final long WINDOW = 1_000_000_000;
    private static final long STEP = WINDOW / 8;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void isTheNumberOfTimesInTheWindowInWhicheverOrderTheyCome(long seed) {
        Random random = new Random(seed);
        RateSeries series = new RateSeries(WINDOW, STEP, 64);
        List<Long> times = new ArrayList<>();
        long reach = (1 + random.nextLong(60)) * WINDOW;
        for (int i = 0; i < 2000; i++) {
            long time = random.nextLong(reach);
            times.add(time);
            series.add(time);
        }
        for (int step = 0; step <= series.lastStepBy(reach); step++) {
            long end = (step + 1) * series.step();
            long inWindow = times.stream().filter(time -> time < end && time >= end - series.window()).count();
            assertThat(series.perSecond(step)).isCloseTo(inWindow * 1e9 / series.window(), within(1e-9));
        }
    }

    @Test
    void theWindowIsASecondForAsLongAsStepsAreNotLonger() {
        RateSeries series = new RateSeries(WINDOW, STEP, 64);
        series.add(63 * WINDOW);
        assertThat(series.step()).isEqualTo(WINDOW);
        assertThat(series.window()).isEqualTo(WINDOW);
        series.add(64 * WINDOW);
        assertThat(series.window()).isEqualTo(2 * WINDOW);
        assertThat(series.perSecond(series.lastStepBy(66 * WINDOW))).isEqualTo(0.5);
    }

    @Test
    void aStepThatIsNotOverIsNotTheLast() {
        RateSeries series = new RateSeries(WINDOW, STEP, 64);
        assertThat(series.lastStepBy(STEP - 1)).isEqualTo(-1);
        assertThat(series.lastStepBy(STEP)).isZero();
        assertThat(series.lastStepBy(-1)).isEqualTo(-1);
    }

    @Test
    void refusesAWindowThatWouldNotStayAMultipleOfTheStep() {
        assertThatThrownBy(() -> new RateSeries(10, 2, 8)).isInstanceOf(IllegalArgumentException.class);
    }
}
