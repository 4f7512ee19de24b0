package dev.poolscope.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.poolscope.sizing.SweepPlan;
import dev.poolscope.workload.format.InvalidEditException;
import dev.poolscope.workload.format.ScenarioEdit;
import dev.poolscope.workload.model.Scenario;
import picocli.CommandLine.Option;

/** The option {@code --set}: values of the scenario that are changed for this time. */
final class EditOption {
    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "change a value of the scenario, such as pool.maxWorkers=5 or "
            + "streams.web.rate=40/s; may be given several times")
    private List<String> texts = new ArrayList<>();

    /** The recorded scenario with the changes, all of which are of its pool. */
    Scenario applyToPool(Scenario recorded, Console console) {
        for (String text : texts) {
            try {
                SweepPlan.checkIsOfPool(ScenarioEdit.parse(text).path());
            } catch (InvalidEditException invalid) {
                throw new RefusalException("--set " + invalid.faults().getFirst());
            } catch (IllegalArgumentException elsewhere) {
                throw new RefusalException("--set: " + elsewhere.getMessage());
            }
        }
        return applyTo(recorded, console);
    }

    /** The scenario with the changes; says on the console what was changed besides. */
    Scenario applyTo(Scenario scenario, Console console) {
        try {
            List<ScenarioEdit> edits = new ArrayList<>();
            for (String text : texts) {
                edits.add(ScenarioEdit.parse(text));
            }
            ScenarioEdit.Edited edited = ScenarioEdit.apply(scenario, edits);
            edited.notes().forEach(note -> console.tell("--set: " + note));
            return edited.scenario();
        } catch (InvalidEditException invalid) {
            throw new RefusalException(invalid.faults().stream()
                    .map(fault -> "--set " + String.valueOf(fault).lines().collect(Collectors.joining(" ")))
                    .collect(Collectors.joining(System.lineSeparator() + "poolscope: ")));
        }
    }
}
