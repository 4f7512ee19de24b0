package dev.poolscope.recording;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.workload.format.ScenarioWriter;
import dev.poolscope.workload.model.PoolSpec;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/** Writes what is known of a run when it begins. */
final class HeaderRows {
    private HeaderRows() {}

    static void write(Connection connection, RunHeader header) throws SQLException {
        Scenario scenario = header.scenario();
        PoolSpec pool = scenario.pool();
        Object[] values = {1, header.program(), header.startedAt().toString(), scenario.name(),
                ScenarioWriter.write(scenario), scenario.seed(), header.speed(), header.simulatedCores(),
                header.machine().cores(), header.machine().java(), header.machine().system(), pool.kind().key(),
                header.poolName(), header.maxWorkers(), nanos(pool.idleTimeout()), pool.maxTasksPerWorker(),
                pool.workerType().toString(), header.logLimit(), 0, 0, null, 0, null, null, null, null, null};
        try (PreparedStatement run = connection
                .prepareStatement("INSERT INTO run VALUES (" + "?, ".repeat(values.length - 1) + "?)")) {
            for (int i = 0; i < values.length; i++) {
                run.setObject(i + 1, values[i]);
            }
            run.executeUpdate();
        }
        try (PreparedStatement types = connection.prepareStatement("INSERT INTO event_type VALUES (?, ?)")) {
            for (EventType type : EventType.values()) {
                types.setInt(1, type.index());
                types.setString(2, type.name());
                types.executeUpdate();
            }
        }
    }

    /** A time that nanoseconds cannot say is longer than any run, and stands as the longest that they can. */
    static @Nullable Long nanos(@Nullable Duration time) {
        if (time == null) {
            return null;
        }
        try {
            return time.toNanos();
        } catch (ArithmeticException long_) {
            return Long.MAX_VALUE;
        }
    }
}
