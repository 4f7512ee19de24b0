package dev.poolscope.telemetry;

import java.util.ArrayList;
import java.util.List;

import dev.poolscope.pool.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * The life of a task with the causes of what it had to wait for, clause by clause, as they follow from the events. It is told
 * of what is known when it is asked for, and does not change afterwards.
 *
 * @param taskId which task
 * @param stream its stream, or null
 * @param status how it stands
 * @param clauses what happened to it, in the order of time
 * @param isOpen whether there may be more to tell later
 * @param isWhole whether everything from its submission on is known in detail; if not, clauses may lack what was forgotten
 */
public record TaskStory(long taskId, @Nullable String stream, TaskStatus status, List<TaskClause> clauses,
        boolean isOpen, boolean isWhole) {

    /** Copies the list, unless it is immutable. */
    public TaskStory {
        clauses = List.copyOf(clauses);
    }

    /** Tells it of a task whose submission is known. */
    static TaskStory of(TaskLife task, RunFacts facts, long now) {
        return new Teller(task, facts, now).tell();
    }

    /** Goes through the life of one task. */
    private static final class Teller {

        private final TaskLife task;
        private final RunFacts facts;
        private final long now;
        private final @Nullable WorkerLife worker;
        private final List<TaskClause> clauses = new ArrayList<>();

        Teller(TaskLife task, RunFacts facts, long now) {
            this.task = task;
            this.facts = facts;
            this.now = now;
            this.worker = facts.workers.get(task.workerId());
        }

        TaskStory tell() {
            long submitted = task.submittedNanos();
            clauses.add(new TaskClause.Submitted(submitted, task.dueNanos()));
            tellWaiting(submitted);
            boolean open = !task.isWhole();
            if (task.startedNanos() != Timeline.UNKNOWN) {
                tellStart(task.startedNanos());
                open |= tellRunning(task.startedNanos());
            } else if (task.status() == TaskStatus.CANCELLED) {
                clauses.add(cancellation());
            }
            return new TaskStory(task.id(), task.stream(), task.status(), clauses, open,
                    submitted >= facts.detailFrom);
        }

        private void tellWaiting(long from) {
            boolean waits = task.leftQueueNanos() == Timeline.UNKNOWN;
            long to = waits ? Math.max(from, now) : task.leftQueueNanos();
            if (from >= to) {
                return;
            }
            clauses.add(new TaskClause.Waited(from, to, waits));
            List<Long> ahead = facts.aheadOf(task);
            if (!ahead.isEmpty()) {
                clauses.add(new TaskClause.Behind(ahead));
            }
            clauses.add(census(from));
        }

        /** How the workers stood in the first moment of the waiting. */
        private TaskClause.Found census(long at) {
            List<TaskClause.Hand> busy = new ArrayList<>();
            List<Integer> starting = new ArrayList<>();
            List<Integer> idle = new ArrayList<>();
            List<Integer> finalizing = new ArrayList<>();
            for (int slot = 1; slot <= facts.lanes.count(); slot++) {
                facts.lanes.lane(slot).visit(at, at + 1, Math.max(now, at + 1), (who, kind, start, end, open, hand) -> {
                    switch (kind) {
                        case RUNNING, BLOCKED, LEAVING, WRAPPING_UP ->
                            busy.add(new TaskClause.Hand(who.id(), hand == null ? 0 : hand.id()));
                        case STARTING -> starting.add(who.id());
                        case IDLE -> idle.add(who.id());
                        case FINALIZING -> finalizing.add(who.id());
                        case NOT_RECORDED -> {
                        }
                    }
                });
            }
            return new TaskClause.Found(busy, starting, idle, finalizing, facts.slots);
        }

        private void tellStart(long started) {
            EventType occasion = worker == null ? null : worker.occasionOf(task);
            TaskClause.Occasion how = switch (occasion) {
                case COMPLETED, FAILED, TASK_LEFT_WORKER -> TaskClause.Occasion.AFTER_TASK;
                case WORKER_READY -> TaskClause.Occasion.NEW_WORKER;
                case WORKER_IDLE -> TaskClause.Occasion.IDLE_WORKER;
                case null, default -> TaskClause.Occasion.UNKNOWN;
            };
            TaskLife before = worker == null ? null : worker.taskBefore(task);
            long since = worker == null || how == TaskClause.Occasion.UNKNOWN
                    ? Timeline.UNKNOWN
                    : worker.occasionNanosOf(task);
            clauses.add(new TaskClause.Started(started, task.workerId(), how, since, before == null ? 0 : before.id()));
            if (how == TaskClause.Occasion.NEW_WORKER && worker != null && worker.spawnedNanos() != Timeline.UNKNOWN) {
                clauses.add(new TaskClause.WorkerCame(worker.id(), worker.spawnedNanos(), since));
            }
        }

        /** Tells whether there may be more to tell. */
        private boolean tellRunning(long started) {
            long ended = task.endedNanos();
            if (ended == Timeline.UNKNOWN) {
                clauses.add(new TaskClause.Ran(started, Math.max(started, now), true));
                return true;
            }
            clauses.add(new TaskClause.Ran(started, ended, false));
            switch (task.status()) {
                case COMPLETED -> clauses.add(new TaskClause.Completed(ended));
                case FAILED -> clauses.add(new TaskClause.Failed(ended, task.cause()));
                default -> {
                    clauses.add(cancellation());
                    boolean stays = task.leftNanos() == Timeline.UNKNOWN;
                    clauses.add(new TaskClause.Left(stays ? Math.max(ended, now) : task.leftNanos(), ended, stays));
                    if (stays) {
                        return true;
                    }
                }
            }
            return tellCallbacks();
        }

        private boolean tellCallbacks() {
            long over = task.leftNanos() == Timeline.UNKNOWN ? task.endedNanos() : task.leftNanos();
            long free = worker == null ? over : worker.freeAfter(task, over);
            boolean goesOn = free == Timeline.UNKNOWN;
            long to = goesOn ? now : free;
            if (to > over) {
                clauses.add(new TaskClause.CalledBack(task.workerId(), over, to, goesOn));
            }
            return goesOn;
        }

        private TaskClause cancellation() {
            TaskClause.Canceller by = task.canceller();
            RunEvent cause = switch (by) {
                case SHUTDOWN -> facts.marks.last(EventType.SHUTDOWN_BEGAN, task.endedNanos());
                case BREAKAGE -> facts.marks.last(EventType.BROKEN, task.endedNanos());
                case FUTURE -> null;
            };
            return new TaskClause.Cancelled(task.endedNanos(), by, cause, task.workerId() == 0);
        }
    }
}
