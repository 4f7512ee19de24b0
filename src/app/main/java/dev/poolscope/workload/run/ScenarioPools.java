package dev.poolscope.workload.run;

import java.time.Duration;
import java.util.Collection;

import dev.poolscope.pool.DualThreadPool;
import dev.poolscope.pool.NanoClock;
import dev.poolscope.pool.PoolObserver;
import dev.poolscope.pool.PoolOptions;
import dev.poolscope.pool.QuadThreadPool;
import dev.poolscope.pool.SingleThreadPool;
import dev.poolscope.pool.ThreadPool;
import dev.poolscope.pool.TripleThreadPool;
import dev.poolscope.workload.model.PoolSpec;
import org.jspecify.annotations.Nullable;

/** Makes the pool that a scenario asks for. */
final class ScenarioPools {
    private ScenarioPools() {}

    /** The initializer is always there, because a run may break the next one; the finalizer only if there is one. */
    static ThreadPool open(PoolSpec spec, SyntheticHook initializer, @Nullable SyntheticHook finalizer, NanoClock clock,
            Collection<PoolObserver> observers) {
        PoolOptions.Builder options = PoolOptions.builder().idleTimeout(spec.idleTimeout())
                .workerType(spec.workerType())
                .initializer(initializer).clock(clock)
                // An end of the program in the middle of a run does not wait for synthetic work.
                .exitGrace(Duration.ZERO);
        if (spec.name() != null) {
            options.name(spec.name());
        }
        if (spec.maxTasksPerWorker() > 0) {
            options.maxTasksPerWorker(spec.maxTasksPerWorker());
        }
        if (finalizer != null) {
            options.finalizer(finalizer);
        }
        observers.forEach(options::observer);
        PoolOptions built = options.build();
        return switch (spec.kind()) {
            case SINGLE -> new SingleThreadPool(built);
            case DUAL -> new DualThreadPool(built);
            case TRIPLE -> new TripleThreadPool(built);
            case QUAD -> new QuadThreadPool(built);
            case THREAD -> spec.maxWorkers() == 0 ? new ThreadPool(built) : new ThreadPool(spec.maxWorkers(), built);
        };
    }
}
