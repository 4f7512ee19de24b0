package dev.poolscope.sizing;

import java.util.List;
import java.util.OptionalDouble;

import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Measurements;
import dev.poolscope.workload.model.Quantity;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.TaskMeasurements;
import dev.poolscope.workload.model.Work;

/**
 * What one run of a sweep has measured.
 *
 * @param values of the quantities of the sweep, in its order: nanoseconds, a count, tasks a second, 1 or 0; NaN where there is no sample
 * @param held whether each goal holds in this run
 * @param shares of each goal about a part of the submitted tasks, this part in percent; otherwise NaN
 * @param utilisation the part of all workers' time, to the end of the run or until the pool had terminated if that was later, that went into
 *            tasks that completed or failed
 * @param offeredLoad how many workers the tasks that came would have kept busy, stream by stream: each as long as those of its stream
 *            that have ended; those of streams of which none has ended are not in it, nor is the time for which tasks were blocked; on
 *            threads the least that it can be. NaN without a task that ended
 * @param claimed how many workers the tasks of the streams that {@linkplain #keepsComing keep coming} would have kept from other tasks
 * @param inPool the mean number of tasks in the pool, by the area below their count; NaN if it was not measured
 * @param arrivalsPerSecond submitted tasks &divide; the time until the pool had terminated; NaN if that was not measured
 * @param timeInPool the mean time from due to end of completed and failed tasks, in nanoseconds; NaN if there are none
 * @param neverStarted the part of the submitted tasks that never started, from 0 to 1; NaN if none were submitted
 * @param cancelled the part of the submitted tasks that were cancelled, from 0 to 1; NaN if none were submitted
 * @param starved whether the pool starved at some time
 */
record SeedRun(List<Double> values, List<Boolean> held, List<Double> shares, double utilisation, double offeredLoad,
        double claimed, double inPool,
        double arrivalsPerSecond, double timeInPool, double neverStarted, double cancelled,
        boolean starved) {

    /** Copies the lists. */
    SeedRun {
        values = List.copyOf(values);
        held = List.copyOf(held);
        shares = List.copyOf(shares);
    }

    /**
     * Whether the tasks of a stream come again and again whatever the pool does, wait for as long as it takes, and occupy no worker for as long
     * as others wait for one: if they are more than the workers can do, the queue grows without end.
     */
    static boolean keepsComing(Scenario scenario, String name) {
        return scenario.streams().stream().filter(stream -> stream.name().equals(name))
                .anyMatch(stream -> stream.arrivals().open() && !(stream.arrivals() instanceof Arrivals.Batch)
                        && stream.task().cancelAfter() == null
                        && !(stream.task().work() instanceof Work.FanOut fanOut && fanOut.await()));
    }

    /** The part of the tasks of which there is no waiting time. */
    static double neverStarted(long submitted, long waits) {
        return submitted == 0 ? Double.NaN : Math.max(0, submitted - waits) / (double) submitted;
    }

    /** The part of the tasks whose time in the pool is no completed or failed task's. */
    static double cancelled(Measurements measured) {
        long submitted = measured.count(Quantity.Count.SUBMITTED);
        return submitted == 0 ? Double.NaN : measured.count(Quantity.Count.CANCELLED) / (double) submitted;
    }

    static double value(Quantity quantity, Measurements measured) {
        OptionalDouble value = switch (quantity) {
            case Quantity.OfStream(var of, var stream) -> value(of, measured.ofStream(stream));
            case Quantity.Utilisation _ -> measured.utilisation();
            case Quantity.Retired(var reason) -> OptionalDouble.of((double) measured.retired(reason));
            case Quantity.Count _,Quantity.Time _,Quantity.Throughput _ -> value(quantity, (TaskMeasurements) measured);
            case Quantity.State state -> OptionalDouble.of(measured.is(state) ? 1 : 0);
        };
        return value.orElse(Double.NaN);
    }

    private static OptionalDouble value(Quantity of, TaskMeasurements measured) {
        return switch (of) {
            case Quantity.Count count -> OptionalDouble.of((double) measured.count(count));
            case Quantity.Time(var span, var statistic) -> measured.nanos(span, statistic);
            case Quantity.Throughput _ -> measured.throughput();
            case Quantity.Retired _,Quantity.Utilisation _,Quantity.State _,Quantity.OfStream _ ->
                throw new IllegalStateException(of.key() + " is not measured of tasks");
        };
    }

    private static long submitted(Quantity quantity, Measurements measured) {
        return (quantity instanceof Quantity.OfStream(_, var stream) ? measured.ofStream(stream) : measured)
                .count(Quantity.Count.SUBMITTED);
    }

    static List<Double> values(List<Quantity> quantities, Measurements measured) {
        return quantities.stream().map(quantity -> value(quantity, measured)).toList();
    }

    static List<Boolean> held(List<Expectation> goals, Measurements measured) {
        return goals.stream().map(goal -> goal.check(measured).held()).toList();
    }

    static List<Double> shares(List<Expectation> goals, Measurements measured) {
        return goals.stream().map(goal -> {
            long submitted = submitted(goal.quantity(), measured);
            return goal.bound() instanceof Expectation.Bound.OfSubmitted && submitted > 0
                    ? 100 * value(goal.quantity(), measured) / submitted
                    : Double.NaN;
        }).toList();
    }
}
