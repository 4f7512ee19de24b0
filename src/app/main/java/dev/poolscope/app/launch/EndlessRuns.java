package dev.poolscope.app.launch;

import dev.poolscope.app.environment.Notices;
import dev.poolscope.app.fx.RunCommands;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.RunPhase;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.pool.PoolState;
import dev.poolscope.workload.model.Scenario;

/** Says of a run without an end of its own, whose pool has terminated, that it goes on, and offers to stop it: nothing more happens in it. */
final class EndlessRuns {
    private EndlessRuns() {}

    static void watch(RunModel run, RunCommands commands, Notices notices, Texts texts) {
        run.poolStateProperty().subscribe(state -> {
            Scenario scenario = run.scenarioProperty().get();
            if (state == PoolState.TERMINATED && run.phaseProperty().get() == RunPhase.RUNNING && scenario != null
                    && scenario.duration() == null) {
                notices.tell(texts.of("run.endless"),
                        new Notices.Offer(texts.of("stop.label"), commands.stop()::run));
            }
        });
    }
}
