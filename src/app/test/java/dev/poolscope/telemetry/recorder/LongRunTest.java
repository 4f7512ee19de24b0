package dev.poolscope.telemetry.recorder;

import java.util.Arrays;
import java.util.SplittableRandom;

import dev.poolscope.pool.SpawnReason;
import dev.poolscope.telemetry.timeline.Timeline;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

/** An hour at 2,000 tasks a second, by a clock that is not waited for. */
@Tag("stress")
class LongRunTest {

    private static final int TASKS = 7_200_000;
    private static final int WORKERS = 8;
    private static final long GAP = 500_000;
    private static final long RUN = 400_000;

    @Test
    @Timeout(600)
    void anHourOfDetailIsBoundedAndItsNumbersStayRight() {
        SettableClock clock = new SettableClock(0);
        RecordingObserver recordingObserver = new RecordingObserver(TaskTags.NONE, RecorderLimits.DEFAULT.queue());
        Collector collector = new Collector(recordingObserver, clock, RecorderLimits.DEFAULT);
        collector.setOrigin(0);
        Timeline timeline = new Timeline(WORKERS);
        SplittableRandom random = new SplittableRandom(1);
        long[] waits = new long[TASKS];
        for (int worker = 1; worker <= WORKERS; worker++) {
            recordingObserver.workerSpawned(0, worker, SpawnReason.REQUEST, 0, 0, worker - 1);
        }
        for (int task = 1; task <= TASKS; task++) {
            long due = task * GAP;
            long wait = (long) (-Math.log(1 - random.nextDouble()) * 3e6);
            waits[task - 1] = wait;
            int worker = task % WORKERS + 1;
            recordingObserver.taskSubmitted(due, task, "target");
            recordingObserver.taskStarted(due + wait, task, worker, wait, "target");
            recordingObserver.taskCompleted(due + wait + RUN, task, worker, wait, RUN);
            recordingObserver.workerIdle(due + wait + RUN, worker);
            if (task % 20 == 0) {
                clock.set(due);
                collector.collect(false).forEach(timeline::apply);
            }
        }
        collector.collect(true).forEach(timeline::apply);
        RecordedRun run = collector.result();
        Summary summary = run.summary();

        assertThat(summary.lostEvents()).isZero();
        assertThat(summary.submitted()).isEqualTo(TASKS);
        assertThat(summary.completed()).isEqualTo(TASKS);
        assertThat(run.events()).hasSizeBetween(500_000, RecorderLimits.DEFAULT.log());
        // What was left out of the log leaves a remark in the lane of each worker, which is no event that was reported.
        assertThat(Remarks.without(run.events()).size() + summary.droppedEvents()).isEqualTo(4L * TASKS + WORKERS);
        assertThat(run.events().size() - Remarks.without(run.events()).size()).isEqualTo(WORKERS);
        Arrays.sort(waits);
        assertThat((double) summary.waitTimes().p50()).isCloseTo((double) waits[TASKS / 2 - 1], withinPercentage(1));
        assertThat((double) summary.waitTimes().p99()).isCloseTo((double) waits[TASKS / 100 * 99 - 1],
                withinPercentage(1));
        assertThat(summary.waitTimes().max()).isEqualTo(waits[TASKS - 1]);
        assertThat(timeline.counts().now().completed()).isEqualTo(TASKS);
        assertThat(timeline.completeness().detailFromNanos())
                .isGreaterThan((TASKS - 2L * Timeline.DETAILED_TASKS) * GAP);
        assertThat(timeline.tasks().find(TASKS - Timeline.DETAILED_TASKS + 1000)).isNotNull();
    }
}
