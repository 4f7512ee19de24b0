package dev.poolscope.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.poolscope.recording.RecordingException;
import dev.poolscope.session.report.ReportDirectory;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code poolscope run}: runs a scenario without a window. */
@Command(name = "run", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, //
        description = "Run a scenario without a window.", sortOptions = false)
final class RunCommand implements Callable<Integer> {
    private final CliEnvironment cliEnvironment;

    @Mixin
    private ScenarioOptions chosen = new ScenarioOptions();

    @Mixin
    private ReportOption report = new ReportOption();

    @Option(names = "--record", paramLabel = "RECORDING", description = "write the run into this file (*.poolscope) while it goes on; a recording that "
            + "is there is overwritten")
    private @Nullable Path recording;

    @Option(names = "--quiet", description = "print neither numbers nor progress")
    private boolean quiet;

    RunCommand(CliEnvironment cliEnvironment) {
        this.cliEnvironment = cliEnvironment;
    }

    @Override
    public Integer call() throws InvalidScenarioException, InterruptedException, RecordingException {
        Scenario scenario = chosen.scenario(cliEnvironment.console());
        ReportDirectory directory = report.prepared();
        try (var run = new ConsoleRun(cliEnvironment, scenario)) {
            if (recording != null) {
                run.recordTo(recording, chosen.speed());
            }
            ConsoleRun.End end = run.toItsEnd(quiet);
            tell(SummaryText.of(end.run()));
            boolean whole = true;
            if (recording != null) {
                whole = run.closeRecording();
                tell("recording " + recording + (whole ? "" : ", not complete"));
            }
            if (directory != null) {
                run.write(end.run(), directory);
                tell("report    " + directory.path());
            }
            // As with an answer that cannot be printed: what was asked for is not there.
            return whole || end.interrupted() ? end.exitCode() : ExitCode.REFUSED;
        }
    }

    private void tell(String lines) {
        if (!quiet) {
            cliEnvironment.console().answer(lines);
        }
    }
}
