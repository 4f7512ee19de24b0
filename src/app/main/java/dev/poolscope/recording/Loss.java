package dev.poolscope.recording;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.WorkerEvent;

/** Events that could not be written, because the disk was too slow or full: how many, and from when to when. */
final class Loss {
    private final Map<EventType, Long> events = new EnumMap<>(EventType.class);
    private final Map<Integer, Long> firstOfWorkers = new TreeMap<>();
    private long from = Long.MAX_VALUE;
    private long to = Long.MIN_VALUE;

    Loss() {}

    void add(RunEvent event) {
        events.merge(event.type(), 1L, Long::sum);
        from = Math.min(from, event.nanos());
        to = Math.max(to, event.nanos());
        if (event.workerId() != 0 && !(event instanceof PoolEvent)) {
            firstOfWorkers.merge(event.workerId(), event.nanos(), Math::min);
        }
    }

    List<RunEvent> remarks() {
        List<RunEvent> remarks = new ArrayList<>();
        firstOfWorkers.forEach((worker, nanos) -> remarks.add(new WorkerEvent.NotRecorded(nanos, worker)));
        return remarks;
    }

    Map<EventType, Long> events() {
        return events;
    }

    long count() {
        return events.values().stream().mapToLong(Long::longValue).sum();
    }

    long fromNanos() {
        return from;
    }

    long toNanos() {
        return to;
    }
}
