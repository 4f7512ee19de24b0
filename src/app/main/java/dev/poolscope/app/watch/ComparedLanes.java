package dev.poolscope.app.watch;

import java.util.OptionalLong;

import dev.poolscope.app.chart.curves.StepSource;
import dev.poolscope.app.chart.lanes.LaneHighlight;
import dev.poolscope.app.chart.lanes.LanesChart;
import dev.poolscope.app.chart.time.TimeCursor;
import dev.poolscope.app.chart.time.TimeSpan;
import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.fx.LoadedDetail;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.watch.series.UntilRunEnds;
import dev.poolscope.telemetry.timeline.TaskTrace;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.telemetry.timeline.WorkerTrace;

/** The lanes of one of two compared runs, in which a task can stand out. */
final class ComparedLanes {
    private static final double LANE = 30;
    private static final double LEAST_LANES = 46;
    private static final double MOST_LANES = 190;

    private final ShownRun run;
    private final String ended;
    private final TimeViewport viewport;
    private final LoadedDetail detail = new LoadedDetail();
    private final LaneOrder order;
    private final LanesChart chart;

    ComparedLanes(ShownRun run, TimeViewport viewport, TimeCursor cursor, Texts texts) {
        ended = texts.of("compare.ended");
        this.run = run;
        this.viewport = viewport;
        order = new LaneOrder(run::timeline, this::visible, viewport, () -> {});
        chart = new LanesChart(viewport, cursor,
                new TimelineLanes(this::visible, order, new TaskLook(run::scenario), null, texts, run::timeline,
                        _ -> run.timeline()),
                new TimelineMarks(() -> run.timeline().marks(), texts));
        chart.gapTextProperty().set(texts.of("lanes.noThread"));
        chart.forecastTextProperty().set(texts.of("lanes.retiresIn"));
        double height = Math.clamp(run.timeline().lanes().count() * LANE, LEAST_LANES, MOST_LANES);
        chart.setMinHeight(height);
        chart.setPrefHeight(height);
    }

    LanesChart chart() {
        return chart;
    }

    /** What is read of the run while it is looked at. */
    LoadedDetail detail() {
        return detail;
    }

    void seekDetail() {
        detail.want(run, viewport.start(), viewport.end());
    }

    boolean isLoading() {
        return detail.loadingProperty().get() || run.isBeingRead();
    }

    /** What is drawn: the run, or the stretch of its recording that was read for this part of the time. */
    Timeline visible() {
        return detail.timeline(run.timeline(), viewport.start(), viewport.end());
    }

    /** The same for what is counted. */
    Timeline visibleCounts() {
        return detail.timelineOfCounts(run.timeline(), viewport.start(), viewport.end());
    }

    /** A value of this run, of which there is none after its end: the other run may be longer. */
    StepSource whileItRan(StepSource source) {
        return new UntilRunEnds(source, ended, () -> run.timeline().horizonNanos());
    }

    /** Lets a task stand out, and shows its lane; nothing if it ran in none. */
    void highlight(OptionalLong taskId) {
        Timeline known = taskId.isPresent()
                ? detail.timelineOfTask(run.timeline(), taskId.getAsLong())
                : run.timeline();
        TaskTrace task = taskId.isPresent() ? known.tasks().find(taskId.getAsLong()) : null;
        WorkerTrace worker = task == null ? null : known.workers().find(task.workerId());
        if (task == null || worker == null || worker.slot() == 0) {
            chart.highlightProperty().set(null);
            return;
        }
        int lane = order.laneOf(worker.slot());
        long due = task.dueNanos() == Timeline.UNKNOWN ? task.startedNanos() : task.dueNanos();
        chart.highlightProperty()
                .set(new LaneHighlight(lane, task.id(), new TimeSpan(Math.min(due, task.startedNanos()),
                        task.startedNanos())));
        chart.reveal(lane);
    }
}
