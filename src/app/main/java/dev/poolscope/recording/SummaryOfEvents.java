package dev.poolscope.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.poolscope.stats.Histogram;
import dev.poolscope.stats.SampleSummary;
import dev.poolscope.telemetry.event.EventCounts;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import dev.poolscope.telemetry.recorder.StreamSummary;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.telemetry.recorder.TaskNumbers;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a run whose recorder had no time to tell them: those of the events that were written, which are given in the order of
 * time. Remembers of tasks only those that are in the pool.
 */
final class SummaryOfEvents {
    private final EventCounts counts = new EventCounts();
    /** Of the tasks of no stream, or of one that is not known. */
    private final TaskNumbers nameless = new TaskNumbers(Histogram.KEPT);
    private final Map<String, TaskNumbers> streams = new TreeMap<>();
    private final Map<Long, TaskEvent.Submitted> submissions = new HashMap<>();
    private final Map<Long, Long> starts = new HashMap<>();
    private int alive;
    private int peakAlive;
    private int pending;
    private int peakPending;

    SummaryOfEvents() {}

    static SummaryOfEvents of(List<RunEvent> events) {
        SummaryOfEvents summary = new SummaryOfEvents();
        events.forEach(summary::add);
        return summary;
    }

    /** The numbers of what was added. */
    Summary summary(long lost) {
        return nameless.summary(streams, counts, peakAlive, peakPending, lost, -1);
    }

    /** The same numbers, with the percentiles of what was added wherever that is of the same samples. */
    Summary proves(Summary told) {
        Summary exact = summary(0);
        List<StreamSummary> streamed = new ArrayList<>();
        for (StreamSummary each : told.streams()) {
            streamed.add(exact.stream(each.stream())
                    .map(it -> new StreamSummary(each.stream(), each.submitted(), each.started(), each.completed(),
                            each.failed(), each.rejected(), proves(each.waitTimes(), it.waitTimes()),
                            proves(each.runTimes(), it.runTimes()), proves(each.totalTimes(), it.totalTimes()),
                            each.throughput(), proves(each.arrivalLateness(), it.arrivalLateness())))
                    .orElse(each));
        }
        return new Summary(told.submitted(), told.completed(), told.failed(), told.cancelled(), told.rejected(),
                told.peakWorkers(), told.peakPending(), told.spawned(), told.retired(),
                proves(told.waitTimes(), exact.waitTimes()), proves(told.runTimes(), exact.runTimes()),
                proves(told.totalTimes(), exact.totalTimes()), told.throughput(),
                proves(told.arrivalLateness(), exact.arrivalLateness()), told.lostEvents(), told.unkeptEvents(),
                told.terminated(), told.broken(), told.starved(), told.blockedNanos(), streamed);
    }

    private static SampleSummary proves(SampleSummary told, SampleSummary exact) {
        return told.count() == exact.count() && told.max() == exact.max() && exact.exact()
                ? new SampleSummary(told.count(), exact.p50(), exact.p90(), exact.p95(), exact.p99(), told.max(),
                        told.mean(), true)
                : told;
    }

    /** How many events of each type were added. */
    EventCounts counts() {
        return counts;
    }

    private TaskNumbers of(@Nullable String stream) {
        return stream == null ? nameless : streams.computeIfAbsent(stream, _ -> new TaskNumbers(Histogram.KEPT));
    }

    void add(RunEvent event) {
        counts.add(event);
        switch (event) {
            case TaskEvent.Submitted it -> submitted(it);
            case TaskEvent.Started it -> started(it);
            case TaskEvent.Completed it -> ended(it, true);
            case TaskEvent.Failed it -> ended(it, false);
            case TaskEvent.Cancelled it -> {
                pending -= it.workerId() == 0 && submissions.containsKey(it.taskId()) ? 1 : 0;
                forget(it);
            }
            case WorkerEvent.Spawned _ -> peakAlive = Math.max(peakAlive, ++alive);
            case WorkerEvent.Retired _ -> alive--;
            case PoolEvent.Rejected it -> of(it.stream()).refused(it.stamp(), it.dueNanos());
            default -> {
                // counted, and measures nothing
            }
        }
    }

    private void submitted(TaskEvent.Submitted it) {
        submissions.put(it.taskId(), it);
        peakPending = Math.max(peakPending, ++pending);
        of(it.stream()).submitted(it.stamp(), it.dueNanos());
    }

    private void started(TaskEvent.Started it) {
        starts.put(it.taskId(), it.stamp());
        TaskEvent.Submitted submission = submissions.get(it.taskId());
        if (submission != null) {
            pending--;
            of(submission.stream()).started(it.stamp() - submission.dueNanos());
        }
    }

    private void ended(TaskEvent it, boolean returned) {
        TaskEvent.Submitted submission = submissions.get(it.taskId());
        Long start = starts.get(it.taskId());
        TaskNumbers numbers = of(submission == null ? null : submission.stream());
        numbers.ended(returned, it.stamp());
        if (submission != null && start != null) {
            numbers.took(it.stamp() - start, it.stamp() - submission.dueNanos());
        }
        forget(it);
    }

    private void forget(TaskEvent last) {
        submissions.remove(last.taskId());
        starts.remove(last.taskId());
    }
}
