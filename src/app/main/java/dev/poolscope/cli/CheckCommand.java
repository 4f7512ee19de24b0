package dev.poolscope.cli;

import java.time.Duration;
import java.util.concurrent.Callable;

import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code poolscope check}: reads a scenario and reports every fault of it. */
@Command(name = "check", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, //
        description = "Validate a scenario: report every fault of it, as file:line:column: message.")
final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "a scenario: a path, or a name from 'poolscope list'")
    private String file = "";

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InvalidScenarioException {
        ScenarioArgument argument = ScenarioArgument.of(file);
        Scenario scenario = argument.scenario();
        Duration duration = scenario.duration();
        console.answer(argument.source().title() + ": no faults; '" + scenario.name() + "', "
                + (duration == null ? "until stopped" : DurationText.format(duration)) + ", "
                + counted(scenario.streams().size(), "stream") + ", " + counted(scenario.actions().size(), "action")
                + ", "
                + counted(scenario.expectations().size(), "expectation"));
        return ExitCode.FINE;
    }

    private static String counted(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
