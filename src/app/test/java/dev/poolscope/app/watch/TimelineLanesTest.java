package dev.poolscope.app.watch;

import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.pool.SpawnReason;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimelineLanesTest {
    private static final long TASK = 1_000;

    private final Timeline timeline = new Timeline(1, 32);
    private final TimelineLanes lanes = new TimelineLanes(() -> timeline,
            new LaneOrder(() -> timeline, () -> timeline, new TimeViewport(100 * TASK), () -> {}),
            new TaskLook(() -> ReadyScenarios.load("first-light")), new Texts());
    private long tasks;

    private void run(int many) {
        for (int i = 0; i < many; i++) {
            long begin = ++tasks * TASK;
            timeline.apply(new TaskEvent.Submitted(begin, tasks, null, begin));
            timeline.apply(new TaskEvent.Started(begin + 1, tasks, 1));
            timeline.apply(new TaskEvent.Completed(begin + TASK - 1, tasks, 1));
        }
    }

    @Test
    void aLaneIsToldAtAMomentAsWellAsNow() {
        timeline.apply(new WorkerEvent.Spawned(0, 1, SpawnReason.SUBMISSION, 0, 0, 0));
        timeline.apply(new WorkerEvent.Ready(TASK / 2, 1));
        run(20);

        assertThat(lanes.detailAt(0, TASK / 4)).isEqualTo("worker 1 · starting");
        assertThat(lanes.detailAt(0, TASK / 2)).isEqualTo("worker 1 · idle");
        assertThat(lanes.detailAt(0, timeline.horizonNanos())).isEqualTo(lanes.detail(0));
    }

    @Test
    void whatIsDrawnIsDrawnAnewOnlyIfSomethingInItsSightWasThinned() {
        timeline.apply(new WorkerEvent.Spawned(0, 1, SpawnReason.SUBMISSION, 0, 0, 0));
        timeline.apply(new WorkerEvent.Ready(1, 1));
        run(20);
        Object early = lanes.past(0, 5 * TASK);
        Object late = lanes.past(0, 100 * TASK);

        run(60);

        assertThat(timeline.completeness().detailFromNanos()).isBetween(5 * TASK, 80 * TASK);
        assertThat(lanes.past(0, 5 * TASK)).isNotEqualTo(early);
        assertThat(lanes.past(0, 100 * TASK)).isEqualTo(late);
    }
}
