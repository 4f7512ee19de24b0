package dev.poolscope.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.poolscope.stats.LegibleCount;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.BulkCall;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.DurationText;
import dev.poolscope.workload.model.Percentage;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TaskSpec;
import dev.poolscope.workload.model.Work;
import dev.poolscope.workload.run.CancelledBatch;
import dev.poolscope.workload.run.WorkloadRunner;

/**
 * Makes a scenario of the tasks that the pool of a run cancelled, to submit them again to a fresh pool of the same kind.
 *
 * <p>They come at once, one batch for each stream, streams in the order in which the first of each would have been taken. A
 * file says what tasks do by a distribution, so the new tasks are alike and not the same: as many of each stream, with times
 * drawn from the same distribution, by the same seed, beginning with the first draw. Where a stream's time is fixed, they are
 * the same. Children of a fan-out come as tasks of their own, without the parents that waited for them. Chunks of a bulk call
 * come as chunks of the same size, by the eager form of the call.
 *
 * <p>The run is as long as the old one, or longer if the tasks are likely to need it.
 */
public final class Resubmission {
    /** The run gets this much more than the tasks take on average. */
    private static final double MARGIN = 1.5;
    private static final double NANOS_PER_SECOND = 1e9;

    private final FinishedRun run;
    private final List<StreamSpec> streams = new ArrayList<>();
    private double seconds = 1;

    private Resubmission(FinishedRun run) {
        this.run = run;
        for (CancelledBatch cancelledBatch : run.leftovers()) {
            add(cancelledBatch);
        }
    }

    /**
     * Makes the scenario.
     *
     * @param run a run that is over
     * @return what runs its cancelled tasks; nothing if its pool cancelled none
     */
    public static Optional<Scenario> of(FinishedRun run) {
        return run.leftovers().isEmpty() ? Optional.empty() : Optional.of(new Resubmission(run).scenario());
    }

    private Scenario scenario() {
        Scenario old = run.scenario();
        long count = run.leftovers().stream().mapToLong(CancelledBatch::count).sum();
        return new Scenario(old.name() + ", submitted again",
                (count == 1 ? "The task" : "The " + LegibleCount.of(count) + " tasks") + " that the pool of \""
                        + old.name()
                        + "\" cancelled, on a fresh pool.",
                old.seed(), duration(old), old.pool(), streams, List.of(), List.of(), old.overheads());
    }

    private Duration duration(Scenario old) {
        Duration planned = old.duration();
        double most = DurationText.LONGEST.toSeconds();
        var needed = Duration.ofSeconds((long) Math.min(most, Math.ceil(seconds * MARGIN)));
        return planned == null || planned.compareTo(needed) < 0 ? needed : planned;
    }

    private void add(CancelledBatch cancelledBatch) {
        StreamSpec old = run.scenario().streams().stream().filter(it -> it.name().equals(cancelledBatch.stream()))
                .findFirst().orElse(WorkloadRunner.MANUAL_STREAM);
        TaskSpec task = cancelledBatch.children() && old.task().work() instanceof Work.FanOut fanOut
                ? new TaskSpec(new Work.Sleep(fanOut.child()), Percentage.ZERO, null)
                : old.task();
        int items = cancelledBatch.count();
        Arrivals arrivals = new Arrivals.Batch(items, Duration.ZERO);
        if (old.arrivals() instanceof Arrivals.Bulk bulk && bulk.chunkSize() > 1 && !cancelledBatch.children()) {
            boolean star = bulk.call() == BulkCall.STARMAP || bulk.call() == BulkCall.STARMAP_ALL;
            // The last chunk may have been a smaller one.
            items = (int) Math.min((long) items * bulk.chunkSize(), bulk.items());
            arrivals = new Arrivals.Bulk(star ? BulkCall.STARMAP_ALL : BulkCall.MAP_ALL, items, Duration.ZERO,
                    bulk.chunkSize(), 1, bulk.ordered(), null);
        }
        seconds += items * meanSeconds(task.work()) / parallel(task.work());
        streams.add(
                new StreamSpec(cancelledBatch.children() ? freeName(old.name() + " (children)") : old.name(), arrivals,
                        Duration.ZERO, null, task));
    }

    private String freeName(String wanted) {
        String name = wanted;
        while (isTaken(name)) {
            name += "'";
        }
        return name;
    }

    private boolean isTaken(String name) {
        return run.scenario().streams().stream().anyMatch(it -> it.name().equals(name));
    }

    /** How many tasks go on at a time at best. */
    private int parallel(Work work) {
        return switch (work) {
            case Work.Lock _ -> 1;
            case Work.Cpu _ -> Math.min(run.maxWorkers(), Runtime.getRuntime().availableProcessors());
            default -> run.maxWorkers();
        };
    }

    private static double meanSeconds(Work work) {
        return switch (work) {
            case Work.Sleep(var time) -> meanSeconds(time);
            case Work.Cpu(var time) -> meanSeconds(time);
            case Work.Lock(var time) -> meanSeconds(time);
            case Work.FanOut(var children, var child, _) -> children * meanSeconds(child);
        };
    }

    private static double meanSeconds(Distribution time) {
        double nanos = switch (time) {
            case Distribution.Fixed(var value) -> value.toNanos();
            case Distribution.Uniform(var min, var max) -> (min.toNanos() + (double) max.toNanos()) / 2;
            case Distribution.Exponential(var mean) -> mean.toNanos();
            case Distribution.LogNormal(var median, var sigma) -> median.toNanos() * Math.exp(sigma * sigma / 2);
            // Below a shape of 1 there is no mean: a few times the least has to do.
            case Distribution.Pareto(var scale, var shape) ->
                scale.toNanos() * (shape > 1.25 ? shape / (shape - 1) : 5);
        };
        return Math.min(nanos / NANOS_PER_SECOND, 3_600);
    }
}
