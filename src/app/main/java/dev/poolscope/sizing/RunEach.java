package dev.poolscope.sizing;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.MeasuredLoad;
import dev.poolscope.session.Session;
import dev.poolscope.simulation.Simulation;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.theory.LittlesLaw;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Quantity;
import dev.poolscope.workload.model.Scenario;

/** How a sweep runs one scenario. Another load, such as that of a recording, is another one of these. */
@FunctionalInterface
interface RunEach {
    /** W of Little's law. */
    Quantity TOTAL = new Quantity.Time(Quantity.Span.TOTAL, Quantity.Statistic.MEAN);

    /**
     * Runs a scenario to its end.
     *
     * @param scenario what
     * @param quantities what is measured
     * @param goals what is checked
     * @param limit asked now and then, also by other threads
     * @return what was measured
     * @throws RunMeter.NotWanted if the limit was over before its end
     * @throws InterruptedException if the thread is interrupted, which ends the run
     */
    SeedRun run(Scenario scenario, List<Quantity> quantities, List<Expectation> goals, RunMeter.RunLimit limit)
            throws InterruptedException;

    /** Simulates, on so many processors. */
    static RunEach simulated(int cores) {
        return (scenario, quantities, goals, limit) -> {
            RunMeter meter = new RunMeter(limit, streams(goals));
            return measured(scenario, new Simulation(scenario, cores, meter, meter), meter,
                    Objects.requireNonNull(scenario.duration()), quantities, goals);
        };
    }

    /** Replays a recorded load, on so many processors. */
    static RunEach replayed(RecordedLoad load, int cores) {
        return (scenario, quantities, goals, limit) -> {
            RunMeter meter = new RunMeter(limit, streams(goals));
            return measured(scenario, load.replay().on(scenario, cores, meter, meter), meter, load.run().length(),
                    quantities, goals);
        };
    }

    private static Set<String> streams(List<Expectation> goals) {
        return goals.stream().map(Expectation::quantity).filter(Quantity.OfStream.class::isInstance)
                .map(it -> ((Quantity.OfStream) it).stream()).collect(Collectors.toSet());
    }

    private static SeedRun measured(Scenario scenario, Simulation simulation, RunMeter meter, Duration duration,
            List<Quantity> quantities, List<Expectation> goals) {
        simulation.run();
        long length = duration.toNanos();
        meter.of(simulation.maxWorkers(), length);
        return new SeedRun(SeedRun.values(quantities, meter), SeedRun.held(goals, meter),
                SeedRun.shares(goals, meter), meter.utilisation().orElse(Double.NaN),
                meter.offeredLoad(length), meter.claimed(length, stream -> SeedRun.keepsComing(scenario, stream)),
                meter.meanInPool(), meter.arrivalsPerSecond(),
                SeedRun.value(TOTAL, meter), meter.neverStarted(), SeedRun.cancelled(meter),
                meter.is(Quantity.State.STARVED));
    }

    /** Runs on real threads. */
    static RunEach real() {
        return (scenario, quantities, goals, limit) -> {
            Session session = new Session(scenario);
            session.start();
            try {
                FinishedRun run = session.finished().get();
                if (run.stopped()) {
                    throw new RunMeter.NotWanted();
                }
                return measured(scenario, run, quantities, goals);
            } catch (InterruptedException stopped) {
                session.stop();
                throw stopped;
            } catch (ExecutionException failed) {
                throw new IllegalStateException("the run could not be ended in order", failed.getCause());
            }
        };
    }

    private static SeedRun measured(Scenario scenario, FinishedRun run, List<Quantity> quantities,
            List<Expectation> goals) {
        var measured = run.measurements();
        Summary summary = run.summary();
        long length = Math.max(1, run.length().toNanos());
        double claimed = summary.streams().stream().filter(stream -> SeedRun.keepsComing(scenario, stream.stream()))
                .filter(stream -> !stream.runTimes().isEmpty())
                .mapToDouble(stream -> (stream.submitted() + stream.rejected()) * stream.runTimes().mean()).sum();
        var law = LittlesLaw.of(run.recorded());
        return new SeedRun(SeedRun.values(quantities, measured), SeedRun.held(goals, measured),
                SeedRun.shares(goals, measured), run.utilisation().orElse(Double.NaN),
                MeasuredLoad.of(scenario, summary, length).map(MeasuredLoad::least).orElse(Double.NaN),
                claimed / length,
                law.map(LittlesLaw::inPool).orElse(Double.NaN),
                law.map(LittlesLaw::arrivalsPerSecond).orElse(Double.NaN), SeedRun.value(TOTAL, measured),
                SeedRun.neverStarted(summary.submitted(), summary.waitTimes().count()),
                SeedRun.cancelled(measured), measured.is(Quantity.State.STARVED));
    }
}
