package dev.poolscope.app.fx;

import java.util.List;
import java.util.Objects;

import dev.poolscope.session.PlannedActions;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/** How late the actions of the shown run came, looked up again only when there is another mark. */
public final class ActionLateness {
    private final RunModel model;
    private PlannedActions planned = PlannedActions.NONE;
    private @Nullable Scenario scenario;
    private @Nullable Timeline timeline;
    private int marks;
    private @Nullable RunEvent last;

    /** Of the run that the window shows. */
    public ActionLateness(RunModel model) {
        this.model = model;
    }

    /** {@return how they stand now} */
    public PlannedActions now() {
        Scenario run = model.scenarioProperty().get();
        Timeline now = model.timeline();
        List<RunEvent> all = now.marks().all();
        RunEvent newest = all.isEmpty() ? null : all.getLast();
        if (!Objects.equals(run, scenario) || now != timeline || all.size() != marks || !Objects.equals(newest, last)) {
            scenario = run;
            timeline = now;
            marks = all.size();
            last = newest;
            planned = run == null ? PlannedActions.NONE : PlannedActions.of(run, now);
        }
        return planned;
    }
}
