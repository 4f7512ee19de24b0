package dev.poolscope.telemetry;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Why a task waited: what is true of the time from its submission until it left the queue. It is told of what is known when
 * it is asked for, and does not change afterwards.
 *
 * @param task which task
 * @param fromNanos when it was submitted
 * @param toNanos when it left the queue, or the present if it is still in it
 * @param ahead the tasks that were in the queue when it was submitted, and so were to be taken before it, in their order
 * @param meanwhile what the workers did while it waited: their segments of that time, whole, lane by lane;
 *            empty if it did not wait
 * @param end how the waiting ended
 * @param after the task that its worker had before, if that is how it ended; otherwise null
 * @param isWhole whether all of that time is known in detail; if not, lists may lack what was forgotten
 */
public record WaitStory(TaskLife task, long fromNanos, long toNanos, List<TaskLife> ahead, List<Segment> meanwhile,
        End end, @Nullable TaskLife after, boolean isWhole) {

    /** How the waiting of a task ended. */
    public enum End {
        /** A worker that was done with another task, and its callbacks, took it. */
        AFTER_TASK,
        /** A worker that had just become ready took it. */
        NEW_WORKER,
        /** A worker that was idle was woken and took it. */
        IDLE_WORKER,
        /** A worker took it; what that did before is not known. */
        TAKEN,
        /** It was cancelled in the queue. */
        CANCELLED,
        /** It has not ended. */
        STILL_WAITING
    }

    /** Copies the lists, unless they are immutable. */
    public WaitStory {
        ahead = List.copyOf(ahead);
        meanwhile = List.copyOf(meanwhile);
    }

    /**
     * Tells how long the task waited.
     *
     * @return nanoseconds since its submission
     */
    public long waitNanos() {
        return toNanos - fromNanos;
    }

    /**
     * Lists the tasks that workers had in hand while it waited.
     *
     * @return each once, lane by lane in the order of time
     */
    public List<TaskLife> blockers() {
        List<TaskLife> blockers = new ArrayList<>();
        for (Segment segment : meanwhile) {
            TaskLife blocker = segment.task();
            if (blocker != null && segment.kind().isBusy() && !blockers.contains(blocker)) {
                blockers.add(blocker);
            }
        }
        return blockers;
    }

    /** Tells it of a task whose submission is known. */
    static WaitStory of(TaskLife task, RunFacts facts, long now) {
        long from = task.submittedNanos();
        long to = task.leftQueueNanos() == Timeline.UNKNOWN ? Math.max(from, now) : task.leftQueueNanos();
        List<Segment> meanwhile = new ArrayList<>();
        for (int slot = 1; slot <= facts.lanes.count() && from < to; slot++) {
            meanwhile.addAll(facts.lanes.lane(slot).segments(from, to, now));
        }
        WorkerLife worker = facts.workers.get(task.workerId());
        TaskLife before = worker == null ? null : worker.taskBefore(task);
        EventType occasion = worker == null ? null : worker.occasionOf(task);
        return new WaitStory(task, from, to, facts.aheadOf(task), meanwhile, endOf(task, occasion), before,
                from >= facts.detailFrom);
    }

    private static End endOf(TaskLife task, @Nullable EventType occasion) {
        if (task.startedNanos() == Timeline.UNKNOWN) {
            return task.leftQueueNanos() == Timeline.UNKNOWN ? End.STILL_WAITING : End.CANCELLED;
        }
        return switch (occasion) {
            case COMPLETED, FAILED, TASK_LEFT_WORKER -> End.AFTER_TASK;
            case WORKER_READY -> End.NEW_WORKER;
            case WORKER_IDLE -> End.IDLE_WORKER;
            case null, default -> End.TAKEN;
        };
    }
}
