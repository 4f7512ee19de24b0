package dev.poolscope.workload.model;

import java.time.Duration;

/**
 * A synthetic initializer or finalizer.
 *
 * @param takes how long it sleeps
 * @param failsOnWorker the number of the worker on which it throws, which breaks the pool; 0 for none
 */
public record HookSpec(Duration takes, int failsOnWorker) {
    HookSpec atSpeed(double speed) {
        return new HookSpec(Speed.divide(takes, speed), failsOnWorker);
    }
}
