package dev.poolscope.telemetry.moment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.poolscope.pool.PoolState;
import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.event.EventCounts;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.timeline.Lane;
import dev.poolscope.telemetry.timeline.Marks;
import dev.poolscope.telemetry.timeline.SegmentKind;
import dev.poolscope.telemetry.timeline.TaskTrace;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.telemetry.timeline.WorkerCause;
import dev.poolscope.telemetry.timeline.WorkerTrace;
import org.jspecify.annotations.Nullable;

/**
 * How everything stood at one point of a run: of events with one and the same stamp just those count that had happened by
 * then. Times are nanoseconds from the start of the run, or {@link Timeline#UNKNOWN}. Immutable.
 *
 * @param point which point
 * @param knowledge how much is known of it
 * @param counts the totals
 * @param countedNanos when the counters were read that gave the totals, 0 if they had not been yet; {@link Timeline#UNKNOWN} if the
 *            totals are those of the point, or if there are none
 * @param pool how the pool stood; null if that is not known. Events tell it, also where some are missing: the counters only what they
 *            have seen besides
 * @param broken whether the pool had broken by then, which it stays after its shutdown
 * @param idleTimeout the idle timeout in force; null if a change of it may be missing
 * @param workers those that were alive, as far as it is known, in the order of their slots
 * @param queue what was pending, as far as it is known, in the order of the queue
 * @param waits the tasks that were blocked, in the order of their workers
 */
public record StateAt(EventPoint point, Knowledge knowledge, Counts counts, long countedNanos,
        @Nullable PoolState pool, boolean broken, WorkerCause.@Nullable IdleTimeout idleTimeout, List<AtWork> workers,
        List<Queued> queue, List<Wait> waits) {

    /** Copies what can be changed. */
    public StateAt {
        workers = List.copyOf(workers);
        queue = queue instanceof QueueView ? queue : List.copyOf(queue);
        waits = List.copyOf(waits);
    }

    /** How much is known of a moment. */
    public enum Knowledge {
        /** Everything. */
        WHOLE,
        /** Events are missing around it: totals are those of the counters' last reading; lists may lack something. */
        COUNTED,
        /** Of that time only totals are kept, those of the counters' last reading. */
        TOTALS,
        /** Nothing, because all of that time is forgotten. */
        NOTHING
    }

    /**
     * A worker.
     *
     * @param id its number
     * @param slot its slot
     * @param kind what it did
     * @param since since when
     * @param taskId its task, or 0
     * @param stream the stream of that task, or null
     * @param reapNanos when its idle timeout is due if nothing comes; {@link Timeline#UNKNOWN} if it was not idle, or if idle
     *            workers never retire, or retire for another reason because the pool is not open, or the idle timeout is not known
     */
    public record AtWork(int id, int slot, SegmentKind kind, long since, long taskId, @Nullable String stream,
            long reapNanos) {}

    /**
     * A task in the queue.
     *
     * @param place where it stood among those that are known, from 1
     * @param taskId its number
     * @param stream its stream, or null
     * @param dueNanos since when it waited: when it was due
     */
    public record Queued(int place, long taskId, @Nullable String stream, long dueNanos) {}

    /**
     * A task that was blocked.
     *
     * @param workerId its worker
     * @param taskId its number
     * @param since since when
     * @param awaited what it waited for: of a lock, with the task that had it at this point, 0 if that is not known; null if it is not
     *            known what it waited for
     * @param awaitedWorkerId the worker that had that other task in hand; 0 if none had
     * @param awaitedPlace where that other task stood in the queue; 0 if it did not
     */
    public record Wait(int workerId, long taskId, long since, @Nullable Awaited awaited, int awaitedWorkerId,
            int awaitedPlace) {}

    /**
     * Looks at a point. Quick enough for every frame.
     *
     * @param point which
     * @param timeline the run
     * @param chronicle the events of the same run
     * @param idleTimeout the idle timeout that the pool was made with; null for never
     * @return how everything stood
     */
    public static StateAt of(EventPoint point, Timeline timeline, Chronicle chronicle, @Nullable Duration idleTimeout) {
        return new Look(point, timeline, chronicle, idleTimeout).state();
    }

    /**
     * {@return where a task stood in the queue, from 1; 0 if it did not, as far as is known}
     *
     * @param taskId its number
     */
    public int placeOf(long taskId) {
        return queue instanceof QueueView view
                ? view.placeOf(taskId)
                : queue.stream().filter(it -> it.taskId() == taskId).mapToInt(Queued::place).findFirst().orElse(0);
    }

    /** {@return the same, without when idle timeouts are due} */
    public StateAt withoutForecast() {
        return new StateAt(point, knowledge, counts, countedNanos, pool, broken, idleTimeout,
                workers.stream().map(worker -> new AtWork(
                        worker.id(), worker.slot(), worker.kind(), worker.since(), worker.taskId(), worker.stream(),
                        Timeline.UNKNOWN)).toList(),
                queue, waits);
    }

    /**
     * Returns when the idle timeout of a worker is due, if nothing comes.
     *
     * @param worker which worker
     * @param point seen from when
     * @param timeline the run
     * @param idleTimeout the idle timeout that the pool was made with; null for never
     * @return when, or {@link Timeline#UNKNOWN} if it was not idle at that point, if that is not known, or if idle workers never
     *         retire, or do so because the pool is not open
     */
    public static long reapNanos(WorkerTrace worker, EventPoint point, Timeline timeline,
            @Nullable Duration idleTimeout) {
        WorkerCause.Doing doing = point.nanos() < timeline.completeness().detailFromNanos()
                ? null
                : worker.doingAt(point);
        return doing == null || doing.kind() != SegmentKind.IDLE
                ? Timeline.UNKNOWN
                : IdleTimeoutAt.of(point, timeline, idleTimeout).dueOf(doing.since());
    }

    /** One look at a run. */
    private static final class Look {
        private final EventPoint point;
        private final Timeline timeline;
        private final IdleTimeoutAt timeout;
        private final @Nullable EventCounts events;
        private final List<AtWork> workers = new ArrayList<>();
        private QueueView queue = new QueueView(List.of());
        private final List<Wait> waits = new ArrayList<>();
        private final Knowledge knowledge;

        Look(EventPoint point, Timeline timeline, Chronicle chronicle, @Nullable Duration initial) {
            this.point = point;
            this.timeline = timeline;
            timeout = IdleTimeoutAt.of(point, timeline, initial);
            events = chronicle.countsAt(point);
            boolean counted = timeline.counts().history().last() != null;
            // Where the detail begins, only the end of that moment is known.
            boolean kept = point.nanos() > timeline.completeness().detailFromNanos()
                    || (point.nanos() == timeline.completeness().detailFromNanos() && point.last() == null);
            knowledge = kept && events != null && timeline.completeness().hasQueueAt(point.nanos())
                    ? Knowledge.WHOLE
                    : !counted ? Knowledge.NOTHING : kept ? Knowledge.COUNTED : Knowledge.TOTALS;
        }

        StateAt state() {
            PoolStanding pool = pool();
            if (knowledge == Knowledge.WHOLE || knowledge == Knowledge.COUNTED) {
                lookAtQueue(pool);
                lookAtWorkers();
            }
            return new StateAt(point, knowledge, counts(), countedNanos(), pool.state(), pool.broken(),
                    timeout.timeout(), workers, queue, waits);
        }

        private void lookAtQueue(PoolStanding pool) {
            if (knowledge != Knowledge.WHOLE && pool.hasCancelledAll()) {
                // What seems to be pending was cancelled, and that is among what is missing.
                return;
            }
            List<TaskTrace> known = timeline.tasks().queueAt(point);
            if (knowledge != Knowledge.WHOLE) {
                long gone = lastGone();
                // A worker has had it: it has left the queue, at a time that is not known.
                known = known.stream().filter(task -> task.id() > gone
                        && (task.workerId() == 0 || task.startedNanos() != Timeline.UNKNOWN)).toList();
            }
            queue = new QueueView(known);
        }

        /**
         * Up to which number all tasks have left the queue, although of some that may be missing: those before one that a worker has, for the first
         * come is the first served, and as many as the counters have seen leave it, but for those that may have been cancelled behind the head.
         */
        private long lastGone() {
            Counts counts = timeline.counts().history().at(point.nanos());
            long gone = counts.submitted() - counts.pending() - counts.cancelled();
            for (int slot = 1; slot <= timeline.lanes().count(); slot++) {
                for (WorkerTrace worker : timeline.lanes().lane(slot).workers(point.nanos(), point.nanos())) {
                    WorkerCause.Doing doing = worker.doingAt(point);
                    gone = Math.max(gone, doing == null ? 0 : doing.taskId() - 1);
                }
            }
            return gone;
        }

        private void lookAtWorkers() {
            for (int slot = 1; slot <= timeline.lanes().count(); slot++) {
                Lane lane = timeline.lanes().lane(slot);
                for (WorkerTrace worker : lane.workers(point.nanos(), point.nanos())) {
                    WorkerCause.Doing doing = worker.doingAt(point);
                    if (doing != null) {
                        lookAt(worker, doing);
                    }
                }
            }
        }

        private void lookAt(WorkerTrace worker, WorkerCause.Doing doing) {
            TaskTrace task = doing.taskId() == 0 ? null : timeline.tasks().find(doing.taskId());
            long reap = doing.kind() == SegmentKind.IDLE ? timeout.dueOf(doing.since()) : Timeline.UNKNOWN;
            workers.add(new AtWork(worker.id(), worker.slot(), doing.kind(), doing.since(), doing.taskId(),
                    task == null ? null : task.stream(), reap));
            if (doing.kind() == SegmentKind.BLOCKED && task != null) {
                TaskEvent.Blocked wait = task.blockedAt(point);
                if (wait != null) {
                    waits.add(wait(worker, wait));
                }
            }
        }

        private Wait wait(WorkerTrace worker, TaskEvent.Blocked wait) {
            Awaited awaited = wait.awaited() instanceof Awaited.Lock ? new Awaited.Lock(holder(wait)) : wait.awaited();
            long other = switch (awaited) {
                case Awaited.Lock(long holder) -> holder;
                case Awaited.Task(long id) -> id;
                case null -> 0;
            };
            return new Wait(worker.id(), wait.taskId(), wait.nanos(), awaited, workerOf(other),
                    other == 0 ? 0 : queue.placeOf(other));
        }

        /** Where events are missing, others may have had the lock since: then it has it that is known to run. */
        private long holder(TaskEvent.Blocked wait) {
            long last = timeline.tasks().lockHolderAt(point, wait);
            return knowledge == Knowledge.WHOLE || runs(last) ? last : 0;
        }

        private boolean runs(long taskId) {
            WorkerTrace worker = timeline.workers().find(workerOf(taskId));
            WorkerCause.Doing doing = worker == null ? null : worker.doingAt(point);
            return doing != null && doing.kind() == SegmentKind.RUNNING;
        }

        private int workerOf(long taskId) {
            TaskTrace task = taskId == 0 ? null : timeline.tasks().find(taskId);
            WorkerTrace worker = task == null || task.workerId() == 0 ? null : timeline.workers().find(task.workerId());
            WorkerCause.Doing doing = worker == null ? null : worker.doingAt(point);
            return worker != null && doing != null && doing.taskId() == taskId ? worker.id() : 0;
        }

        private Counts counts() {
            EventCounts all = events;
            if (knowledge != Knowledge.WHOLE || all == null) {
                return timeline.counts().history().at(point.nanos());
            }
            return new Counts(workers.size(), (int) workers.stream().filter(it -> it.kind().isBusy()).count(),
                    (int) workers.stream().filter(it -> it.kind().isFree()).count(), queue.size(),
                    all.of(EventType.SUBMITTED), all.of(EventType.COMPLETED), all.of(EventType.FAILED),
                    all.of(EventType.CANCELLED), all.of(EventType.REJECTED), all.cancelledByPool());
        }

        private long countedNanos() {
            if (knowledge == Knowledge.WHOLE || knowledge == Knowledge.NOTHING) {
                return Timeline.UNKNOWN;
            }
            int sample = timeline.counts().history().indexAt(point.nanos());
            return sample < 0 ? 0 : timeline.counts().history().samples().get(sample).nanos();
        }

        private PoolStanding pool() {
            if (knowledge == Knowledge.WHOLE && events != null) {
                return new PoolStanding(events.state(), events.of(EventType.BROKEN) > 0);
            }
            return PoolStanding.of(point, timeline, knowledge == Knowledge.COUNTED);
        }
    }

    /**
     * The idle timeout in force at a point.
     *
     * @param timeout how long a worker may be idle; null if that is not known
     * @param sinceNanos since when; {@link Timeline#UNKNOWN} if it never was another one
     * @param open whether it is what idle workers retire for: a join, a shutdown or breakage comes first
     */
    private record IdleTimeoutAt(WorkerCause.@Nullable IdleTimeout timeout, long sinceNanos, boolean open) {

        static IdleTimeoutAt of(EventPoint point, Timeline timeline, @Nullable Duration initial) {
            if (!timeline.completeness().hasIdleTimeoutAt(point.nanos())) {
                return new IdleTimeoutAt(null, Timeline.UNKNOWN, true);
            }
            boolean open = isOpen(timeline.marks(), point);
            PoolEvent.IdleTimeoutChanged change = timeline.marks().last(PoolEvent.IdleTimeoutChanged.class, point);
            if (change != null) {
                return new IdleTimeoutAt(new WorkerCause.IdleTimeout(change.after()), change.nanos(), open);
            }
            PoolEvent.IdleTimeoutChanged first = timeline.marks().first(PoolEvent.IdleTimeoutChanged.class);
            return new IdleTimeoutAt(new WorkerCause.IdleTimeout(first == null ? initial : first.before()),
                    Timeline.UNKNOWN, open);
        }

        private static boolean isOpen(Marks marks, EventPoint point) {
            int joins = 0;
            for (RunEvent mark : marks.between(Long.MIN_VALUE, point.nanos() + 1)) {
                if (!point.includes(mark)) {
                    continue;
                }
                if (mark instanceof PoolEvent.ShutdownBegan || mark instanceof PoolEvent.Broken) {
                    return false;
                }
                joins += mark instanceof PoolEvent.JoinBegan ? 1 : mark instanceof PoolEvent.JoinEnded ? -1 : 0;
            }
            return joins <= 0;
        }

        /** When a worker that is idle since a time is due: at once, if it was too long already when the timeout was set. */
        long dueOf(long idleSince) {
            Duration duration = timeout == null ? null : timeout.duration();
            if (duration == null || !open) {
                return Timeline.UNKNOWN;
            }
            long nanos = duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0
                    ? Long.MAX_VALUE
                    : duration.toNanos();
            long due = idleSince > Long.MAX_VALUE - nanos ? Long.MAX_VALUE : idleSince + nanos;
            return Math.max(due, sinceNanos);
        }
    }
}
