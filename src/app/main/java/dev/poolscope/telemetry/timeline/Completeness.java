package dev.poolscope.telemetry.timeline;

import dev.poolscope.telemetry.event.CountSample;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.EventCounts;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;

/**
 * Which events of a run are missing, because they were lost, left out or forgotten, and what is known all the same. Owned by
 * the thread that owns the {@link Timeline}.
 */
public final class Completeness {

    private final boolean hasPast;
    private final EventCounts events;
    private final CountHistory counters;
    private final Marks marks;
    private final TaskTraces tasks;
    /** Whether the source of the events has said that some are missing. */
    private boolean isIncomplete;
    /** Whether some were missing before this began. */
    private boolean isIncompleteFromStart;
    /** From when on events are missing because their details were lost. */
    private long lostFrom = Long.MAX_VALUE;
    private long unkeptUntil = Timeline.UNKNOWN;
    private long unrecordedAt = Timeline.UNKNOWN;
    private long dropped;
    private long lost;

    Completeness(boolean hasPast, EventCounts events, CountHistory counters, Marks marks, TaskTraces tasks) {
        this.hasPast = hasPast;
        this.events = events;
        this.counters = counters;
        this.marks = marks;
        this.tasks = tasks;
    }

    /** Takes what a batch from the beginning says of what is missing in it. */
    void begin(EventBatch batch) {
        isIncompleteFromStart = !batch.missing().isEmpty();
        isIncomplete |= isIncompleteFromStart;
        unkeptUntil = batch.counted().unkeptUntilNanos();
    }

    /** Takes what a batch says of what is missing in all so far. */
    void goOn(EventBatch batch) {
        dropped = batch.droppedEvents();
        lostFrom = batch.counted().lostFromNanos();
        lost = batch.counted().lostEvents();
        // What only had no room in the log of the run came here before, unless this began with what the log had.
        isIncomplete |= dropped > 0 && (lost > 0 || lostFrom != Long.MAX_VALUE);
    }

    /** No task is there at all: then the counters tell also how things stand at the end. */
    void keepNothingUntil(long horizon) {
        unkeptUntil = horizon + 1;
    }

    /** {@return whether it is known of the time before the detail, in buckets, what lanes and percentiles did} */
    public boolean hasPast() {
        return hasPast;
    }

    /** {@return the exact number of events that the run has dropped so far, as the last batch said} */
    public long droppedEvents() {
        return dropped;
    }

    /**
     * {@return how many of the dropped events were lost on their way, as the last batch said; the others had no room in the log of the run, but
     * this timeline may have got them all the same}
     */
    public long lostEvents() {
        return lost;
    }

    /**
     * {@return from when on everything is kept in detail, or {@link Timeline#UNKNOWN} if nothing was forgotten; lanes and queue
     * have {@linkplain Lane#history() a history} of what was before, and tasks that were over by then are forgotten}
     */
    public long detailFromNanos() {
        return tasks.detailFrom();
    }

    /** {@return from when on events are missing because their details were lost; {@link Long#MAX_VALUE} if none was lost} */
    public long lostFromNanos() {
        return Math.min(lostFrom, untoldFrom());
    }

    /** Since when tasks are cancelled of which the pool, which cancelled all at once, tells one by one. */
    private long untoldFrom() {
        CountSample last = counters.last();
        return last != null && events.cancelledByPool() < last.counts().cancelledByPool()
                ? last.droppedFromNanos()
                : Long.MAX_VALUE;
    }

    /**
     * {@return until when events are missing because the log had no room for them; {@link Timeline#UNKNOWN} if this timeline
     * got all}
     */
    public long unkeptUntilNanos() {
        return unkeptUntil;
    }

    /**
     * Returns whether the events around a time do not add up, because some are missing: then only {@link RunCounts#history()}
     * knows how many tasks and workers there were.
     *
     * @param nanos when
     * @return true if only the counters are exact
     */
    public boolean isCounted(long nanos) {
        return nanos >= lostFromNanos() || nanos < unkeptUntil;
    }

    /** Whether the events do not add up at the end of what is known. */
    boolean isCountedNow(long horizon) {
        return isCounted(horizon) || isIncompleteFromStart;
    }

    /**
     * Returns whether all tasks that were in the queue at a time are known.
     *
     * @param nanos when, from the start of the run
     * @return true if none was lost, left out or forgotten
     */
    public boolean hasQueueAt(long nanos) {
        return tasks.hasAllPendingSince(nanos) && !isCounted(nanos);
    }

    /**
     * Returns whether it is known of every moment of a stretch of time how many tasks were in the queue, and how many came and went. Which ones
     * they were may be forgotten: tasks that never started are when there are very many, and their steps and times stay.
     *
     * @param after its beginning, in nanoseconds from the start of the run, which is not in it; may be negative
     * @param upTo its end, which is in it
     * @return true if no event was lost or left out, and the detail goes back so far
     */
    public boolean hasStretch(long after, long upTo) {
        return after >= tasks.detailFrom() && !isCounted(Math.max(0, after)) && !isCounted(upTo);
    }

    /** Whether everything is known that happened at exactly this time; not only what is left of it when the moment is over. */
    boolean hasInstant(long nanos) {
        return tasks.hasAllPendingSince(nanos - 1) && hasStretch(nanos - 1, nanos);
    }

    /**
     * Returns whether every mark of a kind is known that there was up to a time, so that the last one that is known is the last
     * there was.
     *
     * @param kind which kind: one of those that are marks
     * @param nanos when, from the start of the run
     * @return false if one may be missing
     */
    public boolean hasAllMarks(EventType kind, long nanos) {
        return nanos < lostFrom && events.of(kind) == marks.count(kind);
    }

    /**
     * Returns whether the idle timeout of a moment is known.
     *
     * @param nanos when, from the start of the run
     * @return false if a change of it may be missing
     */
    public boolean hasIdleTimeoutAt(long nanos) {
        PoolEvent.IdleTimeoutChanged first = marks.first(PoolEvent.IdleTimeoutChanged.class);
        // Before the first change, that one says what it was.
        return hasAllMarks(EventType.IDLE_TIMEOUT_CHANGED, first == null ? nanos : Math.max(nanos, first.nanos()));
    }

    /** Takes note that it is not known what a worker did from a time on. */
    void notRecorded(long nanos) {
        unrecordedAt = Math.max(unrecordedAt, nanos);
    }

    /** Whether events since a time may be missing here: then what is counted task by task is the least that it can be. */
    boolean hasLosses(long since) {
        // Of a run that is read in part it is known from when on nothing is missing; what a worker did before is no gap then.
        boolean onlyBefore = unkeptUntil != Timeline.UNKNOWN && lostFromNanos() == Long.MAX_VALUE;
        return onlyBefore
                ? since <= Math.max(unkeptUntil, unrecordedAt) || since < tasks.detailFrom()
                : isIncomplete || unrecordedAt != Timeline.UNKNOWN || since < tasks.detailFrom();
    }
}
