package dev.poolscope.telemetry.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.poolscope.pool.HookKind;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.SpawnReason;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import org.jspecify.annotations.Nullable;

/**
 * The life of a worker and why it was started and retired, clause by clause, as they follow from the events. It is made of
 * what is known when it is asked for, and does not change afterwards.
 *
 * @param workerId which worker
 * @param slot its lane, from 1; 0 if its start is not known
 * @param clauses what happened to it, in the order of time
 * @param isOpen whether more may follow later
 * @param isWhole whether all of its life is known in detail; if not, sums begin where the detail does
 */
public record WorkerExplanation(int workerId, int slot, List<WorkerCause> clauses, boolean isOpen, boolean isWhole) {

    /** Copies the list, unless it is immutable. */
    public WorkerExplanation {
        clauses = List.copyOf(clauses);
    }

    /**
     * Explains one.
     *
     * @param isSpawnTimeKnown whether all is kept that happened when it was spawned
     */
    static WorkerExplanation of(WorkerTrace worker, TimelineState facts, long now, boolean isSpawnTimeKnown) {
        return new Teller(worker, facts, now, isSpawnTimeKnown).tell();
    }

    /** Sums up what the worker did. */
    private static final class Sums implements Segment.Visitor {

        private long busy;
        private long blocked;
        private long unrecorded;
        private int stretches;
        private long idle;
        private long longestFrom;
        private long longestTo;
        private long idleUntil = Timeline.UNKNOWN;
        private long idleSince = Timeline.UNKNOWN;

        @Override
        public void segment(WorkerTrace worker, SegmentKind kind, long from, long to, boolean open,
                @Nullable TaskTrace task) {
            if (kind.isBusy()) {
                busy += to - from;
                blocked += kind == SegmentKind.BLOCKED ? to - from : 0;
            } else if (kind == SegmentKind.NOT_RECORDED) {
                unrecorded += to - from;
            } else if (kind == SegmentKind.IDLE) {
                // A worker may say twice that it is idle.
                boolean more = idleUntil == from;
                idleSince = more ? idleSince : from;
                idleUntil = to;
                stretches += more ? 0 : 1;
                idle += to - from;
                if (to - idleSince > longestTo - longestFrom) {
                    longestFrom = idleSince;
                    longestTo = to;
                }
            }
        }
    }

    /** Goes through the life of one worker. */
    private static final class Teller {

        private final WorkerTrace worker;
        private final TimelineState facts;
        private final long now;
        private final boolean isSpawnTimeKnown;
        private final List<WorkerCause> clauses = new ArrayList<>();

        Teller(WorkerTrace worker, TimelineState facts, long now, boolean isSpawnTimeKnown) {
            this.worker = worker;
            this.facts = facts;
            this.now = now;
            this.isSpawnTimeKnown = isSpawnTimeKnown;
        }

        WorkerExplanation tell() {
            long spawned = worker.spawnedNanos();
            tellSpawn(spawned);
            WorkerEvent end = worker.endEvent();
            if (end instanceof WorkerEvent.StartFailed failed) {
                clauses.add(new WorkerCause.StartFailed(failed.nanos(), failed.cause()));
                return new WorkerExplanation(worker.id(), worker.slot(), clauses, false, true);
            }
            long ready = worker.readyNanos();
            if (ready != Timeline.UNKNOWN && spawned != Timeline.UNKNOWN) {
                clauses.add(new WorkerCause.Ready(ready, spawned, false));
            } else if (worker.now() == SegmentKind.STARTING) {
                clauses.add(new WorkerCause.Ready(Math.max(now, spawned), spawned, true));
            }
            tellWork(spawned, end);
            tellEnd(end);
            return new WorkerExplanation(worker.id(), worker.slot(), clauses, end == null,
                    facts.tasks.detailFrom() == Timeline.UNKNOWN || spawned >= facts.tasks.detailFrom());
        }

        private void tellSpawn(long spawned) {
            WorkerEvent.Spawned event = worker.spawnEvent();
            if (event == null) {
                return;
            }
            SpawnReason reason = event.reason();
            clauses.add(new WorkerCause.Spawned(spawned, reason, event.pending(), event.free(), event.alive(),
                    facts.slots));
            // The pool decides it in the same moment, so the stamps are the same; if it starts several, those of the first
            // are. Where more than one thing has that stamp, or something may be missing, it is not known which it was.
            if (!isSpawnTimeKnown) {
                return;
            }
            if (reason == SpawnReason.SUBMISSION) {
                only(facts.tasks.submittedAt(spawned).map(TaskTrace::id))
                        .ifPresent(task -> clauses.add(new WorkerCause.AskedByTask(task)));
            } else if (reason == SpawnReason.RETIREMENT) {
                only(facts.workers.all().stream().filter(other -> other.retires(spawned)).map(WorkerTrace::id))
                        .ifPresent(other -> clauses.add(new WorkerCause.AskedByRetirement(other)));
            }
        }

        private static <T> Optional<T> only(Stream<T> candidates) {
            List<T> first = candidates.limit(2).toList();
            return first.size() == 1 ? Optional.of(first.getFirst()) : Optional.empty();
        }

        private void tellWork(long spawned, @Nullable WorkerEvent end) {
            long from = Math.max(spawned, facts.tasks.detailFrom());
            long to = end == null ? Math.max(now, from) : end.nanos();
            Sums sums = new Sums();
            worker.visit(from, to, to, sums);
            if (worker.tasksDone() > 0 || worker.lastTask() != 0) {
                clauses.add(
                        new WorkerCause.Worked(worker.tasksDone(), worker.firstTask(),
                                worker.tasksDone() > 0 ? worker.lastDone() : worker.lastTask(), sums.busy,
                                sums.blocked, from, to));
            }
            if (worker.hasGaps()) {
                clauses.add(new WorkerCause.Unrecorded(sums.unrecorded));
            }
            if (sums.stretches > 0) {
                clauses.add(new WorkerCause.Idled(sums.stretches, sums.idle, sums.longestFrom, sums.longestTo));
            }
            tellFailed(HookKind.INITIALIZER);
            SegmentKind doing = worker.now();
            if (doing != null && doing != SegmentKind.STARTING && doing != SegmentKind.FINALIZING) {
                clauses.add(new WorkerCause.Doing(doing, worker.nowSince(), worker.taskNow()));
            }
        }

        private void tellFailed(HookKind hook) {
            for (RunEvent mark : facts.marks.all()) {
                if (mark instanceof PoolEvent.HookFailed failed && failed.workerId() == worker.id()
                        && failed.hook() == hook) {
                    clauses.add(new WorkerCause.HookFailed(failed));
                }
            }
        }

        private void tellEnd(@Nullable WorkerEvent end) {
            WorkerEvent.Retiring retiring = worker.retiringEvent();
            if (retiring != null) {
                long since = retiring.nanos();
                EventPoint by = EventPoint.after(retiring);
                RetirementReason reason = retiring.reason();
                PoolEvent cause = switch (reason) {
                    // There may be several, and the last one that is known need not be the last.
                    case JOIN -> facts.completeness.hasAllMarks(EventType.JOIN_BEGAN, since)
                            ? facts.marks.last(PoolEvent.JoinBegan.class, by)
                            : null;
                    case SHUTDOWN -> facts.marks.last(PoolEvent.ShutdownBegan.class, by);
                    case BROKEN -> facts.marks.last(PoolEvent.Broken.class, by);
                    case IDLE_TIMEOUT, MAX_TASKS -> null;
                };
                clauses.add(new WorkerCause.Retiring(since, reason, worker.idleBefore(since), idleTimeoutAt(by),
                        facts.completeness.hasIdleTimeoutAt(since), cause));
            }
            tellFailed(HookKind.FINALIZER);
            if (end != null) {
                clauses.add(new WorkerCause.Retired(end.nanos(),
                        retiring == null ? Timeline.UNKNOWN : retiring.nanos()));
            }
        }

        /**
         * What the changes of the idle timeout say of a moment: the one before says what it became, the one after what it
         * was.
         */
        private WorkerCause.@Nullable IdleTimeout idleTimeoutAt(EventPoint point) {
            PoolEvent.IdleTimeoutChanged before = facts.marks.last(PoolEvent.IdleTimeoutChanged.class, point);
            if (before != null) {
                return new WorkerCause.IdleTimeout(before.after());
            }
            PoolEvent.IdleTimeoutChanged after = facts.marks.first(PoolEvent.IdleTimeoutChanged.class);
            return after == null ? null : new WorkerCause.IdleTimeout(after.before());
        }
    }
}
