package dev.poolscope.workload.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.Percentage;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TaskSpec;
import dev.poolscope.workload.model.Work;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

    /** All due times of a stream of which the rate is set at some moments, given in order. */
    private static List<Long> changed(Arrivals arrivals, Duration from, @Nullable Duration until,
            Map<Duration, Rate> changes) {
        StreamSpec stream = new StreamSpec("s", arrivals, from, until, TASK);
        var times = (PacedTimes) DueTimes.of(stream, Duration.ofSeconds(100),
                new SubSeeds(42).generator("s", SubSeeds.Purpose.ARRIVALS));
        List<Long> all = new ArrayList<>();
        long due = times.next();
        for (Map.Entry<Duration, Rate> change : changes.entrySet()) {
            long at = change.getKey().toNanos();
            for (; due <= at; due = times.next()) {
                all.add(due);
            }
            due = times.change(at, change.getValue());
        }
        for (; due != DueTimes.NONE; due = times.next()) {
            all.add(due);
        }
        return all;
    }

    private static List<Long> seconds(double... seconds) {
        return Arrays.stream(seconds).mapToObj(it -> Math.round(it * 1e9)).toList();
    }

    @Test
    void whatIsLeftToTheNextArrivalIsLeftToItAtTheNewRate() {
        // At 2.5 s half an arrival is left; at 4/s that takes an eighth of a second.
        assertThat(changed(new Arrivals.Constant(rate("1/s")), Duration.ZERO, Duration.ofSeconds(3),
                Map.of(Duration.ofMillis(2_500), rate("4/s"))))
                .isEqualTo(seconds(0, 1, 2, 2.625, 2.875));
        assertThat(changed(new Arrivals.Constant(rate("4/s")), Duration.ZERO, Duration.ofSeconds(5),
                Map.of(Duration.ofMillis(625), rate("1/s"))))
                .isEqualTo(seconds(0, 0.25, 0.5, 1.125, 2.125, 3.125, 4.125));
    }

    @Test
    void settingTheRateThatIsThereChangesNothing() {
        Map<Duration, Rate> same = new LinkedHashMap<>();
        for (int i = 1; i <= 9; i++) {
            same.put(Duration.ofMillis(i * 1_017L), rate("20/s"));
        }
        for (Arrivals arrivals : List.of(new Arrivals.Constant(rate("20/s")), new Arrivals.Poisson(rate("20/s")))) {
            List<Long> unchanged = all(arrivals, Duration.ofSeconds(1), Duration.ofSeconds(11), Duration.ofSeconds(20));
            List<Long> changed = changed(arrivals, Duration.ofSeconds(1), Duration.ofSeconds(11), same);
            assertThat(changed).hasSameSizeAs(unchanged);
            for (int n = 0; n < changed.size(); n++) {
                assertThat(changed.get(n)).as("but for rounding").isCloseTo(unchanged.get(n), within(1L));
            }
        }
    }

    @Test
    void randomArrivalsKeepTheirDrawsWhenTheRateChanges() {
        List<Long> at20 = all(new Arrivals.Poisson(rate("20/s")), Duration.ZERO, Duration.ofSeconds(10),
                Duration.ofSeconds(10));
        List<Long> then40 = changed(new Arrivals.Poisson(rate("20/s")), Duration.ZERO, Duration.ofSeconds(6),
                Map.of(Duration.ofSeconds(2), rate("40/s")));

        assertThat(then40.size()).isCloseTo(at20.size(), within(1));
        for (int n = 0; n < Math.min(then40.size(), at20.size()); n++) {
            long before = at20.get(n);
            long expected = before <= 2_000_000_000L ? before : 2_000_000_000L + (before - 2_000_000_000L) / 2;
            assertThat(then40.get(n)).isCloseTo(expected, within(2L));
        }
    }

    @Test
    void aRampStaysAtTheRateItIsGiven() {
        // 0 to 10/s in 10 s has had 2 arrivals at 2 s, the targets 0 and 1; the next one, 2, is due just then.
        List<Long> times = changed(new Arrivals.Ramp(rate("0/s"), rate("10/s")), Duration.ZERO, Duration.ofSeconds(10),
                Map.of(Duration.ofMillis(2_001), rate("1/s")));

        assertThat(times.subList(0, 3)).isEqualTo(seconds(0, Math.sqrt(2), 2));
        // The integral is t² / 2 = 2.0020005 at the change: 0.9979995 are left.
        assertThat(times.subList(3, times.size())).isEqualTo(seconds(2.9989995, 3.9989995, 4.9989995, 5.9989995,
                6.9989995, 7.9989995, 8.9989995, 9.9989995));
    }

    @Test
    void aRateThatIsSetBeforeTheWindowIsThereFromItsBeginning() {
        assertThat(changed(new Arrivals.Constant(rate("100/s")), Duration.ofSeconds(2), Duration.ofSeconds(4),
                Map.of(Duration.ofSeconds(1), rate("1/s")))).isEqualTo(seconds(2, 3));
    }

    @Test
    void aRateThatIsSetLateBringsBackAnArrivalThatWouldHaveBeenAfterTheEndAndNothingAfterTheEnd() {
        assertThat(changed(new Arrivals.Constant(rate("1/min")), Duration.ZERO, Duration.ofSeconds(33),
                Map.of(Duration.ofSeconds(30), rate("30/min")))).isEqualTo(seconds(0, 31));
        assertThat(changed(new Arrivals.Constant(rate("1/min")), Duration.ZERO, Duration.ofSeconds(10),
                Map.of(Duration.ofSeconds(10), rate("30/s")))).isEqualTo(seconds(0));
    }

    @Test
    void changesDoNotWearOutTheDigitsInALongRun() {
        Map<Duration, Rate> changes = new LinkedHashMap<>();
        for (int second = 1; second < 90; second++) {
            changes.put(Duration.ofSeconds(second), rate(second % 2 == 0 ? "1000/s" : "3000/s"));
        }
        List<Long> times = changed(new Arrivals.Constant(rate("1000/s")), Duration.ZERO, Duration.ofSeconds(90),
                changes);

        // Whole seconds at whole rates: an arrival falls on every full second.
        assertThat(times).hasSize(90 * 2_000).contains(89_000_000_000L);
    }

    @Test
    void theRateOfAStreamIsToldAsItIsAtATime() {
        var ramp = (PacedTimes) DueTimes.of(
                new StreamSpec("s", new Arrivals.Ramp(rate("0/s"), rate("10/s")), Duration.ofSeconds(1), null, TASK),
                Duration.ofSeconds(4), new SubSeeds(1).generator("s", SubSeeds.Purpose.ARRIVALS));

        assertThat(ramp.rate(0)).contains(rate("0/s"));
        assertThat(ramp.rate(2_000_000_000L)).contains(rate("3.33/s"));
        assertThat(ramp.rate(4_000_000_000L)).isEmpty();
        ramp.change(3_000_000_000L, rate("90/min"));
        assertThat(ramp.rate(3_000_000_000L)).contains(rate("90/min"));
    }
}
