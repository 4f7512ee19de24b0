package dev.poolscope.telemetry.timeline;

import java.util.ArrayList;
import java.util.List;

import dev.poolscope.pool.TaskStatus;
import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.event.Canceller;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.workload.model.Action;
import org.jspecify.annotations.Nullable;

/**
 * The life of a task, as far as its events are known. Each event sets what it is about and nothing else, so their order does
 * not matter. Owned by the thread that owns the {@link Timeline}. Stamps are nanoseconds from the start of the run, or
 * {@link Timeline#UNKNOWN}.
 */
public final class TaskTrace {

    private final long id;
    private @Nullable String stream;
    private long due = Timeline.UNKNOWN;
    private long submitted = Timeline.UNKNOWN;
    private long started = Timeline.UNKNOWN;
    private long left = Timeline.UNKNOWN;
    private int workerId;
    // Turns of the events that brought it into the queue and out of it.
    private int submittedTurn;
    private int startedTurn;
    /** That it completed, failed or was cancelled. */
    private @Nullable TaskEvent end;
    /** That it was blocked, and went on, in the order of events; null for the many that never wait. */
    private @Nullable List<TaskEvent> waits;

    public TaskTrace(long id) {
        this.id = id;
    }

    public void apply(TaskEvent event) {
        if (event.workerId() != 0) {
            workerId = event.workerId();
        }
        switch (event) {
            case TaskEvent.Submitted it -> {
                submitted = it.nanos();
                submittedTurn = it.turn();
                due = it.dueNanos();
                stream = it.stream();
            }
            case TaskEvent.Started it -> {
                started = it.nanos();
                startedTurn = it.turn();
            }
            case TaskEvent.Completed it -> end = it;
            case TaskEvent.Failed it -> end = it;
            case TaskEvent.Cancelled it -> end = it;
            case TaskEvent.LeftWorker it -> left = it.nanos();
            case TaskEvent.Blocked it -> addWait(it);
            case TaskEvent.Resumed it -> addWait(it);
        }
    }

    private void addWait(TaskEvent event) {
        List<TaskEvent> before = waits;
        List<TaskEvent> known = before == null ? new ArrayList<>(2) : before;
        int at = known.size();
        while (at > 0 && known.get(at - 1).compareTo(event) > 0) {
            at--;
        }
        known.add(at, event);
        waits = known;
    }

    /** {@return the task's number, from 1} */
    public long id() {
        return id;
    }

    /** {@return the name of the stream, or null if the task has none} */
    public @Nullable String stream() {
        return stream;
    }

    /** {@return when the task should have been submitted} */
    public long dueNanos() {
        return due;
    }

    /** {@return when the task was submitted} */
    public long submittedNanos() {
        return submitted;
    }

    /** {@return when a worker took the task} */
    public long startedNanos() {
        return started;
    }

    /** {@return when the task was in the queue no more: taken by a worker, or cancelled before} */
    public long leftQueueNanos() {
        return started == Timeline.UNKNOWN && workerId == 0 && end instanceof TaskEvent.Cancelled
                ? endedNanos()
                : started;
    }

    /** {@return when the task completed, failed or was cancelled; not known also of a task of which only is known that its code left its worker} */
    public long endedNanos() {
        return end == null ? Timeline.UNKNOWN : end.nanos();
    }

    /** The point after its end; that after all time if it has none. */
    EventPoint endPoint() {
        return end == null ? EventPoint.after(Long.MAX_VALUE) : EventPoint.after(end);
    }

    /** {@return when the code of a task that was cancelled while it ran returned} */
    public long leftNanos() {
        return left;
    }

    /** {@return when the code of the task returned} */
    public long returnedNanos() {
        return left != Timeline.UNKNOWN || end instanceof TaskEvent.Cancelled ? left : endedNanos();
    }

    /** Whether its code ran, the instants of its start and of its return included; true of a task whose return is not known. */
    boolean isUnderWayAt(long nanos) {
        long returned = returnedNanos();
        return started != Timeline.UNKNOWN && started <= nanos && (returned == Timeline.UNKNOWN || returned >= nanos);
    }

    /** {@return the number of the worker that had the task, or 0 if none took it} */
    public int workerId() {
        return workerId;
    }

    /** {@return how the task stands; one that left its worker was cancelled, also if that is not recorded} */
    public TaskStatus status() {
        return switch (end) {
            case TaskEvent.Completed _ -> TaskStatus.COMPLETED;
            case TaskEvent.Failed _ -> TaskStatus.FAILED;
            case TaskEvent.Cancelled _ -> TaskStatus.CANCELLED;
            case null, default -> statusWithoutEnd();
        };
    }

    private TaskStatus statusWithoutEnd() {
        if (left != Timeline.UNKNOWN) {
            return TaskStatus.CANCELLED;
        }
        return started == Timeline.UNKNOWN ? TaskStatus.PENDING : TaskStatus.RUNNING;
    }

    /**
     * {@return whether the pool itself cancelled the task, because it was shut down or broke; false for a task that was not
     * cancelled, or through its future}
     */
    public boolean isCancelledByPool() {
        return end instanceof TaskEvent.Cancelled cancelled && cancelled.by().isPool();
    }

    /** What cancelled the task; meaningless if it was not cancelled. */
    Canceller canceller() {
        return end instanceof TaskEvent.Cancelled cancelled ? cancelled.by() : Canceller.FUTURE;
    }

    /** The action by which the task was cancelled; null if it was none, or is not known. */
    @Nullable
    Action cancelledByAction() {
        return end instanceof TaskEvent.Cancelled cancelled ? cancelled.action() : null;
    }

    /** {@return the text of what the task threw, or null} */
    public @Nullable String cause() {
        return end instanceof TaskEvent.Failed failed ? failed.cause() : null;
    }

    /**
     * Returns what it waits for, or waited for.
     *
     * @param nanos when
     * @return what its last wait that began by then is for; null if there is none, or that is not known
     */
    public @Nullable Awaited awaitedAt(long nanos) {
        Awaited awaited = null;
        for (TaskEvent event : waits()) {
            if (event instanceof TaskEvent.Blocked blocked && blocked.nanos() <= nanos) {
                awaited = blocked.awaited();
            }
        }
        return awaited;
    }

    /**
     * Finds the last wait that had begun by a point.
     *
     * @param point which
     * @return that it began, or null if none had
     */
    public TaskEvent.@Nullable Blocked blockedAt(EventPoint point) {
        TaskEvent.Blocked last = null;
        for (TaskEvent event : waits()) {
            if (event instanceof TaskEvent.Blocked blocked && point.includes(blocked)) {
                last = blocked;
            }
        }
        return last;
    }

    /**
     * Returns whether it was in the queue at a point.
     *
     * @param point which
     * @return true if it had been submitted, and neither started nor cancelled
     */
    public boolean isPendingAt(EventPoint point) {
        if (submitted == Timeline.UNKNOWN || !point.includes(submitted, submittedTurn, EventType.SUBMITTED, 0, id)) {
            return false;
        }
        long gone = leftQueueNanos();
        boolean taken = started != Timeline.UNKNOWN;
        return gone == Timeline.UNKNOWN || (taken
                ? !point.includes(gone, startedTurn, EventType.STARTED, workerId, id)
                : end != null && !point.includes(end));
    }

    /** The events that it waits and that it goes on, in order. */
    List<TaskEvent> waits() {
        List<TaskEvent> known = waits;
        return known == null ? List.of() : known;
    }

    /** Whether all of its steps are known, so that nothing more comes. */
    public boolean isWhole() {
        if (submitted == Timeline.UNKNOWN || end == null) {
            return false;
        }
        if (end instanceof TaskEvent.Cancelled) {
            return workerId == 0 || (started != Timeline.UNKNOWN && left != Timeline.UNKNOWN);
        }
        return started != Timeline.UNKNOWN;
    }

    // A time becomes known with whichever of its two ends comes later. Each of the next two is true for one event of a
    // task.

    /** Whether its time from due to start has just become known. */
    boolean isWaitNews(EventType latest) {
        return (latest == EventType.SUBMITTED || latest == EventType.STARTED) && submitted != Timeline.UNKNOWN
                && started != Timeline.UNKNOWN;
    }

    /** Whether its time from start to completion or failure has just become known. */
    boolean isRunNews(EventType latest) {
        return (latest == EventType.STARTED || isEnd(latest)) && started != Timeline.UNKNOWN && isDone();
    }

    private boolean isDone() {
        return end instanceof TaskEvent.Completed || end instanceof TaskEvent.Failed;
    }

    private static boolean isEnd(EventType type) {
        return type == EventType.COMPLETED || type == EventType.FAILED;
    }

    @Override
    public String toString() {
        return "task " + id + " (" + status() + ')';
    }
}
