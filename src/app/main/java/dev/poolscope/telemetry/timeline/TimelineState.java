package dev.poolscope.telemetry.timeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.poolscope.pool.TaskStatus;
import dev.poolscope.stats.Sorted;
import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.event.EventCounts;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the events of a run: the inside of a {@link Timeline}. Each event changes what it is about and nothing
 * else, and whatever is kept in time order takes it wherever it belongs.
 *
 * <p>Detail is bounded. When too many tasks are over, the oldest are forgotten, and what lanes and series know of the time up
 * to the last of their ends is summed up in buckets. Tasks that never started have no place in the lanes: of them the oldest are
 * forgotten by themselves, so that a cancellation of many leaves what ran. An event from that time which comes later still counts as if it had
 * happened where the detail begins.
 */
final class TimelineState {

    /** So many steps the length of the queue may have for each task that is kept. */
    private static final long MOST_STEPS = 32;
    /** Tasks are forgotten when there are too many by this part: some at a time, so that no frame has to wait for many. */
    private static final int TOO_MANY_PART = 32;

    /** How many workers the pool may have; a log with events missing may show more lanes. */
    final int slots;
    final Lanes lanes;
    final TreeMap<Long, TaskTrace> pendingTasks = new TreeMap<>();
    final TreeMap<Integer, WorkerTrace> workers = new TreeMap<>();
    final RunSeries series;
    private final WorkerTrace.Changes changes = new WorkerTrace.Changes() {
        @Override
        public void rewritten() {
            WorkerTrace worker = changing;
            if (worker != null && worker.slot() != 0) {
                lanes.lane(worker.slot()).rewritten();
            }
        }

        @Override
        public void free(long nanos, int delta) {
            series.free().add(nanos, 0, delta);
        }

        @Override
        public void busy(long nanos, int delta) {
            series.busy().add(nanos, 0, delta);
        }

        @Override
        public void blocked(long nanos, int delta) {
            series.blocked().add(nanos, 0, delta);
        }
    };
    final Marks marks = new Marks();
    final EventCounts counts = new EventCounts();
    final HeadOfQueue head = new HeadOfQueue(this::task);
    final CountHistory counted = new CountHistory();
    final Ledger ledger;
    /** By how much the latest arrival was late, as far as events show. */
    long mostLate;
    /** When the tasks were submitted that are kept in detail. */
    final TimesInOrder submittedTimes = new TimesInOrder();
    /** Of tasks that are known to have started, and completed or failed. */
    final TimesInOrder endedTimes = new TimesInOrder();
    final TasksInOrder inOrder = new TasksInOrder();
    /** That a task got the lock after it had waited for it, in the order of events. */
    final List<TaskEvent.Resumed> lockTurns = new ArrayList<>();
    /** Whether the source of the events has said that some are missing. */
    boolean isIncomplete;
    /** From when on events are missing because their details were lost. */
    long lostFrom = Long.MAX_VALUE;
    long detailFrom = Timeline.UNKNOWN;
    /** Whose event is being applied. */
    private @Nullable WorkerTrace changing;
    int aliveNow;
    int busyNow;
    int freeNow;

    private final int mostTasks;
    private final Map<Long, TaskTrace> tasks = new HashMap<>();
    /** Tasks of which nothing more is to come, in the order in which that became known. */
    private final Deque<TaskTrace> over = new ArrayDeque<>();
    /** Those of which the same is true, but which never started: many of them at once must not push out what ran. */
    private final Deque<TaskTrace> overUnstarted = new ArrayDeque<>();
    /** So many tasks of those that are in order have been forgotten since that was told there. */
    private int forgotten;
    /** Up to when a task may have left the queue that never started and is forgotten. */
    private long unstartedFrom = Timeline.UNKNOWN;

    TimelineState(int slots, int mostTasks, Supplier<Counts> countsNow, @Nullable Past past) {
        this.series = new RunSeries(past);
        this.slots = slots;
        this.lanes = new Lanes(slots);
        this.mostTasks = mostTasks;
        this.ledger = new Ledger(countsNow);
        if (past != null) {
            lanes.tellPastBy(past.lanes());
        }
    }

    @Nullable
    TaskTrace task(long id) {
        return tasks.get(id);
    }

    /** The tasks that were in the queue before a task when that was submitted, in their order. */
    List<Long> aheadOf(TaskTrace task) {
        List<Long> ahead = new ArrayList<>();
        for (TaskTrace other : tasks.values()) {
            long left = other.leftQueueNanos();
            if (other.id() < task.id() && other.submittedNanos() != Timeline.UNKNOWN
                    && (left == Timeline.UNKNOWN || left > task.submittedNanos())) {
                ahead.add(other.id());
            }
        }
        Collections.sort(ahead);
        return ahead;
    }

    /** The tasks that were in the queue at a point, in their order, as far as they are kept. */
    List<TaskTrace> queueAt(EventPoint point) {
        long nanos = point.nanos();
        // All that may have been in the queue in this moment: found sooner than the end of the list, as a rule.
        long most = series.pending().valueAt(nanos - 1) + submittedTimes.between(nanos, nanos + 1);
        long met = 0;
        List<TaskTrace> queue = new ArrayList<>();
        for (int i = inOrder.firstFrom(head.lowestAfter(nanos - 1)); i < inOrder.size() && met < most; i++) {
            TaskTrace task = inOrder.get(i);
            long left = task.leftQueueNanos();
            if (task.submittedNanos() <= nanos && (left == Timeline.UNKNOWN || left >= nanos)) {
                met++;
                if (task.isPendingAt(point)) {
                    queue.add(task);
                }
            }
        }
        return queue;
    }

    /** The task that had the lock at a point, while another one waits for it since a time; 0 if that is not known. */
    long holderAt(EventPoint point, TaskEvent.Blocked wait) {
        for (int i = lockTurns.size() - 1; i >= 0 && lockTurns.get(i).compareTo(wait) > 0; i--) {
            if (point.includes(lockTurns.get(i))) {
                return lockTurns.get(i).taskId();
            }
        }
        return wait.awaited() instanceof Awaited.Lock(long holder) ? holder : 0;
    }

    /** How many tasks were submitted, and how many completed or failed, after one time and up to another. */
    long[] countTasks(long after, long upTo) {
        long submitted = 0;
        long ended = 0;
        for (TaskTrace task : tasks.values()) {
            submitted += task.submittedNanos() > after && task.submittedNanos() <= upTo ? 1 : 0;
            boolean done = task.status() == TaskStatus.COMPLETED || task.status() == TaskStatus.FAILED;
            ended += done && task.endedNanos() > after && task.endedNanos() <= upTo ? 1 : 0;
        }
        return new long[]{submitted, ended};
    }

    /** How many other tasks were taken in a stretch of time, but for some. */
    int takenBetween(long from, long to, Set<Long> except) {
        int taken = 0;
        for (TaskTrace other : tasks.values()) {
            if (other.startedNanos() >= from && other.startedNanos() < to && !except.contains(other.id())) {
                taken++;
            }
        }
        return taken;
    }

    /**
     * The tasks that had the lock while a task waited for it: the one that had it when the wait began, and those that got
     * it before the wait was over. Each knows the one before it, so that a missing one leaves a gap.
     *
     * @return whether there is no gap
     */
    boolean holders(TaskTrace waiting, long from, long to, List<Long> holders) {
        boolean known = waiting.awaitedAt(from) instanceof Awaited.Lock(long holder) && holders.add(holder);
        for (TaskEvent.Resumed turn : lockTurns) {
            if (turn.nanos() > from && turn.nanos() <= to && turn.awaited() instanceof Awaited.Lock(long before)) {
                known &= !holders.isEmpty() && holders.getLast() == before;
                if (turn.taskId() == waiting.id()) {
                    break;
                }
                if (turn.nanos() < to) {
                    holders.add(turn.taskId());
                }
            }
        }
        return known;
    }

    /** Whether events since a time may be missing here: then what is counted task by task is the least that it can be. */
    boolean hasLosses(long since) {
        return isIncomplete || counts.of(EventType.NOT_RECORDED) > 0 || since < detailFrom;
    }

    /** Whether every mark of a kind is known that there was up to a time: then the last one that is known is the last there was. */
    boolean hasAllMarks(EventType kind, long nanos) {
        return nanos < lostFrom && counts.of(kind) == marks.count(kind);
    }

    /** Whether the idle timeout of a moment is known: no change of it is missing. */
    boolean hasIdleTimeoutAt(long nanos) {
        PoolEvent.IdleTimeoutChanged first = marks.first(PoolEvent.IdleTimeoutChanged.class);
        // Before the first change, that one says what it was.
        return hasAllMarks(EventType.IDLE_TIMEOUT_CHANGED, first == null ? nanos : Math.max(nanos, first.nanos()));
    }

    /** Whether every task that was in the queue since a time is known here, if none were lost. */
    boolean hasAllPendingSince(long since) {
        return since >= detailFrom && since >= unstartedFrom;
    }

    /** The tasks that were submitted at exactly this time, as far as they are known. Looks through all of them. */
    Stream<TaskTrace> submittedAt(long nanos) {
        return tasks.values().stream().filter(task -> task.submittedNanos() == nanos);
    }

    void apply(RunEvent told) {
        counts.add(told);
        switch (told) {
            case TaskEvent.Submitted it -> arrived(it, it.dueNanos());
            case PoolEvent.Rejected it -> arrived(it, it.dueNanos());
            default -> {
                // no arrival
            }
        }
        RunEvent event = told.nanos() < detailFrom ? told.at(detailFrom) : told;
        switch (event) {
            case TaskEvent it -> applyToTask(it);
            case WorkerEvent it -> {
                if (it.workerId() != 0) {
                    applyToWorker(it, null);
                }
            }
            case PoolEvent _ -> {
                // a mark, or nothing but counted
            }
        }
        if (Marks.isMark(event.type())) {
            marks.add(event);
        }
    }

    private void arrived(RunEvent arrival, long due) {
        mostLate = Math.max(mostLate, arrival.stamp() - due);
        series.arrivals().add(arrival.nanos());
    }

    private void applyToTask(TaskEvent event) {
        TaskTrace task = tasks.computeIfAbsent(event.taskId(), TaskTrace::new);
        task.apply(event);
        applyToQueue(event, task);
        measure(event.type(), task);
        if (event.workerId() != 0) {
            applyToWorker(event, task);
        }
        if (event instanceof TaskEvent.Resumed resumed && resumed.awaited() instanceof Awaited.Lock) {
            addLockTurn(resumed);
        }
        if (task.isWhole()) {
            boolean started = task.startedNanos() != Timeline.UNKNOWN;
            (started ? over : overUnstarted).add(task);
            if ((started ? over : overUnstarted).size() > mostTasks + mostTasks / TOO_MANY_PART) {
                if (started) {
                    thin();
                } else {
                    forgetUnstarted();
                }
            }
        }
    }

    private void addLockTurn(TaskEvent.Resumed turn) {
        int at = lockTurns.size();
        while (at > 0 && lockTurns.get(at - 1).compareTo(turn) > 0) {
            at--;
        }
        lockTurns.add(at, turn);
    }

    private void applyToQueue(TaskEvent event, TaskTrace task) {
        switch (event) {
            case TaskEvent.Submitted _ -> {
                series.pending().add(event.nanos(), 0, 1);
                submittedTimes.add(event.nanos());
                inOrder.add(task);
            }
            case TaskEvent.Started _ -> series.pending().add(event.nanos(), 1, -1);
            case TaskEvent.Cancelled _ -> {
                if (event.workerId() == 0) {
                    series.pending().add(event.nanos(), 1, -1);
                }
            }
            case TaskEvent.Blocked _,TaskEvent.Resumed _,TaskEvent.Completed _,TaskEvent.Failed _,TaskEvent.LeftWorker _ -> {
                return;
            }
        }
        if (task.status() == TaskStatus.PENDING && task.submittedNanos() != Timeline.UNKNOWN) {
            pendingTasks.put(task.id(), task);
        } else {
            pendingTasks.remove(task.id());
        }
        if (task.submittedNanos() != Timeline.UNKNOWN) {
            head.learn(task);
        }
        ledger.update(task);
    }

    private void measure(EventType latest, TaskTrace task) {
        if (latest == EventType.COMPLETED) {
            series.throughput().add(task.endedNanos());
        }
        if (task.isWaitNews(latest)) {
            series.waitTimes().add(task.startedNanos(), task.startedNanos() - task.dueNanos());
        }
        if (task.isRunNews(latest)) {
            series.runTimes().add(task.endedNanos(), task.endedNanos() - task.startedNanos());
            endedTimes.add(task.endedNanos());
        }
    }

    private void applyToWorker(RunEvent event, @Nullable TaskTrace task) {
        WorkerTrace worker = workers.computeIfAbsent(event.workerId(), WorkerTrace::new);
        count(worker.now(), -1);
        changing = worker;
        worker.apply(event, task, changes);
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
            default -> {
                // no change of a count
            }
        }
    }

    private void place(RunEvent event, WorkerTrace worker, int delta) {
        lanes.add(event, worker);
        // Steps of one instant in the order of their events.
        series.alive().add(event.nanos(), event.workerId(), delta);
    }

    private void count(@Nullable SegmentKind kind, int delta) {
        if (kind != null) {
            aliveNow += delta;
            busyNow += kind.isBusy() ? delta : 0;
            freeNow += kind.isFree() ? delta : 0;
        }
    }

    /** The series keeps their steps, and with them the length of the queue, unless it gets too long itself. */
    private void forgetUnstarted() {
        while (overUnstarted.size() > mostTasks) {
            forgetOldestUnstarted();
        }
        forgetInOrder();
        if (series.pending().size() > MOST_STEPS * mostTasks) {
            detailFrom = Math.max(detailFrom, unstartedFrom);
            while (!over.isEmpty() && over.getFirst().endedNanos() <= detailFrom) {
                forgetOldest();
            }
            forgetBeforeDetail();
        }
    }

    private void forgetInOrder() {
        inOrder.forget(forgotten, tasks::containsKey);
        forgotten = 0;
    }

    private void forgetOldestUnstarted() {
        TaskTrace oldest = overUnstarted.remove();
        unstartedFrom = Math.max(unstartedFrom, oldest.endedNanos());
        tasks.remove(oldest.id());
        forgotten++;
    }

    private void forgetOldest() {
        TaskTrace oldest = over.remove();
        detailFrom = Math.max(detailFrom, Math.max(oldest.endedNanos(), oldest.leftNanos()));
        tasks.remove(oldest.id());
        forgotten++;
    }

    private void thin() {
        while (over.size() > mostTasks) {
            forgetOldest();
        }
        forgetBeforeDetail();
    }

    /** Forgets what was over by a time. */
    void forgetUntil(long time) {
        while (!over.isEmpty() && Math.max(over.getFirst().endedNanos(), over.getFirst().leftNanos()) <= time) {
            forgetOldest();
        }
        detailFrom = Math.max(detailFrom, time);
        forgetBeforeDetail();
    }

    private void forgetBeforeDetail() {
        while (!overUnstarted.isEmpty() && overUnstarted.getFirst().endedNanos() <= detailFrom) {
            forgetOldestUnstarted();
        }
        lanes.thinBefore(detailFrom);
        head.forgetBefore(detailFrom);
        submittedTimes.forgetBefore(detailFrom);
        // What was over then has no bar any more.
        endedTimes.forgetBefore(detailFrom + 1);
        forgetInOrder();
        forgetWorkers();
        series.forgetBefore(detailFrom);
        marks.keepLast(mostTasks);
        lockTurns.subList(0, Sorted.count(lockTurns.size(), at -> lockTurns.get(at).nanos() < detailFrom)).clear();
    }

    private void forgetWorkers() {
        Iterator<WorkerTrace> oldestFirst = workers.values().iterator();
        while (oldestFirst.hasNext()) {
            WorkerTrace worker = oldestFirst.next();
            if (worker.spawnedNanos() > detailFrom) {
                return;
            }
            if (worker.retiredNanos() != Timeline.UNKNOWN && worker.retiredNanos() <= detailFrom) {
                oldestFirst.remove();
            }
        }
    }
}
