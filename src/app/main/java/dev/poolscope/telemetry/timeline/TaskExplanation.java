package dev.poolscope.telemetry.timeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.poolscope.pool.TaskStatus;
import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.event.Canceller;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;
import org.jspecify.annotations.Nullable;

/**
 * The life of a task with the causes of what it had to wait for, clause by clause, as they follow from the events. It is
 * made of what is known when it is asked for, and does not change afterwards.
 *
 * @param taskId which task
 * @param stream its stream, or null
 * @param status how it stands; null if that is not known, because events are missing
 * @param clauses what happened to it, in the order of time
 * @param cancelledAhead of those that were ahead of it in the queue the ones that were cancelled there before it left the queue
 * @param isOpen whether more may follow later
 * @param isWhole whether everything from its submission on is known in detail; if not, clauses may lack what was forgotten
 */
public record TaskExplanation(long taskId, @Nullable String stream, @Nullable TaskStatus status,
        List<TaskCause> clauses, List<Long> cancelledAhead, boolean isOpen,
        boolean isWhole) {

    /** Copies the list, unless it is immutable. */
    public TaskExplanation {
        clauses = List.copyOf(clauses);
        cancelledAhead = List.copyOf(cancelledAhead);
    }

    /** Explains a task with a known submission. */
    static TaskExplanation of(TaskTrace task, TimelineState facts, long now) {
        return new Teller(task, facts, now).tell();
    }

    /** Collects what a worker did with one task in hand. */
    private static final class Hand implements Segment.Visitor {

        private final TaskTrace task;
        private final List<Segment> waits = new ArrayList<>();
        private final List<Segment> own = new ArrayList<>();

        Hand(TaskTrace task) {
            this.task = task;
        }

        @Override
        public void segment(WorkerTrace worker, SegmentKind kind, long from, long to, boolean open,
                @Nullable TaskTrace hand) {
            if (hand == null || hand.id() != task.id()) {
                return;
            }
            Segment segment = new Segment(worker, kind, from, to, open, hand);
            own.add(segment);
            if (kind == SegmentKind.BLOCKED) {
                waits.add(segment);
            }
        }

        /** For how long it is not known what the task did: something was lost then, or is no longer kept. */
        long unknown(long from, long to) {
            return to - from - own.stream()
                    .mapToLong(did -> Math.max(0, Math.min(did.to(), to) - Math.max(did.from(), from))).sum();
        }
    }

    /** Goes through the life of one task. */
    private static final class Teller {

        private final TaskTrace task;
        private final TimelineState facts;
        private final long now;
        private final @Nullable WorkerTrace worker;
        private final List<TaskCause> clauses = new ArrayList<>();
        private List<Long> cancelledAhead = List.of();

        Teller(TaskTrace task, TimelineState facts, long now) {
            this.task = task;
            this.facts = facts;
            this.now = now;
            this.worker = facts.workers.find(task.workerId());
        }

        TaskExplanation tell() {
            long submitted = task.submittedNanos();
            clauses.add(new TaskCause.Submitted(submitted, task.dueNanos()));
            tellWaiting(submitted);
            boolean open = !task.isWhole();
            if (task.startedNanos() != Timeline.UNKNOWN) {
                tellStart(task.startedNanos());
                open |= tellRunning(task.startedNanos());
            } else if (task.status().isDone()) {
                open |= tellEnd(task.endedNanos());
            }
            return new TaskExplanation(task.id(), task.stream(), isKnownNow() ? task.status() : null, clauses,
                    cancelledAhead, open,
                    submitted >= facts.tasks.detailFrom());
        }

        /** Whether nothing has become of it that is not recorded here. */
        private boolean isKnownNow() {
            if (task.status().isDone() || now < facts.completeness.lostFromNanos()) {
                return true;
            }
            return task.startedNanos() != Timeline.UNKNOWN && isInHand();
        }

        /** Whether its worker is not known to have done anything else since, nor anything that is not recorded. */
        private boolean isInHand() {
            SegmentKind kind = worker == null ? null : worker.now();
            return worker != null && kind != null && kind.hasTask() && worker.taskNow() == task.id();
        }

        private void tellWaiting(long from) {
            boolean waits = task.leftQueueNanos() == Timeline.UNKNOWN;
            long to = waits ? Math.max(from, now) : task.leftQueueNanos();
            if (waits && (task.status().isDone() || !isKnownNow())) {
                if (!task.status().isDone()) {
                    clauses.add(new TaskCause.EndUnknown(false));
                }
                tellBehind(from, from);
                return;
            }
            if (from >= to) {
                // It has just come, and waits for what is ahead of it.
                if (waits) {
                    tellBehind(from, to);
                }
                return;
            }
            List<WaitPart> parts = WaitChain.of(task, to, facts, now);
            Set<Long> told = new HashSet<>(Set.of(task.id()));
            parts.forEach(part -> {
                told.add(part.taskId());
                part.held().forEach(held -> told.add(held.taskId()));
            });
            clauses.add(new TaskCause.Waited(parts.getFirst().from(), to, waits, parts,
                    facts.tasks.takenWhileQueued(task, to, told), !facts.completeness.hasLosses(from)));
            tellBehind(from, to);
            tellStarvation(from, to);
        }

        private void tellBehind(long from, long to) {
            List<Long> ahead = facts.tasks.aheadOf(task, from < facts.completeness.lostFromNanos());
            if (!ahead.isEmpty()) {
                cancelledAhead = ahead.stream().filter(id -> wasCancelledInQueue(id, to)).toList();
                clauses.add(new TaskCause.Behind(ahead,
                        !facts.completeness.hasLosses(from) && facts.tasks.hasAllPendingSince(from)));
            }
        }

        private boolean wasCancelledInQueue(long id, long before) {
            TaskTrace other = facts.tasks.find(id);
            return other != null && other.status() == TaskStatus.CANCELLED && other.workerId() == 0
                    && other.startedNanos() == Timeline.UNKNOWN && other.leftQueueNanos() < before;
        }

        private void tellStarvation(long from, long to) {
            Starvation starvation = Starvation.during(from, to, facts);
            if (starvation != null) {
                clauses.add(new TaskCause.Starved(starvation));
            }
        }

        private void tellStart(long started) {
            EventType occasion = worker == null ? null : worker.occasionOf(task);
            TaskCause.Occasion how = switch (occasion) {
                case COMPLETED, FAILED, TASK_LEFT_WORKER -> TaskCause.Occasion.AFTER_TASK;
                case WORKER_READY -> TaskCause.Occasion.NEW_WORKER;
                case WORKER_IDLE -> TaskCause.Occasion.IDLE_WORKER;
                case null, default -> TaskCause.Occasion.UNKNOWN;
            };
            TaskTrace before = worker == null ? null : worker.taskBefore(task);
            long since = worker == null || how == TaskCause.Occasion.UNKNOWN
                    ? Timeline.UNKNOWN
                    : worker.occasionNanosOf(task);
            clauses.add(new TaskCause.Started(started, task.workerId(), how, since, before == null ? 0 : before.id()));
            if (how == TaskCause.Occasion.NEW_WORKER && worker != null && worker.spawnedNanos() != Timeline.UNKNOWN) {
                clauses.add(new TaskCause.WorkerCame(worker.id(), worker.spawnedNanos(), since));
            }
        }

        /** Returns whether more may follow. */
        private boolean tellRunning(long started) {
            long ended = task.endedNanos();
            long over = ended == Timeline.UNKNOWN ? task.leftNanos() : ended;
            boolean goesOn = over == Timeline.UNKNOWN;
            tellBlocked(started, goesOn ? Math.max(started, now) : over, goesOn);
            return goesOn || tellEnd(ended);
        }

        /** Returns whether more may follow. */
        private boolean tellEnd(long ended) {
            switch (task.status()) {
                case COMPLETED -> clauses.add(new TaskCause.Completed(ended));
                case FAILED -> clauses.add(new TaskCause.Failed(ended, task.cause()));
                default -> {
                    if (ended == Timeline.UNKNOWN) {
                        clauses.add(new TaskCause.LeftCancelled(task.leftNanos()));
                        return tellCallbacks();
                    }
                    clauses.add(cancellation());
                    if (task.workerId() == 0) {
                        return false;
                    }
                    boolean stays = task.leftNanos() == Timeline.UNKNOWN;
                    if (stays && now >= facts.completeness.lostFromNanos() && !isInHand()) {
                        return true;
                    }
                    clauses.add(new TaskCause.Left(stays ? Math.max(ended, now) : task.leftNanos(), ended, stays));
                    if (stays) {
                        return true;
                    }
                }
            }
            return tellCallbacks();
        }

        /** What it did while it was under way, and what it waited for. */
        private void tellBlocked(long started, long to, boolean goesOn) {
            Hand hand = new Hand(task);
            if (worker != null && started < to) {
                worker.visit(started, to, Math.max(now, to), hand);
            }
            List<TaskCause> waits = hand.waits.stream().filter(wait -> wait.from() < to)
                    .map(wait -> blocked(wait, Math.min(wait.to(), to))).toList();
            long blocked = hand.waits.stream().mapToLong(wait -> Math.max(0, Math.min(wait.to(), to) - wait.from()))
                    .sum();
            long unknown = hand.unknown(started, to);
            clauses.add(goesOn && !isKnownNow()
                    ? new TaskCause.EndUnknown(true)
                    : new TaskCause.Ran(started, to, blocked, unknown, goesOn));
            clauses.addAll(waits);
            if (!waits.isEmpty()) {
                Starvation starvation = Starvation.concerning(task.id(), started, to, facts);
                if (starvation != null && !clauses.contains(new TaskCause.Starved(starvation))) {
                    clauses.add(new TaskCause.Starved(starvation));
                }
            }
        }

        private TaskCause blocked(Segment wait, long to) {
            Awaited awaited = task.awaitedAt(wait.from());
            List<Long> holders = new ArrayList<>();
            boolean known = !(awaited instanceof Awaited.Lock)
                    || facts.tasks.lockHolders(task, wait.from(), to, holders);
            return new TaskCause.Blocked(wait.from(), to, wait.open() && to >= now, awaited, holders, known);
        }

        private boolean tellCallbacks() {
            long over = task.leftNanos() == Timeline.UNKNOWN ? task.endedNanos() : task.leftNanos();
            long free = worker == null ? over : worker.freeAfter(task, over);
            boolean goesOn = free == Timeline.UNKNOWN;
            long to = goesOn ? now : free;
            if (to > over) {
                clauses.add(new TaskCause.CalledBack(task.workerId(), over, to, goesOn));
            }
            return goesOn;
        }

        private TaskCause cancellation() {
            Canceller by = task.canceller();
            PoolEvent cause = switch (by) {
                case SHUTDOWN -> facts.marks.last(PoolEvent.ShutdownBegan.class, task.endPoint());
                case BREAKAGE -> facts.marks.last(PoolEvent.Broken.class, task.endPoint());
                case FUTURE -> null;
            };
            return new TaskCause.Cancelled(task.endedNanos(), by, cause, task.cancelledByAction(),
                    task.workerId() == 0);
        }
    }
}
