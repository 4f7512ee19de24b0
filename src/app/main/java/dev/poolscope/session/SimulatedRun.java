package dev.poolscope.session;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

import dev.poolscope.simulation.Jitter;
import dev.poolscope.simulation.Simulation;
import dev.poolscope.simulation.TracedTask;
import dev.poolscope.telemetry.recorder.DirectRecorder;
import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Answer;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.run.Obstacle;
import dev.poolscope.workload.run.RunListener;
import org.jspecify.annotations.Nullable;

/** One experiment in virtual time: what a {@link Session} is on real threads. */
public final class SimulatedRun {
    /** As many as a window can hold: some 500 MB. */
    private static final int MOST_EVENTS = 5_000_000;

    private SimulatedRun() {}

    /** The run has more events than can be kept. */
    public static final class TooLongException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLongException(int most) {
            super(String.format(Locale.ROOT,
                    "it has more than %,d events, which is more than can be kept; give it a shorter duration or a lower rate",
                    most));
        }
    }

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
            recorder.acting(action);
        }

        @Override
        public void tried(Action action) {
            recorder.tried();
        }

        @Override
        public void acted(long nanos, Action action) {
            recorder.action(before, nanos, action, Answer.PERFORMED);
        }

        @Override
        public void actionRefused(long nanos, Action action, String reason) {
            recorder.action(before, nanos, action, new Answer.Refused(reason));
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
        return of(scenario, cores, () -> false);
    }

    /**
     * Simulates a scenario, in the calling thread, unless it is given up.
     *
     * @param scenario what to simulate; its duration is not open
     * @param cores how many processors computing tasks share; 1 or more
     * @param givenUp asked now and then; true ends the simulation in the midst. May be asked of anything that another thread sets
     * @return the run, with all its events
     * @throws IllegalArgumentException if the duration is open, or there is no processor
     * @throws dev.poolscope.simulation.StandstillException if virtual time does not pass
     * @throws java.util.concurrent.CancellationException if it was given up
     */
    public static FinishedRun of(Scenario scenario, int cores, BooleanSupplier givenUp) {
        DirectRecorder recorder = new DirectRecorder(new SyntheticTags(), true);
        return run(scenario, cores, recorder, new Simulation(scenario, cores, recorder, new Told(recorder)), givenUp);
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
                new Simulation(scenario, cores, jitter, recorder, new Told(recorder)), () -> false);
    }

    /** Replays tasks of a recorded run; some of the scenario's actions may be in the trace already, and are not done again. */
    static FinishedRun of(Scenario scenario, Scenario done, int cores, Map<String, List<TracedTask>> trace,
            BooleanSupplier givenUp) {
        DirectRecorder recorder = new DirectRecorder(new SyntheticTags(), true);
        return run(scenario, cores, recorder, new Simulation(done, cores, trace, recorder, new Told(recorder)),
                givenUp);
    }

    private static FinishedRun run(Scenario scenario, int cores, DirectRecorder recorder, Simulation simulation,
            BooleanSupplier givenUp) {
        simulation.run(() -> {
            if (recorder.recorded() > MOST_EVENTS) {
                throw new TooLongException(MOST_EVENTS);
            }
            return givenUp.getAsBoolean();
        });
        RecordedRun recorded = recorder.finish();
        Duration length = Objects.requireNonNull(scenario.duration());
        List<Expectation.Outcome> outcomes = SummaryMeasurements.check(scenario,
                SummaryMeasurements.of(recorded, simulation.maxWorkers(), length));
        return new FinishedRun(scenario, simulation.poolName(), simulation.maxWorkers(), length, false,
                simulation.cutDraws(), simulation.leftovers(), recorded, outcomes, cores);
    }
}
