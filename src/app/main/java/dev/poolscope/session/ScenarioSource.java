package dev.poolscope.session;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;

/** Where a scenario comes from: what {@code FILE} may be on the command line. */
public sealed interface ScenarioSource {

    /** The scenario that the program shows when none is named. */
    ScenarioSource DEFAULT = new Ready(ReadyScenarios.DEFAULT);

    /**
     * A file of the user's own.
     *
     * @param path where it lies
     */
    record File(Path path) implements ScenarioSource {
        @Override
        public Scenario read() throws InvalidScenarioException {
            return ScenarioReader.read(path);
        }

        @Override
        public String title() {
            return path.toString();
        }
    }

    /**
     * One that comes with the program.
     *
     * @param name its name in the list of ready scenarios
     */
    record Ready(String name) implements ScenarioSource {
        @Override
        public Scenario read() {
            return ReadyScenarios.load(name);
        }

        @Override
        public String title() {
            return name;
        }
    }

    /**
     * Finds what a name means: a file, if there is one, or else a ready scenario. A directory is no file, so
     * one that happens to have the name of a ready scenario hides nothing.
     *
     * @param text a path, or a name from the list of ready scenarios
     * @return where the scenario comes from; a file that does not exist, if it is neither
     */
    static ScenarioSource named(String text) {
        Path path;
        try {
            path = Path.of(text);
        } catch (InvalidPathException nowhere) {
            return new Ready(text);
        }
        boolean ready = ReadyScenarios.names().contains(text);
        return ready && (Files.notExists(path) || Files.isDirectory(path)) ? new Ready(text) : new File(path);
    }

    /**
     * Reads it.
     *
     * @return the scenario
     * @throws InvalidScenarioException if it cannot be read or understood; the message has a line for each fault
     */
    Scenario read() throws InvalidScenarioException;

    /** {@return the path or the name, as it was given} */
    String title();
}
