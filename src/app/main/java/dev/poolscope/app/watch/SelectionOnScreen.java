package dev.poolscope.app.watch;

import java.util.OptionalInt;
import java.util.OptionalLong;

import dev.poolscope.app.chart.lanes.LaneHighlight;
import dev.poolscope.app.chart.time.TimeSpan;
import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.fx.Selected;
import dev.poolscope.telemetry.timeline.TaskTrace;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.telemetry.timeline.WorkerTrace;
import org.jspecify.annotations.Nullable;

/** Where on the time axis and in which lane that is what is selected in the window. */
final class SelectionOnScreen {
    private final WatchModel model;

    SelectionOnScreen(WatchModel model) {
        this.model = model;
    }

    private Timeline timeline() {
        return model.run().timeline();
    }

    private Timeline of(long task) {
        return model.run().detail().timelineOfTask(timeline(), task);
    }

    private @Nullable TaskTrace task() {
        OptionalLong task = model.selection().task();
        return task.isPresent() ? of(task.getAsLong()).tasks().find(task.getAsLong()) : null;
    }

    private @Nullable WorkerTrace worker() {
        OptionalInt worker = model.selection().worker();
        return worker.isPresent() ? timeline().workers().find(worker.getAsInt()) : null;
    }

    /** From when it was due until it was over, or from spawn to retirement; null if nothing is known of it. */
    @Nullable
    TimeSpan span() {
        long now = timeline().horizonNanos();
        TaskTrace task = task();
        if (task != null) {
            long from = first(task.dueNanos(), task.submittedNanos(), task.startedNanos(), task.endedNanos());
            long to = first(task.leftNanos(), task.endedNanos(), now);
            return new TimeSpan(Math.min(from, to), to);
        }
        WorkerTrace worker = worker();
        if (worker != null) {
            return new TimeSpan(first(worker.spawnedNanos(), 0), first(worker.retiredNanos(), now));
        }
        return model.selection().selectedProperty().get() instanceof Selected.Event(var event)
                ? new TimeSpan(event.nanos(), event.nanos())
                : null;
    }

    /** For how long the selected task was in the queue; null if none is selected. */
    @Nullable
    TimeSpan waiting() {
        TaskTrace task = task();
        if (task == null || first(task.dueNanos(), task.submittedNanos()) == Timeline.UNKNOWN) {
            return null;
        }
        return new TimeSpan(first(task.dueNanos(), task.submittedNanos()),
                first(task.leftQueueNanos(), timeline().horizonNanos()));
    }

    /** What stands out in the lanes; null if it is in none. */
    @Nullable
    LaneHighlight highlight() {
        TaskTrace task = task();
        WorkerTrace worker = task == null ? worker() : of(task.id()).workers().find(task.workerId());
        if (worker == null || worker.slot() == 0) {
            return null;
        }
        int lane = model.order().laneOf(worker.slot());
        TimeSpan span = task == null ? span() : waiting();
        return span == null ? null : new LaneHighlight(lane, task == null ? 0 : task.id(), span);
    }

    /** Goes to where it is, if it is out of sight. */
    void reveal() {
        TimeSpan span = span();
        TimeViewport viewport = model.viewport();
        // What the row of a log tells is one moment, even of a long life.
        long moment = model.selection().selectedProperty().get() instanceof Selected.Event(var event)
                ? event.nanos()
                : Timeline.UNKNOWN;
        boolean isMoment = moment != Timeline.UNKNOWN;
        if (span == null) {
            return;
        }
        long from = isMoment ? moment : span.from();
        long to = isMoment ? moment : span.to();
        if (to < viewport.start() || from >= viewport.end()) {
            long length = Math.max(viewport.span(), Math.min(to - from, Long.MAX_VALUE / 4) * 5 / 4);
            viewport.show(from + (to - from) / 2 - length / 2, length);
        }
    }

    /** Shows just that, with some room on either side. */
    void fit() {
        TimeSpan span = span();
        if (span != null) {
            long length = Math.max(1, span.to() - span.from());
            model.viewport().show(span.from() - length / 4, length + length / 2);
        }
    }

    private static long first(long... stamps) {
        for (long stamp : stamps) {
            if (stamp != Timeline.UNKNOWN) {
                return stamp;
            }
        }
        return Timeline.UNKNOWN;
    }
}
