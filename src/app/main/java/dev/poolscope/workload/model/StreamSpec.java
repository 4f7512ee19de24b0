package dev.poolscope.workload.model;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A stream of tasks: when they arrive, and what each does.
 *
 * @param name unique in its scenario
 * @param arrivals when
 * @param from the beginning of its window, from the start of the run; zero where the arrivals have no window
 * @param until the end of its window, not part of it; null for the end of the run
 * @param task what each does
 */
public record StreamSpec(String name, Arrivals arrivals, Duration from, @Nullable Duration until, TaskSpec task) {

    StreamSpec atSpeed(double speed) {
        return new StreamSpec(name, arrivals.atSpeed(speed), Speed.divide(from, speed), Speed.divideIfAny(until, speed),
                task.atSpeed(speed));
    }
}
