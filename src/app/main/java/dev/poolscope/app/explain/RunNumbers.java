package dev.poolscope.app.explain;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.poolscope.app.fx.LiveRun;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.RunTheory;
import dev.poolscope.telemetry.recorder.StreamSummary;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.Work;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a run, and what follows from them. All are exact whatever was dropped, since they are made of counts and sums.
 *
 * @param scenario what was run
 * @param summary the numbers so far, or of the end
 * @param outcomes how the expectations stand, in the order of the file
 * @param lengthNanos how long the run has been going on, or how long it took until its pool had terminated
 * @param maxWorkers how many workers its pool may have
 * @param over whether nothing more comes
 * @param stoppedNanos when it was stopped before its time; negative if it was not
 * @param untilTerminated whether it ended at its length with the termination of its pool, and the log of the run goes on a little
 * @param theory what queueing theory says of the run, a line each; empty before its end, and where nothing applies
 */
record RunNumbers(Scenario scenario, Summary summary, List<Expectation.Outcome> outcomes, long lengthNanos,
        int maxWorkers, boolean over, long stoppedNanos, boolean untilTerminated, List<String> theory) {
    private static final double SECOND = 1e9;

    RunNumbers {
        outcomes = List.copyOf(outcomes);
        theory = List.copyOf(theory);
    }

    /** Numbers of which theory says nothing. */
    RunNumbers(Scenario scenario, Summary summary, List<Expectation.Outcome> outcomes, long lengthNanos, int maxWorkers,
            boolean over) {
        this(scenario, summary, outcomes, lengthNanos, maxWorkers, over, -1, false, List.of());
    }

    /** Those of a run; null while there are none. */
    static @Nullable RunNumbers of(@Nullable ShownRun run) {
        Summary summary = run == null ? null : run.summary();
        if (run == null || summary == null) {
            return null;
        }
        FinishedRun done = run.finished();
        return new RunNumbers(run.scenario(), summary, run.expectations(),
                done == null ? soFar(run) : done.poolLength().toNanos(),
                run.timeline().lanes().count(), done != null,
                done != null && done.stopped() ? done.length().toNanos() : -1,
                done != null && done.poolLength().compareTo(done.length()) > 0 && done.summary().terminated(),
                done == null ? List.of() : RunTheory.lines(done));
    }

    /** While a run goes on, its numbers are those of now, and the picture may be behind them. */
    private static long soFar(ShownRun run) {
        LiveRun live = run.live();
        return live == null ? run.timeline().horizonNanos() : live.elapsedNanos();
    }

    /** The time that workers spent on tasks that have completed or failed, in nanoseconds. */
    double workedNanos() {
        return summary.runTimes().count() * summary.runTimes().mean();
    }

    /** The part of all workers' time that went into tasks that have completed or failed; empty before any time has passed. */
    OptionalDouble utilisation() {
        return lengthNanos <= 0 || maxWorkers <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(workedNanos() / ((double) maxWorkers * lengthNanos));
    }

    /** The part of all workers' time in which those tasks were blocked; empty if that is not known. */
    OptionalDouble blocked() {
        return lengthNanos <= 0 || maxWorkers <= 0 || summary.blockedNanos() < 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(summary.blockedNanos() / ((double) maxWorkers * lengthNanos));
    }

    /** Tasks that arrived in a second, accepted or refused; empty before any time has passed. */
    OptionalDouble arrivalsPerSecond() {
        long window = scenario.duration() == null
                ? lengthNanos
                : Math.min(lengthNanos, scenario.duration().toNanos());
        return window <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((summary.submitted() + summary.rejected()) * SECOND / window);
    }

    /**
     * How many workers the arrivals would keep busy if each task took as long as those of its stream that have ended. For how long tasks were
     * blocked is known of all streams together: where these wait for locks or children, and more of the arrivals of one have ended than of
     * another, there is a least and a most.
     *
     * @param least the least, in workers
     * @param most the most, in workers
     * @param unknown streams of which tasks arrived and none has ended: what they ask for is not in the numbers
     */
    record Offered(double least, double most, List<String> unknown) {
        Offered {
            unknown = List.copyOf(unknown);
        }

        /** The one number that it is, if it is one. */
        OptionalDouble exactly() {
            return unknown.isEmpty() && most - least <= 1e-9 * most ? OptionalDouble.of(least) : OptionalDouble.empty();
        }
    }

    /**
     * The offered load: arrivals per second times the mean service time, stream by stream. No time counts for which a task was blocked.
     * Empty before a task has ended.
     */
    Optional<Offered> offeredLoad() {
        OptionalDouble arrivals = arrivalsPerSecond();
        if (arrivals.isEmpty() || arrivals.getAsDouble() <= 0 || summary.runTimes().isEmpty()) {
            return Optional.empty();
        }
        double window = (summary.submitted() + summary.rejected()) / arrivals.getAsDouble() * SECOND;
        // Of tasks that were submitted by no stream, all are as those that have ended.
        double asked = workedNanos();
        List<String> unknown = new ArrayList<>();
        DoubleSummaryStatistics arrivedForEnded = new DoubleSummaryStatistics();
        for (StreamSummary stream : summary.streams()) {
            long arrived = stream.submitted() + stream.rejected();
            long ended = stream.runTimes().count();
            if (ended == 0) {
                unknown.add(stream.stream());
            } else {
                asked += (arrived - ended) * stream.runTimes().mean();
                if (isEverBlocked(stream.stream())) {
                    arrivedForEnded.accept((double) arrived / ended);
                }
            }
        }
        boolean waited = arrivedForEnded.getCount() > 0 && summary.blockedNanos() > 0;
        return Optional.of(new Offered(without(waited ? arrivedForEnded.getMax() : 0, asked) / window,
                without(waited ? arrivedForEnded.getMin() : 0, asked) / window, unknown));
    }

    /** What was asked for without the time in which tasks were blocked; no less than a double can tell from nothing. */
    private double without(double times, double asked) {
        double left = asked - summary.blockedNanos() * times;
        return left < asked * 1e-9 ? 0 : left;
    }

    private boolean isEverBlocked(String stream) {
        return scenario.streams().stream().filter(each -> each.name().equals(stream)).map(StreamSpec::task)
                .anyMatch(task -> switch (task.work()) {
                    case Work.Lock _ -> true;
                    case Work.FanOut fanOut -> fanOut.await();
                    case Work.Sleep _,Work.Cpu _ -> false;
                });
    }

    /** How many expectations cannot hold any more, or did not hold. */
    long failed() {
        return outcomes.stream().filter(each -> !each.held() && (over || each.settled())).count();
    }
}
