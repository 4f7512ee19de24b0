package dev.poolscope.sizing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import dev.poolscope.theory.LoadAnalysis;
import dev.poolscope.theory.Theory;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Quantity;
import dev.poolscope.workload.model.Scenario;

/**
 * What a sweep knows of one combination of values, from the runs that have ended so far.
 *
 * @param values of each variation, as files write it
 * @param scenario the scenario with these values
 * @param runs how many runs have ended
 * @param quantities what was measured, in the order of the estimates
 * @param estimates of the quantities
 * @param goals the goals, and how each stands
 * @param utilisation the part of all workers' time, to the end of the run or until the pool had terminated if that was later, that went into
 *            tasks that completed or failed
 * @param offeredLoad how many workers the tasks that came would have kept busy, without the time for which they were blocked
 * @param claimed how many workers the tasks of the streams that keep coming would have kept from other tasks, blocked or not
 * @param inPool the mean number of tasks in the pool, L of Little's law
 * @param arrivalsPerSecond &lambda; of Little's law
 * @param timeInPool the mean time from due to end, W of Little's law, in nanoseconds: each seed counts as its arrivals a second do, for the mean of
 *            a product is no product of means. NaN if it was not measured with each seed
 * @param neverStarted the part of the submitted tasks that never started, from 0 to 1: no waiting time tells of them
 * @param cancelled the part of the submitted tasks that were cancelled, from 0 to 1: L has their own time in the pool, &lambda; W the mean of the others for each
 * @param starved in how many of the runs the pool starved
 * @param theory what theory says
 * @param workers how many workers the pool may have
 */
public record SweepPoint(List<String> values, Scenario scenario, int runs, List<Quantity> quantities,
        List<Estimate> estimates, List<GoalState> goals, Estimate utilisation, Estimate offeredLoad, Estimate claimed,
        Estimate inPool,
        Estimate arrivalsPerSecond, double timeInPool, Estimate neverStarted, Estimate cancelled, int starved,
        Theory theory,
        int workers) {

    /** Copies the lists. */
    public SweepPoint {
        values = List.copyOf(values);
        quantities = List.copyOf(quantities);
        estimates = List.copyOf(estimates);
        goals = List.copyOf(goals);
    }

    static SweepPoint of(SweepPlan plan, int index, List<SeedRun> runs) {
        SweepPlan.Point point = plan.points().get(index);
        List<Quantity> quantities = plan.quantities();
        List<Estimate> estimates = new ArrayList<>();
        for (int i = 0; i < quantities.size(); i++) {
            int at = i;
            estimates.add(over(runs, run -> run.values().get(at)));
        }
        List<GoalState> goals = new ArrayList<>();
        for (int i = 0; i < plan.goals().size(); i++) {
            int at = i;
            Expectation goal = plan.goals().get(i);
            boolean share = goal.bound() instanceof Expectation.Bound.OfSubmitted;
            int held = (int) runs.stream().filter(run -> run.held().get(at)).count();
            goals.add(GoalState.of(goal, share
                    ? over(runs, run -> run.shares().get(at))
                    : estimates.get(quantities.indexOf(goal.quantity())), held, runs.size()));
        }
        return new SweepPoint(point.values(), point.scenario(), runs.size(), quantities, estimates, goals,
                over(runs, SeedRun::utilisation), over(runs, SeedRun::offeredLoad), over(runs, SeedRun::claimed),
                over(runs, SeedRun::inPool),
                over(runs, SeedRun::arrivalsPerSecond), timeInPool(runs),
                over(runs, SeedRun::neverStarted), over(runs, SeedRun::cancelled),
                (int) runs.stream().filter(SeedRun::starved).count(),
                plan.load() == null
                        ? LoadAnalysis.of(point.scenario(), plan.cores())
                        : new Theory.NotApplicable("arrivals and service times are those of a recording"),
                LoadAnalysis.workers(point.scenario().pool(), plan.cores()));
    }

    private static double timeInPool(List<SeedRun> runs) {
        return runs.stream().mapToDouble(run -> run.arrivalsPerSecond() * run.timeInPool()).sum()
                / runs.stream().mapToDouble(SeedRun::arrivalsPerSecond).sum();
    }

    private static Estimate over(List<SeedRun> runs, ToDoubleFunction<SeedRun> value) {
        return Estimate.of(runs.stream().mapToDouble(value).toArray());
    }

    /**
     * Finds an estimate.
     *
     * @param quantity one of the sweep's
     * @return what is known of it
     */
    public Estimate estimate(Quantity quantity) {
        return estimates.get(quantities.indexOf(quantity));
    }

    /**
     * {@return whether all goals hold, one does not, or that is not known. Where the pool starved, no goal about times holds: they are those of
     * the tasks that got through}
     */
    public GoalState.Verdict verdict() {
        if (starved > 0 && goals.stream().anyMatch(goal -> goal.goal().quantity().base() instanceof Quantity.Time)) {
            return GoalState.Verdict.FAILS;
        }
        if (goals.stream().anyMatch(goal -> goal.verdict() == GoalState.Verdict.FAILS)) {
            return GoalState.Verdict.FAILS;
        }
        return runs > 0 && goals.stream().allMatch(goal -> goal.verdict() == GoalState.Verdict.HOLDS)
                ? GoalState.Verdict.HOLDS
                : GoalState.Verdict.UNDECIDED;
    }

    /** {@return whether more work comes than the workers can do, by theory or, where that does not apply, by what was measured} */
    public boolean saturated() {
        return switch (theory) {
            case Theory.Saturated _ -> true;
            case Theory.Steady _ -> false;
            // Where some users wait for their tasks, what comes whatever the pool does can be too much all the same.
            case Theory.NotApplicable _ -> claimed.mean() >= workers;
        };
    }
}
