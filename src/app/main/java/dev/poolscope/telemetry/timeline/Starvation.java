package dev.poolscope.telemetry.timeline;

import java.util.ArrayList;
import java.util.List;

import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * A time in which every worker of the pool waited for a task of the same pool that had not ended. Times are nanoseconds
 * from the start of the run.
 *
 * @param from since when
 * @param to until the first of the workers did something else; {@link Timeline#UNKNOWN} if none has
 * @param waits which worker waits for which task, in the order of the workers' numbers
 * @param isExact whether the end is known exactly; if not, for events are missing, it may have come before {@code to}, or at any time
 *            if that is unknown
 */
public record Starvation(long from, long to, List<Wait> waits, boolean isExact) {
    /** It is not known whether a worker had the awaited task in hand. */
    public static final int UNKNOWN_WORKER = -1;

    /** Copies the list, unless it is immutable. */
    public Starvation {
        waits = List.copyOf(waits);
    }

    /**
     * One worker and what it waits for.
     *
     * @param workerId which worker
     * @param taskId the task that it has in hand; 0 if that is not known
     * @param awaitedId the task that is waited for; 0 if there are several, any of which would do, or it is not known
     * @param awaitedWorkerId the worker that had the awaited task in hand then; 0 if none had: it was in the queue;
     *            {@link #UNKNOWN_WORKER} if that is not known
     */
    public record Wait(int workerId, long taskId, long awaitedId, int awaitedWorkerId) {}

    static Starvation of(PoolEvent.Starved starved, TimelineState facts) {
        long at = starved.nanos();
        long until = Timeline.UNKNOWN;
        List<Wait> waits = new ArrayList<>();
        for (PoolEvent.Wait wait : starved.waits()) {
            WorkerTrace worker = facts.workers.find(wait.workerId());
            TaskTrace hand = worker == null ? null : worker.inHandAt(at);
            TaskTrace awaited = facts.tasks.find(wait.taskId());
            waits.add(new Wait(wait.workerId(), hand == null ? 0 : hand.id(), wait.taskId(),
                    workerOf(awaited, at, facts)));
            long next = worker == null ? Timeline.UNKNOWN : worker.nextAfter(at);
            if (next != Timeline.UNKNOWN) {
                until = until == Timeline.UNKNOWN ? next : Math.min(until, next);
            }
        }
        return new Starvation(at, until, waits, !facts.completeness.hasLosses(at));
    }

    private static int workerOf(@Nullable TaskTrace awaited, long at, TimelineState facts) {
        if (awaited != null && awaited.startedNanos() != Timeline.UNKNOWN && awaited.startedNanos() <= at) {
            return awaited.workerId();
        }
        boolean queued = awaited != null && awaited.submittedNanos() != Timeline.UNKNOWN
                && awaited.leftQueueNanos() != Timeline.UNKNOWN;
        return queued || !facts.completeness.hasLosses(at) ? 0 : UNKNOWN_WORKER;
    }

    /**
     * Returns whether a task waits in it, or is waited for.
     *
     * @param task the number of the task
     * @return true if it is one of those that this is about
     */
    public boolean concerns(long task) {
        return waits.stream().anyMatch(wait -> wait.taskId() == task || wait.awaitedId() == task);
    }

    /** The last that there was in a stretch of time, before its end, as far as is known; null if there was none. */
    static @Nullable Starvation during(long from, long to, TimelineState facts) {
        PoolEvent.Starved mark = facts.marks.last(PoolEvent.Starved.class, to - 1);
        Starvation starvation = mark == null ? null : of(mark, facts);
        return starvation == null || (!starvation.isExact && starvation.from < from)
                || (starvation.to != Timeline.UNKNOWN && starvation.to <= from)
                || starvation.waits.isEmpty() ? null : starvation;
    }

    /** The last that concerns a task in a stretch of time; null if there is none. */
    static @Nullable Starvation concerning(long task, long from, long to, TimelineState facts) {
        List<RunEvent> marks = facts.marks.between(from, Math.max(from, to) + 1);
        for (RunEvent mark : marks.reversed()) {
            if (mark instanceof PoolEvent.Starved starved) {
                Starvation starvation = of(starved, facts);
                if (starvation.concerns(task)) {
                    return starvation;
                }
            }
        }
        return null;
    }
}
