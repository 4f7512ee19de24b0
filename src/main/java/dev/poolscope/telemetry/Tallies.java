package dev.poolscope.telemetry;

import java.util.HashMap;
import java.util.Map;

import dev.poolscope.stats.Histogram;
import dev.poolscope.stats.StepSeries;

/**
 * The numbers of a run, kept while it goes on, in memory that grows with the tasks under way (and those of which a step was
 * lost) and not with those that are over. Events may come in any order; only for the peaks a straggler may be no more than some thousand steps behind.
 */
final class Tallies {

    private static final int STEPS = 1 << 14;

    private final EventCounts counts = new EventCounts();
    private final Map<Long, TaskLife> underWay = new HashMap<>();
    private final StepSeries pending = new StepSeries();
    private final StepSeries alive = new StepSeries();
    private final Histogram wait = new Histogram();
    private final Histogram run = new Histogram();
    private final Histogram total = new Histogram();
    private final Histogram lateness = new Histogram();
    private long firstDue = Long.MAX_VALUE;
    private long lastEnd = Long.MIN_VALUE;

    void add(RunEvent event) {
        counts.add(event);
        switch (event.type()) {
            case SUBMITTED -> {
                takeDue(event);
                step(pending, event, 0, 1);
            }
            case STARTED -> step(pending, event, 1, -1);
            case CANCELLED -> {
                if (event.workerId() == 0) {
                    step(pending, event, 1, -1);
                }
            }
            case COMPLETED, FAILED -> lastEnd = Math.max(lastEnd, event.nanos());
            case REJECTED -> takeDue(event);
            case WORKER_SPAWNED -> step(alive, event, 2L * event.workerId(), 1);
            case WORKER_RETIRED -> step(alive, event, 2L * event.workerId() + 1, -1);
            default -> {
                // counted, and that is all
            }
        }
        if (event.type().isOfTask()) {
            TaskLife task = underWay.computeIfAbsent(event.taskId(), TaskLife::new);
            task.apply(event);
            measure(event.type(), task);
            if (task.isWhole()) {
                underWay.remove(task.id());
            }
        }
    }

    private static void step(StepSeries series, RunEvent event, long rank, int delta) {
        series.add(event.nanos(), rank, delta);
        if (series.size() >= 2 * STEPS) {
            series.forgetAllBut(STEPS);
        }
    }

    private void takeDue(RunEvent event) {
        long due = event.number(Detail.DUE, event.nanos());
        if (due < event.nanos()) {
            lateness.add(event.nanos() - due);
        }
        if (event.type() == EventType.SUBMITTED) {
            firstDue = Math.min(firstDue, due);
        }
    }

    private void measure(EventType latest, TaskLife task) {
        if (task.isWaitNews(latest)) {
            wait.add(task.startedNanos() - task.dueNanos());
        }
        if (task.isRunNews(latest)) {
            run.add(task.endedNanos() - task.startedNanos());
        }
        if (task.isTotalNews(latest)) {
            total.add(task.endedNanos() - task.dueNanos());
        }
    }

    Counts counts() {
        return counts.now();
    }

    Summary summary(Losses losses, long unkept) {
        losses.addTo(counts);
        long completed = counts.of(EventType.COMPLETED);
        double seconds = completed == 0 || firstDue > lastEnd ? 0 : (lastEnd - firstDue) / 1e9;
        return new Summary(counts.of(EventType.SUBMITTED), completed, counts.of(EventType.FAILED),
                counts.of(EventType.CANCELLED), counts.of(EventType.REJECTED), alive.peak(), pending.peak(),
                counts.of(EventType.WORKER_SPAWNED), counts.retired(), wait.distribution(), run.distribution(),
                total.distribution(), seconds == 0 ? 0 : completed / seconds, lateness.distribution(), losses.total(),
                unkept, counts.of(EventType.TERMINATED) > 0, counts.of(EventType.BROKEN) > 0,
                counts.of(EventType.STARVED) > 0);
    }
}
