package dev.poolscope.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.poolscope.recording.RecordingException;
import dev.poolscope.session.Recordings;
import dev.poolscope.session.ScenarioSource;
import dev.poolscope.workload.format.InvalidScenarioException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code poolscope [FILE]}: opens the window, or does without one where there is no screen. */
@Command(name = "poolscope", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, //
        synopsisHeading = "", customSynopsis = {"poolscope [FILE]                  open the window", //
                "poolscope run FILE [--set PATH=VALUE]… [--seed N] [--speed K] [--record RECORDING] [--out DIR] [--quiet]", //
                "poolscope simulate FILE [--cores N] [--set PATH=VALUE]… [--seed N] [--speed K] [--record RECORDING] [--out DIR] [--quiet]", //
                "                                  run without a window", //
                "poolscope sweep FILE --vary PATH=VALUES… [--set PATH=VALUE]… [--goal EXPECTATION]… [--seeds N] [--cores N] [--real] [--out DIR] [--quiet]", //
                "                                  find the size that reaches a goal", //
                "poolscope report RECORDING [--out DIR] [--quiet]", //
                "                                  the numbers and the report of a recording", //
                "poolscope export RECORDING --to csv|perfetto|json [--out FILE]", //
                "                                  its events, for other programs", //
                "poolscope explain FILE task N | worker N | at TIME [--json]", //
                "                                  why a task of a recorded run waited, what a worker did, what was going on", //
                "poolscope compare A B [--fail-if BOUND]... [--json] [--out DIR]", //
                "                                  two runs beside each other", //
                "poolscope calibrate [--json]      what this machine adds to a run", //
                "poolscope check FILE [--trials N]  validate only", //
                "poolscope list                    the ready scenarios", //
                "poolscope lessons                 the lessons", //
                "poolscope lesson NAME [--seed N] [--answers FILE [--grade OUT.json]]    take one, or grade answers"}, //
        description = {"",
                "Watch a thread pool think: runs a synthetic workload on a real pool and shows what happened.", ""}, //
        parameterListHeading = "", optionListHeading = "", commandListHeading = "%n", //
        footer = {"",
                "Where there is no screen, a bare 'poolscope' runs the default scenario and leaves a report in target/poolscope.",
                "", "Exit codes: 0 fine",
                "            1 an expectation failed, the pool broke and no expectation mentions 'broken',",
                "              no value of a sweep reaches its goals, or what a --fail-if names is so",
                "            2 wrong usage, or an invalid file", "          130 ended by Ctrl-C"})
final class PoolscopeCommand implements Callable<Integer> {
    private final CliEnvironment cliEnvironment;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = {
            "a scenario: a path, or a name from the list; or a recording. The window opens with it, stopped; "
                    + "without it, the window runs the default scenario."})
    private @Nullable String file;

    PoolscopeCommand(CliEnvironment cliEnvironment) {
        this.cliEnvironment = cliEnvironment;
    }

    @Override
    public Integer call() throws InvalidScenarioException, InterruptedException, RecordingException {
        Display display = cliEnvironment.display();
        if (file == null) {
            return display.missing().isPresent()
                    ? new UnattendedRun(cliEnvironment).run(display.missing().get())
                    : open(Optional.empty());
        }
        // The faults of a broken file belong where its name was typed.
        ScenarioSource source = source(file);
        if (display.missing().isPresent() && !display.pretended()) {
            throw withoutWindow(display.missing().get());
        }
        return open(Optional.of(source));
    }

    private static ScenarioSource source(String file) throws InvalidScenarioException, RecordingException {
        ScenarioSource named = ScenarioSource.named(file);
        if (named instanceof ScenarioSource.File(var path) && Recordings.isRecording(path)) {
            Recordings.check(path);
            return named;
        }
        return ScenarioArgument.of(file).source();
    }

    private int open(Optional<ScenarioSource> source) {
        try {
            return cliEnvironment.window().open(source);
        } catch (NoDisplayException none) {
            throw withoutWindow(String.valueOf(none.getMessage()));
        }
    }

    private RefusalException withoutWindow(String reason) {
        return new RefusalException(
                "there is no display to open a window on (" + reason + "); without one: poolscope "
                        + (file != null && Recordings.isRecording(Path.of(file)) ? "report " : "run ")
                        + (file == null ? "FILE" : file));
    }
}
