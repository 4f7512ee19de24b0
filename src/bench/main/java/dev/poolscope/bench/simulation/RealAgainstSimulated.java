package dev.poolscope.bench.simulation;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Session;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.sizing.Calibration;
import dev.poolscope.stats.LegibleTime;
import dev.poolscope.stats.SampleSummary;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.model.Overheads;
import dev.poolscope.workload.model.Scenario;

/**
 * The waits and running times of each ready scenario on real threads, in virtual time, and in virtual time with what this machine
 * adds.
 */
final class RealAgainstSimulated {
    /** All of them in about half a minute. */
    private static final double SPEED = 10;

    private RealAgainstSimulated() {}

    static void print() throws Exception {
        Overheads overheads = Calibration.measure().overheads();
        System.out.println("real against simulated, at speed " + SPEED + "; calibrated: " + overheads);
        System.out.println(
                String.format(Locale.ROOT, "%-24s %-10s %9s %9s %9s %9s  %9s %9s %9s  %9s %9s", "", "", "completed",
                        "cancelled", "rejected", "spawned", "wait p50", "p90", "p99", "run p50", "p99"));
        for (String name : ReadyScenarios.names()) {
            Scenario scenario = ReadyScenarios.load(name).atSpeed(SPEED);
            int cores = Runtime.getRuntime().availableProcessors();
            Session session = new Session(scenario);
            session.start();
            FinishedRun real = session.finished().get(5, TimeUnit.MINUTES);
            row(name, "real", real.summary());
            row("", "simulated", SimulatedRun.of(scenario, cores).summary());
            row("", "calibrated", SimulatedRun.of(scenario.withOverheads(overheads), cores).summary());
        }
    }

    private static void row(String name, String kind, Summary summary) {
        SampleSummary wait = summary.waitTimes();
        SampleSummary run = summary.runTimes();
        System.out.println(String.format(Locale.ROOT, "%-24s %-10s %9d %9d %9d %9d  %9s %9s %9s  %9s %9s", name,
                kind, summary.completed(), summary.cancelled(), summary.rejected(), summary.spawned(),
                time(wait, wait.p50()), time(wait, wait.p90()), time(wait, wait.p99()), time(run, run.p50()),
                time(run, run.p99())));
    }

    private static String time(SampleSummary samples, long nanos) {
        return samples.isEmpty() ? "-" : LegibleTime.duration(nanos);
    }
}
