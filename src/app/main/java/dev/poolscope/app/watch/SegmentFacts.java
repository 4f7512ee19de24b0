package dev.poolscope.app.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.poolscope.app.chart.lanes.LaneSegment;
import dev.poolscope.app.chart.lanes.LaneState;
import dev.poolscope.app.chart.time.TimeText;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.story.Causes;
import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.event.WorkerEvent;
import dev.poolscope.telemetry.timeline.TaskTrace;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.telemetry.timeline.WorkerTrace;
import org.jspecify.annotations.Nullable;

/** Puts the facts of a segment into words. */
final class SegmentFacts {
    private final Supplier<Timeline> timeline;
    private final Texts texts;

    SegmentFacts(Supplier<Timeline> timeline, Texts texts) {
        this.timeline = timeline;
        this.texts = texts;
    }

    /** The facts, one a line; the first says what it is. */
    String of(LaneSegment segment) {
        TaskTrace task = segment.taskId() == 0 ? null : timeline.get().tasks().find(segment.taskId());
        List<String> lines = task == null ? ofWorker(segment) : ofTask(segment, task);
        return String.join("\n", lines);
    }

    private List<String> ofTask(LaneSegment segment, TaskTrace task) {
        List<String> lines = new ArrayList<>();
        String stream = task.stream();
        lines.add(stream == null ? texts.of("fact.task", task.id()) : texts.of("fact.taskOf", task.id(), stream));
        long from = segment.from();
        String length = TimeText.duration(segment.to() - from);
        if (segment.kind() == LaneState.WRAPPING_UP) {
            lines.add(texts.of("fact.wrapping", segment.workerId()));
            lines.add(texts.of(segment.open() ? "fact.since" : "fact.from", TimeText.moment(from), length));
            return lines;
        }
        if (segment.kind() == LaneState.BLOCKED) {
            lines.add(texts.of(segment.open() ? "fact.blocked" : "fact.wasBlocked", segment.workerId(),
                    TimeText.moment(from), length));
            lines.add(awaited(task.awaitedAt(from)));
        } else {
            lines.add(texts.of(segment.open() ? "fact.running" : "fact.ran", segment.workerId(),
                    TimeText.moment(from), length));
        }
        if (task.startedNanos() != Timeline.UNKNOWN && task.dueNanos() != Timeline.UNKNOWN) {
            lines.add(texts.of("fact.waited", TimeText.duration(task.startedNanos() - task.dueNanos())));
        }
        if (segment.kind() == LaneState.FAILED) {
            lines.add(texts.of("fact.failed", Causes.plain(task.cause())));
        } else if (segment.kind() == LaneState.CANCELLED) {
            // Since it was cancelled, not since the bar begins: what it waits for meanwhile makes several of it.
            lines.add(task.leftNanos() == Timeline.UNKNOWN
                    ? texts.of("fact.cancelled")
                    : texts.of("fact.left", TimeText.duration(task.leftNanos() - task.endedNanos())));
        } else if (task.leftNanos() != Timeline.UNKNOWN && task.endedNanos() == Timeline.UNKNOWN) {
            lines.add(texts.of("fact.leftCancelled"));
        }
        return lines;
    }

    private String awaited(@Nullable Awaited awaited) {
        return switch (awaited) {
            case Awaited.Lock(long holder) -> texts.of("fact.forLock", holder);
            case Awaited.Task(long task) -> texts.of("fact.forTask", task);
            case null -> texts.of("fact.forUnknown");
        };
    }

    private List<String> ofWorker(LaneSegment segment) {
        List<String> lines = new ArrayList<>();
        lines.add(texts.of(segment.open() ? "fact.worker" : "fact.wasWorker", segment.workerId(),
                texts.of("kind." + segment.kind())));
        lines.add(texts.of(segment.open() ? "fact.since" : "fact.from", TimeText.moment(segment.from()),
                TimeText.duration(segment.to() - segment.from())));
        WorkerTrace worker = timeline.get().workers().find(segment.workerId());
        if (worker != null && segment.kind() == LaneState.STARTING) {
            spawn(worker, lines);
        } else if (worker != null && segment.kind() == LaneState.FINALIZING) {
            retirement(worker.retirementReason(), lines);
        }
        return lines;
    }

    private void spawn(WorkerTrace worker, List<String> lines) {
        WorkerEvent.Spawned event = worker.spawnEvent();
        if (event != null) {
            lines.add(texts.of("fact.spawned", texts.of("spawned." + event.reason())));
            lines.add(texts.of("spawned.numbers", event.pending(), event.free(), event.alive()));
        }
    }

    private void retirement(@Nullable RetirementReason reason, List<String> lines) {
        if (reason != null) {
            lines.add(texts.of("fact.retires", texts.of("retired." + reason)));
        }
    }
}
