package dev.poolscope.lesson.play;

import java.util.ArrayList;
import java.util.List;

import dev.poolscope.lesson.model.LessonRun;
import dev.poolscope.lesson.model.LessonVariation;
import dev.poolscope.lesson.model.Step;
import dev.poolscope.workload.format.ScenarioEdit;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.TimedAction;

/** The values that a step lets a student change, as they stand. */
public final class ChangeableValues {
    private static final List<String> OF_POOL = List.of("pool.type", "pool.maxWorkers", "pool.workerType",
            "pool.idleTimeout", "pool.maxTasksPerWorker");
    private static final int MOST_ACTIONS = 8;

    private ChangeableValues() {}

    /**
     * Lists them.
     *
     * @param step what may be changed
     * @param variation has the run that is changed
     * @return each as {@code path=value}, in the order of the file; empty if everything may be changed
     */
    public static List<String> of(Step.Change step, LessonVariation variation) {
        LessonRun run = variation.runs().get(step.on());
        List<String> values = new ArrayList<>();
        if (run != null && !step.allow().isEmpty()) {
            OF_POOL.forEach(path -> add(step, run.scenario(), path, values));
            List<TimedAction> actions = run.scenario().actions();
            for (int i = 0; i < Math.min(MOST_ACTIONS, actions.size()); i++) {
                String path = "actions[" + i + "]";
                if (step.allows(path) && !(actions.get(i).action() instanceof Action.Note)) {
                    values.add(path + "={at: " + DurationText.format(actions.get(i).at()) + ", "
                            + actions.get(i).action().text() + "}");
                }
            }
        }
        return values;
    }

    private static void add(Step.Change step, Scenario scenario, String path, List<String> values) {
        String value = ScenarioEdit.valueAt(scenario, path);
        if (value != null && step.allows(path)) {
            values.add(path + "=" + value);
        }
    }
}
