package dev.poolscope.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Recordings;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

/** Tests that write a recording of their own, and may change what is in it. */
abstract class OwnRecording {
    @TempDir
    Path folder = Path.of("");
    Path file = Path.of("");

    @BeforeEach
    void place() {
        file = folder.resolve("run.poolscope");
    }

    final FinishedRun written(String scenario) throws IOException {
        FinishedRun run = SimulatedRun.of(ReadyScenarios.load(scenario), 2);
        Recordings.write(file, run, 1);
        return run;
    }

    final void change(String... statements) throws SQLException {
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file.toUri());
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    final void toThirdFormat() throws SQLException {
        change("DROP TABLE exact_times", "PRAGMA user_version = 3");
    }

    final void toSecondFormat() throws SQLException {
        toThirdFormat();
        change("DROP TABLE lane_level", "PRAGMA user_version = 2");
    }

    final void toFirstFormat() throws SQLException {
        toSecondFormat();
        for (String table : List.of("task_slice", "worker_life", "overview", "lane_bucket", "percentile",
                "histogram")) {
            change("DROP TABLE " + table);
        }
        change("PRAGMA user_version = 1");
    }
}
