package dev.poolscope.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TimedAction;
import dev.poolscope.workload.run.WorkloadRunner;

/**
 * Turns what was done to a run by hand into actions of its scenario, so that the same is done in every run of it.
 *
 * <p>A scenario without streams has no stream that an action could name, and a stream cannot be without arrivals. There, the
 * first submission by hand becomes the arrivals of a stream {@value WorkloadRunner#MANUAL}, a batch of as many tasks at the
 * same time; what was done to that stream later is an action like any other, and what was done to it before, when it had no
 * task, is left out.
 */
public final class DoneByHand {
    private DoneByHand() {}

    /**
     * Finds what was done to a run by hand: the actions in its log that are not those of its scenario.
     *
     * @param run a run that is over
     * @return the actions, also those that were refused, in the order of their times, which are exact
     */
    public static List<TimedAction> in(FinishedRun run) {
        List<RunEvent> inTime = run.events().stream().filter(event -> event.nanos() <= run.length().toNanos()).toList();
        return PlannedActions.of(run.scenario(), inTime).byHand().stream()
                .map(it -> new TimedAction(Duration.ofNanos(it.nanos()), it.action())).toList();
    }

    /**
     * Adds actions to a scenario.
     *
     * @param scenario what was run
     * @param performed what was done by hand ({@link Session#performed()})
     * @return a scenario that can be written and read, with all actions in the order of their times: of the same time those
     *         of the file first, as it was in the run; the same scenario if nothing was done
     */
    public static Scenario added(Scenario scenario, List<TimedAction> performed) {
        if (performed.isEmpty()) {
            return scenario;
        }
        List<StreamSpec> streams = new ArrayList<>(scenario.streams());
        List<TimedAction> actions = new ArrayList<>(scenario.actions());
        for (TimedAction timed : performed) {
            if (!streams.isEmpty() || timed.action().stream() == null) {
                actions.add(timed);
            } else if (timed.action() instanceof Action.Submit(_, var count)) {
                StreamSpec manual = WorkloadRunner.MANUAL_STREAM;
                streams.add(new StreamSpec(manual.name(), new Arrivals.Batch(count, timed.at()), Duration.ZERO, null,
                        manual.task()));
            }
        }
        actions.sort(Comparator.comparing(TimedAction::at));
        return new Scenario(scenario.name(), scenario.description(), scenario.seed(), scenario.duration(),
                scenario.pool(), streams, actions, scenario.expectations(), scenario.overheads());
    }
}
