package dev.poolscope.telemetry.recorder;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import dev.poolscope.stats.Histogram;
import dev.poolscope.stats.LiveHistogram;
import dev.poolscope.stats.SampleRoom;
import dev.poolscope.telemetry.event.EventType;

/**
 * The numbers of what one thread at a time has reported: how many events of each type, how many of them
 * without detail, and the times of tasks. They are exact whatever became of the details.
 *
 * <p>There are two kinds. One is written by one thread at a time, with plain arithmetic; another is shared by threads that
 * write at once, with atomic additions. Any thread may read: it finds each number as it was a moment ago, and all that was
 * reported by actions that happen before the reading.
 */
final class Totals {

    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int TYPES = EventType.values().length;
    /** Cells before the first and after the last that is used, so that threads with neighbours in memory do not disturb. */
    private static final int APART = 16;

    private static final int TOLD = APART;
    private static final int LOST = TOLD + TYPES;
    private static final int CANCELLED_PENDING = LOST + TYPES;
    private static final int CANCELLED_BY_POOL = CANCELLED_PENDING + 1;
    // What follows is raised and never falls. Times on the pool's clock may be negative, but are never the least number.
    private static final int LATEST_LOST = CANCELLED_BY_POOL + 1;
    private static final int LAST_END = LATEST_LOST + 1;
    /** The first due time, as its complement. */
    private static final int FIRST_DUE = LAST_END + 1;
    private static final int LAST_TASK = FIRST_DUE + 1;
    /** The first stamp of an event that has lost its detail, as its complement. */
    private static final int FIRST_LOST = LAST_TASK + 1;
    private static final int MOST_LATE = FIRST_LOST + 1;
    /** When the pool cancelled what was pending, as its complement. */
    private static final int FIRST_DROPPED = MOST_LATE + 1;
    /** For how long tasks that have completed or failed were blocked. */
    private static final int BLOCKED = FIRST_DROPPED + 1;

    private final long[] cells = new long[BLOCKED + 1 + APART];
    private final boolean shared;

    private final LiveHistogram wait;
    private final LiveHistogram run;
    private final LiveHistogram total;
    private final LiveHistogram lateness;

    /** Makes empty ones, for one thread at a time or for many at once, with room for exact times. */
    Totals(boolean shared, SampleRoom room) {
        this.shared = shared;
        wait = new LiveHistogram(room);
        run = new LiveHistogram(room);
        total = new LiveHistogram(room);
        lateness = new LiveHistogram(room);
        for (int cell = LATEST_LOST; cell <= FIRST_DROPPED; cell++) {
            cells[cell] = Long.MIN_VALUE;
        }
    }

    // ---------------------------------------------------------------- writing

    void submitted(long nanos, long taskId, long due) {
        increment(TOLD + EventType.SUBMITTED.index());
        late(nanos, due);
        raise(FIRST_DUE, ~due);
        raise(LAST_TASK, taskId);
    }

    void refused(long nanos, long due) {
        increment(TOLD + EventType.REJECTED.index());
        late(nanos, due);
    }

    private void late(long nanos, long due) {
        if (due < nanos) {
            add(lateness, nanos - due);
            raise(MOST_LATE, nanos - due);
        }
    }

    void started(long nanos, long due) {
        increment(TOLD + EventType.STARTED.index());
        add(wait, nanos - due);
    }

    /** A task has completed or failed. */
    void ended(EventType type, long nanos, long due, long runNanos) {
        increment(TOLD + type.index());
        add(run, runNanos);
        add(total, nanos - due);
        raise(LAST_END, nanos);
    }

    void cancelled(long nanos, boolean pending, boolean byPool) {
        increment(TOLD + EventType.CANCELLED.index());
        if (byPool) {
            increment(CANCELLED_BY_POOL);
            raise(FIRST_DROPPED, ~nanos);
        }
        if (pending) {
            increment(CANCELLED_PENDING);
        }
    }

    /** For so long a task that has just completed or failed was blocked; told by one thread at a time. */
    void blocked(long nanos) {
        CELL.setOpaque(cells, BLOCKED, cells[BLOCKED] + nanos);
    }

    /** Anything else has happened. */
    void told(EventType type) {
        increment(TOLD + type.index());
    }

    /** The detail of an event that was counted is lost. */
    void lost(EventType type, long nanos) {
        increment(LOST + type.index());
        raise(LATEST_LOST, nanos);
        raise(FIRST_LOST, ~nanos);
    }

    private void increment(int cell) {
        if (shared) {
            var _ = (long) CELL.getAndAdd(cells, cell, 1L);
        } else {
            // Released, so that a reader that finds a step counted finds those before it counted too.
            CELL.setRelease(cells, cell, cells[cell] + 1);
        }
    }

    private void raise(int cell, long value) {
        var seen = (long) CELL.getOpaque(cells, cell);
        if (!shared) {
            if (value > seen) {
                CELL.setOpaque(cells, cell, value);
            }
            return;
        }
        while (value > seen && !CELL.compareAndSet(cells, cell, seen, value)) {
            seen = (long) CELL.getVolatile(cells, cell);
        }
    }

    private void add(LiveHistogram histogram, long sample) {
        if (shared) {
            histogram.addShared(sample);
        } else {
            histogram.add(sample);
        }
    }

    // ---------------------------------------------------------------- reading

    private long read(int cell) {
        return (long) CELL.getAcquire(cells, cell);
    }

    /** How many events of a type there were. */
    long count(EventType type) {
        return read(TOLD + type.index());
    }

    /** How many events of all types there were. */
    long count() {
        return sum(TOLD);
    }

    /** How many events of a type have lost their detail. */
    long lost(EventType type) {
        return read(LOST + type.index());
    }

    /** How many events of all types have lost their detail. */
    long lost() {
        return sum(LOST);
    }

    private long sum(int from) {
        long sum = 0;
        for (int cell = from; cell < from + TYPES; cell++) {
            sum += read(cell);
        }
        return sum;
    }

    long cancelledPending() {
        return read(CANCELLED_PENDING);
    }

    long cancelledByPool() {
        return read(CANCELLED_BY_POOL);
    }

    /** The first stamp of an event that has lost its detail; {@link Long#MAX_VALUE} if none has. */
    long firstLostNanos() {
        return ~read(FIRST_LOST);
    }

    /** When the pool cancelled what was pending; {@link Long#MAX_VALUE} if it has not told of any task that it cancelled. */
    long firstDroppedNanos() {
        return ~read(FIRST_DROPPED);
    }

    long blockedNanos() {
        return read(BLOCKED);
    }

    /** By how much the latest arrival was late; {@link Long#MIN_VALUE} if none was. */
    long mostLateNanos() {
        return read(MOST_LATE);
    }

    /** The latest stamp of an event that has lost its detail; {@link Long#MIN_VALUE} if none has. */
    long latestLostNanos() {
        return read(LATEST_LOST);
    }

    /** The latest end of a completed or failed task; {@link Long#MIN_VALUE} if there is none. */
    long lastEndNanos() {
        return read(LAST_END);
    }

    /** The first time when a task that was submitted was due; {@link Long#MAX_VALUE} if there is none. */
    long firstDueNanos() {
        return ~read(FIRST_DUE);
    }

    /** The highest number of a task that was submitted; {@link Long#MIN_VALUE} if there is none. */
    long lastTask() {
        return read(LAST_TASK);
    }

    void addWaitTimesTo(Histogram histogram) {
        wait.addTo(histogram);
    }

    void addRunTimesTo(Histogram histogram) {
        run.addTo(histogram);
    }

    void addTotalTimesTo(Histogram histogram) {
        total.addTo(histogram);
    }

    void addLatenessTo(Histogram histogram) {
        lateness.addTo(histogram);
    }
}
