package dev.poolscope.telemetry.timeline;

import java.util.Map;

import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * The model that a picture of a run is drawn from: lanes of workers, the length of the queue, marks, the ledger, counts.
 * Everything in it follows from the events it was given, and from nothing else.
 *
 * <p><b>Parts.</b> Each question has its part: lanes, series, marks, tasks, workers, counts, the ledger, what is missing, and why
 * things happened. A part goes on changing with the events; a batch that begins anew replaces all of them, so a reader asks for
 * them when it needs them and does not keep them.
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
    private final @Nullable Past past;
    private TimelineState facts;
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
     * @param detailedTasks how many tasks that are over are kept in detail at least; sometimes it is a 256th more
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
        this.facts = new TimelineState(slots, detailedTasks, past, 0);
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
     * Tells, before the first event, of what lanes did as it is forgotten. The buckets of their {@linkplain Lane#history() histories} are
     * 100 ms long then, times a power of 4.
     *
     * @param tap hears of it
     */
    public void tellForgotten(PastTap tap) {
        facts.lanes.tellForgotten(tap);
    }

    /** Says of a part of a run, after its events, that tasks of several streams arrived in it, known here or not. */
    public void tellSeveralStreams() {
        facts.tellSeveralStreams();
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
        facts.horizon = Math.max(facts.horizon, nanos);
        facts.forgetUntil(facts.horizon);
        return facts.series.past(facts.horizon, facts.lanes.endHistories(facts.horizon));
    }

    /**
     * Takes a batch of a live run. One that begins anew replaces all parts.
     *
     * @param batch what the reader handed over
     */
    public void apply(EventBatch batch) {
        if (batch.restart()) {
            facts = new TimelineState(slots, detailedTasks, past, facts.horizon);
            facts.lanes.give(given);
        }
        facts.apply(batch);
    }

    /**
     * Takes one event.
     *
     * @param event one that was not given before
     */
    public void apply(RunEvent event) {
        facts.apply(event);
    }

    /** {@return up to when everything is known: the present of a picture} */
    public long horizonNanos() {
        return facts.horizon;
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

    /** {@return the tasks that are kept in detail} */
    public TaskTraces tasks() {
        return facts.tasks;
    }

    /** {@return the workers that are kept in detail} */
    public WorkerTraces workers() {
        return facts.workers;
    }

    /** {@return how many tasks and workers there are, and were} */
    public RunCounts counts() {
        return facts.counts;
    }

    /** {@return the account of every task} */
    public Ledger ledger() {
        return facts.ledger;
    }

    /** {@return which events are missing, and what is known all the same} */
    public Completeness completeness() {
        return facts.completeness;
    }

    /** {@return why tasks waited, and why workers came and went} */
    public Explanations explanations() {
        return facts.explanations;
    }
}
