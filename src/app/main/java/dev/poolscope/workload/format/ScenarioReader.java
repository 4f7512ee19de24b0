package dev.poolscope.workload.format;

import java.nio.file.Path;
import java.util.List;

import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * Reads scenario files, strictly: what is not understood is refused, with its position, what was found and what is allowed;
 * all faults of a file at once. Only that a file is no YAML at all is reported alone.
 */
public final class ScenarioReader {
    private ScenarioReader() {}

    /**
     * Reads a file.
     *
     * @param file a regular file of at most 1 MiB, in UTF-8
     * @return the scenario
     * @throws InvalidScenarioException if the file cannot be read or is not valid
     */
    public static Scenario read(Path file) throws InvalidScenarioException {
        try {
            return parse(file.toString(), SourceText.bytes(file));
        } catch (YamlTree.Unreadable e) {
            throw new InvalidScenarioException(file.toString(), List.of(e.fault()));
        }
    }

    /**
     * Reads the content of a file.
     *
     * @param source the name of the file, for messages
     * @param bytes its content
     * @return the scenario
     * @throws InvalidScenarioException if it is not valid
     */
    public static Scenario parse(String source, byte[] bytes) throws InvalidScenarioException {
        try {
            return parse(source, SourceText.decode(bytes));
        } catch (YamlTree.Unreadable e) {
            throw new InvalidScenarioException(source, List.of(e.fault()));
        }
    }

    /**
     * Reads the text of a file.
     *
     * @param source the name of the file, for messages
     * @param text its text
     * @return the scenario
     * @throws InvalidScenarioException if it is not valid
     */
    public static Scenario parse(String source, String text) throws InvalidScenarioException {
        Diagnostics diagnostics = new Diagnostics();
        try {
            YamlNode root = YamlTree.read(text, diagnostics);
            if (root == null) {
                throw new YamlTree.Unreadable(ScenarioFault.ofFile("is empty; a scenario is needed"));
            }
            Scenario scenario = new ScenarioBinder(diagnostics).bind(root);
            if (scenario == null) {
                throw new InvalidScenarioException(source, diagnostics.inOrder(root));
            }
            return scenario;
        } catch (YamlTree.Unreadable e) {
            throw new InvalidScenarioException(source, List.of(e.fault()));
        }
    }

    /**
     * Reads a scenario that stands in another file.
     *
     * @param root where it stands
     * @param diagnostics gets what is wrong with it
     * @return the scenario, or null if something is wrong with it
     */
    public static @Nullable Scenario bind(YamlNode root, Diagnostics diagnostics) {
        return new ScenarioBinder(diagnostics).bind(root);
    }
}
