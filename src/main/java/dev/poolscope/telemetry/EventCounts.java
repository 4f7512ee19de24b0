package dev.poolscope.telemetry;

import java.util.EnumMap;
import java.util.Map;

import dev.poolscope.pool.PoolState;
import dev.poolscope.pool.RetirementReason;

/** How many events of each type there were, and what follows from that alone. */
final class EventCounts {

    private final Map<EventType, Long> counts = new EnumMap<>(EventType.class);
    private final Map<RetirementReason, Long> retired = new EnumMap<>(RetirementReason.class);

    private long cancelledPending;

    void add(RunEvent event) {
        add(event.type(), 1);
        if (event.type() == EventType.CANCELLED && event.workerId() == 0) {
            cancelledPending++;
        }
        String reason = event.type() == EventType.WORKER_RETIRED ? event.value(Detail.REASON) : null;
        if (reason != null) {
            addRetired(RetirementReason.valueOf(reason), 1);
        }
    }

    void addAll(Map<EventType, Long> more) {
        more.forEach(this::add);
    }

    Map<EventType, Long> byType() {
        return counts;
    }

    void add(EventType type, long more) {
        counts.merge(type, more, Long::sum);
    }

    void addRetired(RetirementReason reason, long more) {
        retired.merge(reason, more, Long::sum);
    }

    long of(EventType type) {
        return counts.getOrDefault(type, 0L);
    }

    Map<RetirementReason, Long> retired() {
        return retired;
    }

    PoolState state() {
        if (of(EventType.TERMINATED) > 0) {
            return PoolState.TERMINATED;
        }
        if (of(EventType.SHUTDOWN_BEGAN) > 0) {
            return PoolState.CLOSING;
        }
        if (of(EventType.BROKEN) > 0) {
            return PoolState.BROKEN;
        }
        return of(EventType.JOIN_BEGAN) > of(EventType.JOIN_ENDED) ? PoolState.JOINING : PoolState.OPEN;
    }

    /**
     * How things stand when every worker and task has done what it was said to. A worker with a task in hand is busy; one
     * that runs callbacks only cannot be told from a free one here.
     */
    Counts now() {
        long alive = of(EventType.WORKER_SPAWNED) - of(EventType.WORKER_RETIRED);
        long inHand = of(EventType.STARTED) - of(EventType.COMPLETED) - of(EventType.FAILED)
                - of(EventType.TASK_LEFT_WORKER);
        long finalizing = of(EventType.WORKER_RETIRING) - of(EventType.WORKER_RETIRED);
        // A step that overtakes the one before it, or lost one, must not show as less than nothing.
        long pending = Math.max(0, of(EventType.SUBMITTED) - of(EventType.STARTED) - cancelledPending);
        return new Counts((int) alive, (int) inHand, (int) (alive - inHand - finalizing), pending,
                of(EventType.SUBMITTED), of(EventType.COMPLETED), of(EventType.FAILED), of(EventType.CANCELLED),
                of(EventType.REJECTED));
    }
}
