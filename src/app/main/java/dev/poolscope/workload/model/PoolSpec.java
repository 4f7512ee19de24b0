package dev.poolscope.workload.model;

import java.time.Duration;

import dev.poolscope.pool.WorkerType;
import org.jspecify.annotations.Nullable;

/**
 * The pool of a scenario.
 *
 * @param kind which member of the family
 * @param maxWorkers how many workers it may have; 0, only with {@link PoolKind#THREAD}, for the pool's own default
 * @param name its name; null for the simple name of its class
 * @param idleTimeout after which an idle worker retires; null for never
 * @param maxTasksPerWorker after which a worker is replaced; 0 for no limit
 * @param workerType platform or virtual threads
 * @param initializer runs first in each worker; null for none
 * @param finalizer runs last in each worker; null for none
 */
public record PoolSpec(PoolKind kind, int maxWorkers, @Nullable String name, @Nullable Duration idleTimeout,
        int maxTasksPerWorker, WorkerType workerType, @Nullable HookSpec initializer, @Nullable HookSpec finalizer) {
    /** The idle timeout of a pool whose file names none. */
    public static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofSeconds(60);

    /** The most workers that a scenario may ask for. */
    public static final int MOST_WORKERS = 1_000;

    PoolSpec atSpeed(double speed) {
        return new PoolSpec(kind, maxWorkers, name, Speed.divideIfAny(idleTimeout, speed), maxTasksPerWorker,
                workerType,
                initializer == null ? null : initializer.atSpeed(speed),
                finalizer == null ? null : finalizer.atSpeed(speed));
    }
}
