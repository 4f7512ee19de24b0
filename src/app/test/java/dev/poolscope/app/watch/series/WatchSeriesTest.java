package dev.poolscope.app.watch.series;

import java.util.ArrayList;
import java.util.List;

import dev.poolscope.app.chart.curves.Curve;
import dev.poolscope.app.chart.curves.StepSource;
import dev.poolscope.app.fx.FakeRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.timeline.Timeline;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class WatchSeriesTest {
    private static final long MILLI = 1_000_000;

    private Timeline timeline = new Timeline(2);
    private final WatchSeries series = new WatchSeries(() -> timeline, new Texts());

    private void story() {
        for (RunEvent event : FakeRun.story()) {
            timeline.apply(event);
        }
    }

    private Curve curve(WatchChart chart, String name) {
        return series.curves(chart).stream().filter(curve -> curve.name().equals(name)).findFirst().orElseThrow();
    }

    private static List<String> steps(StepSource source, long fromMillis, long toMillis) {
        List<String> steps = new ArrayList<>();
        source.steps(fromMillis * MILLI, toMillis * MILLI,
                (nanos, value) -> steps.add(nanos / MILLI + (Double.isNaN(value) ? " none" : " " + value)));
        return steps;
    }

    @Test
    void workersAreAliveBusyOrFreeAtEachMoment() {
        story();
        long[] moments = {50, 500, 1500, 2050, 2500, 3200, 3550, 4500};
        int[][] expected = {{1, 0, 1}, {1, 1, 0}, {1, 0, 1}, {2, 1, 1}, {2, 2, 0}, {2, 1, 1}, {2, 1, 0}, {1, 1, 0}};
        for (int i = 0; i < moments.length; i++) {
            long moment = moments[i] * MILLI;
            assertThat(series.curves(WatchChart.WORKERS)).filteredOn(curve -> !curve.name().equals("blocked"))
                    .as("at %d ms", moments[i])
                    .extracting(curve -> (int) curve.source().valueAt(moment))
                    .containsExactly(expected[i][0], expected[i][1], expected[i][2]);
        }
    }

    @Test
    void throughputIsWhatCompletedInTheSecondBefore() {
        story();
        StepSource rate = series.curves(WatchChart.THROUGHPUT).getFirst().source();

        assertThat(rate.valueAt(1000 * MILLI - 1)).isZero();
        assertThat(rate.valueAt(1000 * MILLI)).isEqualTo(1);
        assertThat(rate.valueAt(1125 * MILLI)).isEqualTo(1);
        assertThat(rate.valueAt(2000 * MILLI - 1)).isEqualTo(1);
        assertThat(rate.valueAt(2000 * MILLI)).isZero();
        assertThat(steps(rate, 950, 1300)).containsExactly("950 0.0", "1000 0.0", "1125 1.0", "1250 1.0");
    }

    @Test
    void aPercentileIsThereAsLongAsTheSecondBeforeHasASample() {
        story();
        StepSource median = curve(WatchChart.WAITING, "p50").source();

        assertThat(median.valueAt(99 * MILLI)).isNaN();
        assertThat(median.valueAt(100 * MILLI)).isEqualTo(100.0 * MILLI);
        assertThat(median.valueAt(1100 * MILLI - 1)).isEqualTo(100.0 * MILLI);
        assertThat(median.valueAt(1100 * MILLI)).isNaN();
        assertThat(median.valueAt(1600 * MILLI)).isNaN();
        assertThat(steps(median, 1000, 2300)).startsWith("1000 none", "1000 1.0E8").contains("1125 none")
                .endsWith("2250 0.0");
    }

    @Test
    void whatWasThinnedOutIsToldAsItsMean() {
        timeline = new Timeline(1, 10);
        Timeline whole = new Timeline(1, 1000);
        List<RunEvent> events = new ArrayList<>();
        events.add(FakeRun.event(0, EventType.WORKER_SPAWNED, 0, 1, "reason=SUBMISSION pending=1 free=0 alive=0"));
        events.add(FakeRun.event(0, EventType.WORKER_READY, 0, 1));
        // Busy for 30 of each 100 ms, and a task is in the queue for 10 of them.
        for (int task = 1; task <= 60; task++) {
            int at = task * 100;
            events.add(FakeRun.event(at, EventType.SUBMITTED, task, 0, "due=0"));
            events.add(FakeRun.event(at + 10, EventType.STARTED, task, 1));
            events.add(FakeRun.event(at + 40, EventType.COMPLETED, task, 1));
            events.add(FakeRun.event(at + 40, EventType.WORKER_IDLE, 0, 1));
        }
        events.forEach(timeline::apply);
        events.forEach(whole::apply);
        long detail = series.detailFrom();
        assertThat(detail).isGreaterThan(3000 * MILLI);

        assertThat(series.alive().valueAt(1050 * MILLI)).isCloseTo(1, within(1e-6));
        assertThat(series.busy().valueAt(1050 * MILLI)).isCloseTo(0.3, within(1e-6));
        assertThat(curve(WatchChart.WORKERS, "free or starting").source().valueAt(1050 * MILLI)).isCloseTo(0.7,
                within(1e-6));
        assertThat(series.pending().valueAt(1050 * MILLI)).isCloseTo(0.1, within(1e-6));
        for (long moment = detail; moment < timeline.horizonNanos(); moment += 7 * MILLI) {
            assertThat(series.busy().valueAt(moment)).isEqualTo(whole.series().busy().valueAt(moment));
            assertThat(series.pending().valueAt(moment)).isEqualTo(whole.series().pending().valueAt(moment));
        }
        assertThat(steps(series.busy(), 1000, 1250)).hasSizeGreaterThan(2).allMatch(step -> step.contains("0.3"));
    }
}
