package dev.poolscope.telemetry.timeline;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;
import org.jspecify.annotations.Nullable;

/**
 * How things stood at a moment of a run, and what had changed in the second before it. Always {@code submitted − leftQueue =
 * pending − pendingBefore}.
 *
 * @param nanos the moment, in nanoseconds from the start of the run
 * @param fromNanos where the stretch before it begins; what happened at that time itself is not in it
 * @param counted whether it is by the counters, because events are missing: then all of it is as they were read last by either end
 * @param readBefore when the counters were read last by the beginning, -1 if they had not been yet; if not counted, the beginning itself
 * @param readAt when the counters were read last by the moment, -1 if they had not been yet; if not counted, the moment itself
 * @param submitted tasks that were submitted in between
 * @param rejected submissions that were refused in between
 * @param leftQueue tasks that left the queue in between: they started, or were cancelled while they were pending
 * @param ended tasks that completed or failed in between
 * @param pendingBefore tasks in the queue at the beginning
 * @param pending tasks in the queue at the moment
 * @param busy workers with a task at the moment
 * @param blocked busy workers whose task was blocked at the moment; -1 if counted, as no counter tells it
 * @param alive workers that existed at the moment
 * @param oldestAgeNanos for how long the head of the queue had waited; if counted, at least so long, at the reading; -1 if the queue was empty
 * @param inHand how many tasks of each stream workers had in hand at the moment, in the order of the names; empty if counted, or if tasks of one
 *            stream alone were submitted by then
 * @param pool what had become of the pool
 */
public record Moment(long nanos, long fromNanos, boolean counted, long readBefore, long readAt, long submitted,
        long rejected, long leftQueue, long ended, long pendingBefore, long pending, int busy, int blocked, int alive,
        long oldestAgeNanos,
        SortedMap<String, Integer> inHand, PoolSince pool) {

    /** Copies what was in hand. */
    public Moment {
        inHand = Collections.unmodifiableSortedMap(new TreeMap<>(inHand));
    }

    private static final long SECOND = 1_000_000_000;

    /**
     * Since when a pool was not simply open, each {@link Timeline#UNKNOWN} if it was not so, or that is not recorded.
     *
     * @param starved since when all its workers waited for tasks that none of them could run
     * @param joining since when it refused submissions because of a join
     * @param broken since when it was broken
     * @param shutDown since when it was shut down
     * @param terminated since when it had terminated
     */
    public record PoolSince(long starved, long joining, long broken, long shutDown, long terminated) {

        static PoolSince of(long nanos, TimelineState facts) {
            Starvation starvation = Starvation.during(nanos, nanos + 1, facts);
            PoolEvent.JoinBegan joins = facts.marks.last(PoolEvent.JoinBegan.class, nanos);
            PoolEvent.JoinEnded joined = facts.marks.last(PoolEvent.JoinEnded.class, nanos);
            // Its end may be what is missing: then it is not said that it goes on.
            boolean hasJoined = joins == null || (joined != null && joined.compareTo(joins) > 0)
                    || !facts.completeness.hasAllMarks(EventType.JOIN_ENDED, nanos);
            return new PoolSince(starvation == null ? Timeline.UNKNOWN : starvation.from(),
                    joins == null || hasJoined ? Timeline.UNKNOWN : joins.nanos(),
                    since(PoolEvent.Broken.class, nanos, facts),
                    since(PoolEvent.ShutdownBegan.class, nanos, facts),
                    since(PoolEvent.Terminated.class, nanos, facts));
        }

        private static long since(Class<? extends PoolEvent> kind, long nanos, TimelineState facts) {
            PoolEvent event = facts.marks.last(kind, nanos);
            return event == null ? Timeline.UNKNOWN : event.nanos();
        }
    }

    private static SortedMap<String, Integer> inHand(long nanos, TimelineState facts) {
        SortedMap<String, Integer> streams = new TreeMap<>();
        for (WorkerTrace worker : facts.hasSeveralStreams() ? facts.workers.all() : List.<WorkerTrace>of()) {
            TaskTrace hand = worker.inHandAt(nanos);
            String stream = hand == null ? null : hand.stream();
            if (stream != null) {
                streams.merge(stream, 1, Integer::sum);
            }
        }
        return streams;
    }

    /** Looks at a moment; null if nothing is known of the time before it any more. */
    static @Nullable Moment of(long nanos, TimelineState facts) {
        long from = Math.max(-1, nanos - SECOND);
        if (facts.completeness.hasStretch(from, nanos)) {
            long[] happened = facts.tasks.count(from, nanos);
            long before = facts.series.pending().valueAt(from);
            long now = facts.series.pending().valueAt(nanos);
            return new Moment(nanos, from, false, from, nanos, happened[0], facts.series.rejections(from, nanos),
                    happened[0] - (now - before), happened[1], before, now,
                    facts.series.busy().valueAt(nanos), facts.series.blocked().valueAt(nanos),
                    facts.series.alive().valueAt(nanos),
                    facts.counts.oldestPendingAge(nanos), inHand(nanos, facts), PoolSince.of(nanos, facts));
        }
        if (facts.counts.history().last() == null) {
            return null;
        }
        // All from the same reading: what the events of a part of the second say may contradict it.
        CountHistory history = facts.counts.history();
        Counts before = history.at(from);
        Counts now = history.at(nanos);
        long read = history.readBy(nanos);
        long age = history.headAge(nanos);
        long submitted = now.submitted() - before.submitted();
        return new Moment(nanos, from, true, history.readBy(from), read, submitted, now.rejected() - before.rejected(),
                submitted - (now.pending() - before.pending()),
                now.completed() + now.failed() - before.completed() - before.failed(), before.pending(), now.pending(),
                now.busy(), -1, now.alive(), age < 0 ? age : age - (nanos - read), new TreeMap<>(),
                PoolSince.of(nanos, facts));
    }
}
