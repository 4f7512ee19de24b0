package dev.poolscope.recording;

import dev.poolscope.telemetry.event.Canceller;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.TaskEvent;
import org.jspecify.annotations.Nullable;

/** What has come of a task since the last commit: one row of the table {@code task}, or what is new in it. */
final class TaskRow {
    static final long ABSENT = Long.MIN_VALUE;

    final long id;
    @Nullable
    String stream;
    long due = ABSENT;
    long submitted = ABSENT;
    long started = ABSENT;
    int worker;
    long ended = ABSENT;
    @Nullable
    EventType outcome;
    /** What a failed task threw; the text of the action that cancelled a task. */
    @Nullable
    String cause;
    @Nullable
    Canceller by;
    long left = ABSENT;

    TaskRow(long id) {
        this.id = id;
    }

    /**
     * Takes a step, other than one of a wait.
     *
     * @return whether there was room for it: a task takes each step once, on one worker
     */
    boolean take(TaskEvent event) {
        return switch (event) {
            case TaskEvent.Submitted it -> {
                boolean first = submitted == ABSENT;
                submitted = first ? it.stamp() : submitted;
                due = first ? it.dueNanos() : due;
                stream = first ? it.stream() : stream;
                yield first;
            }
            case TaskEvent.Started it -> {
                boolean first = started == ABSENT && isOn(it.workerId());
                started = first ? it.stamp() : started;
                yield first;
            }
            case TaskEvent.Completed it -> end(it, null, null);
            case TaskEvent.Failed it -> end(it, it.cause(), null);
            case TaskEvent.Cancelled it -> end(it, it.action() == null ? null : it.action().text(), it.by());
            case TaskEvent.LeftWorker it -> {
                boolean first = left == ABSENT && isOn(it.workerId());
                left = first ? it.stamp() : left;
                yield first;
            }
            case TaskEvent.Blocked _,TaskEvent.Resumed _ -> false;
        };
    }

    private boolean end(TaskEvent event, @Nullable String why, @Nullable Canceller canceller) {
        if (ended != ABSENT || (event.workerId() != 0 && !isOn(event.workerId()))) {
            return false;
        }
        ended = event.stamp();
        outcome = event.type();
        cause = why;
        by = canceller;
        return true;
    }

    private boolean isOn(int some) {
        if (some == 0 || (worker != 0 && worker != some)) {
            return false;
        }
        worker = some;
        return true;
    }
}
