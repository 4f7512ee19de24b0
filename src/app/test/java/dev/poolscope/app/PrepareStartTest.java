package dev.poolscope.app;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The way from a build to the program, as a bare {@code mvn} goes it, on a machine without a display. */
@EnabledOnOs(OS.LINUX)
class PrepareStartTest {
    /** For programs that are gone before it pays to compile anything well. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1";
    private static final String MODULES = "--enable-native-access=javafx.graphics,org.xerial.sqlitejdbc";

    @TempDir
    Path directory;

    @Test
    void theProgramIsRehearsedAndThenStartsFromWhatThatLeft() throws Exception {
        Path options = directory.resolve("start.options");
        Path recordings = directory.resolve("recordings");
        String path = System.getProperty("jdk.module.path");
        List<String> prepare = List.of("-cp", path.split(File.pathSeparator, -1)[0],
                "dev.poolscope.app.PrepareStart", options.toString(), path, MODULES, QUICK, "-Dglass.platform=Headless",
                "-Dprism.order=sw", "-Dpoolscope.settings=" + directory.resolve("settings.properties"),
                "-Dpoolscope.recordings=" + recordings, "--module",
                "dev.poolscope/dev.poolscope.app.launch.StartRehearsal");

        assertThat(java(prepare)).as("what it says").isEqualTo(
                "Preparing quick starts, once after each build: some seconds." + System.lineSeparator());
        try (Stream<Path> recorded = Files.list(recordings)) {
            assertThat(recorded).as("runs of the rehearsal").isNotEmpty();
        }
        // Java ends where it cannot use the cache, instead of doing without.
        assertThat(java(List.of("@" + options, "-XX:AOTMode=on", MODULES, "--module",
                "dev.poolscope/dev.poolscope.app.Main", "check", "first-light"))).startsWith("first-light");
        assertThat(java(prepare)).as("what it says when there is nothing to do").isEmpty();
    }

    @Test
    void theProgramStartsAlsoWhereNothingCanBePrepared() throws Exception {
        Path options = directory.resolve("start.options");
        String path = System.getProperty("jdk.module.path");
        // A file stands where the folder would be.
        Files.writeString(directory.resolve("start"), "");

        assertThat(java(List.of("-cp", path.split(File.pathSeparator, -1)[0], "dev.poolscope.app.PrepareStart",
                options.toString(), path, "--version"))).startsWith("Starts are not quick: ").contains("start");
        assertThat(java(List.of("@" + options, MODULES, "--module", "dev.poolscope/dev.poolscope.app.Main", "check",
                "first-light"))).startsWith("first-light");
    }

    private String java(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), QUICK));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY", "JAVA_TOOL_OPTIONS"));
        Process process = builder.start();
        String said = process.inputReader().readAllAsString();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
