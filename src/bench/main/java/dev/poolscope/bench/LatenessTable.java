package dev.poolscope.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Session;
import dev.poolscope.stats.SampleSummary;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.TimedAction;

/**
 * How late the one thread that starts arrivals and actions is, against the times when they are due: in sessions as the
 * program runs them, recorded, on as many workers as there are cores, with tasks that hardly do anything.
 */
final class LatenessTable {
    static final String HEADING = "arrivals/s  arrivals   late by p50     p99     max ms   actions late by p50     p99     max ms";
    private static final int SECONDS = 10;
    private static final int ACTIONS = 95;

    private LatenessTable() {}

    /** Measures one rate. The first two seconds of a run of its own are for the compiler, and do not count. */
    static String row(int rate) throws Exception {
        run(rate, 2, 0);
        FinishedRun run = run(rate, SECONDS, ACTIONS);
        SampleSummary arrivals = run.summary().arrivalLateness();
        long[] actions = actionDelays(run);
        return String.format(Locale.ROOT, "%10d  %8d   %11.3f %7.3f %7.3f      %14.3f %7.3f %7.3f", rate,
                arrivals.count(), millis(arrivals.p50()), millis(arrivals.p99()), millis(arrivals.max()),
                millis(nearestRank(actions, 50)), millis(nearestRank(actions, 99)), millis(nearestRank(actions, 100)));
    }

    private static FinishedRun run(int rate, int seconds, int actions) throws Exception {
        var session = new Session(scenario(rate, seconds, actions));
        session.start();
        return session.finished().get(10, TimeUnit.MINUTES);
    }

    private static Scenario scenario(int rate, int seconds, int actions) throws InvalidScenarioException {
        var text = new StringBuilder(String.format(Locale.ROOT, """
                                                                poolscope: 1
                                                                name: lateness
                                                                duration: %ds
                                                                pool: { type: thread, maxWorkers: %d }
                                                                streams:
                                                                  - name: load
                                                                    arrivals: { poisson: { rate: %d/s } }
                                                                    task: { cpu: 1us }
                                                                """, seconds,
                Runtime.getRuntime().availableProcessors(), rate));
        if (actions > 0) {
            text.append("actions:\n");
        }
        for (int i = 1; i <= actions; i++) {
            text.append("  - { at: ").append(i * 100).append("ms, note: tick }\n");
        }
        return ScenarioReader.parse("lateness", text.toString());
    }

    /** From due to done, in nanoseconds, sorted. */
    private static long[] actionDelays(FinishedRun run) {
        List<Long> done = new ArrayList<>();
        for (RunEvent event : run.events()) {
            if (event.type() == EventType.ACTION) {
                done.add(event.nanos());
            }
        }
        List<TimedAction> due = run.scenario().actions();
        if (done.size() != due.size()) {
            throw new IllegalStateException(done.size() + " of " + due.size() + " actions are in the log");
        }
        long[] delays = new long[done.size()];
        for (int i = 0; i < delays.length; i++) {
            delays[i] = done.get(i) - due.get(i).at().toNanos();
        }
        Arrays.sort(delays);
        return delays;
    }

    private static long nearestRank(long[] sorted, int percent) {
        return sorted[(int) Math.ceil(sorted.length * percent / 100.0) - 1];
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
