package dev.poolscope.recording;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.poolscope.telemetry.event.CountSample;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import org.jspecify.annotations.Nullable;

/** What has come since the last commit, as rows; kept until it has been written, however often that is tried. */
final class UnwrittenRows {
    private final Map<Long, TaskRow> tasks = new LinkedHashMap<>();
    private final List<TaskEvent> waits = new ArrayList<>();
    private final List<WorkerEvent> workerEvents = new ArrayList<>();
    private final List<PoolEvent> poolEvents = new ArrayList<>();
    private final List<CountSample> samples = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();
    private final Map<EventType, Long> written = new EnumMap<>(EventType.class);
    private @Nullable Overview overview;
    private long unwritten;
    private long until;
    private long dropped;
    private long lostFrom = Long.MAX_VALUE;

    UnwrittenRows() {}

    /** Hands each event to an overview as well, from now on. */
    void tell(Overview told) {
        overview = told;
    }

    /** How many rows there are, more or less. */
    int size() {
        return tasks.size() + waits.size() + workerEvents.size() + poolEvents.size() + samples.size();
    }

    void take(EventBatch batch) {
        for (RunEvent event : batch.events()) {
            take(event);
        }
        samples.addAll(batch.counted().samples());
        until = Math.max(until, batch.horizonNanos());
        dropped = batch.droppedEvents();
        lostFrom = batch.counted().lostFromNanos();
    }

    /** Of what is lost, each worker concerned leaves the remark that something is not recorded. */
    void take(Loss loss) {
        losses.add(loss);
        loss.remarks().forEach(this::take);
    }

    private void take(RunEvent event) {
        boolean fits = switch (event) {
            case TaskEvent.Blocked it -> waits.add(it);
            case TaskEvent.Resumed it -> waits.add(it);
            case TaskEvent it -> tasks.computeIfAbsent(it.taskId(), TaskRow::new).take(it);
            case WorkerEvent it -> workerEvents.add(it);
            case PoolEvent it -> poolEvents.add(it);
        };
        if (fits) {
            written.merge(event.type(), 1L, Long::sum);
            unwritten++;
            if (overview != null) {
                overview.take(event);
            }
        } else {
            Loss loss = new Loss();
            loss.add(event);
            losses.add(loss);
        }
        until = Math.max(until, event.nanos());
    }

    /** Forgets what has been written. */
    void clear() {
        tasks.clear();
        waits.clear();
        workerEvents.clear();
        poolEvents.clear();
        samples.clear();
        losses.clear();
        unwritten = 0;
    }

    /** How many events are in what has not been written. */
    long unwritten() {
        return unwritten;
    }

    Iterable<TaskRow> tasks() {
        return tasks.values();
    }

    List<TaskEvent> waits() {
        return waits;
    }

    List<WorkerEvent> workerEvents() {
        return workerEvents;
    }

    List<PoolEvent> poolEvents() {
        return poolEvents;
    }

    List<CountSample> samples() {
        return samples;
    }

    List<Loss> losses() {
        return losses;
    }

    /** How many events of each type there have been in all that were not lost here. */
    Map<EventType, Long> written() {
        return written;
    }

    /** Up to when everything is known that is to be known. */
    long untilNanos() {
        return until;
    }

    long dropped() {
        return dropped;
    }

    long lostFromNanos() {
        return lostFrom;
    }
}
