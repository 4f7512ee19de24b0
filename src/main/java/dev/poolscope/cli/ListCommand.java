package dev.poolscope.cli;

import java.util.List;
import java.util.concurrent.Callable;

import dev.poolscope.session.ScenarioSource;
import dev.poolscope.workload.InvalidScenarioException;
import dev.poolscope.workload.ReadyScenarios;
import dev.poolscope.workload.Scenario;
import picocli.CommandLine.Command;

/** {@code poolscope list}: the ready scenarios. */
@Command(name = "list", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, //
        description = "List the ready scenarios: name and one line.")
final class ListCommand implements Callable<Integer> {
    private final Console console;

    ListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InvalidScenarioException {
        List<String> names = ReadyScenarios.names();
        int width = names.stream().mapToInt(String::length).max().orElse(0);
        for (String name : names) {
            Scenario scenario = new ScenarioSource.Ready(name).read();
            String line = scenario.description().isBlank() ? scenario.name() : firstSentence(scenario.description());
            console.answer(name + " ".repeat(width - name.length() + 2) + line);
        }
        return ExitCode.FINE;
    }

    private static String firstSentence(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        int end = line.indexOf(". ");
        return end < 0 ? line : line.substring(0, end + 1);
    }
}
