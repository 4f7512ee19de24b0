package dev.poolscope.app.explain;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.poolscope.app.fx.LiveRun;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.MeasuredLoad;
import dev.poolscope.session.PlannedActions;
import dev.poolscope.session.RunTheory;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Scenario;
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
 * @param simulation how it was simulated; empty if it was run on threads
 * @param actions how late the actions of the scenario came
 * @param lastingQueue the longest queue that there was for longer than an instant, as charts show it; negative if it is not known, or there is no other
 * @param theory what queueing theory says of the run, a line each; empty before its end, and where nothing applies
 */
record RunNumbers(Scenario scenario, Summary summary, List<Expectation.Outcome> outcomes, long lengthNanos,
        int maxWorkers, boolean over, long stoppedNanos, boolean untilTerminated, String simulation,
        PlannedActions actions, long lastingQueue,
        List<String> theory) {
    private static final double SECOND = 1e9;

    RunNumbers {
        outcomes = List.copyOf(outcomes);
        theory = List.copyOf(theory);
    }

    /** Numbers of which theory says nothing. */
    RunNumbers(Scenario scenario, Summary summary, List<Expectation.Outcome> outcomes, long lengthNanos, int maxWorkers,
            boolean over) {
        this(scenario, summary, outcomes, lengthNanos, maxWorkers, over, -1, false, "", PlannedActions.NONE, -1,
                List.of());
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
                run.simulation(),
                PlannedActions.of(run.scenario(), run.timeline()),
                done == null ? -1 : lastingQueue(done, run.timeline()),
                done == null ? List.of() : RunTheory.lines(done));
    }

    /** In virtual time, tasks that come in a burst may be taken in the moment in which they come. */
    private static long lastingQueue(FinishedRun done, Timeline timeline) {
        boolean known = done.summary().isPeakPendingKnown() && done.summary().lostEvents() == 0
                && done.recorded().completeAfterNanos() == Timeline.UNKNOWN
                && timeline.completeness().detailFromNanos() == Timeline.UNKNOWN;
        int lasting = timeline.series().pending().peak();
        return known && lasting < done.summary().peakPending() ? lasting : -1;
    }

    /** While a run goes on, its numbers are those of now, and the picture may be behind them. */
    private static long soFar(ShownRun run) {
        LiveRun live = run.live();
        return live == null ? run.timeline().horizonNanos() : live.poolNanos();
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

    /** The offered load; empty before a task has ended. */
    Optional<MeasuredLoad> offeredLoad() {
        return MeasuredLoad.of(scenario, summary, scenario.duration() == null
                ? lengthNanos
                : Math.min(lengthNanos, scenario.duration().toNanos()));
    }

    /** How many expectations cannot hold any more, or did not hold. */
    long failed() {
        return outcomes.stream().filter(each -> !each.held() && (over || each.settled())).count();
    }
}
