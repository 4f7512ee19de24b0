package dev.poolscope.telemetry.moment;

import java.time.Duration;

import dev.poolscope.pool.RetirementReason;
import dev.poolscope.telemetry.event.Canceller;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import dev.poolscope.telemetry.timeline.SegmentKind;
import dev.poolscope.telemetry.timeline.TaskTrace;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.telemetry.timeline.WorkerCause;
import dev.poolscope.telemetry.timeline.WorkerTrace;
import org.jspecify.annotations.Nullable;

/**
 * Something that the pool decided, with the numbers of the rule by which it did: what is told of a moment is how things stood
 * just before the event. Times are nanoseconds from the start of the run.
 */
public sealed interface Decision {

    /** {@return the event that says so} */
    RunEvent event();

    /**
     * A worker took a task.
     *
     * @param event the event that says so
     * @param place where the task stood in the queue, from 1; 0 if that is not known
     * @param pending how many tasks were pending, itself included; 0 if that is not known
     * @param before what the worker did just before, or null if that is not known
     * @param idle how many workers were idle, as far as is known
     * @param becameIdleLast whether the worker was the one of them that had become idle last; false also if that is not known
     * @param waitedNanos how long the task had waited since it was due; {@link Timeline#UNKNOWN} if that is not known
     */
    record Start(TaskEvent.Started event, int place, int pending, StateAt.@Nullable AtWork before, int idle,
            boolean becameIdleLast, long waitedNanos) implements Decision {}

    /**
     * A worker was spawned.
     *
     * @param event the event that says so, with the numbers of that moment
     * @param slots how many workers the pool may have
     */
    record Spawn(WorkerEvent.Spawned event, int slots) implements Decision {}

    /**
     * A worker takes no more tasks.
     *
     * @param event the event that says so
     * @param idleSince since when it had been idle; {@link Timeline#UNKNOWN} if it was not
     * @param idleTimeout the idle timeout in force; null if a change of it may be missing
     * @param queueEmpty whether nothing was pending, by the events before; false also if that is not known
     * @param tasksDone how many tasks it has done; 0 if that is not known
     * @param cause the join, shutdown or breakage; null if it was none, or is not known
     */
    record Retirement(WorkerEvent.Retiring event, long idleSince, WorkerCause.@Nullable IdleTimeout idleTimeout,
            boolean queueEmpty, int tasksDone, @Nullable PoolEvent cause) implements Decision {}

    /**
     * A task was cancelled.
     *
     * @param event the event that says so
     * @param place where the task stood in the queue, from 1; 0 if it had started, or that is not known
     * @param pending how many tasks were pending; 0 if that is not known
     * @param cause the shutdown or breakage; null if it was none, or is not known
     */
    record Cancellation(TaskEvent.Cancelled event, int place, int pending, @Nullable PoolEvent cause)
            implements
                Decision {}

    /** {@return whether an event is a decision: a start, a spawn, a retirement or a cancellation} */
    static boolean isOne(RunEvent event) {
        return event instanceof TaskEvent.Started || event instanceof WorkerEvent.Spawned
                || event instanceof WorkerEvent.Retiring || event instanceof TaskEvent.Cancelled;
    }

    /**
     * Explains a decision.
     *
     * @param event what was decided
     * @param timeline the run
     * @param chronicle the events of the same run
     * @param slots how many workers the pool may have
     * @param idleTimeout the idle timeout that the pool was made with; null for never
     * @return the rule's numbers, or null if the event is no decision
     */
    static @Nullable Decision of(RunEvent event, Timeline timeline, Chronicle chronicle, int slots,
            @Nullable Duration idleTimeout) {
        if (event instanceof WorkerEvent.Spawned spawned) {
            return new Spawn(spawned, slots);
        }
        if (!isOne(event)) {
            return null;
        }
        StateAt before = StateAt.of(chronicle.before(event), timeline, chronicle, idleTimeout);
        boolean whole = before.knowledge() == StateAt.Knowledge.WHOLE && isAfterWhatStandsBefore(event, chronicle);
        return switch (event) {
            case TaskEvent.Started it -> start(it, before, whole, timeline.tasks().find(it.taskId()));
            case WorkerEvent.Retiring it -> retirement(it, before, whole, timeline);
            case TaskEvent.Cancelled it -> cancellation(it, before, whole, timeline);
            default -> null;
        };
    }

    /**
     * Whether what stands before an event did happen before it, and what stands after it did not. What threads did at the very same
     * nanosecond has no known order; then a decision tells only what is true in each of them.
     */
    private static boolean isAfterWhatStandsBefore(RunEvent event, Chronicle chronicle) {
        if (event.turn() > 0) {
            return true;
        }
        long at = event.nanos();
        RunEvent other = chronicle.next(EventPoint.after(at - 1),
                it -> it.nanos() > at || (!it.equals(event) && isPerhapsElsewhere(it, event)));
        return other == null || other.nanos() > at;
    }

    /** Whether an event of the same nanosecond is of another thread, or may be, and changes the queue or what a worker does. */
    private static boolean isPerhapsElsewhere(RunEvent other, RunEvent event) {
        return switch (other) {
            case TaskEvent.Submitted _ -> true;
            // A pool that cancels all does so in one thread, in the order of the queue.
            case TaskEvent.Cancelled it when it.workerId() == 0 ->
                !(event instanceof TaskEvent.Cancelled one && one.by() == it.by() && one.by().isPool());
            case TaskEvent _,WorkerEvent _ -> other.workerId() != event.workerId();
            case PoolEvent _ -> false;
        };
    }

    private static StateAt.@Nullable AtWork workerOf(int id, StateAt state) {
        return state.workers().stream().filter(it -> it.id() == id).findFirst().orElse(null);
    }

    private static Start start(TaskEvent.Started event, StateAt before, boolean whole, @Nullable TaskTrace task) {
        StateAt.AtWork known = workerOf(event.workerId(), before);
        // Where events are missing, it may have done something else in this very moment.
        StateAt.AtWork worker = known == null || whole || known.since() < event.nanos() ? known : null;
        int place = whole ? before.placeOf(event.taskId()) : 0;
        long latest = before.workers().stream().filter(it -> it.kind() == SegmentKind.IDLE)
                .mapToLong(StateAt.AtWork::since).max().orElse(Timeline.UNKNOWN);
        int idle = (int) before.workers().stream().filter(it -> it.kind() == SegmentKind.IDLE).count();
        // Where events are missing, others may have been idle too.
        boolean last = whole && worker != null
                && worker.kind() == SegmentKind.IDLE && worker.since() == latest
                && before.workers().stream().filter(it -> it.kind() == SegmentKind.IDLE && it.since() == latest)
                        .count() == 1;
        long waited = task == null || task.dueNanos() == Timeline.UNKNOWN
                ? Timeline.UNKNOWN
                : event.nanos() - task.dueNanos();
        return new Start(event, place, place == 0 ? 0 : before.queue().size(), worker, idle, last, waited);
    }

    private static Retirement retirement(WorkerEvent.Retiring event, StateAt before, boolean whole, Timeline timeline) {
        StateAt.AtWork worker = workerOf(event.workerId(), before);
        WorkerTrace trace = timeline.workers().find(event.workerId());
        long idleSince = worker != null && worker.kind() == SegmentKind.IDLE ? worker.since() : Timeline.UNKNOWN;
        boolean queueEmpty = whole && before.queue().isEmpty();
        return new Retirement(event, idleSince, before.idleTimeout(), queueEmpty,
                trace == null || !isAllKnown(trace, event, timeline) ? 0 : trace.tasksDone(),
                cause(event.reason(), EventPoint.after(event), timeline));
    }

    private static boolean isAllKnown(WorkerTrace worker, WorkerEvent.Retiring end, Timeline timeline) {
        return !timeline.completeness().isCounted(worker.spawnedNanos())
                && !timeline.completeness().isCounted(end.nanos());
    }

    private static @Nullable PoolEvent cause(RetirementReason reason, EventPoint by, Timeline timeline) {
        return switch (reason) {
            // There may be several, and the last one that is known need not be the last.
            case JOIN -> timeline.completeness().hasAllMarks(EventType.JOIN_BEGAN, by.nanos())
                    ? timeline.marks().last(PoolEvent.JoinBegan.class, by)
                    : null;
            case SHUTDOWN -> timeline.marks().last(PoolEvent.ShutdownBegan.class, by);
            case BROKEN -> timeline.marks().last(PoolEvent.Broken.class, by);
            case IDLE_TIMEOUT, MAX_TASKS -> null;
        };
    }

    private static Cancellation cancellation(TaskEvent.Cancelled event, StateAt before, boolean whole,
            Timeline timeline) {
        int place = whole ? before.placeOf(event.taskId()) : 0;
        EventPoint by = EventPoint.after(event);
        PoolEvent cause = switch (event.by()) {
            case Canceller.SHUTDOWN -> timeline.marks().last(PoolEvent.ShutdownBegan.class, by);
            case Canceller.BREAKAGE -> timeline.marks().last(PoolEvent.Broken.class, by);
            case Canceller.FUTURE -> null;
        };
        return new Cancellation(event, place, place == 0 ? 0 : before.queue().size(), cause);
    }
}
