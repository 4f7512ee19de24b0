package dev.poolscope.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StepSeriesTest {

    private record Step(long time, long rank, int delta) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void isTheSumOfItsStepsInWhicheverOrderTheyCome(long seed) {
        List<Step> steps = steps(seed, 1_000);
        List<Step> sorted = steps.stream()
                .sorted(Comparator.comparingLong(Step::time).thenComparingLong(Step::rank)
                        .thenComparingInt(Step::delta))
                .toList();
        StepSeries series = new StepSeries();
        for (Step step : steps) {
            series.add(step.time, step.rank, step.delta);
        }
        int value = 0;
        int peak = 0;
        for (int i = 0; i < sorted.size(); i++) {
            value += sorted.get(i).delta;
            peak = Math.max(peak, value);
            assertThat(series.timeOf(i)).isEqualTo(sorted.get(i).time);
            assertThat(series.valueOf(i)).isEqualTo(value);
        }
        assertThat(series.peak()).isEqualTo(peak);
        assertThat(series.last()).isEqualTo(value);
        for (long time = -1; time < 120; time++) {
            long at = time;
            assertThat(series.valueAt(time))
                    .isEqualTo(steps.stream().filter(step -> step.time <= at).mapToInt(Step::delta).sum());
        }
    }

    /** Also where its blocks were looked at before. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void canHaveOnlyValuesThatLast(long seed) {
        List<Step> steps = steps(seed, 400);
        StepSeries series = StepSeries.ofLastingValues();
        for (int added = 1; added <= steps.size(); added++) {
            Step latest = steps.get(added - 1);
            series.add(latest.time, latest.rank, latest.delta);
            List<Step> now = steps.subList(0, added);
            long[] instants = now.stream().mapToLong(Step::time).distinct().sorted().toArray();
            assertThat(series.size()).isEqualTo(instants.length);
            int[] values = Arrays.stream(instants)
                    .mapToInt(at -> now.stream().filter(step -> step.time <= at).mapToInt(Step::delta).sum()).toArray();
            for (int i = 0; i < instants.length; i++) {
                assertThat(series.timeOf(i)).isEqualTo(instants[i]);
                assertThat(series.valueOf(i)).isEqualTo(values[i]);
            }
            for (int block = 0; block < instants.length / StepSeries.BLOCK; block++) {
                int from = block * StepSeries.BLOCK;
                assertThat(series.highestOf(from)).isEqualTo(
                        Arrays.stream(values, from, from + StepSeries.BLOCK).max().orElseThrow());
                assertThat(series.lowestOf(from)).isEqualTo(
                        Arrays.stream(values, from, from + StepSeries.BLOCK).min().orElseThrow());
            }
            assertThat(series.peak()).isEqualTo(Math.max(0, Arrays.stream(values).max().orElseThrow()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void aBlockKnowsItsLowestAndHighestValueAlsoWhenStepsComeLateOrAreForgotten(long seed) {
        StepSeries series = new StepSeries();
        int added = 0;
        for (Step step : steps(seed, 400)) {
            series.add(step.time, step.rank, step.delta);
            if (++added % 37 == 0) {
                checkBlocks(series);
            }
            if (added % 100 == 0) {
                series.forgetAllBut(111 - added / 10);
                checkBlocks(series);
            }
        }
        assertThatThrownBy(() -> series.lowestOf(series.size() - StepSeries.BLOCK + 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static void checkBlocks(StepSeries series) {
        int blocks = 0;
        for (int step = 0; step < series.size(); step++) {
            if (series.isBlockAt(step)) {
                int[] values = IntStream.range(step, step + StepSeries.BLOCK).map(series::valueOf).sorted().toArray();
                assertThat(series.lowestOf(step)).isEqualTo(values[0]);
                assertThat(series.highestOf(step)).isEqualTo(values[values.length - 1]);
                blocks++;
            }
        }
        assertThat(blocks).isGreaterThanOrEqualTo((series.size() - StepSeries.BLOCK + 1) / StepSeries.BLOCK);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void valuesThatLastStayWhatTheyAreWhenThoseBeforeAreForgotten(long seed) {
        StepSeries whole = StepSeries.ofLastingValues();
        StepSeries forgetting = StepSeries.ofLastingValues();
        int added = 0;
        for (Step step : steps(seed, 400)) {
            // Later and later, but some of them late.
            long time = step.time + 3L * added;
            whole.add(time, step.rank, step.delta);
            forgetting.add(time, step.rank, step.delta);
            if (++added % 100 == 0) {
                forgetting.forgetAllBut(70);
                checkBlocks(forgetting);
            }
            for (int back = 1; back <= Math.min(forgetting.size(), 40); back++) {
                assertThat(forgetting.valueOf(forgetting.size() - back)).isEqualTo(whole.valueOf(whole.size() - back));
            }
            assertThat(forgetting.last()).isEqualTo(whole.last());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void forgettingChangesNeitherThePeakNorWhatComesAfter(long seed) {
        List<Step> steps = new ArrayList<>(steps(seed, 500));
        steps.sort(Comparator.comparingLong(Step::time));
        StepSeries whole = new StepSeries();
        StepSeries short1 = new StepSeries();
        for (Step step : steps) {
            whole.add(step.time, step.rank, step.delta);
            short1.add(step.time, step.rank, step.delta);
            if (short1.size() > 80) {
                short1.forgetAllBut(40);
            }
        }
        assertThat(short1.size()).isLessThanOrEqualTo(80);
        assertThat(short1.peak()).isEqualTo(whole.peak());
        assertThat(short1.last()).isEqualTo(whole.last());
        for (int back = 1; back <= 40; back++) {
            assertThat(short1.valueOf(short1.size() - back)).isEqualTo(whole.valueOf(whole.size() - back));
        }
    }

    @Test
    void aLateFallTakesThePeakBack() {
        StepSeries series = new StepSeries();
        series.add(1, 0, 1);
        series.add(3, 0, 1);
        assertThat(series.peak()).isEqualTo(2);
        series.add(2, 0, -1);
        assertThat(series.peak()).isEqualTo(1);
    }

    @Test
    void isZeroBeforeItsFirstStep() {
        StepSeries series = new StepSeries();
        assertThat(series.valueAt(Long.MAX_VALUE)).isZero();
        assertThat(series.peak()).isZero();
        series.add(10, 0, 5);
        assertThat(series.valueAt(9)).isZero();
        assertThat(series.valueAt(10)).isEqualTo(5);
    }

    @Test
    void refusesAStepThatItDoesNotHave() {
        assertThatThrownBy(() -> new StepSeries().valueOf(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static List<Step> steps(long seed, int count) {
        Random random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.add(new Step(random.nextInt(100), random.nextInt(3), random.nextBoolean() ? 1 : -1));
        }
        Collections.shuffle(steps, random);
        return steps;
    }
}
