package dev.poolscope.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.ReportDirectory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code poolscope report}: the numbers and the report of a recording, as the run itself gave them. */
@Command(name = "report", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, //
        description = "Print the numbers of a recording, and write its report.", sortOptions = false)
final class ReportCommand implements Callable<Integer> {
    private final CliEnvironment cliEnvironment;

    @Parameters(paramLabel = "RECORDING", description = "a recording: a file that a run was written into")
    private String file = "";

    @Option(names = "--out", paramLabel = "DIR", description = "write the report (summary.json, events.csv, picture.png, report.html) to this "
            + "directory; it is made if it is missing, and only these files are overwritten")
    private @Nullable Path directory;

    @Option(names = "--quiet", description = "print no numbers")
    private boolean quiet;

    ReportCommand(CliEnvironment cliEnvironment) {
        this.cliEnvironment = cliEnvironment;
    }

    @Override
    public Integer call() throws IOException {
        FinishedRun run = RecordingArgument.open(file, cliEnvironment.console());
        ReportDirectory report = directory == null ? null : RunCommand.prepared(directory);
        if (!quiet) {
            cliEnvironment.console().answer(SummaryText.of(run));
        }
        if (report != null) {
            ConsoleRun.write(cliEnvironment, run, report);
            if (!quiet) {
                cliEnvironment.console().answer("report    " + report.path());
            }
        }
        return run.wentAsExpected() ? ExitCode.FINE : ExitCode.NOT_AS_EXPECTED;
    }
}
