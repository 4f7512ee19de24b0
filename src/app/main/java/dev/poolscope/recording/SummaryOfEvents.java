package dev.poolscope.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.poolscope.stats.Histogram;
import dev.poolscope.telemetry.event.EventCounts;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import dev.poolscope.telemetry.recorder.StreamSummary;
import dev.poolscope.telemetry.recorder.Summary;
import org.jspecify.annotations.Nullable;

/** The numbers of a run whose recorder had no time to tell them: those of the events that were written. */
final class SummaryOfEvents {
    private final EventCounts counts = new EventCounts();
    private final Numbers all = new Numbers();
    private final Map<String, Numbers> streams = new TreeMap<>();
    private final Map<Long, TaskEvent.Submitted> submissions = new HashMap<>();
    private final Map<Long, Long> starts = new HashMap<>();
    private int alive;
    private int peakAlive;
    private int pending;
    private int peakPending;

    private static final class Numbers {
        private long submitted;
        private long started;
        private long completed;
        private long failed;
        private long rejected;
        private long firstDue = Long.MAX_VALUE;
        private long lastEnd = Long.MIN_VALUE;
        private final Histogram wait = new Histogram();
        private final Histogram run = new Histogram();
        private final Histogram total = new Histogram();
        private final Histogram late = new Histogram();

        void arrived(long stamp, long due) {
            if (due < stamp) {
                late.add(stamp - due);
            }
        }

        double throughput() {
            double seconds = completed == 0 || firstDue > lastEnd ? 0 : (lastEnd - firstDue) / 1e9;
            return seconds == 0 ? 0 : completed / seconds;
        }

        StreamSummary of(String stream) {
            return new StreamSummary(stream, submitted, started, completed, failed, rejected, wait.distribution(),
                    run.distribution(), total.distribution(), throughput(), late.distribution());
        }
    }

    private SummaryOfEvents() {}

    static Summary of(List<RunEvent> events, long lost) {
        SummaryOfEvents summary = new SummaryOfEvents();
        events.forEach(summary::add);
        return summary.sum(lost);
    }

    private Numbers of(@Nullable String stream) {
        return stream == null ? new Numbers() : streams.computeIfAbsent(stream, _ -> new Numbers());
    }

    private void add(RunEvent event) {
        counts.add(event);
        switch (event) {
            case TaskEvent.Submitted it -> submitted(it);
            case TaskEvent.Started it -> started(it);
            case TaskEvent.Completed it -> ended(it, true);
            case TaskEvent.Failed it -> ended(it, false);
            case TaskEvent.Cancelled it ->
                pending -= it.workerId() == 0 && submissions.containsKey(it.taskId()) ? 1 : 0;
            case WorkerEvent.Spawned _ -> peakAlive = Math.max(peakAlive, ++alive);
            case WorkerEvent.Retired _ -> alive--;
            case PoolEvent.Rejected it -> {
                for (Numbers numbers : List.of(all, of(it.stream()))) {
                    numbers.rejected++;
                    numbers.arrived(it.stamp(), it.dueNanos());
                }
            }
            default -> {
                // counted, and measures nothing
            }
        }
    }

    private void submitted(TaskEvent.Submitted it) {
        submissions.put(it.taskId(), it);
        peakPending = Math.max(peakPending, ++pending);
        for (Numbers numbers : List.of(all, of(it.stream()))) {
            numbers.submitted++;
            numbers.firstDue = Math.min(numbers.firstDue, it.dueNanos());
            numbers.arrived(it.stamp(), it.dueNanos());
        }
    }

    private void started(TaskEvent.Started it) {
        starts.put(it.taskId(), it.stamp());
        TaskEvent.Submitted submission = submissions.get(it.taskId());
        if (submission != null) {
            pending--;
            for (Numbers numbers : List.of(all, of(submission.stream()))) {
                numbers.started++;
                numbers.wait.add(it.stamp() - submission.dueNanos());
            }
        }
    }

    private void ended(TaskEvent it, boolean returned) {
        TaskEvent.Submitted submission = submissions.get(it.taskId());
        Long start = starts.get(it.taskId());
        for (Numbers numbers : List.of(all, of(submission == null ? null : submission.stream()))) {
            numbers.completed += returned ? 1 : 0;
            numbers.failed += returned ? 0 : 1;
            numbers.lastEnd = Math.max(numbers.lastEnd, it.stamp());
            if (submission != null && start != null) {
                numbers.run.add(it.stamp() - start);
                numbers.total.add(it.stamp() - submission.dueNanos());
            }
        }
    }

    private Summary sum(long lost) {
        List<StreamSummary> byStream = new ArrayList<>();
        streams.forEach((stream, numbers) -> byStream.add(numbers.of(stream)));
        return new Summary(all.submitted, all.completed, all.failed, counts.of(EventType.CANCELLED), all.rejected,
                peakAlive, peakPending, counts.of(EventType.WORKER_SPAWNED), counts.retired(),
                all.wait.distribution(), all.run.distribution(), all.total.distribution(), all.throughput(),
                all.late.distribution(), lost, 0, counts.of(EventType.TERMINATED) > 0,
                counts.of(EventType.BROKEN) > 0, counts.of(EventType.STARVED) > 0, -1, byStream);
    }
}
