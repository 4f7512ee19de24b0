package dev.poolscope.telemetry.timeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

import dev.poolscope.pool.SpawnReason;
import dev.poolscope.telemetry.event.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * Partitions the wait of a task: what it had to wait for in each moment from when it was due, or was submitted if that was
 * earlier, until it was taken, was cancelled, or until now.
 *
 * <p><b>Why a chain of workers.</b> A pool is first come, first served. A task is taken by a worker that has become free,
 * and it was not taken by that worker earlier because the worker did something else: it ran a task that came before in the
 * queue, it was idle and had to be woken, it was being started, or was not there yet. So what the worker did during the
 * wait, from its end back to its beginning, explains every moment of it. What the other workers took meanwhile came before
 * in the queue too; they are counted, not listed.
 *
 * <p><b>The parts.</b> From when the task was due until it was submitted: {@code LATE}. After that, of a task that no worker took, those of
 * {@link QueueWait}; of one that was taken, going back from the end:
 * <ol>
 * <li>The last worker of the chain is the one that took the task.
 * <li>As long as a worker of the chain was there, each segment of its life, cut to the wait, is a part.
 * <li>If it was spawned during the wait because a worker had retired, the chain goes on with the worker that was gone in
 * that moment, or else began to retire in it; the lowest number of several.
 * <li>Before a worker that was spawned for another reason, and if there is no worker at all, each moment belongs to the
 * worker with the lowest number of those that started or were idle then; where there is none, it is {@code NO_WORKER}.
 * </ol>
 * What a chain's worker did where nothing is known of it, and everything before the detail, is {@code NOT_RECORDED}.
 *
 * <p><b>They add up.</b> Each step takes the stretch from a lower bound up to where the step before began, and leaves no
 * moment of it out: what no segment covers becomes a part of its own. The last step ends at the submission. So the parts
 * follow one another without a gap, and their sum is the wait, to the nanosecond. Neighbours of the same cause are one part.
 */
final class WaitChain {

    private final TimelineState facts;
    private final long now;
    private final long submitted;
    /** From the end to the beginning. */
    private final List<WaitPart> parts = new ArrayList<>();

    private WaitChain(TimelineState facts, long now, long submitted) {
        this.facts = facts;
        this.now = now;
        this.submitted = submitted;
    }

    /** The parts of the wait of a task whose submission is known, in the order of time, until it ends. */
    static List<WaitPart> of(TaskTrace task, long end, TimelineState facts, long now) {
        WaitChain chain = new WaitChain(facts, now, task.submittedNanos());
        chain.goBack(task, end);
        if (task.dueNanos() < task.submittedNanos()) {
            chain.add(task.dueNanos(), task.submittedNanos(), WaitPart.Cause.LATE, 0, 0);
        }
        Collections.reverse(chain.parts);
        return List.copyOf(chain.parts);
    }

    private void goBack(TaskTrace task, long end) {
        long kept = Math.max(submitted, facts.tasks.detailFrom());
        long to = end;
        if (kept < to && task.startedNanos() == Timeline.UNKNOWN) {
            parts.addAll(QueueWait.of(kept, to, facts, now).reversed());
        } else if (kept < to) {
            WorkerTrace worker = facts.workers.find(task.workerId());
            while (worker != null && to > kept) {
                long came = worker.spawnedNanos();
                long from = Math.max(kept, came);
                addLife(worker, from, to);
                to = came == Timeline.UNKNOWN ? kept : Math.min(to, from);
                worker = to > kept ? replacedBy(worker) : null;
            }
            if (to > kept) {
                addUnclaimed(kept, to);
            }
        }
        add(submitted, Math.min(kept, end), WaitPart.Cause.NOT_RECORDED, 0, 0);
    }

    /** Adds a part before all others. */
    private void add(long from, long to, WaitPart.Cause cause, int workerId, long taskId) {
        if (from >= to) {
            return;
        }
        WaitPart next = parts.isEmpty() ? null : parts.getLast();
        boolean same = next != null && next.cause() == cause && next.workerId() == workerId
                && next.taskId() == taskId;
        if (same) {
            parts.removeLast();
        }
        parts.add(new WaitPart(from, same && next != null ? next.to() : to, cause, workerId, taskId));
    }

    /** What a worker did, in a stretch in which it was there. */
    private void addLife(WorkerTrace worker, long from, long to) {
        List<WaitPart> did = new ArrayList<>();
        worker.visit(from, to, Math.max(now, to), new TakerVisitor(from, to, (_, kind, start, end, _, hand) -> did.add(
                new WaitPart(start, end, WaitPart.Cause.of(kind, worker, end), worker.id(),
                        hand == null ? 0 : hand.id()))));
        long until = to;
        for (WaitPart part : did.reversed()) {
            add(Math.min(part.to(), until), until, WaitPart.Cause.NOT_RECORDED, worker.id(), 0);
            add(Math.max(part.from(), from), Math.min(part.to(), until),
                    part.to() > until ? part.cause().cutShort() : part.cause(), worker.id(), part.taskId());
            until = Math.max(part.from(), from);
        }
        add(from, until, WaitPart.Cause.NOT_RECORDED, worker.id(), 0);
    }

    /** The worker whose retirement was why another was spawned. */
    private @Nullable WorkerTrace replacedBy(WorkerTrace worker) {
        if (worker.spawnReason() != SpawnReason.RETIREMENT) {
            return null;
        }
        long at = worker.spawnedNanos();
        WorkerTrace began = null;
        for (WorkerTrace other : facts.workers.all()) {
            if (other.id() < worker.id()) {
                if (other.retiredNanos() == at && other.retirementReason() != null) {
                    return other;
                }
                RunEvent retiring = other.retiringEvent();
                if (began == null && retiring != null && retiring.nanos() == at) {
                    began = other;
                }
            }
        }
        return began;
    }

    /** Which workers were free in a stretch that no worker of the chain accounts for. */
    private void addUnclaimed(long from, long to) {
        List<WaitPart> free = new ArrayList<>();
        TreeSet<Long> bounds = new TreeSet<>(List.of(from, to));
        for (int slot = 1; slot <= facts.lanes.count(); slot++) {
            facts.lanes.lane(slot).visit(from, to, Math.max(now, to),
                    new TakerVisitor(from, to, (who, kind, start, end, _, _) -> {
                        if (kind.isFree()) {
                            free.add(new WaitPart(start, end, WaitPart.Cause.of(kind, who, end), who.id(), 0));
                            bounds.add(Math.max(from, start));
                            bounds.add(Math.min(to, end));
                        }
                    }));
        }
        free.sort((a, b) -> Integer.compare(a.workerId(), b.workerId()));
        long until = to;
        for (Long bound : bounds.headSet(to, false).descendingSet()) {
            long begin = bound;
            long end = until;
            WaitPart first = free.stream().filter(part -> part.from() <= begin && part.to() >= end).findFirst()
                    .orElse(null);
            if (first == null) {
                add(begin, end, WaitPart.Cause.NO_WORKER, 0, 0);
            } else {
                add(begin, end, isCutAt(end, first) ? first.cause().cutShort() : first.cause(), first.workerId(), 0);
            }
            until = begin;
        }
    }

    /** Whether it went on where the parts that were added so far begin, and they do not go on with it. */
    private boolean isCutAt(long end, WaitPart free) {
        WaitPart next = parts.isEmpty() ? null : parts.getLast();
        boolean goesOn = next != null && next.workerId() == free.workerId() && next.cause() == free.cause();
        return free.to() > end && !goesOn;
    }
}
