package dev.poolscope.telemetry.moment;

import java.util.List;

import dev.poolscope.pool.PoolState;
import dev.poolscope.telemetry.event.CountSample;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.timeline.CountHistory;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.telemetry.timeline.WorkerTrace;
import org.jspecify.annotations.Nullable;

/**
 * How a pool stood at a point of which events are missing. The counters were read up to some 10 ms before; marks are rarely lost, and
 * what one of them says is certain, so that the events since the reading go on from there. Of the states, shutting down and terminated are not left
 * for one before them, and broken only for these.
 *
 * @param state the state; null if neither tells
 * @param broken whether the pool had broken
 */
record PoolStanding(@Nullable PoolState state, boolean broken) {

    static PoolStanding of(EventPoint point, Timeline timeline, boolean hasWorkers) {
        CountHistory history = timeline.counts().history();
        int at = history.indexAt(point.nanos());
        CountSample sample = at < 0 ? null : history.samples().get(at);
        PoolStanding standing = sample == null
                ? new PoolStanding(null, false)
                : new PoolStanding(sample.state(), sample.broken());
        for (RunEvent mark : timeline.marks().between(Long.MIN_VALUE, point.nanos() + 1)) {
            if (point.includes(mark)) {
                standing = standing.after(mark, sample == null || mark.nanos() > sample.nanos());
            }
        }
        // A pool with much to cancel tells late what it does: its workers tell before.
        return hasWorkers && retiresForShutdown(point, timeline) ? standing.atLeast(PoolState.CLOSING) : standing;
    }

    /** Whether all tasks that were pending have been cancelled, and no other has come since. */
    boolean hasCancelledAll() {
        return state == PoolState.BROKEN || state == PoolState.CLOSING || state == PoolState.TERMINATED;
    }

    private PoolStanding after(RunEvent mark, boolean isNews) {
        return switch (mark) {
            case PoolEvent.Terminated _ -> atLeast(PoolState.TERMINATED);
            case PoolEvent.ShutdownBegan _ -> atLeast(PoolState.CLOSING);
            case PoolEvent.Broken _ -> new PoolStanding(atLeast(PoolState.BROKEN).state, true);
            case PoolEvent.JoinBegan _ when isNews -> atLeast(PoolState.JOINING);
            case PoolEvent.JoinEnded _ when isNews && state == PoolState.JOINING -> new PoolStanding(PoolState.OPEN,
                    broken);
            default -> this;
        };
    }

    private PoolStanding atLeast(PoolState other) {
        return state == null || rank(state) < rank(other) ? new PoolStanding(other, broken) : this;
    }

    private static int rank(PoolState state) {
        return switch (state) {
            case OPEN -> 0;
            case JOINING -> 1;
            case BROKEN -> 2;
            case CLOSING -> 3;
            case TERMINATED -> 4;
        };
    }

    private static boolean retiresForShutdown(EventPoint point, Timeline timeline) {
        for (int slot = 1; slot <= timeline.lanes().count(); slot++) {
            List<WorkerTrace> workers = timeline.lanes().lane(slot).workers(Long.MIN_VALUE, point.nanos());
            if (!workers.isEmpty() && workers.getLast().retiresForShutdownBy(point)) {
                return true;
            }
        }
        return false;
    }
}
