package dev.poolscope.session.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Recordings;
import dev.poolscope.telemetry.event.TaskEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A program that is killed in the middle of a run leaves a recording that opens, and lacks at most its last second. */
class AbruptEndTest {

    @Test
    void aKilledRunOpensUpToItsLastSecond(@TempDir Path folder) throws Exception {
        Path scenario = Files.writeString(folder.resolve("long.yaml"), """
                                                                       poolscope: 1
                                                                       name: Long
                                                                       duration: 60s
                                                                       pool: {type: dual}
                                                                       streams:
                                                                         - name: steady
                                                                           arrivals: {constant: {rate: 200/s}}
                                                                           task: {sleep: 2ms}
                                                                       """);
        Path file = folder.resolve("killed.poolscope");
        Process program = program("run", scenario.toString(), "--record", file.toString(), "--quiet");
        try {
            await().atMost(110, TimeUnit.SECONDS).failFast(() -> !program.isAlive())
                    .until(() -> lengthOf(file) >= 1.5);
        } finally {
            program.destroyForcibly();
        }
        program.waitFor();
        List<byte[]> before = contents(folder);

        FinishedRun run = Recordings.open(file);

        assertThat(contents(folder)).usingRecursiveComparison().isEqualTo(before);
        assertThat(run.remark()).contains("ended abruptly");
        assertThat(run.length().toMillis()).isGreaterThan(1_500);
        long submitted = run.events().stream().filter(TaskEvent.Submitted.class::isInstance).count();
        assertThat(submitted).isEqualTo(run.summary().submitted()).isPositive();
        assertThat(run.stopped()).as("the run was not stopped").isFalse();
        Path copy = folder.resolve("copy.poolscope");
        Recordings.copy(file, copy);
        assertThat(Recordings.open(copy)).isEqualTo(run);
        assertThat(new ReportPage(run).with(Painting.of(run, it -> {
            throw new PictureException("none", new IOException());
        }))).contains("This recording ended abruptly");
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        SummaryJson.write(run, json);
        assertThat(json.toString(StandardCharsets.UTF_8)).contains("\"remark\" : \"this recording ended abruptly");
    }

    /** What a reader finds in the recording that goes on; it may come in the middle of a checkpoint. */
    private static double lengthOf(Path file) {
        try {
            return Files.exists(file) ? Recordings.open(file).length().toNanos() / 1e9 : 0;
        } catch (IOException notYet) {
            return 0;
        }
    }

    private static List<byte[]> contents(Path folder) throws Exception {
        List<byte[]> contents = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                contents.add(Files.readAllBytes(file));
            }
        }
        return contents;
    }

    private static Process program(String... arguments) throws Exception {
        String modules = System.getProperty("jdk.module.path");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "--enable-native-access=javafx.graphics,org.xerial.sqlitejdbc", "--module-path", modules, "--module",
                "dev.poolscope/dev.poolscope.app.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
