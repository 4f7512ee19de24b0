package dev.poolscope.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DueTimesTest {
    private static final TaskSpec TASK = new TaskSpec(new Work.Sleep(new Distribution.Fixed(Duration.ZERO)),
            Percentage.ZERO, null);

    private static List<Long> all(Arrivals arrivals, Duration from, @Nullable Duration until, Duration run) {
        StreamSpec stream = new StreamSpec("s", arrivals, from, until, TASK);
        DueTimes times = DueTimes.of(stream, run, new SubSeeds(42).generator("s", SubSeeds.Purpose.ARRIVALS));
        List<Long> all = new ArrayList<>();
        for (long due = times.next(); due != DueTimes.NONE; due = times.next()) {
            all.add(due);
        }
        assertThat(times.next()).as("a stream that has ended stays ended").isEqualTo(DueTimes.NONE);
        return all;
    }

    private static Rate rate(String text) {
        return Rate.parse(text);
    }

    @Test
    void constantArrivalsAreComputedFromTheirNumberAndNotFromTheOneBefore() {
        assertThat(all(new Arrivals.Constant(rate("3/s")), Duration.ofSeconds(1), Duration.ofSeconds(2),
                Duration.ofSeconds(9)))
                .containsExactly(1_000_000_000L, 1_333_333_333L, 1_666_666_667L);
    }

    @Test
    void constantArrivalsDoNotDriftInADay() {
        List<Long> day = all(new Arrivals.Constant(rate("7/s")), Duration.ZERO, null, Duration.ofHours(24));

        assertThat(day).hasSize(7 * 86_400);
        assertThat(day.get(7 * 86_399)).isEqualTo(86_399_000_000_000L);
    }

    @Test
    void theEndOfTheWindowIsNotPartOfIt() {
        assertThat(all(new Arrivals.Constant(rate("1/s")), Duration.ZERO, Duration.ofSeconds(3), Duration.ofSeconds(9)))
                .containsExactly(0L, 1_000_000_000L, 2_000_000_000L);
        assertThat(all(new Arrivals.Bursts(2, Duration.ofSeconds(1)), Duration.ZERO, Duration.ofSeconds(1),
                Duration.ofSeconds(9)))
                .containsExactly(0L, 0L);
    }

    @Test
    void aStreamWithoutAnEndLastsAsLongAsTheRun() {
        assertThat(all(new Arrivals.Constant(rate("60/min")), Duration.ofSeconds(7), null, Duration.ofSeconds(9)))
                .containsExactly(7_000_000_000L, 8_000_000_000L);
    }

    @Test
    void burstsBeginAtTheBeginningOfTheWindow() {
        assertThat(all(new Arrivals.Bursts(2, Duration.ofMillis(300)), Duration.ofSeconds(1), Duration.ofMillis(1_500),
                Duration.ofSeconds(9))).containsExactly(1_000_000_000L, 1_000_000_000L, 1_300_000_000L, 1_300_000_000L);
    }

    @Test
    void aBatchArrivesAtOnceEvenAtTheVeryEndOfTheRun() {
        assertThat(all(new Arrivals.Batch(3, Duration.ofSeconds(9)), Duration.ZERO, null, Duration.ofSeconds(9)))
                .containsExactly(9_000_000_000L, 9_000_000_000L, 9_000_000_000L);
    }

    @Test
    void aRampArrivesWhereTheIntegralOfItsRateReachesWholeNumbers() {
        // 0 to 10/s in 10 s: the integral is t² / 2, so the n-th is due at √(2 (n − 1)) seconds; 50 in all.
        List<Long> up = all(new Arrivals.Ramp(rate("0/s"), rate("10/s")), Duration.ofSeconds(2), Duration.ofSeconds(12),
                Duration.ofSeconds(20));

        assertThat(up).hasSize(50);
        for (int n = 0; n < up.size(); n++) {
            assertThat(up.get(n)).isEqualTo(2_000_000_000L + Math.round(Math.sqrt(2.0 * n) * 1e9));
        }
    }

    @Test
    void aFallingRampIsARisingOneBackwardsAndALevelOneIsConstant() {
        List<Long> down = all(new Arrivals.Ramp(rate("10/s"), rate("0/s")), Duration.ZERO, Duration.ofSeconds(10),
                Duration.ofSeconds(10));
        List<Long> level = all(new Arrivals.Ramp(rate("3/s"), rate("3/s")), Duration.ZERO, null, Duration.ofSeconds(5));

        assertThat(down).hasSize(50).isSorted();
        // With m = 50 − k the integral 10 t − t² / 2 reaches m at 10 − √(2 k) seconds.
        assertThat(down.get(49)).isEqualTo(Math.round((10 - Math.sqrt(2)) * 1e9));
        assertThat(level)
                .isEqualTo(all(new Arrivals.Constant(rate("3/s")), Duration.ZERO, null, Duration.ofSeconds(5)));
    }

    @Test
    void poissonArrivalsOfASeedAreTheSameOnEveryMachine() {
        List<Long> arrivals = all(new Arrivals.Poisson(rate("20/s")), Duration.ZERO, null, Duration.ofSeconds(10));

        assertThat(arrivals.subList(0, 4)).containsExactly(37_370_177L, 98_137_083L, 161_710_808L, 233_937_265L);
        assertThat(arrivals).isSorted().hasSizeBetween(150, 250);
        assertThat(arrivals.getFirst()).as("the first comes after one gap").isPositive();
    }
}
