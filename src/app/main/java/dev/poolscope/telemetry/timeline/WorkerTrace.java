package dev.poolscope.telemetry.timeline;

import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.SpawnReason;
import dev.poolscope.pool.TaskStatus;
import dev.poolscope.stats.ListColumn;
import dev.poolscope.stats.LongColumn;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import org.jspecify.annotations.Nullable;

/**
 * The life of a worker, as far as its events are known: a list of transitions in time order, whichever order they came in.
 * What it did between two transitions follows from those before. Owned by the thread that owns the {@link Timeline}. Stamps
 * are nanoseconds from the start of the run, or {@link Timeline#UNKNOWN}.
 */
public final class WorkerTrace {

    private static final int FEW = 8;

    private final int id;
    private int slot;
    private WorkerEvent.@Nullable Spawned spawned;
    private WorkerEvent.@Nullable Retiring retiring;
    private @Nullable WorkerEvent gone;
    private long ready = Timeline.UNKNOWN;
    private long initializerFailed = Timeline.UNKNOWN;
    private int tasksDone;

    // Transitions, sorted by the order of their events.
    private final LongColumn times = new LongColumn(FEW);
    /** Turns of their events; null as long as none is known. */
    private @Nullable LongColumn turns;
    private final ListColumn<EventType> types = new ListColumn<>(FEW);
    private final ListColumn<TaskTrace> tasks = new ListColumn<>(FEW);
    /** What the worker does after each transition; null if it is gone. */
    private final ListColumn<SegmentKind> kinds = new ListColumn<>(FEW);
    /** 1 if the first transition stands for all before it, which were thinned out: nothing can come before it. */
    private int floor;
    /** Since when it did what it does after that first transition. */
    private long floorSince;

    WorkerTrace(int id) {
        this.id = id;
    }

    /** Hears when it became free, busy or blocked, or was so no more. */
    interface Changes {
        void free(long nanos, int delta);

        void busy(long nanos, int delta);

        void blocked(long nanos, int delta);

        /** Something it did before has turned out to be otherwise. */
        void rewritten();
    }

    /** Takes an event of this worker; {@code task} is given for those of tasks. */
    void apply(RunEvent event, @Nullable TaskTrace task, Changes changes) {
        switch (event) {
            case WorkerEvent.Spawned it -> spawned = it;
            case WorkerEvent.Ready it -> ready = it.nanos();
            case WorkerEvent.Retiring it -> retiring = it;
            case WorkerEvent.Retired it -> gone = it;
            case WorkerEvent.StartFailed it -> gone = it;
            case TaskEvent.Completed _,TaskEvent.Failed _,TaskEvent.LeftWorker _ -> tasksDone++;
            default -> {
                // only the transition
            }
        }
        int at = insert(event, task);
        // Of a task that fails after it was blocked, what it ran before that is of one that failed.
        if (at < size() - 1 || (event instanceof TaskEvent.Failed && task != null && !task.waits().isEmpty())) {
            changes.rewritten();
        }
        // What came after a late one is applied anew: what it changed before is taken back first.
        for (int i = at + 1; i < size(); i++) {
            tell(i, kinds.get(i - 1), i - 2 < 0 ? null : kinds.get(i - 2), -1, changes);
        }
        for (int i = at; i < size(); i++) {
            kinds.set(i, after(i));
            tell(i, kinds.get(i), i == 0 ? null : kinds.get(i - 1), 1, changes);
        }
    }

    private void tell(int i, @Nullable SegmentKind kind, @Nullable SegmentKind before, int sign, Changes changes) {
        int free = (isFree(kind) ? 1 : 0) - (isFree(before) ? 1 : 0);
        if (free != 0) {
            changes.free(times.get(i), sign * free);
        }
        int busy = (isBusy(kind) ? 1 : 0) - (isBusy(before) ? 1 : 0);
        if (busy != 0) {
            changes.busy(times.get(i), sign * busy);
        }
        int blocked = (kind == SegmentKind.BLOCKED ? 1 : 0) - (before == SegmentKind.BLOCKED ? 1 : 0);
        if (blocked != 0) {
            changes.blocked(times.get(i), sign * blocked);
        }
    }

    private static boolean isFree(@Nullable SegmentKind kind) {
        return kind != null && kind.isFree();
    }

    private static boolean isBusy(@Nullable SegmentKind kind) {
        return kind != null && kind.isBusy();
    }

    private int insert(RunEvent event, @Nullable TaskTrace task) {
        int at = size();
        while (at > floor && isAfter(at - 1, event)) {
            at--;
        }
        times.insert(at, event.nanos());
        types.add(at, event.type());
        insertTurn(at, event.turn());
        tasks.add(at, task);
        // Those behind it are worked out anew, from what they were.
        kinds.add(null);
        return at;
    }

    private void insertTurn(int at, int turn) {
        LongColumn known = turns;
        if (known == null && turn > 0) {
            known = new LongColumn(FEW);
            for (int i = 0; i < size() - 1; i++) {
                known.add(0);
            }
            turns = known;
        }
        if (known != null) {
            known.insert(at, Math.max(0, turn));
        }
    }

    private int turnAt(int i) {
        LongColumn known = turns;
        return known == null ? 0 : (int) known.get(i);
    }

    /** The order of {@link RunEvent}, for events of one worker. */
    private boolean isAfter(int i, RunEvent event) {
        if (times.get(i) != event.nanos()) {
            return times.get(i) > event.nanos();
        }
        int turn = turnAt(i);
        int other = Math.max(0, event.turn());
        if (turn != other) {
            return turn > other;
        }
        int stage = types.get(i).stage();
        if (stage != event.type().stage()) {
            return stage > event.type().stage();
        }
        // Beside an event of the worker stands what it has in hand.
        TaskTrace task = types.get(i).isOfWorker() ? null : tasks.get(i);
        long taskId = task == null ? 0 : task.id();
        return taskId == event.taskId() ? types.get(i).compareTo(event.type()) > 0 : taskId > event.taskId();
    }

    private @Nullable SegmentKind after(int i) {
        SegmentKind before = i == 0 ? null : kinds.get(i - 1);
        boolean hasTask = before != null && before.hasTask();
        if (types.get(i).isOfWorker()) {
            tasks.set(i, hasTask && types.get(i) != EventType.NOT_RECORDED ? tasks.get(i - 1) : null);
        }
        return switch (types.get(i)) {
            case WORKER_SPAWNED -> SegmentKind.STARTING;
            case STARTED -> SegmentKind.RUNNING;
            // Of a task without a recorded start they show as much: it is there, and it is this task that waits or goes on.
            case TASK_BLOCKED -> before == SegmentKind.LEAVING ? before : SegmentKind.BLOCKED;
            case TASK_RESUMED -> before == SegmentKind.LEAVING ? before : SegmentKind.RUNNING;
            // Where nothing is recorded, the end of the task's code may be among what is missing.
            case CANCELLED ->
                before == SegmentKind.RUNNING || before == SegmentKind.BLOCKED ? SegmentKind.LEAVING : before;
            case COMPLETED, FAILED, TASK_LEFT_WORKER -> SegmentKind.WRAPPING_UP;
            // Of equal stamps, a task may have been taken after it: the task in hand decides.
            case WORKER_READY, WORKER_IDLE -> hasTask ? before : SegmentKind.IDLE;
            // Of equal stamps, what is not recorded may be that it was gone at once.
            case WORKER_RETIRING -> before == SegmentKind.NOT_RECORDED && times.get(i - 1) == times.get(i)
                    && types.get(i - 1) == EventType.NOT_RECORDED ? before : SegmentKind.FINALIZING;
            case NOT_RECORDED -> before == null ? null : SegmentKind.NOT_RECORDED;
            default -> null;
        };
    }

    /** {@return the worker's number, from 1, never used again} */
    public int id() {
        return id;
    }

    /** {@return the slot in whose lane the worker stands, from 1; 0 as long as its start is not known} */
    public int slot() {
        return slot;
    }

    void setSlot(int slot) {
        this.slot = slot;
    }

    /** {@return whether something of what the worker did is not recorded} */
    boolean hasGaps() {
        return types.contains(EventType.NOT_RECORDED);
    }

    /** {@return when the worker was spawned} */
    public long spawnedNanos() {
        return spawned == null ? Timeline.UNKNOWN : spawned.nanos();
    }

    /** {@return why the worker was spawned, or null if it is not known} */
    public @Nullable SpawnReason spawnReason() {
        return spawned == null ? null : spawned.reason();
    }

    /** {@return the event of the worker's spawn, with the numbers of that moment, or null if it is not known} */
    public WorkerEvent.@Nullable Spawned spawnEvent() {
        return spawned;
    }

    /** When its initializer threw. */
    long initializerFailedNanos() {
        return initializerFailed;
    }

    void initializerFailed(long nanos) {
        initializerFailed = nanos;
    }

    /** When its initializer was done. */
    long readyNanos() {
        return ready;
    }

    /** The event that it takes no more tasks. */
    WorkerEvent.@Nullable Retiring retiringEvent() {
        return retiring;
    }

    /** Whether it began to retire, or was gone, at exactly this time: then the pool asks whether it needs another one. */
    boolean retires(long nanos) {
        return (retiring != null && retiring.nanos() == nanos)
                || (retirementReason() != null && retiredNanos() == nanos);
    }

    /**
     * Returns whether it is known to have begun to retire because its pool was shut down.
     *
     * @param point by when
     * @return true if it had
     */
    public boolean retiresForShutdownBy(EventPoint point) {
        return (retiring != null && retiring.reason() == RetirementReason.SHUTDOWN && point.includes(retiring))
                || (gone != null && retirementReason() == RetirementReason.SHUTDOWN && point.includes(gone));
    }

    /** {@return when the worker was gone} */
    public long retiredNanos() {
        return gone == null ? Timeline.UNKNOWN : gone.nanos();
    }

    /** {@return why the worker retired, or null if it has not, or its thread could not be started} */
    public @Nullable RetirementReason retirementReason() {
        return gone instanceof WorkerEvent.Retired retired ? retired.reason() : null;
    }

    /** {@return the event that the worker retired, or that its thread could not be started; null if it lives} */
    public @Nullable WorkerEvent endEvent() {
        return gone;
    }

    /** {@return the number of tasks that the worker has done: whose code has returned} */
    public int tasksDone() {
        return tasksDone;
    }

    /** {@return the kind of the worker's last segment after all that is known, or null if it is gone} */
    public @Nullable SegmentKind now() {
        return size() == 0 ? null : kinds.get(size() - 1);
    }

    /** The transition that its start of a task followed; null if that start is not known, or nothing before it. */
    @Nullable
    EventType occasionOf(TaskTrace task) {
        int start = startOf(task);
        return start < 1 || isUnrecordedAround(start) ? null : types.get(start - 1);
    }

    /** Whether it is not recorded what it did at the very time of a transition: before it or after it. */
    private boolean isUnrecordedAround(int i) {
        for (int at = lastAt(times.get(i)); at >= 0 && times.get(at) == times.get(i); at--) {
            if (types.get(at) == EventType.NOT_RECORDED) {
                return true;
            }
        }
        return false;
    }

    /** When the transition was that its start of a task followed, which must be known. */
    long occasionNanosOf(TaskTrace task) {
        return times.get(startOf(task) - 1);
    }

    /** When it was free after the code of a task had returned at a time; unknown if it is not yet. */
    long freeAfter(TaskTrace task, long returned) {
        for (int i = lastAt(returned); i >= 0 && times.get(i) == returned; i--) {
            if (kinds.get(i) == SegmentKind.WRAPPING_UP && tasks.get(i) == task) {
                return i + 1 < size() ? times.get(i + 1) : Timeline.UNKNOWN;
            }
        }
        return returned;
    }

    /** The first task that it is known to have taken; 0 if there is none. */
    long firstTask() {
        for (int i = 0; i < size(); i++) {
            TaskTrace task = tasks.get(i);
            if (task != null) {
                return task.id();
            }
        }
        return 0;
    }

    /** The last task that it is known to have taken; 0 if there is none. */
    long lastTask() {
        for (int i = size() - 1; i >= 0; i--) {
            TaskTrace task = tasks.get(i);
            if (task != null) {
                return task.id();
            }
        }
        return 0;
    }

    /** The last task whose code is known to have returned; 0 if there is none. */
    long lastDone() {
        for (int i = size() - 1; i >= 0; i--) {
            TaskTrace task = tasks.get(i);
            if (task != null && endsTask(i)) {
                return task.id();
            }
        }
        return 0;
    }

    /** The task that it has in hand after all that is known, or whose callbacks run; 0 if there is none. */
    long taskNow() {
        TaskTrace task = size() == 0 ? null : tasks.get(size() - 1);
        return task == null ? 0 : task.id();
    }

    /** Since when it does what it does after all that is known. */
    long nowSince() {
        int i = size() - 1;
        while (i > 0 && kinds.get(i - 1) == kinds.get(i) && tasks.get(i - 1) == tasks.get(i)) {
            i--;
        }
        return size() == 0 ? Timeline.UNKNOWN : times.get(i);
    }

    /**
     * Returns what it did at a point.
     *
     * @param point which; not before the {@linkplain Completeness#detailFromNanos() detail}
     * @return what, since when and with which task, or null if there was no such worker then
     */
    public WorkerCause.@Nullable Doing doingAt(EventPoint point) {
        int at = lastAt(point.nanos());
        while (at >= 0 && times.get(at) == point.nanos() && !includes(point, at)) {
            at--;
        }
        SegmentKind kind = at < 0 ? null : kinds.get(at);
        if (kind == null) {
            return null;
        }
        TaskTrace task = tasks.get(at);
        return new WorkerCause.Doing(kind, sinceOf(at), task == null ? 0 : task.id());
    }

    /** Since when it did what it does after a transition. */
    private long sinceOf(int at) {
        int first = at;
        while (first > 0 && kinds.get(first - 1) == kinds.get(at) && tasks.get(first - 1) == tasks.get(at)) {
            first--;
        }
        return first == 0 && floor == 1 ? floorSince : times.get(first);
    }

    private boolean includes(EventPoint point, int i) {
        TaskTrace task = types.get(i).isOfWorker() ? null : tasks.get(i);
        return point.includes(times.get(i), turnAt(i), types.get(i), id, task == null ? 0 : task.id());
    }

    /** Since when it had been idle just before it began to retire; unknown if it had not. */
    long idleBefore(long retiringAt) {
        int i = size() - 1;
        while (i >= 0 && types.get(i) != EventType.WORKER_RETIRING) {
            i--;
        }
        long since = Timeline.UNKNOWN;
        for (i--; i >= 0 && kinds.get(i) == SegmentKind.IDLE && times.get(i) <= retiringAt; i--) {
            since = times.get(i);
        }
        return since;
    }

    /** The task that it had in hand until it took another one without having been idle; null if there is none. */
    @Nullable
    TaskTrace taskBefore(TaskTrace task) {
        int start = startOf(task);
        return start >= 1 && kinds.get(start - 1) == SegmentKind.WRAPPING_UP ? tasks.get(start - 1) : null;
    }

    private int startOf(TaskTrace task) {
        for (int i = lastAt(task.startedNanos()); i >= 0 && times.get(i) == task.startedNanos(); i--) {
            if (types.get(i) == EventType.STARTED && tasks.get(i) == task) {
                return i;
            }
        }
        return -1;
    }

    /** Hands over the segments that ended by a time, and forgets them. */
    void thinBefore(long time, LaneHistory history) {
        int kept = 0;
        while (kept < size() - 1 && times.get(kept + 1) <= time) {
            SegmentKind kind = kinds.get(kept);
            if (kind != null) {
                history.add(kind, times.get(kept), times.get(kept + 1), endsTask(kept + 1) ? tasks.get(kept) : null);
            }
            kept++;
        }
        if (kept > 0) {
            floorSince = sinceOf(kept);
            times.forgetFirst(kept);
            if (turns != null) {
                turns.forgetFirst(kept);
            }
            types.forgetFirst(kept);
            tasks.forgetFirst(kept);
            kinds.forgetFirst(kept);
            floor = 1;
        }
    }

    /** Whether it had become ready and had not been idle yet, nor taken a task, in the stretch that ends at a time. */
    boolean isNewUntil(long end) {
        int at = lastAt(end - 1);
        return at >= 0 && types.get(at) == EventType.WORKER_READY;
    }

    /** Whether the next that it did after it had been idle until a time, but for being idle once more, was to take a task. */
    boolean takesTaskAt(long idleUntil) {
        int next = lastAt(idleUntil - 1) + 1;
        while (next < size() && kinds.get(next) == SegmentKind.IDLE) {
            next++;
        }
        return next < size() && types.get(next) == EventType.STARTED;
    }

    /** The task whose code was under way at a time, after all that happened in that moment; null if none was. */
    @Nullable
    TaskTrace inHandAt(long time) {
        int at = lastAt(time);
        SegmentKind kind = at < 0 ? null : kinds.get(at);
        return kind != null && kind.hasTask() ? tasks.get(at) : null;
    }

    /** When its next transition after a time was; unknown if there is none. */
    long nextAfter(long time) {
        int next = lastAt(time) + 1;
        return next < size() ? times.get(next) : Timeline.UNKNOWN;
    }

    /** Whether the code of a task returned with a transition. */
    private boolean endsTask(int i) {
        return types.get(i) == EventType.COMPLETED || types.get(i) == EventType.FAILED
                || types.get(i) == EventType.TASK_LEFT_WORKER;
    }

    /** Whether a stretch in which a task ran was of one that failed; those that are kept in brief are many. */
    private boolean isOfFailed(int i) {
        EventType end = types.get(i + 1);
        if (end != EventType.TASK_BLOCKED) {
            return end == EventType.FAILED;
        }
        TaskTrace task = tasks.get(i);
        return task != null && task.status() == TaskStatus.FAILED;
    }

    /** Shows the segments that touch a span, in order. */
    void visit(long from, long to, long now, Segment.Visitor visitor) {
        for (int i = Math.max(0, lastAt(from)); i < size() && times.get(i) < to; i++) {
            SegmentKind kind = kinds.get(i);
            boolean open = i + 1 == size();
            long end = open ? now : times.get(i + 1);
            if (kind == null || end <= times.get(i) || end <= from) {
                continue;
            }
            if (!open && visitor.isBrief(times.get(i), end)) {
                visitor.brief(this, kind, times.get(i), end,
                        kind == SegmentKind.RUNNING && isOfFailed(i));
            } else {
                visitor.segment(this, kind, times.get(i), end, open, tasks.get(i));
            }
        }
    }

    private int size() {
        return times.size();
    }

    private int lastAt(long time) {
        return times.countUpTo(time) - 1;
    }

    @Override
    public String toString() {
        return "worker " + id;
    }
}
