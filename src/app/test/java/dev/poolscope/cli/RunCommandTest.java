package dev.poolscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.poolscope.session.report.PictureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RunCommandTest {

    @TempDir
    Path directory;

    @Test
    void printsTheNumbersAndEachExpectationWithItsMeasuredValue() throws IOException {
        Invocation.Result result = new Invocation().run("run", FastScenario.TWO_WORKERS.in(directory).toString());

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.FINE);
        assertThat(result.out()).contains("Two workers: seed 7", "dual pool 'demo' of up to 2 workers",
                "12 submitted = 12 completed + 0 failed + 0 cancelled; 0 rejected", "terminated; events missing: none");
        assertThat(result.outLines()).containsSubsequence("expected  ok     submitted == 12 (measured: 12)",
                "expected  ok     completed == 12 (measured: 12)",
                "expected  ok     terminated == true (measured: true)");
    }

    @Test
    void anExpectationThatDoesNotHoldIsToldAndDecidesTheExitCode() throws IOException {
        Invocation.Result result = new Invocation().run("run", FastScenario.UNEXPECTED.in(directory).toString());

        assertThat(result.code()).isEqualTo(ExitCode.NOT_AS_EXPECTED);
        assertThat(result.outLines()).contains("expected  FAILED submitted >= 1 (measured: 0)");
        assertThat(result.outLines()).contains("waited    no samples");
    }

    @Test
    void aPoolThatBreaksUnexpectedlyIsAFailureAndAnExpectedBreakageIsNot() throws IOException {
        Path silent = FastScenario.BREAKING.in(directory);
        Path expecting = Files.writeString(directory.resolve("expecting.yaml"),
                FastScenario.BREAKING.text() + "expect: [ broken == true ]\n");

        assertThat(new Invocation().run("run", silent.toString()).code()).isEqualTo(ExitCode.NOT_AS_EXPECTED);
        assertThat(new Invocation().run("run", expecting.toString()).code()).isEqualTo(ExitCode.FINE);
    }

    @Test
    void timesThatWereCutAtOneHourAreCountedAndToldAndOnlyThen() throws IOException {
        assertThat(new Invocation().run("run", FastScenario.BOUNDLESS.in(directory).toString()).outLines())
                .contains("draws     4 times drawn above one hour, and cut there");
        assertThat(new Invocation().run("run", FastScenario.TWO_WORKERS.in(directory).toString()).out())
                .doesNotContain("above one hour");
    }

    @Test
    void quietPrintsNothing() throws IOException {
        Invocation.Result result = new Invocation().onATerminal().run("run",
                FastScenario.TWO_WORKERS.in(directory).toString(),
                "--quiet", "--out", directory.resolve("report").toString());

        assertThat(result).isEqualTo(new Invocation.Result(ExitCode.FINE, "", ""));
    }

    @Test
    void theSeedOfTheCommandLineReplacesThatOfTheFile() throws IOException {
        Path file = FastScenario.TWO_WORKERS.in(directory);

        assertThat(new Invocation().run("run", file.toString(), "--seed", "-9223372036854775808").out())
                .startsWith("Two workers: seed -9223372036854775808,");
    }

    @Test
    void speedShortensTheRun() throws IOException {
        Path file = FastScenario.TWO_WORKERS.in(directory);

        assertThat(new Invocation().run("run", file.toString(), "--speed", "0.5").out()).contains(", 1.2 s, ");
        assertThat(new Invocation().run("run", file.toString(), "--speed", "2").out()).contains(", 0.3 s, ");
    }

    @Test
    void theReportIsWrittenToADirectoryThatIsMadeForItAndNothingElseThereIsTouched() throws IOException {
        Path report = directory.resolve("a/b");
        Files.createDirectories(report);
        Files.writeString(report.resolve("summary.json"), "old");
        Files.writeString(report.resolve("notes.txt"), "mine");

        Invocation.Result result = new Invocation().run("run", FastScenario.TWO_WORKERS.in(directory).toString(),
                "--out",
                report.toString());

        assertThat(result.outLines()).endsWith("report    " + report);
        assertThat(report.resolve("summary.json")).content().contains("\"submitted\" : 12");
        assertThat(report.resolve("events.csv")).content().startsWith("nanos,event,taskId,stream,workerId,detail");
        assertThat(report.resolve("picture.png")).hasBinaryContent(Invocation.PICTURE);
        assertThat(report.resolve("report.html")).content().startsWith("<!DOCTYPE html>")
                .contains("<h1>Two workers</h1>");
        assertThat(report.resolve("notes.txt")).hasContent("mine");
    }

    @Test
    void aReportThatCannotBeWrittenIsRefusedBeforeTheRun() throws IOException {
        Path report = directory.resolve("report");
        Files.createDirectories(report.resolve("summary.json"));

        Invocation.Result result = new Invocation().run("run", FastScenario.LONG.in(directory).toString(), "--out",
                report.toString());

        assertThat(result.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.errLines()).singleElement().asString().contains("summary.json", "in the way");
    }

    @Test
    void aMachineThatCannotPaintGetsAReportWithoutAPictureAndIsToldSo() throws IOException {
        Path report = directory.resolve("report");
        Files.createDirectories(report);
        Files.writeString(report.resolve("picture.png"), "of an earlier run");
        var invocation = new Invocation().paintedBy(run -> {
            throw new PictureException("no fonts", null);
        });

        Invocation.Result result = invocation.run("run", FastScenario.TWO_WORKERS.in(directory).toString(), "--out",
                report.toString());

        assertThat(result.code()).isEqualTo(ExitCode.FINE);
        assertThat(result.errLines()).singleElement().asString().contains("no picture.png", "no fonts");
        assertThat(report.resolve("summary.json")).exists();
        assertThat(report.resolve("picture.png")).doesNotExist();
    }

    @Test
    void anInterruptionEndsTheRunAtOnceWithAReportOfWhatHappenedSoFar() throws IOException {
        Path report = directory.resolve("report");
        var closed = new AtomicBoolean();
        var invocation = new Invocation().interruptedBy(reaction -> {
            Thread.ofPlatform().daemon().start(reaction);
            return () -> closed.set(true);
        });

        Invocation.Result result = invocation.run("run", FastScenario.LONG.in(directory).toString(), "--out",
                report.toString());

        assertThat(result.code()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(result.out()).contains("(stopped)", "terminated");
        assertThat(report.resolve("summary.json")).content().contains("\"terminated\" : true");
        assertThat(closed).as("interruptions end the program again").isTrue();
    }

    @Test
    void aFaultOfTheProgramIsToldInOneLineToo() throws IOException {
        var invocation = new Invocation().paintedBy(run -> {
            throw new IllegalStateException("a bug");
        });

        Invocation.Result result = invocation.run("run", FastScenario.TWO_WORKERS.in(directory).toString(), "--out",
                directory.resolve("report").toString());

        assertThat(result.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.errLines()).singleElement().asString().contains("fault of poolscope itself", "a bug");
    }

    @Test
    void progressIsDrawnOnATerminalOnlyAndErasedAtTheEnd() throws IOException {
        Path file = FastScenario.TWO_WORKERS.in(directory);

        Invocation.Result result = new Invocation().onATerminal().run("run", file.toString());

        assertThat(result.err()).startsWith("\r[").contains(" of 0.6 s").endsWith(" \r");
        assertThat(result.out()).doesNotContain("\r");
    }
}
