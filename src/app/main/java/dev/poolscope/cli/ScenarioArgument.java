package dev.poolscope.cli;

import java.nio.file.Files;

import dev.poolscope.session.ScenarioSource;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.model.Scenario;

/**
 * What {@code FILE} stands for.
 *
 * @param source where its scenario comes from
 * @param scenario the scenario
 */
record ScenarioArgument(ScenarioSource source, Scenario scenario) {

    static ScenarioArgument of(String text) throws InvalidScenarioException {
        ScenarioSource source = ScenarioSource.named(text);
        boolean unknown = switch (source) {
            case ScenarioSource.File(var path) -> Files.notExists(path);
            case ScenarioSource.Ready(var name) -> !ReadyScenarios.names().contains(name);
        };
        if (unknown) {
            String meant = ReadyScenarios.suggest(text);
            throw new RefusalException("there is no file '" + text + "', and no ready scenario of that name; "
                    + (meant == null ? "'poolscope list' shows those" : "did you mean '" + meant + "'?"));
        }
        return new ScenarioArgument(source, source.read());
    }
}
