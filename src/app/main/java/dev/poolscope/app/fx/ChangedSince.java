package dev.poolscope.app.fx;

import java.util.List;

import dev.poolscope.session.ScenarioChange;

/**
 * What was changed against an earlier run of the same scenario.
 *
 * @param run the number of that run
 * @param changes what is not as in that run; empty if nothing is
 */
public record ChangedSince(int run, List<ScenarioChange> changes) {
    /** Copies the list. */
    public ChangedSince {
        changes = List.copyOf(changes);
    }
}
