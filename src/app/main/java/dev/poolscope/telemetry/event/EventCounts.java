package dev.poolscope.telemetry.event;

import java.util.EnumMap;
import java.util.Map;

import dev.poolscope.pool.PoolState;
import dev.poolscope.pool.RetirementReason;

/** How many events of each type there were, and what follows from that alone. */
public final class EventCounts {

    private static final EventType[] TYPES = EventType.values();

    private final long[] counts = new long[TYPES.length];
    private final Map<RetirementReason, Long> retired = new EnumMap<>(RetirementReason.class);

    private long cancelledPending;
    private long cancelledByPool;

    public void add(RunEvent event) {
        add(event.type(), 1);
        if (event instanceof TaskEvent.Cancelled cancelled) {
            addCancelledPending(cancelled.workerId() == 0 ? 1 : 0);
            addCancelledByPool(cancelled.by().isPool() ? 1 : 0);
        } else if (event instanceof WorkerEvent.Retired retired) {
            addRetired(retired.reason(), 1);
        }
    }

    /** {@return the same numbers, which go on by themselves} */
    public EventCounts copy() {
        EventCounts copy = new EventCounts();
        System.arraycopy(counts, 0, copy.counts, 0, counts.length);
        copy.retired.putAll(retired);
        copy.cancelledPending = cancelledPending;
        copy.cancelledByPool = cancelledByPool;
        return copy;
    }

    public void addAll(Map<EventType, Long> more) {
        more.forEach(this::add);
    }

    /** Those of which there were any. */
    public Map<EventType, Long> byType() {
        Map<EventType, Long> byType = new EnumMap<>(EventType.class);
        for (EventType type : TYPES) {
            if (of(type) > 0) {
                byType.put(type, of(type));
            }
        }
        return byType;
    }

    public void add(EventType type, long more) {
        counts[type.index()] += more;
    }

    /** So many of the cancelled tasks had not started. */
    public void addCancelledPending(long more) {
        cancelledPending += more;
    }

    /** So many of the cancelled tasks were cancelled by the pool itself. */
    public void addCancelledByPool(long more) {
        cancelledByPool += more;
    }

    public long cancelledByPool() {
        return cancelledByPool;
    }

    public void addRetired(RetirementReason reason, long more) {
        retired.merge(reason, more, Long::sum);
    }

    public long of(EventType type) {
        return counts[type.index()];
    }

    public Map<RetirementReason, Long> retired() {
        return retired;
    }

    public PoolState state() {
        if (of(EventType.TERMINATED) > 0) {
            return PoolState.TERMINATED;
        }
        // A pool with much to cancel tells late what it does: its workers tell before.
        if (of(EventType.SHUTDOWN_BEGAN) > 0 || retired.getOrDefault(RetirementReason.SHUTDOWN, 0L) > 0) {
            return PoolState.CLOSING;
        }
        if (of(EventType.BROKEN) > 0) {
            return PoolState.BROKEN;
        }
        return of(EventType.JOIN_BEGAN) > of(EventType.JOIN_ENDED) ? PoolState.JOINING : PoolState.OPEN;
    }

    /**
     * How things stand when every worker and task has done what it was said to. A worker with a task in hand is busy; one
     * that runs callbacks only cannot be told from a free one here. A step of a task that is known before the one that leads to it, as
     * happens for moments when threads tell at once, stands for both. A worker that is not known yet does not count, whatever
     * it has in hand: more than are alive are never busy.
     *
     * @param busy how many workers have a task in hand
     * @param alive how many workers there are
     * @param dropped whether the pool has cancelled all that was pending, at once: those that it has not told of yet do not wait
     *            any more either
     */
    public Counts now(long busy, long alive, boolean dropped) {
        long left = of(EventType.COMPLETED) + of(EventType.FAILED) + of(EventType.TASK_LEFT_WORKER);
        long started = left + busy;
        long submitted = Math.max(of(EventType.SUBMITTED), started + cancelledPending);
        long finalizing = Math.clamp(of(EventType.WORKER_RETIRING) - of(EventType.WORKER_RETIRED), 0, alive);
        long working = Math.min(busy, alive - finalizing);
        long pending = submitted - started - cancelledPending;
        long untold = dropped ? pending : 0;
        return new Counts((int) alive, (int) working, (int) (alive - working - finalizing), pending - untold, submitted,
                of(EventType.COMPLETED), of(EventType.FAILED), of(EventType.CANCELLED) + untold,
                of(EventType.REJECTED), cancelledByPool + untold);
    }
}
