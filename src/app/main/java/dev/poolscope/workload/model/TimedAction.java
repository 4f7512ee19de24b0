package dev.poolscope.workload.model;

import java.time.Duration;

/**
 * An action and its moment.
 *
 * @param at when, from the start of the run
 * @param action what
 */
public record TimedAction(Duration at, Action action) {
    TimedAction atSpeed(double speed) {
        return new TimedAction(Speed.divide(at, speed), action.atSpeed(speed));
    }
}
