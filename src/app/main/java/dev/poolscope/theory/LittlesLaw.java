package dev.poolscope.theory;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.poolscope.stats.LegibleCount;
import dev.poolscope.stats.LegibleTime;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.recorder.RecordedRun;

/**
 * Little's law on what was measured: the mean number of tasks in the pool, pending or running, is the rate of arrivals times the mean
 * time of a task in the pool, L = &lambda; W. It needs no assumption about arrivals, service times or order. L is measured by itself, as the area below
 * the count of tasks in the pool, and &lambda; and W from the numbers of the tasks; what differs comes from tasks that were cancelled, which are
 * in L with their own time in the pool, and in &lambda; W with the mean of the others, and from arrivals that were late, whose lateness is in W and not
 * in L.
 *
 * <p>Source: J. D. C. Little, <i>A proof for the queuing formula L = &lambda;W</i>, Operations Research 9 (1961).
 *
 * @param inPool L
 * @param arrivalsPerSecond &lambda;: submitted tasks &divide; length of the recording
 * @param timeInPool W: the mean time from due to end of completed and failed tasks, in nanoseconds
 */
public record LittlesLaw(double inPool, double arrivalsPerSecond, double timeInPool) {

    /**
     * Measures the three.
     *
     * @param run a run that is over
     * @return what was measured; empty if no task ended, or events are missing
     */
    public static Optional<LittlesLaw> of(RecordedRun run) {
        long length = run.endNanos();
        if (run.summary().totalTimes().isEmpty() || run.summary().droppedEvents() > 0 || !run.missing().isEmpty()
                || length <= 0) {
            return Optional.empty();
        }
        return Optional.of(new LittlesLaw(area(run.events(), length) / length, run.summary().submitted() * 1e9 / length,
                run.summary().totalTimes().mean()));
    }

    private static double area(List<RunEvent> events, long length) {
        double area = 0;
        for (RunEvent event : events) {
            switch (event) {
                case TaskEvent.Submitted submitted -> area += length - submitted.nanos();
                case TaskEvent.Completed completed -> area -= length - completed.nanos();
                case TaskEvent.Failed failed -> area -= length - failed.nanos();
                case TaskEvent.Cancelled cancelled -> area -= length - cancelled.nanos();
                default -> {
                }
            }
        }
        return area;
    }

    /** {@return &lambda;W} */
    public double product() {
        return arrivalsPerSecond * timeInPool / 1e9;
    }

    /** {@return by what part of L the product is off, 0.01 for one hundredth; 0 if both are 0} */
    public double error() {
        return inPool == 0 ? 0 : (product() - inPool) / inPool;
    }

    /** {@return one line for people} */
    @Override
    public String toString() {
        double percent = Math.rint(1000 * error()) / 10;
        return String.format(Locale.ROOT, "L = %s tasks in the pool; λ W = %s/s × %s = %s (%s%.1f %%)",
                LegibleCount.figures(inPool),
                LegibleCount.figures(arrivalsPerSecond), LegibleTime.duration(Math.round(timeInPool)),
                LegibleCount.figures(product()), percent < 0 ? "−" : "+", Math.abs(percent));
    }
}
