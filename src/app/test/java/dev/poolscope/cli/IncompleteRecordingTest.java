package dev.poolscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Another program holds the file while it is written, so that nothing more gets into it. */
class IncompleteRecordingTest {
    @TempDir
    private Path directory;

    @Test
    void aRunWhoseRecordingIsNotCompleteIsToldAndEndsWithTwo() throws Exception {
        Path scenario = Files.writeString(directory.resolve("short.yaml"), """
                                                                           poolscope: 1
                                                                           name: Short
                                                                           duration: 1s
                                                                           pool: { type: dual }
                                                                           streams:
                                                                             - name: web
                                                                               arrivals: { constant: { rate: 50/s } }
                                                                               task: { sleep: 5ms }
                                                                           """);
        Path recording = directory.resolve("run.poolscope");
        CompletableFuture<Invocation.Result> running = CompletableFuture.supplyAsync(() -> new Invocation()
                .run("run", scenario.toString(), "--record", recording.toString()), task -> new Thread(task).start());
        // As soon as it is there with its tables.
        await().atMost(60, TimeUnit.SECONDS).until(() -> Files.exists(directory.resolve("run.poolscope-wal")));

        Invocation.Result ran;
        try (Connection other = new SQLiteConfig().createConnection("jdbc:sqlite:" + recording.toUri());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            ran = running.get(60, TimeUnit.SECONDS);
            statement.execute("ROLLBACK");
        }

        assertThat(ran.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(ran.err()).contains("'" + recording + "' is not complete: ").contains(" are missing");
        assertThat(ran.out()).contains("recording " + recording + ", not complete");
        assertThat(new Invocation().run("report", recording.toString(), "--out", directory.resolve("report").toString())
                .err()).contains("ended abruptly");
    }
}
