package dev.poolscope.docs;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Recordings;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

import static org.assertj.core.api.Assertions.assertThat;

/** The page about recordings names what is in them, and its queries answer. */
class RecordingFormatPageTest {
    private static final String PAGE = "src/docs/recording-format.md";
    private static final Pattern QUERY = Pattern.compile("(?s)```sql\n(.*?)```");

    private final FinishedRun run = SimulatedRun.of(ReadyScenarios.load("shutdown-in-a-burst"), 2);

    private Connection recording(Path folder) throws Exception {
        Path file = folder.resolve("run.poolscope");
        Recordings.write(file, run, 1);
        return new SQLiteConfig().createConnection("jdbc:sqlite:" + file.toUri());
    }

    private static List<List<Object>> answers(Connection recording, String query) throws Exception {
        List<List<Object>> answers = new ArrayList<>();
        try (Statement statement = recording.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                List<Object> answer = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    answer.add(rows.getObject(column));
                }
                answers.add(answer);
            }
        }
        return answers;
    }

    private static long sum(List<List<Object>> answers, int column) {
        return answers.stream().mapToLong(row -> ((Number) row.get(column)).longValue()).sum();
    }

    @Test
    void itsTenQueriesAnswerWhatTheRunWas(@TempDir Path folder) throws Exception {
        List<String> queries = QUERY.matcher(Pages.text(PAGE)).results().map(each -> each.group(1)).toList();
        List<List<List<Object>>> answers = new ArrayList<>();
        try (Connection recording = recording(folder)) {
            for (String query : queries) {
                answers.add(answers(recording, query));
            }
        }

        assertThat(answers).hasSize(10);
        long started = run.summary().waitTimes().count();
        assertThat(answers.get(0).getFirst().get(2)).isEqualTo((double) run.summary().waitTimes().max() / 1e6);
        assertThat(sum(answers.get(1), 1)).isEqualTo(started);
        assertThat(((Number) answers.get(2).getFirst().getFirst()).doubleValue())
                .isCloseTo((double) run.summary().waitTimes().p95(),
                        org.assertj.core.data.Percentage.withPercentage(1));
        assertThat(sum(answers.get(3), 2)).isEqualTo(run.summary().submitted());
        assertThat(sum(answers.get(4), 1)).isEqualTo(run.summary().completed());
        assertThat(sum(answers.get(5), 1)).isEqualTo(run.summary().peakPending());
        assertThat(answers.get(6)).hasSize((int) run.summary().spawned());
        assertThat(sum(answers.get(7), 1)).isEqualTo(started);
        assertThat(sum(answers.get(8), 1)).isEqualTo(run.summary().failed());
        assertThat(answers.get(9).getFirst().getFirst()).isEqualTo(run.scenario().name());
    }

    @Test
    void everyTableAndViewIsOnThePageWithItsColumns(@TempDir Path folder) throws Exception {
        try (Connection recording = recording(folder)) {
            List<String> tables = answers(recording, "SELECT name FROM sqlite_schema WHERE type = 'table'").stream()
                    .map(row -> String.valueOf(row.getFirst())).toList();
            assertThat(Pages.table(PAGE, "Tables").stream().flatMap(row -> Pages.code(row.getFirst()).stream()))
                    .containsExactlyInAnyOrderElementsOf(tables);
            for (List<String> row : Pages.table(PAGE, "Views")) {
                List<String> columns = answers(recording,
                        "SELECT name FROM pragma_table_info('" + Pages.code(row.getFirst()).getFirst() + "')").stream()
                        .map(column -> String.valueOf(column.getFirst())).toList();
                assertThat(Pages.code(row.getLast())).isEqualTo(columns);
            }
        }
    }
}
