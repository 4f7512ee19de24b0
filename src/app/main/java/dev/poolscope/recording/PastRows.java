package dev.poolscope.recording;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.poolscope.stats.PercentileSeries;
import dev.poolscope.telemetry.timeline.LaneHistory;
import dev.poolscope.telemetry.timeline.Past;
import dev.poolscope.telemetry.timeline.SegmentKind;
import org.jspecify.annotations.Nullable;

/** Reads the run in buckets of time. */
final class PastRows {
    private static final int KINDS = SegmentKind.values().length;

    private PastRows() {}

    /** Null if the recording has none: it is in the first format, or ended abruptly. */
    static @Nullable Past read(Connection connection) throws SQLException {
        if (RecordingReader.version(connection) < 2) {
            return null;
        }
        try (ReadRows rows = new ReadRows(connection, "SELECT until_ns, lanes FROM overview")) {
            if (!rows.next()) {
                return null;
            }
            long until = rows.time(1);
            return new Past(until, lanes(connection, rows.small(2, RunTables.MOST_CORES), until),
                    points(connection, EndRows.WAIT), points(connection, EndRows.RUN));
        }
    }

    /** Lanes of which nothing is known. */
    static List<LaneHistory> blank(int count, long until) {
        List<LaneHistory> lanes = new ArrayList<>();
        fill(lanes, count, 1, until);
        return lanes;
    }

    private static List<LaneHistory> lanes(Connection connection, int count, long until) throws SQLException {
        List<LaneHistory> lanes = new ArrayList<>();
        try (ReadRows rows = new ReadRows(connection,
                """
                SELECT lane, from_ns, width_ns, tasks, failed, starting_ns, running_ns, blocked_ns, leaving_ns, wrapping_up_ns,
                idle_ns, finalizing_ns, not_recorded_ns FROM lane_bucket ORDER BY lane, from_ns""")) {
            long width = 1;
            while (rows.next()) {
                int lane = rows.small(1, count);
                if (lane > lanes.size()) {
                    width = Math.max(1, rows.time(3));
                }
                fill(lanes, lane, width, until);
                long bucket = rows.time(2) / width;
                if (lane == 0 || bucket < 0 || bucket >= LaneHistory.MOST_BUCKETS) {
                    throw new DamagedException("a bucket of its overview lies outside of the run");
                }
                long[] nanos = new long[KINDS];
                for (int i = 0; i < KINDS; i++) {
                    nanos[i] = rows.count(6 + i);
                }
                lanes.get(lane - 1).restore((int) bucket, rows.count(4), rows.count(5), nanos);
            }
        }
        fill(lanes, count, 1, until);
        return lanes;
    }

    private static void fill(List<LaneHistory> lanes, int count, long width, long until) {
        while (lanes.size() < count) {
            lanes.add(new LaneHistory(width, until));
        }
    }

    private static List<PercentileSeries.Point> points(Connection connection, String what) throws SQLException {
        List<PercentileSeries.Point> points = new ArrayList<>();
        try (ReadRows rows = new ReadRows(connection,
                "SELECT until_ns, samples, p50_ns, p95_ns, p99_ns FROM percentile WHERE what = ? ORDER BY until_ns",
                what)) {
            while (rows.next()) {
                points.add(new PercentileSeries.Point(rows.time(1), rows.small(2), rows.time(3), rows.time(4),
                        rows.time(5)));
            }
        }
        return points;
    }
}
