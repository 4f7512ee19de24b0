package dev.poolscope.session;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import dev.poolscope.simulation.Jitter;
import dev.poolscope.simulation.Simulation;
import dev.poolscope.telemetry.recorder.DirectRecorder;
import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.run.Obstacle;
import dev.poolscope.workload.run.RunListener;
import org.jspecify.annotations.Nullable;

/** One experiment in virtual time: what a {@link Session} is on real threads. */
public final class SimulatedRun {
    private SimulatedRun() {}

    /** What the load reports goes into the recording: an action before what came of it. */
    private static final class Told implements RunListener {
        private final DirectRecorder recorder;
        private int before;

        Told(DirectRecorder recorder) {
            this.recorder = recorder;
        }

        @Override
        public void blocked(long nanos, long taskId, int workerId, Obstacle obstacle) {
            recorder.blocked(nanos, taskId, workerId, Session.awaited(obstacle));
        }

        @Override
        public void resumed(long nanos, long taskId, int workerId, @Nullable Obstacle overcome) {
            recorder.resumed(nanos, taskId, workerId, overcome == null ? null : Session.awaited(overcome));
        }

        @Override
        public void acting(long nanos, Action action) {
            before = recorder.recorded();
        }

        @Override
        public void acted(long nanos, Action action) {
            recorder.action(before, nanos, action.text());
        }

        @Override
        public void actionRefused(long nanos, Action action, String reason) {
            recorder.action(before, nanos, action.text() + " (refused: " + reason + ")");
        }
    }

    /**
     * Simulates a scenario, in the calling thread.
     *
     * @param scenario what to simulate; its duration is not open
     * @param cores how many processors computing tasks share; 1 or more
     * @return the run, with all its events
     * @throws IllegalArgumentException if the duration is open, or there is no processor
     * @throws dev.poolscope.simulation.StandstillException if virtual time does not pass
     */
    public static FinishedRun of(Scenario scenario, int cores) {
        DirectRecorder recorder = new DirectRecorder(new SyntheticTags(), true);
        return run(scenario, cores, recorder, new Simulation(scenario, cores, recorder, new Told(recorder)));
    }

    /**
     * Simulates a scenario on a machine that is late by chance, in the calling thread.
     *
     * @param scenario what to simulate; its duration is not open
     * @param cores how many processors computing tasks share; 1 or more
     * @param jitter how late, and from which seed
     * @return the run, with all its events; the same each time
     * @throws IllegalArgumentException if the duration is open, or there is no processor
     * @throws dev.poolscope.simulation.StandstillException if virtual time does not pass
     */
    public static FinishedRun of(Scenario scenario, int cores, Jitter jitter) {
        DirectRecorder recorder = new DirectRecorder(new SyntheticTags(), true);
        return run(scenario, cores, recorder,
                new Simulation(scenario, cores, jitter, recorder, new Told(recorder)));
    }

    private static FinishedRun run(Scenario scenario, int cores, DirectRecorder recorder, Simulation simulation) {
        simulation.run();
        RecordedRun recorded = recorder.finish();
        var measurements = new SummaryMeasurements(recorded.summary());
        List<Expectation.Outcome> outcomes = scenario.expectations().stream().map(it -> it.check(measurements))
                .toList();
        Duration length = Objects.requireNonNull(scenario.duration());
        return new FinishedRun(scenario, simulation.poolName(), simulation.maxWorkers(), length, false,
                simulation.cutDraws(), simulation.leftovers(), recorded, outcomes, cores);
    }
}
