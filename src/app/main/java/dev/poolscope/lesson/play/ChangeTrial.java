package dev.poolscope.lesson.play;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.poolscope.lesson.expression.Expression;
import dev.poolscope.lesson.expression.Value;
import dev.poolscope.lesson.model.LessonRun;
import dev.poolscope.lesson.model.LessonVariation;
import dev.poolscope.lesson.model.Step;
import dev.poolscope.simulation.Jitter;
import dev.poolscope.simulation.StandstillException;
import dev.poolscope.workload.format.InvalidEditException;
import dev.poolscope.workload.format.ScenarioEdit;
import dev.poolscope.workload.model.Scenario;

/** Tries a student's change of a scenario on runs that are late by chance: all that is expected must hold in each. */
final class ChangeTrial {
    static final int TRIALS = 20;

    private final LessonVariation variation;
    private final long seed;

    ChangeTrial(LessonVariation variation, long seed) {
        this.variation = variation;
        this.seed = seed;
    }

    Grade grade(Step.Change step, Prediction.Changed changed) {
        LessonRun before = variation.runs().get(step.on());
        if (before == null) {
            throw new IllegalArgumentException("the lesson has no run " + step.on());
        }
        List<ScenarioEdit> edits = new ArrayList<>();
        try {
            for (Map.Entry<String, String> each : changed.values().entrySet()) {
                if (!step.allows(each.getKey())) {
                    return grade(step, changed, each.getKey() + " may not be changed; allowed are "
                            + String.join(", ", step.allow()));
                }
                edits.add(ScenarioEdit.of(each.getKey(), each.getValue()));
            }
            if (edits.size() > step.most()) {
                return grade(step, changed, "found " + edits.size() + " changes; at most " + step.most()
                        + (step.most() == 1 ? " is allowed" : " are allowed"));
            }
            Scenario scenario = ScenarioEdit.apply(before.scenario(), edits).scenario();
            if (scenario.duration() == null) {
                return grade(step, changed, "the run has no end so");
            }
            return tried(step, changed, new LessonRun(scenario, before.cores()));
        } catch (InvalidEditException wrong) {
            return grade(step, changed, wrong.faults().getFirst().toString());
        }
    }

    private Grade tried(Step.Change step, Prediction.Changed changed, LessonRun run) {
        Map<String, LessonRun> runs = new HashMap<>(variation.runs());
        runs.put(step.on(), run);
        LessonVariation tried = new LessonVariation(variation.values(), runs);
        for (int trial = 0; trial < TRIALS; trial++) {
            LessonRuns late = LessonRuns.late(tried, new Jitter(seed * TRIALS + trial));
            for (Expression expected : step.expect()) {
                try {
                    Value holds = late.evaluator(step.on()).value(expected);
                    if (!holds.equals(new Value.Truth(true))) {
                        return grade(step, changed,
                                "it does not hold that " + expected.text() + measured(late, step, expected));
                    }
                } catch (StandstillException still) {
                    return grade(step, changed, String.valueOf(still.getMessage()));
                }
            }
        }
        return grade(step, changed, "");
    }

    /** What stands before the sign, as far as it is known. */
    private static String measured(LessonRuns runs, Step.Change step, Expression expected) {
        return expected instanceof Expression.Joined joined && !(joined.left() instanceof Expression.Joined)
                ? ": " + joined.left().text() + " is " + runs.evaluator(step.on()).value(joined.left()).text()
                : "";
    }

    private static Grade grade(Step.Change step, Prediction.Changed changed, String fault) {
        return new Grade(fault.isEmpty() ? Grade.Verdict.RIGHT : Grade.Verdict.WRONG, List.of(), changed.text(), "",
                step.expect().stream().map(Expression::text).toList(), "", fault);
    }
}
