package dev.poolscope.app.comparison;

import dev.poolscope.workload.format.EditableValues;
import dev.poolscope.workload.format.InvalidEditException;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * What comes of a value that is typed for a field of a scenario.
 *
 * @param scenario with that value; null if it may not be so
 * @param fault what is wrong, in one sentence; empty if nothing is
 */
record FieldCheck(@Nullable Scenario scenario, String fault) {

    /** Puts a value into a scenario. */
    static FieldCheck of(Scenario scenario, String path, String text) {
        try {
            return new FieldCheck(EditableValues.change(scenario, path, text), "");
        } catch (InvalidEditException invalid) {
            return new FieldCheck(null, invalid.faults().getFirst().message());
        }
    }
}
