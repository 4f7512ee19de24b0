package dev.poolscope.app.watch.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.poolscope.app.chart.curves.StepSource;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.pool.SpawnReason;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import dev.poolscope.telemetry.timeline.LaneHistory;
import dev.poolscope.telemetry.timeline.Past;
import dev.poolscope.telemetry.timeline.SegmentKind;
import dev.poolscope.telemetry.timeline.Timeline;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ThinnedHistoryTest {
    private static final long SECOND = 1_000_000_000;
    private static final int LANES = 2;
    private static final int KEPT = 32;

    /** Both workers are busy all the time: the first with one long task, the second with one short task after another. */
    private static Timeline busy(boolean past) {
        long end = 10 * SECOND;
        List<LaneHistory> lanes = new ArrayList<>();
        for (int slot = 1; slot <= LANES; slot++) {
            LaneHistory lane = new LaneHistory(SECOND, end);
            for (int bucket = 0; bucket < 10; bucket++) {
                lane.restore(bucket, 0, 0, Arrays.stream(SegmentKind.values())
                        .mapToLong(kind -> kind == SegmentKind.RUNNING ? SECOND : 0).toArray());
            }
            lanes.add(lane);
        }
        Timeline timeline = past
                ? new Timeline(LANES, KEPT, new Past(end, lanes, List.of(), List.of()))
                : new Timeline(LANES, KEPT);
        for (int worker = 1; worker <= LANES; worker++) {
            timeline.apply(new WorkerEvent.Spawned(0, worker, SpawnReason.SUBMISSION, 0, 0, 0));
            timeline.apply(new WorkerEvent.Ready(0, worker));
        }
        timeline.apply(new TaskEvent.Submitted(0, 1, null, 0));
        timeline.apply(new TaskEvent.Started(0, 1, 1));
        for (int i = 0; i < 100; i++) {
            long at = i * SECOND / 10;
            timeline.apply(new TaskEvent.Submitted(at, i + 2, null, at));
            timeline.apply(new TaskEvent.Started(at, i + 2, 2));
            timeline.apply(new TaskEvent.Completed(at + SECOND / 10, i + 2, 2));
        }
        timeline.apply(new TaskEvent.Completed(end, 1, 1));
        assertThat(timeline.completeness().detailFromNanos()).isGreaterThan(5 * SECOND);
        return timeline;
    }

    /** Of the time before the detail. */
    private static List<Double> means(Timeline timeline, StepSource count) {
        List<Double> means = new ArrayList<>();
        count.steps(0, timeline.completeness().detailFromNanos(), (_, value) -> means.add(value));
        return means;
    }

    @Test
    void aTaskThatWasUnderWayWhereTheDetailBeginsIsCountedOnce() {
        for (boolean past : List.of(true, false)) {
            Timeline timeline = busy(past);
            WatchSeries series = new WatchSeries(() -> timeline, new Texts());
            for (StepSource count : List.of(series.busy(), series.alive())) {
                assertThat(means(timeline, count)).as("past: %s", past).hasSizeGreaterThan(40).containsOnly(2.0);
            }
        }
    }
}
