package dev.poolscope.recording;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.poolscope.telemetry.timeline.LaneHistory;
import dev.poolscope.telemetry.timeline.Past;
import dev.poolscope.telemetry.timeline.SegmentKind;
import org.jspecify.annotations.Nullable;

/**
 * Reads what lanes did in a stretch of a run in buckets that are narrow enough to be seen, from the {@link LanePyramid} of a recording. Where
 * that has none of a width, the next wider ones take their place, and at last those of the whole run.
 */
final class LevelRows {
    /** So many rows are read at most. */
    private static final long MOST_ROWS = 100_000;
    private static final SegmentKind[] KINDS = SegmentKind.values();

    private final Connection connection;
    private final int lanes;
    /** The run in wide buckets; empty if that has not been read. */
    private List<LaneHistory> base;
    /** The sums of each lane, one lane after the other, by where a bucket begins. */
    private final TreeMap<Long, Cells> cells = new TreeMap<>();

    private static final class Cells {
        private final long to;
        private final long[] sums;

        Cells(long to, long[] sums) {
            this.to = to;
            this.sums = sums;
        }
    }

    private record Span(long from, long to) {}

    private LevelRows(Connection connection, int lanes, List<LaneHistory> base) {
        this.connection = connection;
        this.lanes = lanes;
        this.base = base;
    }

    /**
     * The lanes in a stretch of time, and in some time around it; null if nothing narrower is known than the buckets of the whole run, or if
     * of some of it nothing is known at all.
     */
    static @Nullable List<LaneHistory> read(Connection connection, long from, long to, long end, int wanted, int lanes,
            List<LaneHistory> base) throws SQLException {
        return new LevelRows(connection, lanes, base).read(Math.max(0, from), to, end, wanted);
    }

    private @Nullable List<LaneHistory> read(long from, long to, long end, int wanted) throws SQLException {
        long wide = base.stream().filter(it -> it.count() > 0).mapToLong(LaneHistory::widthNanos).max()
                .orElse(Long.MAX_VALUE);
        int level = wanted;
        while (level < LanePyramid.TOP
                && Math.ceilDiv(to - from, LanePyramid.width(level)) * lanes > MOST_ROWS) {
            level++;
        }
        if (to <= from || LanePyramid.width(level) >= wide || (wide < Long.MAX_VALUE && !isAligned(wide))) {
            return null;
        }
        long unit = LanePyramid.unit(level);
        List<Span> missing = List.of(new Span(Math.floorDiv(from, unit) * unit, Math.ceilDiv(to, unit) * unit));
        boolean found = false;
        for (int each = level; each <= LanePyramid.TOP && LanePyramid.width(each) < wide
                && !missing.isEmpty(); each++) {
            missing = readLevel(each, missing);
            found |= !cells.isEmpty();
        }
        return !found || !fillUp(missing) ? null : histories(end);
    }

    private static boolean isAligned(long width) {
        for (int level = 0; level <= LanePyramid.TOP; level++) {
            if (LanePyramid.width(level) == width) {
                return true;
            }
        }
        return false;
    }

    /** Reads the buckets of a level in some stretches, which are whole units of the level before; what is left are whole units of this one. */
    private List<Span> readLevel(int level, List<Span> wanted) throws SQLException {
        long width = LanePyramid.width(level);
        long unit = LanePyramid.unit(level);
        List<Span> missing = new ArrayList<>();
        for (Span span : wanted) {
            Map<Long, Map<Long, long[]>> units = readUnits(level, Math.floorDiv(span.from, unit),
                    Math.ceilDiv(span.to, unit));
            for (long at = Math.floorDiv(span.from, unit); at * unit < span.to; at++) {
                long begin = Math.max(span.from, at * unit);
                long end = Math.min(span.to, (at + 1) * unit);
                Map<Long, long[]> buckets = units.get(at);
                if (buckets == null) {
                    missing.add(new Span(begin, end));
                    continue;
                }
                for (long bucket = Math.floorDiv(begin, width); bucket * width < end; bucket++) {
                    cells.put(bucket * width, new Cells((bucket + 1) * width,
                            buckets.getOrDefault(bucket, new long[lanes * LanePyramid.COLUMNS])));
                }
            }
        }
        return missing;
    }

    private Map<Long, Map<Long, long[]>> readUnits(int level, long first, long last) throws SQLException {
        Map<Long, Map<Long, long[]>> units = new HashMap<>();
        long buckets = LanePyramid.unit(level) / LanePyramid.width(level);
        try (ReadRows rows = new ReadRows(connection,
                """
                SELECT bucket, lane, tasks, failed, starting_ns, running_ns, blocked_ns, leaving_ns, wrapping_up_ns, idle_ns,
                finalizing_ns, not_recorded_ns FROM lane_level WHERE level = ? AND bucket >= ? AND bucket < ?""",
                level, first * buckets, last * buckets)) {
            while (rows.next()) {
                long bucket = rows.number(1);
                int lane = rows.small(2, RunTables.MOST_CORES);
                if (lane < 1) {
                    throw new DamagedException("a bucket of its overview is of no lane");
                }
                long[] sums = units.computeIfAbsent(Math.floorDiv(bucket, buckets), _ -> new HashMap<>())
                        .computeIfAbsent(bucket, _ -> new long[lanes * LanePyramid.COLUMNS]);
                if (lane <= lanes) {
                    for (int i = 0; i < LanePyramid.COLUMNS; i++) {
                        sums[(lane - 1) * LanePyramid.COLUMNS + i] = rows.count(3 + i);
                    }
                }
            }
        }
        return units;
    }

    /** Puts the buckets of the whole run where there are no others; false if there are none either. */
    private boolean fillUp(List<Span> missing) throws SQLException {
        if (missing.isEmpty()) {
            return true;
        }
        if (base.isEmpty()) {
            Past whole = PastRows.read(connection);
            base = whole == null ? List.of() : whole.lanes();
        }
        int buckets = base.stream().mapToInt(LaneHistory::count).max().orElse(0);
        if (buckets == 0) {
            return false;
        }
        LaneHistory longest = base.stream().filter(it -> it.count() == buckets).findFirst().orElseThrow();
        for (Span span : missing) {
            for (int i = longest.bucketAt(span.from); i < buckets && longest.beginNanos(i) < span.to; i++) {
                long[] sums = new long[lanes * LanePyramid.COLUMNS];
                for (int lane = 0; lane < Math.min(lanes, base.size()); lane++) {
                    LaneHistory it = base.get(lane);
                    if (i < it.count()) {
                        int at = lane * LanePyramid.COLUMNS;
                        sums[at + LanePyramid.TASKS] = it.tasks(i);
                        sums[at + LanePyramid.FAILED] = it.failed(i);
                        for (int kind = 0; kind < KINDS.length; kind++) {
                            sums[at + 2 + kind] = it.nanos(i, KINDS[kind]);
                        }
                    }
                }
                cells.put(longest.beginNanos(i), new Cells(longest.endNanos(i), sums));
            }
        }
        return true;
    }

    private List<LaneHistory> histories(long end) {
        long[] edges = new long[cells.size() + 1];
        int count = 0;
        for (Map.Entry<Long, Cells> each : cells.entrySet()) {
            edges[count++] = each.getKey();
            edges[count] = each.getValue().to;
        }
        List<LaneHistory> histories = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            LaneHistory history = new LaneHistory(edges, end);
            int bucket = 0;
            for (Cells each : cells.values()) {
                int at = lane * LanePyramid.COLUMNS;
                history.restore(bucket++, each.sums[at + LanePyramid.TASKS], each.sums[at + LanePyramid.FAILED],
                        Arrays.copyOfRange(each.sums, at + 2, at + LanePyramid.COLUMNS));
            }
            histories.add(history);
        }
        return histories;
    }
}
