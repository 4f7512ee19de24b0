package dev.poolscope.workload.format;

import java.util.List;

import dev.poolscope.workload.model.Scenario;

/** Checks a scenario that is in no file yet, by the rules of {@link ScenarioReader}. */
public final class ScenarioCheck {
    private ScenarioCheck() {}

    /**
     * Finds what the reader would refuse, if the scenario were written.
     *
     * @param scenario which
     * @return the faults in the order of the file, without lines and columns; empty if the file could be read
     */
    public static List<ScenarioFault> faults(Scenario scenario) {
        Diagnostics diagnostics = new Diagnostics();
        YamlNode root = ScenarioTree.of(scenario);
        var _ = new ScenarioBinder(diagnostics).bind(root);
        return diagnostics.inOrder(root);
    }
}
