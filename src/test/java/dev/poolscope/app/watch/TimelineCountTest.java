package dev.poolscope.app.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import dev.poolscope.app.chart.StepSource.StepVisitor;
import dev.poolscope.stats.StepSeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

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
