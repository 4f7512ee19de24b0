package dev.poolscope.telemetry.timeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.poolscope.pool.TaskStatus;
import dev.poolscope.stats.Sorted;
import dev.poolscope.stats.StepSeries;
import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.event.TaskEvent;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a run that are kept in detail, and in which order they stood in the queue, ended and had the run's lock. Owned
 * by the thread that owns the {@link Timeline}.
 *
 * <p>They are bounded. When too many tasks are over, the oldest are forgotten, and the detail begins at the last of their ends.
 * Tasks that never started have no place in the lanes: of them the oldest are forgotten by themselves, so that a cancellation of
 * many leaves what ran.
 */
public final class TaskTraces {

    /** So many steps the length of the queue may have for each task that is kept. */
    private static final long MOST_STEPS = 32;
    /** Tasks are forgotten when there are too many by this part: some at a time, so that no frame has to wait for many. */
    private static final int TOO_MANY_PART = 256;

    private final int most;
    private final StepSeries pending;
    private final Map<Long, TaskTrace> tasks = new HashMap<>();
    private final TasksInOrder inOrder = new TasksInOrder();
    private final HeadOfQueue head = new HeadOfQueue(this::find);
    private final TimesInOrder submittedTimes = new TimesInOrder();
    /** Of tasks that are known to have started, and completed or failed. */
    private final TimesInOrder endedTimes = new TimesInOrder();
    /** That a task got the lock after it had waited for it, in the order of events. */
    private final List<TaskEvent.Resumed> lockTurns = new ArrayList<>();
    /** Tasks of which nothing more is to come, in the order in which that became known. */
    private final Deque<TaskTrace> over = new ArrayDeque<>();
    /** Those of which the same is true, but which never started: many of them at once must not push out what ran. */
    private final Deque<TaskTrace> overUnstarted = new ArrayDeque<>();
    private int pendingNow;
    /** So many tasks of those that are in order have been forgotten since that was told there. */
    private int forgotten;
    /** Up to when a task may have left the queue that never started and is forgotten. */
    private long unstartedFrom = Timeline.UNKNOWN;
    private long detailFrom = Timeline.UNKNOWN;

    /**
     * None yet.
     *
     * @param most how many that are over are kept at least
     * @param pending how many were in the queue over time
     */
    TaskTraces(int most, StepSeries pending) {
        this.most = most;
        this.pending = pending;
    }

    /**
     * Finds a task.
     *
     * @param id its number
     * @return its life, or null if nothing is known of it (any more)
     */
    public @Nullable TaskTrace find(long id) {
        return tasks.get(id);
    }

    /**
     * Finds the task that waits, or waited, for another one. Looks through all that are kept.
     *
     * @param id the number of the other one
     * @return the number of the task; 0 if none did, or that is not known (any more)
     */
    public long waitingFor(long id) {
        return tasks.values().stream().filter(task -> task.waits().stream()
                .anyMatch(wait -> wait instanceof TaskEvent.Blocked(_, _, _, _, Awaited.Task(long awaited))
                        && awaited == id))
                .mapToLong(TaskTrace::id).min().orElse(0);
    }

    /**
     * Tells whether a task waited for another one.
     *
     * @param id its number
     * @return whether it did, or does; false also if that is not known (any more)
     */
    public boolean hasWaitedForTask(long id) {
        TaskTrace task = tasks.get(id);
        return task != null && task.waits().stream().anyMatch(
                wait -> wait instanceof TaskEvent.Blocked blocked && blocked.awaited() instanceof Awaited.Task);
    }

    /**
     * Lists the tasks of a stream whose code ran at a time. Looks through all that are kept.
     *
     * @param nanos when
     * @param stream which stream
     * @return the numbers of those that had started by then and not returned before, in their order; if events are missing, of one whose end is not
     *         known it is not known either
     */
    public List<Long> underWayAt(long nanos, String stream) {
        return tasks.values().stream().filter(task -> stream.equals(task.stream()) && task.isUnderWayAt(nanos))
                .map(TaskTrace::id).sorted().toList();
    }

    /**
     * Lists the tasks that were in the queue at a point.
     *
     * @param point which
     * @return the tasks in the order of the queue, as far as they are {@linkplain Completeness#hasQueueAt known}
     */
    public List<TaskTrace> queueAt(EventPoint point) {
        long nanos = point.nanos();
        // All that may have been in the queue in this moment: found sooner than the end of the list, as a rule.
        long all = pending.valueAt(nanos - 1) + submittedTimes.between(nanos, nanos + 1);
        long met = 0;
        List<TaskTrace> queue = new ArrayList<>();
        for (int i = inOrder.firstFrom(head.lowestAfter(nanos - 1)); i < inOrder.size() && met < all; i++) {
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

    /**
     * Finds the task that had the run's lock at a point.
     *
     * @param point which
     * @param wait that another task began to wait for the lock, and still waited at that point
     * @return the number of the task that had it last, or 0 if that is not known
     */
    public long lockHolderAt(EventPoint point, TaskEvent.Blocked wait) {
        for (int i = lockTurns.size() - 1; i >= 0 && lockTurns.get(i).compareTo(wait) > 0; i--) {
            if (point.includes(lockTurns.get(i))) {
                return lockTurns.get(i).taskId();
            }
        }
        return wait.awaited() instanceof Awaited.Lock(long holder) ? holder : 0;
    }

    /**
     * Counts the tasks that completed or failed in a stretch of time and are kept: those of which a bar ends there.
     *
     * @param from its beginning, in nanoseconds from the start of the run
     * @param to its end, not included
     * @return how many; fewer than there were where events are missing or were thinned out
     */
    public long endedBetween(long from, long to) {
        return endedTimes.between(from, to);
    }

    /** How many of those that are kept were submitted from one time up to another, that one not included. */
    long submittedBetween(long from, long to) {
        return submittedTimes.between(from, to);
    }

    /** From when on everything is kept; {@link Timeline#UNKNOWN} if nothing was forgotten. */
    long detailFrom() {
        return detailFrom;
    }

    /** Whether every task that was in the queue since a time is known here, if none were lost. */
    boolean hasAllPendingSince(long since) {
        return since >= detailFrom && since >= unstartedFrom;
    }

    /** How many are in the queue after all that is known. */
    int pendingNow() {
        return pendingNow;
    }

    /** For how long the head of the queue had waited at a time; -1 if the queue was empty. */
    long headAge(long nanos) {
        return head.age(nanos);
    }

    /**
     * The tasks that were in the queue before a task when that was submitted, in their order.
     *
     * @param whole whether no event was lost by then: otherwise those without a start may have started
     */
    List<Long> aheadOf(TaskTrace task, boolean whole) {
        List<Long> ahead = new ArrayList<>();
        for (TaskTrace other : tasks.values()) {
            long left = other.leftQueueNanos();
            if (other.id() < task.id() && other.submittedNanos() != Timeline.UNKNOWN
                    && (left == Timeline.UNKNOWN ? whole : left > task.submittedNanos())) {
                ahead.add(other.id());
            }
        }
        Collections.sort(ahead);
        return ahead;
    }

    /** How many tasks were submitted, and how many completed or failed, after one time and up to another. */
    long[] count(long after, long upTo) {
        // Of tasks that never started the times may be all that is left.
        long submitted = submittedTimes.between(after + 1, upTo + 1);
        long ended = 0;
        for (TaskTrace task : tasks.values()) {
            boolean done = task.status() == TaskStatus.COMPLETED || task.status() == TaskStatus.FAILED;
            ended += done && task.endedNanos() > after && task.endedNanos() <= upTo ? 1 : 0;
        }
        return new long[]{submitted, ended};
    }

    /**
     * How many other tasks were taken while one was in the queue, but for some; by other workers than its own, if one took it: what its own took without
     * taking any time has no part of its wait. One that was taken at the very moment of its submission was not {@linkplain #aheadOf ahead} of it; of those
     * of the very moment at which it left, those ahead of it were taken before.
     */
    int takenWhileQueued(TaskTrace task, long to, Set<Long> except) {
        int taken = 0;
        for (TaskTrace other : tasks.values()) {
            long started = other.startedNanos();
            boolean byItsOwn = task.startedNanos() != Timeline.UNKNOWN && other.workerId() == task.workerId();
            if (started > task.submittedNanos() && (started < to || (started == to && other.id() < task.id()))
                    && !byItsOwn && !except.contains(other.id())) {
                taken++;
            }
        }
        return taken;
    }

    /**
     * The tasks that had the lock while a task waited for it, but for those that had it for no time: the one that had it when the wait began, and those
     * that got it before the wait was over. Each knows the one before it, so that a missing one leaves a gap.
     *
     * @return whether there is no gap
     */
    boolean lockHolders(TaskTrace waiting, long from, long to, List<Long> holders) {
        TaskEvent.Blocked began = waiting.blockedAt(EventPoint.after(from));
        boolean known = began != null && began.awaited() instanceof Awaited.Lock(long holder) && holders.add(holder);
        long last = known ? holders.getLast() : 0;
        long since = from;
        for (TaskEvent.Resumed turn : lockTurns) {
            boolean isAfter = began == null ? turn.nanos() > from : turn.compareTo(began) > 0;
            if (isAfter && turn.nanos() <= to && turn.awaited() instanceof Awaited.Lock(long before)) {
                known &= last == before;
                if (turn.taskId() == waiting.id()) {
                    break;
                }
                if (turn.nanos() == since && !holders.isEmpty() && holders.getLast() == last) {
                    holders.removeLast();
                }
                if (turn.nanos() < to) {
                    holders.add(turn.taskId());
                }
                last = turn.taskId();
                since = turn.nanos();
            }
        }
        return known;
    }

    /** The tasks that were submitted at exactly this time, as far as they are known. Looks through all of them. */
    Stream<TaskTrace> submittedAt(long nanos) {
        return tasks.values().stream().filter(task -> task.submittedNanos() == nanos);
    }

    /** Takes an event, and gives the task that it is about. */
    TaskTrace apply(TaskEvent event) {
        TaskTrace task = tasks.computeIfAbsent(event.taskId(), TaskTrace::new);
        pendingNow -= isPending(task) ? 1 : 0;
        task.apply(event);
        pendingNow += isPending(task) ? 1 : 0;
        switch (event) {
            case TaskEvent.Submitted _ -> {
                submittedTimes.add(event.nanos());
                inOrder.add(task);
                updateQueue(task);
            }
            case TaskEvent.Started _,TaskEvent.Cancelled _ -> updateQueue(task);
            case TaskEvent.Resumed resumed when resumed.awaited() instanceof Awaited.Lock -> addLockTurn(resumed);
            case TaskEvent.Blocked _,TaskEvent.Resumed _,TaskEvent.Completed _,TaskEvent.Failed _,TaskEvent.LeftWorker _ -> {
                // not about the queue
            }
        }
        if (task.isRunNews(event.type())) {
            endedTimes.add(task.endedNanos());
        }
        return task;
    }

    private static boolean isPending(TaskTrace task) {
        return task.status() == TaskStatus.PENDING && task.submittedNanos() != Timeline.UNKNOWN;
    }

    private void updateQueue(TaskTrace task) {
        if (task.submittedNanos() != Timeline.UNKNOWN) {
            head.learn(task);
        }
    }

    private void addLockTurn(TaskEvent.Resumed turn) {
        int at = lockTurns.size();
        while (at > 0 && lockTurns.get(at - 1).compareTo(turn) > 0) {
            at--;
        }
        lockTurns.add(at, turn);
    }

    /**
     * Takes note that nothing more is to come of a task, and forgets the oldest ones if there are too many.
     *
     * @return whether the detail may begin later for it, so that all else is to be thinned
     */
    boolean close(TaskTrace task) {
        boolean started = task.startedNanos() != Timeline.UNKNOWN;
        Deque<TaskTrace> closed = started ? over : overUnstarted;
        closed.add(task);
        if (closed.size() <= most + most / TOO_MANY_PART) {
            return false;
        }
        return started ? forgetStarted() : forgetUnstarted();
    }

    private boolean forgetStarted() {
        while (over.size() > most) {
            forgetOldest();
        }
        forgetBeforeDetail();
        return true;
    }

    /** The series keeps their steps, and with them the length of the queue, unless it gets too long itself. */
    private boolean forgetUnstarted() {
        while (overUnstarted.size() > most) {
            forgetOldestUnstarted();
        }
        forgetInOrder();
        if (pending.size() <= MOST_STEPS * most) {
            return false;
        }
        detailFrom = Math.max(detailFrom, unstartedFrom);
        while (!over.isEmpty() && over.getFirst().endedNanos() <= detailFrom) {
            forgetOldest();
        }
        forgetBeforeDetail();
        return true;
    }

    /** Forgets what was over by a time: the detail begins there. */
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
        head.forgetBefore(detailFrom);
        submittedTimes.forgetBefore(detailFrom);
        // What was over then has no bar any more.
        endedTimes.forgetBefore(detailFrom + 1);
        forgetInOrder();
        // The last one before tells which task has the lock where the detail begins.
        int before = Sorted.count(lockTurns.size(), at -> lockTurns.get(at).nanos() < detailFrom);
        lockTurns.subList(0, Math.max(0, before - 1)).clear();
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
}
