package dev.poolscope.app.compose.form;

import java.util.Map;

import dev.poolscope.workload.model.Scenario;

/**
 * What the form shows.
 *
 * @param scenario the scenario as it stands
 * @param faults what is wrong with it, by place; the first fault where a place has several
 */
public record Draft(Scenario scenario, Map<FaultPlace, String> faults) {
    /** What is wrong at a place; empty if nothing is. */
    public String faultAt(FaultPlace place) {
        return faults.getOrDefault(place, "");
    }

    /** Whether something is wrong in a part, whichever key it is. */
    public boolean hasFaultIn(String part) {
        return faults.keySet().stream()
                .anyMatch(place -> place.part().equals(part) || place.part().startsWith(part + "."));
    }
}
