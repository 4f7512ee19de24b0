package dev.poolscope.telemetry.timeline;

import dev.poolscope.pool.HookKind;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.EventCounts;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a {@link Timeline}, and which of them an event concerns. Each event changes what it is about and nothing else,
 * and whatever is kept in time order takes it wherever it belongs.
 *
 * <p>Detail is bounded by {@link TaskTraces}: where the detail begins, all other parts forget what was before, and lanes and
 * series sum it up in buckets. An event from that time which comes later still counts as if it had happened where the detail
 * begins.
 */
final class TimelineState {

    /** How many workers the pool may have; a log with events missing may show more lanes. */
    final int slots;
    final Lanes lanes;
    final RunSeries series;
    final Marks marks = new Marks();
    final TaskTraces tasks;
    final WorkerTraces workers;
    final RunCounts counts;
    final Ledger ledger;
    final Completeness completeness;
    final Explanations explanations = new Explanations(this);
    /** Up to when everything is known. */
    long horizon;
    private @Nullable String firstStream;
    private boolean severalStreams;

    private final int mostTasks;
    private final EventCounts events = new EventCounts();
    private final CountHistory counters = new CountHistory();

    TimelineState(int slots, int mostTasks, @Nullable Past past, long horizon) {
        this.slots = slots;
        this.mostTasks = mostTasks;
        this.horizon = horizon;
        lanes = new Lanes(slots);
        series = new RunSeries(past);
        tasks = new TaskTraces(mostTasks, series.pending());
        workers = new WorkerTraces(lanes, series);
        completeness = new Completeness(past != null, events, counters, marks, tasks);
        counts = new RunCounts(events, counters, tasks, workers, completeness, () -> this.horizon);
        ledger = new Ledger(counts::now);
        if (past != null) {
            lanes.tellPastBy(past.lanes());
        }
    }

    void apply(EventBatch batch) {
        if (batch.restart()) {
            events.addAll(batch.missing());
            completeness.begin(batch);
        }
        batch.events().forEach(this::apply);
        batch.counted().samples().forEach(counters::add);
        horizon = Math.max(horizon, batch.horizonNanos());
        completeness.goOn(batch);
        if (batch.restart() && completeness.hasPast() && completeness.unkeptUntilNanos() != Timeline.UNKNOWN) {
            forgetUntil(Math.min(completeness.unkeptUntilNanos(), horizon));
            if (completeness.unkeptUntilNanos() >= horizon) {
                completeness.keepNothingUntil(horizon);
            }
        }
    }

    void apply(RunEvent told) {
        horizon = Math.max(horizon, told.nanos());
        events.add(told);
        switch (told) {
            case TaskEvent.Submitted it -> arrived(it, it.dueNanos());
            case PoolEvent.Rejected it -> {
                arrived(it, it.dueNanos());
                series.addRejection(it.nanos());
            }
            default -> {
                // no arrival
            }
        }
        if (told instanceof WorkerEvent.NotRecorded) {
            completeness.notRecorded(told.nanos());
        }
        RunEvent event = told.nanos() < tasks.detailFrom() ? told.at(tasks.detailFrom()) : told;
        switch (event) {
            case TaskEvent it -> applyToTask(it);
            case WorkerEvent it -> {
                if (it.workerId() != 0) {
                    workers.apply(it, null);
                }
            }
            case PoolEvent.HookFailed it when it.workerId() != 0 && it.hook() == HookKind.INITIALIZER ->
                workers.initializerFailed(it);
            case PoolEvent _ -> {
                // a mark, or nothing but counted
            }
        }
        if (Marks.isMark(event.type())) {
            marks.add(event);
        }
    }

    /** Whether tasks of more than one stream have arrived. */
    boolean hasSeveralStreams() {
        return severalStreams;
    }

    /** Tasks of more than one stream arrive in the run, whether or not they are known here. */
    void tellSeveralStreams() {
        severalStreams = true;
    }

    private void arrived(RunEvent arrival, long due) {
        String stream = arrival.stream();
        if (firstStream == null) {
            firstStream = stream;
        } else if (stream != null && !severalStreams) {
            severalStreams = !firstStream.equals(stream);
        }
        counts.late(arrival.stamp() - due);
        series.addArrival(arrival.nanos());
    }

    private void applyToTask(TaskEvent event) {
        TaskTrace task = tasks.apply(event);
        series.add(event, task);
        if (event instanceof TaskEvent.Submitted || event instanceof TaskEvent.Cancelled) {
            ledger.update(task);
        }
        if (event.workerId() != 0) {
            workers.apply(event, task);
        }
        if (task.isWhole() && tasks.close(task)) {
            thin();
        }
    }

    /** Forgets what was over by a time. */
    void forgetUntil(long time) {
        tasks.forgetUntil(time);
        thin();
    }

    private void thin() {
        long detailFrom = tasks.detailFrom();
        lanes.thinBefore(detailFrom);
        workers.forgetUntil(detailFrom);
        series.forgetBefore(detailFrom);
        marks.keepLast(mostTasks);
    }
}
