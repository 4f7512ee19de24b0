package dev.poolscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.poolscope.lesson.format.ReadyLessons;
import dev.poolscope.session.ScenarioSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CommandLineProgramTest {

    @TempDir
    Path directory;

    @Test
    void helpShowsEveryCommandAndEndsWell() {
        Invocation.Result help = new Invocation().run("--help");

        assertThat(help.code()).isEqualTo(ExitCode.FINE);
        assertThat(help.out()).contains("poolscope [FILE]", "run FILE", "check FILE", "list", "--seed", "--speed",
                "--out",
                "--quiet");
        assertThat(help.err()).isEmpty();
        assertThat(help.outLines()).allMatch(line -> line.length() <= 120);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItself(String command) {
        Invocation.Result help = new Invocation().run(command, "--help");

        assertThat(help.code()).isEqualTo(ExitCode.FINE);
        assertThat(help.out()).contains("poolscope " + command);
    }

    static Stream<String> commands() {
        return Stream.of("run", "check", "list");
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        Invocation.Result version = new Invocation().run("--version");

        assertThat(version.code()).isEqualTo(ExitCode.FINE);
        assertThat(version.out().strip()).matches("poolscope \\d+\\.\\d+\\.\\d+\\S*");
    }

    @Test
    void listShowsEachReadyScenarioInOneLine() {
        Invocation.Result list = new Invocation().run("list");

        assertThat(list.code()).isEqualTo(ExitCode.FINE);
        assertThat(list.outLines()).isNotEmpty().allMatch(line -> line.matches("[a-z0-9-]+ {2,}\\S.*"));
        assertThat(list.outLines()).anyMatch(line -> line.startsWith("first-light "));
    }

    @Test
    void everyListedScenarioPassesTheCheck() {
        for (String line : new Invocation().run("list").outLines()) {
            String name = line.substring(0, line.indexOf(' '));
            Invocation.Result check = new Invocation().run("check", name);

            assertThat(check.err()).isEmpty();
            assertThat(check.code()).isEqualTo(ExitCode.FINE);
            assertThat(check.out()).startsWith(name + ": no faults");
        }
    }

    @Test
    void checkTellsEveryFaultWithFileLineAndColumn() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.yaml"), """
                                                                          poolscope: 1
                                                                          name: Broken
                                                                          duration: 20
                                                                          pool:
                                                                            type: dual
                                                                            idleTimeOut: 2s
                                                                          streams:
                                                                            - name: web
                                                                              arrivals: { constant: { rate: 20/s } }
                                                                              task: { sleep: 40ms, fails: 200% }
                                                                          """);

        Invocation.Result check = new Invocation().run("check", broken.toString());

        assertThat(check.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(check.out()).isEmpty();
        assertThat(check.errLines()).hasSize(3).allMatch(line -> line.startsWith(broken + ":"));
        assertThat(check.errLines().get(0)).contains(":3:11: ");
        assertThat(check.errLines().get(1)).contains(":6:3: ").contains("idleTimeout");
        assertThat(check.errLines().get(2)).contains(":10:33: ");
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void aMisuseIsToldInOneLine(String expected, List<String> arguments) throws IOException {
        Files.writeString(directory.resolve("open.yaml"),
                "poolscope: 1\nname: Endless\nduration: open\npool: { type: dual }\n");
        Files.writeString(directory.resolve("taken"), "");
        Files.writeString(directory.resolve("run.poolscope"), "damaged");
        Files.copy(
                Objects.requireNonNull(
                        ReadyLessons.class.getResourceAsStream("/assets/lessons/one-worker-or-two.yaml")),
                directory.resolve("lesson.yaml"));
        String[] there = arguments.stream().map(argument -> argument.replace("DIR", directory.toString()))
                .toArray(String[]::new);

        Invocation.Result result = new Invocation().run(there);

        assertThat(result.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.out()).isEmpty();
        assertThat(result.errLines()).hasSize(1);
        assertThat(result.err()).contains(expected).doesNotContain("Exception");
    }

    static Stream<Arguments> misuses() {
        return Stream.of(Arguments.of("there is no option '--sed'", List.of("run", "first-light", "--sed", "1")),
                Arguments.of("did you mean '--seed'?", List.of("run", "first-light", "--sed", "1")),
                Arguments.of("there is no option '--fast'", List.of("--fast")),
                Arguments.of("which FILE?", List.of("run")), //
                Arguments.of("which FILE?", List.of("check")), //
                Arguments.of("'second.yaml', which is one argument too many", List.of("missing.yaml", "second.yaml")),
                Arguments.of("there is no file 'missing.yaml'", List.of("missing.yaml")),
                Arguments.of("there is no file 'missing.yaml'", List.of("run", "missing.yaml")),
                Arguments.of("there is no file 'missing.yaml'", List.of("check", "missing.yaml")),
                Arguments.of("is a directory", List.of("check", "DIR")), //
                Arguments.of("'12.5' is not a whole number", List.of("run", "first-light", "--seed", "12.5")),
                Arguments.of("'0' is not a number from 0.001 to 1000", List.of("run", "first-light", "--speed", "0")),
                Arguments.of("'NaN' is not a number from 0.001 to 1000",
                        List.of("run", "first-light", "--speed", "NaN")),
                Arguments.of("'0x1p3' is not a number from 0.001 to 1000",
                        List.of("run", "first-light", "--speed", "0x1p3")),
                Arguments.of("'2d' is not a number from 0.001 to 1000",
                        List.of("simulate", "first-light", "--speed", "2d")),
                Arguments.of("'1e308' is not a number from", List.of("simulate", "first-light", "--speed", "1e308")),
                Arguments.of("'' names nothing", List.of("simulate", "first-light", "--out", "")),
                Arguments.of("'' names nothing", List.of("run", "first-light", "--record", "")),
                Arguments.of("there is no file ''", List.of("simulate", "")),
                Arguments.of("there is no file ''", List.of("report", "")),
                Arguments.of("'' is no name of a file", List.of("explain", "", "task", "1")),
                Arguments.of("'seed' is varied twice",
                        List.of("sweep", "first-light", "--vary", "seed=1,2", "--vary", "seed=3")),
                Arguments.of("--set name=x y: 3: not valid YAML",
                        List.of("simulate", "first-light", "--set", "name=x\ny: 3")),
                Arguments.of("there is no file 'a?[2J'", List.of("report", "a\u001b[2J")),
                Arguments.of("is a lesson, and no scenario", List.of("simulate", "DIR/lesson.yaml")),
                Arguments.of("is a scenario, and no lesson", List.of("lesson", "DIR/open.yaml")),
                Arguments.of("is a recording of a run, and no scenario", List.of("check", "DIR/run.poolscope")),
                Arguments.of("is a recording of a run, and no lesson", List.of("lesson", "DIR/run.poolscope")),
                Arguments.of("is read, so it is not written over",
                        List.of("lesson", "DIR/./lesson.yaml", "--answers", "DIR/lesson.yaml")),
                Arguments.of("--out", List.of("run", "first-light", "--out")),
                Arguments.of("is not a directory", List.of("run", "first-light", "--out", "DIR/taken")),
                Arguments.of("duration: open", List.of("run", "DIR/open.yaml")),
                Arguments.of("did you mean 'first-light'?", List.of("run", "frist-light")),
                Arguments.of("poolscope list", List.of("check", "something-else")),
                Arguments.of("one argument too many", List.of("list", "first-light")));
    }

    @Test
    void whatIsReadIsNotWrittenOver() throws IOException {
        Path recording = directory.resolve("run.poolscope");
        new Invocation().run("simulate", FastScenario.TWO_WORKERS.in(directory).toString(), "--record",
                recording.toString());
        byte[] before = Files.readAllBytes(recording);

        Invocation.Result export = new Invocation().run("export", recording.toString(), "--to", "csv", "--out",
                recording.toString());

        assertThat(export.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(export.errLines()).singleElement().asString().contains("is read, so it is not written over");
        assertThat(recording).hasBinaryContent(before);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDeviceIsNotReplacedByAFile() throws IOException {
        Path device = Files.createSymbolicLink(directory.resolve("device"), Path.of("/dev/null"));
        Path recording = directory.resolve("run.poolscope");
        String scenario = FastScenario.TWO_WORKERS.in(directory).toString();
        new Invocation().run("simulate", scenario, "--record", recording.toString());

        List<Invocation.Result> refused = List.of(
                new Invocation().run("simulate", scenario, "--record", device.toString()),
                new Invocation().run("export", recording.toString(), "--to", "csv", "--out", device.toString()));

        assertThat(refused).allSatisfy(result -> {
            assertThat(result.code()).isEqualTo(ExitCode.REFUSED);
            assertThat(result.errLines()).singleElement().asString().contains("it is no regular file");
        });
        assertThat(device).isSymbolicLink();
        assertThat(Files.isRegularFile(device)).isFalse();
        Files.delete(device);
    }

    @Test
    void wantOfMemoryIsToldInOneLine() throws IOException {
        String scenario = FastScenario.TWO_WORKERS.in(directory).toString();

        Invocation.Result result = new Invocation().interruptedBy(_ -> {
            throw new OutOfMemoryError("of this test");
        }).run("run", scenario);

        assertThat(result.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.errLines()).singleElement().asString().startsWith("poolscope: this takes more memory than");
    }

    @Test
    void aFileOpensTheWindowStoppedAndNoFileTheDefaultScenario() throws IOException {
        Path file = FastScenario.TWO_WORKERS.in(directory);
        var invocation = new Invocation().withDisplay();

        assertThat(invocation.run(file.toString()).code()).isEqualTo(Invocation.WINDOW_CODE);
        assertThat(invocation.run().code()).isEqualTo(Invocation.WINDOW_CODE);

        assertThat(invocation.opened()).containsExactly(Optional.of(new ScenarioSource.File(file)), Optional.empty());
    }

    @Test
    void theWindowIsNotOpenedWithAnInvalidFile() throws IOException {
        Path file = Files.writeString(directory.resolve("bad.yaml"),
                "poolscope: 1\nname: Bad\nduration: 1s\npool: { type: dual, color: red }\n");
        var invocation = new Invocation().withDisplay();

        Invocation.Result result = invocation.run(file.toString());

        assertThat(result.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.err()).startsWith(file + ":4:21: ");
        assertThat(invocation.opened()).isEmpty();
    }

    @Test
    void withoutADisplayAFileIsNotOpenedAndTheWayOutIsTold() throws IOException {
        Path file = FastScenario.TWO_WORKERS.in(directory);

        Invocation.Result result = new Invocation().run(file.toString());

        assertThat(result.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.err()).contains("no display", "poolscope run " + file);
    }

    @Test
    void withoutADisplayOrAFileTheDefaultScenarioRunsAndTwoLinesTellWhereItsReportLies() throws IOException {
        Path report = directory.resolve("target/poolscope");
        var invocation = new Invocation()
                .unattended(new ScenarioSource.File(FastScenario.UNEXPECTED.in(directory)), report);

        Invocation.Result result = invocation.run();

        assertThat(result.code()).as("whether the expectations hold was not asked").isEqualTo(ExitCode.FINE);
        assertThat(result.outLines()).hasSize(2);
        assertThat(result.outLines().get(0)).contains("no display");
        assertThat(result.outLines().get(1)).contains(report.toString());
        assertThat(report).isDirectoryContaining("glob:**/summary.json").isDirectoryContaining("glob:**/events.csv")
                .isDirectoryContaining("glob:**/picture.png");
        assertThat(invocation.opened()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "--help", "--version", "lessons", "check overload", "simulate burst-on-two",
            "sweep --help"})
    void anAnswerThatIsLostIsSaidAndNoSuccess(String arguments) {
        Invocation.Result result = new Invocation().withoutRoom().run(arguments.split(" ", -1));

        assertThat(result.code()).isNotEqualTo(ExitCode.FINE);
        assertThat(result.errLines()).containsExactly(
                "poolscope: what was to be printed could not be written to standard output, or not all of it");
    }

    @Test
    void aPlaceWhereNoRecordingCanBeIsRefusedBeforeAnythingIsSimulatedOrRun(@TempDir Path folder) throws Exception {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "mine");
        for (String command : List.of("simulate", "run")) {
            for (Path target : List.of(folder, notes, folder.resolve("missing").resolve("run.poolscope"))) {
                Invocation.Result result = new Invocation().run(command, "overload", "--record", target.toString());

                assertThat(result.code()).isEqualTo(ExitCode.REFUSED);
                assertThat(result.out()).isEmpty();
                assertThat(result.errLines()).hasSize(1).first().asString().contains("'" + target + "'");
            }
        }
        assertThat(notes).hasContent("mine");
    }
}
