package dev.poolscope.cli;

import dev.poolscope.session.ScenarioSource;
import dev.poolscope.session.report.ReportDirectory;
import dev.poolscope.workload.format.InvalidScenarioException;

/**
 * What a bare {@code poolscope} does where there is no screen: it runs the scenario that the window would have shown, and
 * leaves a report. It was not asked whether the expectations hold, so it ends well in any case.
 */
final class UnattendedRun {
    private final CliEnvironment cliEnvironment;

    UnattendedRun(CliEnvironment cliEnvironment) {
        this.cliEnvironment = cliEnvironment;
    }

    int run(String missing) throws InvalidScenarioException, InterruptedException {
        ScenarioSource source = cliEnvironment.unattended().scenario();
        ReportDirectory report = ReportOption.prepared(cliEnvironment.unattended().report());
        try (var run = new ConsoleRun(cliEnvironment, source.read())) {
            cliEnvironment.console().answer(
                    "There is no display (" + missing + "), so '" + source.title() + "' runs without a window.");
            ConsoleRun.End end = run.toItsEnd(false);
            run.write(end.run(), report);
            cliEnvironment.console().answer("Its report lies in " + report.path() + ".");
            return end.interrupted() ? ExitCode.INTERRUPTED : ExitCode.FINE;
        }
    }
}
