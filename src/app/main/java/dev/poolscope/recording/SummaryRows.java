package dev.poolscope.recording;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.poolscope.pool.RetirementReason;
import dev.poolscope.stats.Histogram;
import dev.poolscope.stats.SampleSummary;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.recorder.StreamSummary;
import dev.poolscope.telemetry.recorder.Summary;
import org.jspecify.annotations.Nullable;

/** Reads the numbers of a run that ended in order. */
final class SummaryRows {
    private final Connection connection;
    private final EventTables events;

    SummaryRows(Connection connection, EventTables events) {
        this.connection = connection;
        this.events = events;
    }

    /** A file of an older format has rounded percentiles: the events, if all are there, tell better. */
    Summary read(boolean whole, List<RunEvent> all) throws SQLException {
        Summary told = told();
        return !saysWhatIsExact() && whole && told.submitted() <= Histogram.KEPT
                ? SummaryOfEvents.of(all).proves(told)
                : told;
    }

    private boolean saysWhatIsExact() throws SQLException {
        return RecordingReader.version(connection) >= RecordingFormat.EXACT_TIMES;
    }

    private record TimesOf(@Nullable Long stream, String what) {}

    private Set<TimesOf> exactTimes() throws SQLException {
        Set<TimesOf> exact = new HashSet<>();
        if (saysWhatIsExact()) {
            try (ReadRows rows = new ReadRows(connection, "SELECT stream, what FROM exact_times")) {
                while (rows.next()) {
                    exact.add(new TimesOf(rows.numberIfAny(1), rows.text(2)));
                }
            }
        }
        return exact;
    }

    private Summary told() throws SQLException {
        Map<@Nullable Long, Map<String, SampleSummary>> times = new HashMap<>();
        Set<TimesOf> exact = exactTimes();
        try (ReadRows rows = new ReadRows(connection,
                "SELECT stream, what, samples, p50_ns, p90_ns, p95_ns, p99_ns, max_ns, mean_ns FROM times")) {
            while (rows.next()) {
                TimesOf of = new TimesOf(rows.numberIfAny(1), rows.text(2));
                times.computeIfAbsent(of.stream(), _ -> new HashMap<>()).put(of.what(),
                        new SampleSummary(rows.count(3), rows.count(4), rows.count(5), rows.count(6), rows.count(7),
                                rows.count(8), rows.fraction(9), exact.contains(of)));
            }
        }
        List<StreamSummary> streams = new ArrayList<>();
        try (ReadRows rows = new ReadRows(connection, "SELECT stream, submitted, started, completed, failed, rejected, "
                + "throughput FROM stream_summary ORDER BY place")) {
            while (rows.next()) {
                Long id = rows.number(1);
                streams.add(new StreamSummary(String.valueOf(events.stream(id)), rows.count(2), rows.count(3),
                        rows.count(4), rows.count(5), rows.count(6), of(times, id, EndRows.WAIT),
                        of(times, id, EndRows.RUN), of(times, id, EndRows.TOTAL), rows.fraction(7),
                        of(times, id, EndRows.LATENESS)));
            }
        }
        Map<RetirementReason, Long> retired = new EnumMap<>(RetirementReason.class);
        try (ReadRows rows = new ReadRows(connection, "SELECT reason, workers FROM retired")) {
            while (rows.next()) {
                retired.put(rows.name(1, RetirementReason.class), rows.count(2));
            }
        }
        try (ReadRows rows = new ReadRows(connection,
                """
                SELECT submitted, completed, failed, cancelled, rejected, peak_workers, peak_pending, spawned, throughput,
                lost_events, unkept_events, terminated, broken, starved, blocked_ns FROM summary""")) {
            if (!rows.next()) {
                throw new DamagedException("its summary is missing");
            }
            return new Summary(rows.count(1), rows.count(2), rows.count(3), rows.count(4), rows.count(5),
                    rows.small(6), rows.small(7), rows.count(8), retired, of(times, null, EndRows.WAIT),
                    of(times, null, EndRows.RUN), of(times, null, EndRows.TOTAL), rows.fraction(9),
                    of(times, null, EndRows.LATENESS), rows.count(10), rows.count(11), rows.number(12) != 0,
                    rows.number(13) != 0, rows.number(14) != 0, rows.number(15, -1), streams);
        }
    }

    private static SampleSummary of(Map<@Nullable Long, Map<String, SampleSummary>> times, @Nullable Long stream,
            String what) {
        SampleSummary found = times.getOrDefault(stream, Map.of()).get(what);
        if (found == null) {
            throw new DamagedException("its summary is not whole");
        }
        return found;
    }
}
