package dev.poolscope.telemetry.timeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

import dev.poolscope.pool.PoolState;
import dev.poolscope.telemetry.event.CountSample;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.EventCounts;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import org.jspecify.annotations.Nullable;

/**
 * The model that a picture of a run is drawn from: lanes of workers, the length of the queue, marks, the ledger, counts.
 * Everything in it follows from the events it was given, and from nothing else.
 *
 * <p><b>Order.</b> Events may come in any order; once the same ones have come, the model is the same. Each event is one
 * fact about a task, a worker or the pool, and facts are kept where their stamps put them. That is cheap for an event that
 * is later than nearly all before it, and linear for one that is very late. Each event is to be given once.
 *
 * <p><b>Memory.</b> Of the tasks that are over, the last {@value #DETAILED_TASKS} are kept in detail, and what lanes and
 * queue did while they lived. What was before that is thinned out to buckets of time. Counts stay exact.
 *
 * <p><b>Time</b> is in nanoseconds from the start of the run. A picture's present is {@link #horizonNanos()}: up to there
 * everything is known. What has not ended by then is drawn up to it, and hardly ever has to be taken back.
 *
 * <p><b>Threads.</b> Not safe for use by several: it belongs to the thread that applies the batches, and so does everything
 * it hands out.
 */
public final class Timeline {

    /** Stands for a stamp that is not known, or that has not come yet. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    /** How many tasks that are over are kept in detail at least, unless another number is asked for. */
    public static final int DETAILED_TASKS = 100_000;

    private final int slots;
    private final int detailedTasks;
    private TimelineState facts;
    private long horizon;
    private long dropped;
    private long unkeptUntil = UNKNOWN;
    private boolean missing;
    private final @Nullable Past past;
    /** Of workers whose slots were decided by others that are not known here; also after a restart. */
    private Map<Integer, Integer> given = Map.of();

    /**
     * Makes an empty one.
     *
     * @param slots how many workers the pool may have: so many lanes there are from the beginning
     */
    public Timeline(int slots) {
        this(slots, DETAILED_TASKS);
    }

    /**
     * Makes an empty one.
     *
     * @param slots how many workers the pool may have
     * @param detailedTasks how many tasks that are over are kept in detail at least; sometimes it is a thirty-second more
     */
    public Timeline(int slots, int detailedTasks) {
        this(slots, detailedTasks, null);
    }

    /**
     * Makes an empty one of a run of which it is known in buckets what it did.
     *
     * @param slots how many workers the pool may have
     * @param detailedTasks how many tasks that are over are kept in detail at least
     * @param past tells of lanes and percentiles before the detail, and of percentiles also later; null if nothing does
     */
    public Timeline(int slots, int detailedTasks, @Nullable Past past) {
        this.slots = slots;
        this.detailedTasks = detailedTasks;
        this.past = past;
        this.facts = new TimelineState(slots, detailedTasks, this::counts, past);
    }

    /**
     * Gives workers the slots that they had, where not all workers before them are known here.
     *
     * @param slotsByWorker slots by the numbers of workers
     */
    public void place(Map<Integer, Integer> slotsByWorker) {
        given = slotsByWorker;
        facts.lanes.give(given);
    }

    /**
     * Forgets the tasks that were over by a time, as if there had been too many: the detail begins there.
     *
     * @param nanos when, from the start of the run
     */
    public void forgetUntil(long nanos) {
        facts.forgetUntil(nanos);
    }

    /**
     * Ends it: forgets all detail, and tells what is left of the run. Nothing else is to be asked afterwards.
     *
     * @param nanos up to when everything is known at least
     * @return lanes and percentiles up to the {@linkplain #horizonNanos() horizon}
     */
    public Past end(long nanos) {
        horizon = Math.max(horizon, nanos);
        facts.forgetUntil(horizon);
        return facts.series.past(horizon, facts.lanes.endHistories(horizon));
    }

    /** {@return whether it is known of the time before the detail, in buckets, what lanes and percentiles did} */
    public boolean hasPast() {
        return past != null;
    }

    /**
     * Takes a batch of a live run.
     *
     * @param batch what the reader handed over
     */
    public void apply(EventBatch batch) {
        if (batch.restart()) {
            facts = new TimelineState(slots, detailedTasks, this::counts, past);
            facts.lanes.give(given);
            facts.counts.addAll(batch.missing());
            facts.isIncomplete |= !batch.missing().isEmpty();
            unkeptUntil = batch.counted().unkeptUntilNanos();
            missing = !batch.missing().isEmpty();
        }
        batch.events().forEach(this::apply);
        batch.counted().samples().forEach(facts.counted::add);
        horizon = Math.max(horizon, batch.horizonNanos());
        dropped = batch.droppedEvents();
        facts.isIncomplete |= dropped > 0;
        facts.lostFrom = batch.counted().lostFromNanos();
        if (batch.restart() && past != null && unkeptUntil != UNKNOWN) {
            facts.forgetUntil(Math.min(unkeptUntil, horizon));
            // Where no task is there at all, the counters tell also how things stand at the end.
            unkeptUntil = unkeptUntil >= horizon ? horizon + 1 : unkeptUntil;
        }
    }

    /**
     * Takes one event.
     *
     * @param event one that was not given before
     */
    public void apply(RunEvent event) {
        horizon = Math.max(horizon, event.nanos());
        facts.apply(event);
    }

    /** {@return up to when everything is known: the present of a picture} */
    public long horizonNanos() {
        return horizon;
    }

    /**
     * {@return from when on everything is kept in detail, or {@link #UNKNOWN} if nothing was forgotten; lanes and queue have
     * {@linkplain Lane#history() a history} of what was before, and tasks that were over by then are forgotten}
     */
    public long detailFromNanos() {
        return facts.detailFrom;
    }

    /** {@return the exact number of events that the run has dropped so far, as the last batch said} */
    public long droppedEvents() {
        return dropped;
    }

    /** {@return what each worker did, in lanes} */
    public Lanes lanes() {
        return facts.lanes;
    }

    /** {@return what the run did over time} */
    public RunSeries series() {
        return facts.series;
    }

    /** {@return what happened to the pool as a whole} */
    public Marks marks() {
        return facts.marks;
    }

    /**
     * Finds a task.
     *
     * @param id its number
     * @return its life, or null if nothing is known of it (any more)
     */
    public @Nullable TaskTrace task(long id) {
        return facts.task(id);
    }

    /**
     * Explains the life of a task with the causes of its waiting. Looks through all tasks that are kept: for a reader, not
     * for each frame.
     *
     * @param id its number
     * @return the story, or null if its submission is not known (any more)
     */
    public @Nullable TaskExplanation taskStory(long id) {
        TaskTrace task = facts.task(id);
        return task == null || task.submittedNanos() == UNKNOWN ? null : TaskExplanation.of(task, facts, horizon);
    }

    /**
     * Explains the life of a worker and why it was spawned and retired. Looks through all tasks that are kept: for a
     * reader, not for each frame.
     *
     * @param id its number
     * @return the story, or null if nothing is known of it (any more)
     */
    public @Nullable WorkerExplanation workerStory(int id) {
        WorkerTrace worker = facts.workers.get(id);
        return worker == null
                ? null
                : WorkerExplanation.of(worker, facts, horizon, hasQueueAt(worker.spawnedNanos()));
    }

    /**
     * Returns which worker waited for which task when the pool starved.
     *
     * @param starved the event that says so
     * @return the workers and what they waited for
     */
    public Starvation starvation(PoolEvent.Starved starved) {
        return Starvation.of(starved, facts);
    }

    /**
     * Returns how things stood at a moment, and what had changed in the second before it. Looks through all tasks that are
     * kept: for a reader, not for each frame.
     *
     * @param nanos when, from the start of the run
     * @return the numbers, or null if nothing is known of that time (any more)
     */
    public @Nullable Moment moment(long nanos) {
        return Moment.of(nanos, facts, this);
    }

    /**
     * Lists the tasks that were in the queue at a point.
     *
     * @param point which
     * @return the tasks in the order of the queue, as far as they are {@linkplain #hasQueueAt known}
     */
    public List<TaskTrace> queueAt(EventPoint point) {
        return facts.queueAt(point);
    }

    /** {@return whether every task that was in the queue at a time is known: none lost, none left out, none forgotten} */
    public boolean hasQueueAt(long nanos) {
        return facts.hasAllPendingSince(nanos) && !isCounted(nanos);
    }

    /**
     * Finds the task that had the run's lock at a point.
     *
     * @param point which
     * @param wait that another task began to wait for the lock, and still waited at that point
     * @return the number of the task that had it last, or 0 if that is not known
     */
    public long lockHolderAt(EventPoint point, TaskEvent.Blocked wait) {
        return facts.holderAt(point, wait);
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
        return facts.hasAllMarks(kind, nanos);
    }

    /**
     * Returns whether the idle timeout of a moment is known.
     *
     * @param nanos when, from the start of the run
     * @return false if a change of it may be missing
     */
    public boolean hasIdleTimeoutAt(long nanos) {
        return facts.hasIdleTimeoutAt(nanos);
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
        boolean detailed = nanos >= facts.detailFrom && !isCounted(nanos);
        if (detailed || facts.counted.last() == null) {
            return nanos < facts.detailFrom ? -1 : facts.head.age(nanos);
        }
        return facts.counted.headAge(nanos);
    }

    /**
     * Finds a worker.
     *
     * @param id its number
     * @return its life, or null if nothing is known of it
     */
    public @Nullable WorkerTrace worker(int id) {
        return facts.workers.get(id);
    }

    /** {@return the traces of all workers in the order of their numbers, unmodifiable} */
    public Collection<WorkerTrace> workers() {
        return Collections.unmodifiableCollection(facts.workers.values());
    }

    /**
     * Accounts for every task.
     *
     * @return the ledger, which goes on changing
     */
    public Ledger ledger() {
        return facts.ledger;
    }

    /** {@return the counts after all that is known: by the events, or, if some are missing, by the exact counters} */
    public Counts counts() {
        CountSample last = counterSample();
        if (last != null) {
            return last.counts();
        }
        EventCounts counts = facts.counts;
        return new Counts(facts.aliveNow, facts.busyNow, facts.freeNow, facts.pendingTasks.size(),
                counts.of(EventType.SUBMITTED), counts.of(EventType.COMPLETED), counts.of(EventType.FAILED),
                counts.of(EventType.CANCELLED), counts.of(EventType.REJECTED), counts.cancelledByPool());
    }

    /** What the counters say, if they are to be believed and not the events; else null. */
    private @Nullable CountSample counterSample() {
        return isCounted(horizon) || missing ? facts.counted.last() : null;
    }

    /**
     * Returns whether the events around a time do not add up, because some are missing: then only {@link #countHistory()}
     * knows how many tasks and workers there were.
     *
     * @param nanos when
     * @return true if only the counters are exact
     */
    public boolean isCounted(long nanos) {
        return nanos >= lostFromNanos() || nanos < unkeptUntil;
    }

    /** {@return from when on events are missing because their details were lost; {@link Long#MAX_VALUE} if none was lost} */
    public long lostFromNanos() {
        return Math.min(facts.lostFrom, untoldFrom());
    }

    /** Since when tasks are cancelled of which the pool, which cancelled all at once, tells one by one. */
    private long untoldFrom() {
        CountSample last = facts.counted.last();
        return last != null && facts.counts.cancelledByPool() < last.counts().cancelledByPool()
                ? last.droppedFromNanos()
                : Long.MAX_VALUE;
    }

    /**
     * {@return until when events are missing because the log had no room for them; {@link #UNKNOWN} if this timeline got
     * all}
     */
    public long unkeptUntilNanos() {
        return unkeptUntil;
    }

    /**
     * {@return the samples of the exact counters over time, which go on changing; none if the events were not those of a
     * recorder}
     */
    public CountHistory countHistory() {
        return facts.counted;
    }

    /**
     * {@return by how much the latest of all arrivals so far was late, in nanoseconds, from the time when it was due until
     * it was submitted or refused; 0 if none was late}
     */
    public long mostLateNanos() {
        CountSample last = facts.counted.last();
        return Math.max(facts.mostLate, last == null ? 0 : last.mostLateNanos());
    }

    /**
     * {@return whether any task was blocked, as far as the workload reports it: there is, or was, a segment of that kind}
     */
    public boolean hasBlocked() {
        return facts.counts.of(EventType.TASK_BLOCKED) > 0;
    }

    /**
     * Counts the tasks that completed or failed in a stretch of time and are kept in detail: those of which a bar ends there.
     *
     * @param from its beginning, in nanoseconds from the start of the run
     * @param to its end, not included
     * @return how many; fewer than there were where events are missing or were thinned out
     */
    public long recordedTasks(long from, long to) {
        return facts.endedTimes.between(from, to);
    }

    /**
     * Counts the tasks that completed or failed in a stretch of time: by the counters, if there are any, which were read up to some
     * 10 ms before either end.
     *
     * @param from its beginning, in nanoseconds from the start of the run
     * @param to its end, not included
     * @return how many, never fewer than {@link #recordedTasks}
     */
    public long endedTasks(long from, long to) {
        return Math.max(counted(from, to, counts -> counts.completed() + counts.failed()), recordedTasks(from, to));
    }

    /**
     * Counts the tasks that were submitted in a stretch of time: by the counters, if there are any, which were read up to some 10 ms
     * before either end.
     *
     * @param from its beginning, in nanoseconds from the start of the run
     * @param to its end, not included
     * @return how many, never fewer than are kept in detail
     */
    public long submittedTasks(long from, long to) {
        return Math.max(counted(from, to, Counts::submitted), facts.submittedTimes.between(from, to));
    }

    private long counted(long from, long to, ToLongFunction<Counts> counter) {
        CountHistory counted = facts.counted;
        return counter.applyAsLong(counted.at(to - 1)) - (from <= 0 ? 0 : counter.applyAsLong(counted.at(from - 1)));
    }

    /**
     * {@return whether there are times of which it is not recorded what a worker did: there is, or was, a segment of that
     * kind}
     */
    public boolean hasUnrecorded() {
        return facts.counts.of(EventType.NOT_RECORDED) > 0;
    }

    /** {@return how the pool stands after all that is known} */
    public PoolState state() {
        CountSample last = counterSample();
        return last != null ? last.state() : facts.counts.state();
    }

    /** {@return whether the pool ever broke, which it stays after its shutdown} */
    public boolean isBroken() {
        CountSample last = counterSample();
        return last != null ? last.broken() : facts.counts.of(EventType.BROKEN) > 0;
    }
}
