package dev.poolscope.app.chart.lanes;

import dev.poolscope.app.chart.lanes.LaneSource.SegmentVisitor;
import org.jspecify.annotations.Nullable;

/** Keeps the segment that holds a moment, or else the one that comes closest to it. */
final class NearestSegment implements SegmentVisitor {
    private final int lane;
    private final long moment;
    private long distance = Long.MAX_VALUE;
    private @Nullable LaneSegment found;

    NearestSegment(int lane, long moment) {
        this.lane = lane;
        this.moment = moment;
    }

    @Override
    public void segment(LaneState kind, long from, long to, boolean open, long taskId, int workerId) {
        long away = moment < from ? from - moment : moment < to ? 0 : moment - to + 1;
        if (away < distance) {
            distance = away;
            found = new LaneSegment(lane, kind, from, to, open, taskId, workerId);
        }
    }

    @Nullable
    LaneSegment found() {
        return found;
    }
}
