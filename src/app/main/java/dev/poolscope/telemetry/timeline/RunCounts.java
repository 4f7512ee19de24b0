package dev.poolscope.telemetry.timeline;

import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

import dev.poolscope.pool.PoolState;
import dev.poolscope.telemetry.event.CountSample;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.event.EventCounts;
import dev.poolscope.telemetry.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * How many tasks and workers there are, and were: by the events, or where events are missing by the exact counters, which were
 * read every few milliseconds. Owned by the thread that owns the {@link Timeline}.
 */
public final class RunCounts {

    private final EventCounts events;
    private final CountHistory counters;
    private final TaskTraces tasks;
    private final WorkerTraces workers;
    private final Completeness completeness;
    private final LongSupplier horizon;
    /** By how much the latest arrival was late, as far as events show. */
    private long mostLate;

    RunCounts(EventCounts events, CountHistory counters, TaskTraces tasks, WorkerTraces workers,
            Completeness completeness, LongSupplier horizon) {
        this.events = events;
        this.counters = counters;
        this.tasks = tasks;
        this.workers = workers;
        this.completeness = completeness;
        this.horizon = horizon;
    }

    /** An arrival was so late. */
    void late(long nanos) {
        mostLate = Math.max(mostLate, nanos);
    }

    /** {@return the counts after all that is known: by the events, or, if some are missing, by the exact counters} */
    public Counts now() {
        CountSample last = counterSample();
        if (last != null) {
            return last.counts();
        }
        return new Counts(workers.aliveNow(), workers.busyNow(), workers.freeNow(), tasks.pendingNow(),
                events.of(EventType.SUBMITTED), events.of(EventType.COMPLETED), events.of(EventType.FAILED),
                events.of(EventType.CANCELLED), events.of(EventType.REJECTED), events.cancelledByPool());
    }

    /** {@return how the pool stands after all that is known} */
    public PoolState state() {
        CountSample last = counterSample();
        return last != null ? last.state() : events.state();
    }

    /** {@return whether the pool ever broke, which it stays after its shutdown} */
    public boolean isBroken() {
        CountSample last = counterSample();
        return last != null ? last.broken() : events.of(EventType.BROKEN) > 0;
    }

    /** What the counters say, if they are to be believed and not the events; else null. */
    private @Nullable CountSample counterSample() {
        return completeness.isCountedNow(horizon.getAsLong()) ? counters.last() : null;
    }

    /**
     * {@return the samples of the exact counters over time, which go on changing; none if the events were not those of a
     * recorder}
     */
    public CountHistory history() {
        return counters;
    }

    /**
     * {@return by how much the latest of all arrivals so far was late, in nanoseconds, from the time when it was due until
     * it was submitted or refused; 0 if none was late}
     */
    public long mostLateNanos() {
        CountSample last = counters.last();
        return Math.max(mostLate, last == null ? 0 : last.mostLateNanos());
    }

    /**
     * Returns for how long the task at the head of the queue had waited at a time. Where events are missing, or forgotten,
     * that follows from the counters: as many tasks had been submitted before the head as had left the queue. Then it is
     * at most one reading of the counters too short, or shorter if tasks behind it were cancelled.
     *
     * @param nanos when, from the start of the run
     * @return nanoseconds since it was due, or by the counters since it was submitted; -1 if the queue was empty, or if nothing
     *         is known of that time
     */
    public long oldestPendingAge(long nanos) {
        if (isOldestPendingCounted(nanos)) {
            return counters.headAge(nanos);
        }
        return isKept(nanos) ? tasks.headAge(nanos) : -1;
    }

    /**
     * Tells whether {@link #oldestPendingAge} of a time follows from the counters: the task at the head of the queue has then waited
     * at least so long, and longer by what it was late.
     *
     * @param nanos when, from the start of the run
     * @return whether it does
     */
    public boolean isOldestPendingCounted(long nanos) {
        return (!isKept(nanos) || completeness.isCounted(nanos)) && counters.last() != null;
    }

    private boolean isKept(long nanos) {
        return nanos >= tasks.detailFrom();
    }

    /**
     * Counts the tasks that completed or failed in a stretch of time: by the counters, if there are any, which were read up to some
     * 10 ms before either end.
     *
     * @param from its beginning, in nanoseconds from the start of the run
     * @param to its end, not included
     * @return how many, never fewer than {@link TaskTraces#endedBetween}
     */
    public long endedBetween(long from, long to) {
        return Math.max(counted(from, to, counts -> counts.completed() + counts.failed()),
                tasks.endedBetween(from, to));
    }

    /**
     * Counts the tasks that were submitted in a stretch of time: by the counters, if there are any, which were read up to some 10 ms
     * before either end.
     *
     * @param from its beginning, in nanoseconds from the start of the run
     * @param to its end, not included
     * @return how many, never fewer than are kept in detail
     */
    public long submittedBetween(long from, long to) {
        return Math.max(counted(from, to, Counts::submitted), tasks.submittedBetween(from, to));
    }

    private long counted(long from, long to, ToLongFunction<Counts> counter) {
        return counter.applyAsLong(counters.at(to - 1)) - (from <= 0 ? 0 : counter.applyAsLong(counters.at(from - 1)));
    }

    /** {@return whether any task was blocked, as far as the workload reports it: there is, or was, a segment of that kind} */
    public boolean hasBlocked() {
        return events.of(EventType.TASK_BLOCKED) > 0;
    }

    /**
     * {@return whether there are times of which it is not recorded what a worker did: there is, or was, a segment of that
     * kind}
     */
    public boolean hasUnrecorded() {
        return events.of(EventType.NOT_RECORDED) > 0;
    }
}
