package dev.poolscope.app.watch.series;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

import dev.poolscope.stats.TimeBuckets;
import dev.poolscope.telemetry.timeline.Lane;
import dev.poolscope.telemetry.timeline.LaneHistory;
import dev.poolscope.telemetry.timeline.QueueHistory;
import dev.poolscope.telemetry.timeline.SegmentKind;
import dev.poolscope.telemetry.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * How many workers there were before the detail, put together from what is left of all lanes. Worked out again only when
 * more was thinned out, which is often while a run goes on, and only where that is asked for.
 */
final class ThinnedHistory {
    private static final int MOST = 1024;
    private static final long FIRST_WIDTH = 100_000_000;
    private static final int ALIVE = 0;
    private static final int BUSY = 1;
    private static final int FREE = 2;
    private static final int BLOCKED = 3;
    private static final int COLUMNS = 4;
    private static final SegmentKind[] KINDS = SegmentKind.values();
    private static final Set<SegmentKind> IN_HAND = EnumSet.of(SegmentKind.RUNNING, SegmentKind.BLOCKED,
            SegmentKind.LEAVING);

    private final Supplier<Timeline> timeline;
    private @Nullable Timeline summedOf;
    private long summedUpTo = Timeline.UNKNOWN;
    private TimeBuckets sums = new TimeBuckets(MOST, FIRST_WIDTH, COLUMNS);

    ThinnedHistory(Supplier<Timeline> timeline) {
        this.timeline = timeline;
    }

    /** From when on everything is kept; 0 if nothing was thinned out. */
    long detailFrom() {
        return Math.max(0, timeline.get().completeness().detailFromNanos());
    }

    ThinnedCount pending() {
        if (detailFrom() == 0) {
            return ThinnedCount.NONE;
        }
        QueueHistory history = timeline.get().series().queueHistory();
        long end = detailFrom();
        return new ThinnedCount() {
            @Override
            public int count() {
                return history.count();
            }

            @Override
            public long widthNanos() {
                return history.widthNanos();
            }

            @Override
            public double mean(int bucket) {
                return history.meanPending(bucket);
            }

            @Override
            public long endNanos() {
                return end;
            }
        };
    }

    ThinnedCount alive() {
        return workers(ALIVE);
    }

    ThinnedCount busy() {
        return workers(BUSY);
    }

    ThinnedCount free() {
        return workers(FREE);
    }

    ThinnedCount blocked() {
        return workers(BLOCKED);
    }

    private ThinnedCount workers(int column) {
        long end = detailFrom();
        if (end == 0) {
            return ThinnedCount.NONE;
        }
        return new ThinnedCount() {
            @Override
            public int count() {
                return summedUpTo(end).count();
            }

            @Override
            public long widthNanos() {
                return summedUpTo(end).width();
            }

            @Override
            public double mean(int bucket) {
                TimeBuckets sums = summedUpTo(end);
                long from = sums.startOf(bucket);
                return sums.sum(bucket, column) / (double) Math.max(1, Math.min(end - from, sums.width()));
            }

            @Override
            public long endNanos() {
                return end;
            }
        };
    }

    private TimeBuckets summedUpTo(long end) {
        Timeline current = timeline.get();
        if (summedOf == current && summedUpTo == end) {
            return sums;
        }
        summedOf = current;
        summedUpTo = end;
        sums = new TimeBuckets(MOST, FIRST_WIDTH, COLUMNS);
        add(current.lanes().history(), end);
        for (int slot = 1; slot <= current.lanes().count(); slot++) {
            Lane lane = current.lanes().lane(slot);
            if (lane.hasWholeHistory()) {
                add(lane.history(), end);
            } else {
                lane.visit(0, end, end, (_, kind, from, to, _, _) -> add(kind, from, Math.min(to, end),
                        Math.min(to, end) - from));
            }
        }
        return sums;
    }

    private void add(LaneHistory history, long end) {
        for (int bucket = 0; bucket < history.count(); bucket++) {
            long at = history.beginNanos(bucket);
            for (SegmentKind kind : KINDS) {
                long nanos = history.nanos(bucket, kind);
                if (nanos > 0) {
                    add(kind, at, Math.min(end, history.endNanos(bucket)), nanos);
                }
            }
        }
    }

    // The buckets of the lanes may be narrower or wider than these: what is in one is spread over its time.
    private void add(SegmentKind kind, long from, long to, long nanos) {
        long at = from;
        while (at < to) {
            long next = Math.min(to, (at / sums.width() + 1) * sums.width());
            long part = Math.round(nanos * ((double) (next - at) / (to - from)));
            sums.add(at, ALIVE, part);
            if (IN_HAND.contains(kind)) {
                sums.add(at, BUSY, part);
            } else if (kind.isFree()) {
                sums.add(at, FREE, part);
            }
            if (kind == SegmentKind.BLOCKED) {
                sums.add(at, BLOCKED, part);
            }
            at = next;
        }
    }
}
