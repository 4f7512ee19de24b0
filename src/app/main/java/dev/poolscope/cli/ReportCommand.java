package dev.poolscope.cli;

import java.io.IOException;
import java.util.concurrent.Callable;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.report.ReportDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code poolscope report}: the numbers and the report of a recording, as the run itself gave them. */
@Command(name = "report", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, //
        description = "Print the numbers of a recording, and write its report.", sortOptions = false)
final class ReportCommand implements Callable<Integer> {
    private final CliEnvironment cliEnvironment;

    @Parameters(paramLabel = "RECORDING", description = "a recording: a file that a run was written into")
    private String file = "";

    @Mixin
    private ReportOption report = new ReportOption();

    @Option(names = "--quiet", description = "print no numbers")
    private boolean quiet;

    ReportCommand(CliEnvironment cliEnvironment) {
        this.cliEnvironment = cliEnvironment;
    }

    @Override
    public Integer call() throws IOException {
        FinishedRun run = RecordingArgument.open(file, cliEnvironment.console());
        ReportDirectory directory = report.prepared();
        if (!quiet) {
            cliEnvironment.console().answer(SummaryText.of(run));
        }
        if (directory != null) {
            ConsoleRun.write(cliEnvironment, run, directory);
            if (!quiet) {
                cliEnvironment.console().answer("report    " + directory.path());
            }
        }
        return run.wentAsExpected() ? ExitCode.FINE : ExitCode.NOT_AS_EXPECTED;
    }
}
