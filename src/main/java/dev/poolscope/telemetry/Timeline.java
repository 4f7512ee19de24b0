package dev.poolscope.telemetry;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.poolscope.pool.PoolState;
import dev.poolscope.stats.StepSeries;
import org.jspecify.annotations.Nullable;

/**
 * The model that a picture of a run is drawn from: lanes of workers, the length of the queue, marks, the ledger, counts.
 * Everything in it follows from the events it was given, and from nothing else.
 *
 * <p><b>Order.</b> Events may come in any order; once the same ones have come, the model is the same. Each event is one
 * fact about a task, a worker or the pool, and facts are kept where their stamps put them. That is cheap for an event that
 * is later than nearly all before it, and linear for one that is very late. Each event is to be given once.
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

    private final int slots;
    private Facts facts;
    private long horizon;
    private long dropped;

    /** What the events told; thrown away as a whole when a reader starts anew. */
    private static final class Facts {
        private final Lanes lanes;
        private final Map<Long, TaskLife> tasks = new HashMap<>();
        private final TreeMap<Long, TaskLife> pendingTasks = new TreeMap<>();
        private final TreeMap<Integer, WorkerLife> workers = new TreeMap<>();
        private final StepSeries pending = new StepSeries();
        private final StepSeries alive = new StepSeries();
        private final StepSeries busy = new StepSeries();
        private final Marks marks = new Marks();
        private final EventCounts counts = new EventCounts();
        private final Ledger ledger = new Ledger(counts);
        private int aliveNow;
        private int busyNow;
        private int freeNow;

        Facts(int slots) {
            lanes = new Lanes(slots);
        }
    }

    /**
     * Makes an empty one.
     *
     * @param slots how many workers the pool may have: so many lanes there are from the beginning
     */
    public Timeline(int slots) {
        this.slots = slots;
        this.facts = new Facts(slots);
    }

    /**
     * Takes a batch of a live run.
     *
     * @param batch what the reader handed over
     */
    public void apply(EventBatch batch) {
        if (batch.restart()) {
            facts = new Facts(slots);
        }
        batch.events().forEach(this::apply);
        horizon = Math.max(horizon, batch.horizonNanos());
        dropped = batch.droppedEvents();
    }

    /**
     * Takes one event.
     *
     * @param event one that was not given before
     */
    public void apply(RunEvent event) {
        EventType type = event.type();
        facts.counts.add(event);
        horizon = Math.max(horizon, event.nanos());
        TaskLife task = null;
        if (type.isOfTask()) {
            task = facts.tasks.computeIfAbsent(event.taskId(), TaskLife::new);
            task.apply(event);
            applyToQueue(event, task);
        }
        if (event.workerId() != 0 && (type.isOfWorker() || task != null)) {
            applyToWorker(event, task);
        }
        if (Marks.isMark(type)) {
            facts.marks.add(event);
        }
    }

    private void applyToQueue(RunEvent event, TaskLife task) {
        switch (event.type()) {
            case SUBMITTED -> facts.pending.add(event.nanos(), 0, 1);
            case STARTED -> facts.pending.add(event.nanos(), 1, -1);
            case CANCELLED -> {
                if (event.workerId() == 0) {
                    facts.pending.add(event.nanos(), 1, -1);
                }
            }
            default -> {
                return;
            }
        }
        if (task.submittedNanos() != UNKNOWN && task.startedNanos() == UNKNOWN && task.endedNanos() == UNKNOWN) {
            facts.pendingTasks.put(task.id(), task);
        } else {
            facts.pendingTasks.remove(task.id());
        }
        facts.ledger.update(task);
    }

    private void applyToWorker(RunEvent event, @Nullable TaskLife task) {
        WorkerLife worker = facts.workers.computeIfAbsent(event.workerId(), WorkerLife::new);
        count(worker.now(), -1);
        worker.apply(event, task);
        count(worker.now(), 1);
        switch (event.type()) {
            case WORKER_SPAWNED -> {
                place(event, worker, 1);
                RunEvent end = worker.endEvent();
                if (end != null) {
                    place(end, worker, -1);
                }
            }
            case WORKER_RETIRED, WORKER_START_FAILED -> {
                if (worker.spawnEvent() != null) {
                    place(event, worker, -1);
                }
            }
            case STARTED -> facts.busy.add(event.nanos(), rank(event), 1);
            case COMPLETED, FAILED, TASK_LEFT_WORKER -> facts.busy.add(event.nanos(), rank(event), -1);
            default -> {
                // no change of a count
            }
        }
    }

    private void place(RunEvent event, WorkerLife worker, int delta) {
        facts.lanes.add(event, worker);
        facts.alive.add(event.nanos(), rank(event), delta);
    }

    /** Keeps steps of one instant in the order of their events. */
    private static long rank(RunEvent event) {
        long task = event.taskId() & ((1L << 39) - 1);
        return (((long) event.workerId() << 40) | (task << 1)) + (event.type() == EventType.STARTED ? 0 : 1);
    }

    private void count(@Nullable SegmentKind kind, int delta) {
        if (kind != null) {
            facts.aliveNow += delta;
            facts.busyNow += kind.isBusy() ? delta : 0;
            facts.freeNow += kind.isFree() ? delta : 0;
        }
    }

    /**
     * Tells up to when everything is known.
     *
     * @return the present of a picture
     */
    public long horizonNanos() {
        return horizon;
    }

    /**
     * Tells how many events the run has dropped so far, as the last batch said.
     *
     * @return the exact number
     */
    public long droppedEvents() {
        return dropped;
    }

    /**
     * Counts the lanes.
     *
     * @return as many as the pool may have workers
     */
    public int laneCount() {
        return facts.lanes.count();
    }

    /**
     * Finds a lane.
     *
     * @param slot which, from 1
     * @return the lane
     */
    public Lane lane(int slot) {
        return facts.lanes.lane(slot);
    }

    /**
     * Tells how many tasks were in the queue over time.
     *
     * @return the series, which goes on changing
     */
    public StepSeries pending() {
        return facts.pending;
    }

    /**
     * Tells how many workers were alive over time.
     *
     * @return the series, which goes on changing
     */
    public StepSeries alive() {
        return facts.alive;
    }

    /**
     * Tells how many workers had a task in hand over time.
     *
     * @return the series, which goes on changing
     */
    public StepSeries busy() {
        return facts.busy;
    }

    /**
     * Lists what happened to the pool as a whole, and failed starts and hooks.
     *
     * @return the events in the order of time, unmodifiable; the list goes on changing
     */
    public List<RunEvent> marks() {
        return facts.marks.all();
    }

    /**
     * Lists the marks of a span.
     *
     * @param from its beginning, in nanoseconds from the start of the run
     * @param to its end, not included
     * @return the events in the order of time; to be used before the next event is applied
     */
    public List<RunEvent> marks(long from, long to) {
        return facts.marks.between(from, to);
    }

    /**
     * Finds a task.
     *
     * @param id its number
     * @return its life, or null if nothing is known of it
     */
    public @Nullable TaskLife task(long id) {
        return facts.tasks.get(id);
    }

    /**
     * Finds the task that has been in the queue for longest.
     *
     * @return its life, or null if the queue is empty
     */
    public @Nullable TaskLife oldestPending() {
        Map.Entry<Long, TaskLife> first = facts.pendingTasks.firstEntry();
        return first == null ? null : first.getValue();
    }

    /**
     * Finds a worker.
     *
     * @param id its number
     * @return its life, or null if nothing is known of it
     */
    public @Nullable WorkerLife worker(int id) {
        return facts.workers.get(id);
    }

    /**
     * Lists all workers.
     *
     * @return their lives in the order of their numbers, unmodifiable
     */
    public Collection<WorkerLife> workers() {
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

    /**
     * Tells how things stand after all that is known.
     *
     * @return the counts
     */
    public Counts counts() {
        EventCounts counts = facts.counts;
        return new Counts(facts.aliveNow, facts.busyNow, facts.freeNow, facts.pendingTasks.size(),
                counts.of(EventType.SUBMITTED), counts.of(EventType.COMPLETED), counts.of(EventType.FAILED),
                counts.of(EventType.CANCELLED), counts.of(EventType.REJECTED));
    }

    /**
     * Tells how the pool stands after all that is known.
     *
     * @return the state
     */
    public PoolState state() {
        return facts.counts.state();
    }

    /**
     * Tells whether the pool ever broke, which it stays after its shutdown.
     *
     * @return true if it did
     */
    public boolean isBroken() {
        return facts.counts.of(EventType.BROKEN) > 0;
    }
}
