package dev.poolscope.cli;

import java.util.Locale;

import dev.poolscope.session.ReportDirectory;
import dev.poolscope.session.ScenarioSource;
import dev.poolscope.workload.InvalidScenarioException;
import dev.poolscope.workload.Scenario;

/**
 * What a bare {@code poolscope} does where there is no screen: it runs the scenario that the window would have shown, and
 * leaves a report. It was not asked whether the expectations hold, so it ends well in any case.
 */
final class UnattendedRun {
    private final Outside outside;

    UnattendedRun(Outside outside) {
        this.outside = outside;
    }

    int run(String missing) throws InvalidScenarioException, InterruptedException {
        ScenarioSource source = outside.unattended().scenario();
        Scenario scenario = source.read();
        var run = new ConsoleRun(outside, scenario);
        ReportDirectory report = RunCommand.prepared(outside.unattended().report());
        outside.console()
                .answer(String.format(Locale.ROOT, "There is no display (%s), so '%s' runs without a window.", missing,
                        source.title()));
        ConsoleRun.End end = run.toItsEnd(false);
        run.write(end.run(), report);
        outside.console().answer("Its report lies in " + report.path() + ".");
        return end.interrupted() ? ExitCode.INTERRUPTED : ExitCode.FINE;
    }
}
