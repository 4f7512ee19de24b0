package dev.poolscope.app.watch.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

import dev.poolscope.app.chart.curves.StepSource.StepVisitor;
import dev.poolscope.stats.StepSeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TimelineCountTest {
    private static final long COLUMN = 1_000;

    private final StepSeries series = new StepSeries();
    private final TimelineCount count = new TimelineCount(() -> series, () -> ThinnedCount.NONE);

    /** What a chart draws of each column: lowest, highest and last value. */
    private Map<Long, List<Double>> drawn(long from, long to, boolean everything, List<Long> told) {
        Map<Long, List<Double>> columns = new TreeMap<>();
        count.steps(from, to, new StepVisitor() {
            @Override
            public void step(long nanos, double value) {
                told.add(nanos);
                columns.merge(nanos / COLUMN, List.of(value, value, value),
                        (a, b) -> List.of(Math.min(a.get(0), b.get(0)), Math.max(a.get(1), b.get(1)), b.get(2)));
            }

            @Override
            public boolean isSamePlace(long nanos, long later) {
                return !everything && nanos / COLUMN == later / COLUMN;
            }
        });
        return columns;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsLeftOutBecauseItHasOnePlaceOnTheScreenChangesNothingThere(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            series.add(random.nextLong(20 * COLUMN), 0, random.nextBoolean() ? 1 : -1);
        }
        for (long[] part : new long[][]{{0, 20 * COLUMN}, {1_234, 17_777}, {5_000, 6_000}, {19_999, 30_000}}) {
            List<Long> all = new ArrayList<>();
            List<Long> few = new ArrayList<>();

            assertThat(drawn(part[0], part[1], false, few)).isEqualTo(drawn(part[0], part[1], true, all));
            assertThat(few).isSorted();
            assertThat(few.size()).isLessThanOrEqualTo(all.size());
        }
    }

    /** The value times how long it held, of each column: what an average over a column is made of. */
    private Map<Long, Double> held(boolean everything) {
        Map<Long, Double> held = new TreeMap<>();
        long[] since = {0};
        double[] value = {0};
        count.steps(0, 20 * COLUMN, new StepVisitor() {
            @Override
            public void step(long nanos, double next) {
                for (long from = since[0]; from < nanos; from = (from / COLUMN + 1) * COLUMN) {
                    long to = Math.min(nanos, (from / COLUMN + 1) * COLUMN);
                    held.merge(from / COLUMN, value[0] * (to - from), Double::sum);
                }
                since[0] = nanos;
                value[0] = next;
            }

            @Override
            public boolean isSamePlace(long nanos, long later) {
                return !everything && nanos / COLUMN == later / COLUMN;
            }
        });
        return held;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsLeftOutBecauseItHasOnePlaceOnTheScreenCountsInTheAverage(long seed) {
        Random random = new Random(seed);
        // Brief tasks of one worker, a few of which come late.
        for (int i = 0; i < 4_000; i++) {
            long began = 5L * (random.nextInt(8) == 0 ? random.nextInt(4_000) : i);
            series.add(began, 0, 1);
            series.add(began + 1 + random.nextInt(2), 0, -1);
        }
        Map<Long, Double> all = held(true);

        held(false).forEach((column, sum) -> assertThat(sum).as("column %d of seed %d", column, seed)
                .isCloseTo(Objects.requireNonNull(all.get(column)), within(1e-6)));
        series.forgetAllBut(3_333);
        Map<Long, Double> left = held(true);
        held(false).forEach((column, sum) -> assertThat(sum).as("column %d of seed %d, later", column, seed)
                .isCloseTo(Objects.requireNonNull(left.get(column)), within(1e-6)));
    }

    @Test
    void whereNothingWasThinnedNoBucketIsLookedAtHoweverLateItIs() {
        long[] late = {2_147_483_647L, 2_147_483_648L, 3_000_000_000L, 4_294_967_296L, 3_600_000_000_000L};
        series.add(1_000_000_000L, 0, 4);
        for (long from : late) {
            assertThat(told(count, from, from + 1_000)).containsExactly(from + "=4.0");
            assertThat(count.valueAt(from)).isEqualTo(4);
        }
    }

    @Test
    void whatWasThinnedIsToldByItsMeansAndTheRestByItsSteps() {
        ThinnedCount history = new Buckets(3_000_000_000L, List.of(2.5, 0.5, 7.0));
        TimelineCount thinned = new TimelineCount(() -> series, () -> history);
        series.add(9_500_000_000L, 0, 3);

        assertThat(told(thinned, 0, 10_000_000_000L)).containsExactly("0=2.5", "3000000000=0.5", "6000000000=7.0",
                "9000000000=0.0", "9500000000=3.0");
        assertThat(told(thinned, -5, 4_000_000_000L)).as("nothing was before the run").containsExactly("0=2.5",
                "3000000000=0.5");
        assertThat(told(thinned, 4_000_000_000L, 9_000_000_000L)).containsExactly("4000000000=0.5", "6000000000=7.0");
        assertThat(told(thinned, 9_600_000_000L, 9_700_000_000L)).containsExactly("9600000000=3.0");
        assertThat(thinned.valueAt(8_999_999_999L)).isEqualTo(7);
        assertThat(thinned.valueAt(9_500_000_000L)).isEqualTo(3);
    }

    @Test
    void whatIsDrawnIsDrawnAnewOnlyIfSomethingInItsSightWasThinned() {
        List<ThinnedCount> now = new ArrayList<>(List.of(new Buckets(1_000, List.of(1.0))));
        TimelineCount thinned = new TimelineCount(() -> series, now::getFirst);
        Object early = thinned.past(1_500);
        Object late = thinned.past(9_000);

        now.set(0, new Buckets(1_000, List.of(1.0, 2.0, 3.0)));

        assertThat(thinned.past(1_500)).isNotEqualTo(early);
        assertThat(thinned.past(9_000)).isEqualTo(late);
    }

    private static List<String> told(TimelineCount count, long from, long to) {
        List<String> told = new ArrayList<>();
        count.steps(from, to, new StepVisitor() {
            @Override
            public void step(long nanos, double value) {
                told.add(nanos + "=" + value);
                assertThat(told).as("no more than there is").hasSizeLessThan(10);
            }

            @Override
            public boolean isSamePlace(long nanos, long later) {
                return false;
            }
        });
        return told;
    }

    /** Buckets of one width, with these means. */
    private record Buckets(long widthNanos, List<Double> means) implements ThinnedCount {
        @Override
        public int count() {
            return means.size();
        }

        @Override
        public double mean(int bucket) {
            return means.get(bucket);
        }

        @Override
        public long endNanos() {
            return widthNanos * means.size();
        }
    }

    @Test
    void hardlyAnythingIsToldOfManyStepsAtOnePlace() {
        for (int i = 0; i < 32_000; i++) {
            series.add(i, 0, i % 3 == 0 ? 2 : -1);
        }
        List<Long> told = new ArrayList<>();
        drawn(0, 32_000, false, told);

        assertThat(told).hasSizeLessThan(32_000 / 6);
    }
}
