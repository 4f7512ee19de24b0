package dev.poolscope.recording;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

import dev.poolscope.pool.RetirementReason;
import dev.poolscope.stats.SampleSummary;
import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.telemetry.recorder.StreamSummary;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.run.CancelledBatch;
import org.jspecify.annotations.Nullable;

/** Writes what is known of a run only when it is over. */
final class EndRows {
    static final String WAIT = "wait";
    static final String RUN = "run";
    static final String TOTAL = "total";
    static final String LATENESS = "lateness";

    private final Connection connection;
    private final RowStatements statements;

    EndRows(Connection connection, RowStatements statements) {
        this.connection = connection;
        this.statements = statements;
    }

    void write(RunEnd end) throws SQLException {
        RecordedRun recorded = end.recorded();
        Summary summary = recorded.summary();
        long complete = recorded.completeAfterNanos();
        long unkept = recorded.counted().unkeptUntilNanos();
        long lost = recorded.counted().lostFromNanos();
        update("UPDATE run SET ended_in_order = 1, length_ns = ?, stopped = ?, cut_draws = ?, complete_after_ns = ?, "
                + "unkept_until_ns = ?, lost_from_ns = ?, dropped_events = ?", end.length().toNanos(),
                end.stopped() ? 1 : 0, end.cutDraws(), complete == Timeline.UNKNOWN ? null : complete,
                unkept == Timeline.UNKNOWN ? null : unkept, lost == Long.MAX_VALUE ? null : lost,
                summary.droppedEvents());
        update("INSERT INTO summary VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", summary.submitted(),
                summary.completed(), summary.failed(), summary.cancelled(), summary.rejected(), summary.peakWorkers(),
                summary.peakPending(), summary.spawned(), summary.throughput(), summary.lostEvents(),
                summary.unkeptEvents(), summary.terminated() ? 1 : 0, summary.broken() ? 1 : 0,
                summary.starved() ? 1 : 0, summary.blockedNanos() < 0 ? null : summary.blockedNanos());
        for (Map.Entry<RetirementReason, Long> entry : summary.retired().entrySet()) {
            update("INSERT INTO retired VALUES (?, ?)", entry.getKey().name(), entry.getValue());
        }
        times(null, summary.waitTimes(), summary.runTimes(), summary.totalTimes(), summary.arrivalLateness());
        int place = 0;
        for (StreamSummary each : summary.streams()) {
            long stream = statements.streamOf(each.stream());
            update("INSERT INTO stream_summary VALUES (?, ?, ?, ?, ?, ?, ?, ?)", stream, ++place, each.submitted(),
                    each.started(), each.completed(), each.failed(), each.rejected(), each.throughput());
            times(stream, each.waitTimes(), each.runTimes(), each.totalTimes(), each.arrivalLateness());
        }
        place = 0;
        for (CancelledBatch each : end.leftovers()) {
            update("INSERT INTO leftover VALUES (?, ?, ?, ?)", ++place, each.stream(), each.children() ? 1 : 0,
                    each.count());
        }
    }

    private void times(@Nullable Long stream, SampleSummary wait, SampleSummary run, SampleSummary total,
            SampleSummary lateness) throws SQLException {
        times(stream, WAIT, wait);
        times(stream, RUN, run);
        times(stream, TOTAL, total);
        times(stream, LATENESS, lateness);
    }

    private void times(@Nullable Long stream, String what, SampleSummary samples) throws SQLException {
        update("INSERT INTO times VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", stream, what, samples.count(), samples.p50(),
                samples.p90(), samples.p95(), samples.p99(), samples.max(), samples.mean());
        if (samples.exact()) {
            update("INSERT INTO exact_times VALUES (?, ?)", stream, what);
        }
    }

    private void update(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
