package dev.poolscope.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/** The program in a JVM of its own, on a machine without a display. */
@EnabledOnOs(OS.LINUX)
class MainTest {
    private static final int SIGNAL_INT = 2;

    @TempDir
    Path directory;

    @Test
    void runsAScenarioAndLeavesAReportWithAPicture() throws Exception {
        Files.writeString(directory.resolve("fast.yaml"),
                """
                poolscope: 1
                name: Fast
                duration: 300ms
                pool: { type: dual }
                streams:
                  - { name: web, arrivals: { constant: { rate: 100/s } }, task: { sleep: 5ms } }
                expect: [ submitted == 30 ]
                """);

        Process program = start("run", "fast.yaml", "--out", "report");

        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(text("out")).contains("30 submitted");
        assertThat(text("err")).isEmpty();
        assertThat(program.exitValue()).isZero();
        assertThat(directory.resolve("report/summary.json")).exists();
        assertThat(directory.resolve("report/events.csv")).exists();
        assertThat(Files.readAllBytes(directory.resolve("report/picture.png"))).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void withoutADisplayItRunsTheDefaultScenarioAndCtrlCEndsThatWithAReport() throws Exception {
        assumeThat(interruptsAreIgnoredHere()).as("what started this build ignores Ctrl-C, and so would the program")
                .isFalse();
        Process program = start();
        await().atMost(60, TimeUnit.SECONDS).until(() -> text("out").contains("There is no display"));

        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(program.pid())).start().waitFor()).isZero();

        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isEqualTo(130);
        assertThat(text("out").lines()).hasSize(2).last().asString().contains("target/poolscope");
        assertThat(directory.resolve("target/poolscope/summary.json")).content().contains("\"terminated\" : true");
        assertThat(directory.resolve("target/poolscope/picture.png")).exists();
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                        "--enable-native-access=javafx.graphics,org.xerial.sqlitejdbc", "--module-path",
                        System.getProperty("jdk.module.path"), "--module",
                        "dev.poolscope/dev.poolscope.app.Main"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(directory.toFile())
                .redirectOutput(directory.resolve("out").toFile()).redirectError(directory.resolve("err").toFile());
        builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY", "JAVA_TOOL_OPTIONS"));
        return builder.start();
    }

    private String text(String file) throws IOException {
        return Files.readString(directory.resolve(file), StandardCharsets.UTF_8);
    }

    private static boolean interruptsAreIgnoredHere() throws IOException {
        String ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst().orElseThrow().substring("SigIgn:".length()).strip();
        return (Long.parseUnsignedLong(ignored, 16) & 1L << (SIGNAL_INT - 1)) != 0;
    }
}
