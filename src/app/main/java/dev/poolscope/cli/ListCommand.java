package dev.poolscope.cli;

import java.util.List;
import java.util.concurrent.Callable;

import dev.poolscope.workload.format.ReadyScenarios;
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
    public Integer call() {
        List<String> names = ReadyScenarios.names();
        int width = names.stream().mapToInt(String::length).max().orElse(0);
        for (String name : names) {
            console.answer(
                    name + " ".repeat(width - name.length() + 2) + ReadyScenarios.line(ReadyScenarios.load(name)));
        }
        return ExitCode.FINE;
    }
}
