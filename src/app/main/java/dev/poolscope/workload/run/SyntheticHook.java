package dev.poolscope.workload.run;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import dev.poolscope.pool.Hook;
import dev.poolscope.pool.HookKind;
import dev.poolscope.pool.ThreadPool;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.HookSpec;
import org.jspecify.annotations.Nullable;

/** An initializer or finalizer that sleeps, and throws on one worker or on demand. */
final class SyntheticHook implements Hook {
    private final HookKind kind;
    private final long nanos;
    private final int failsOnWorker;
    private final TaskResources bench;
    private final AtomicReference<@Nullable Action> breakNext = new AtomicReference<>();

    SyntheticHook(HookKind kind, @Nullable HookSpec spec, TaskResources bench) {
        this.kind = kind;
        this.nanos = (spec == null ? Duration.ZERO : spec.takes()).toNanos();
        this.failsOnWorker = spec == null ? 0 : spec.failsOnWorker();
        this.bench = bench;
    }

    /** The next run of this hook fails, on whichever worker: by this action, unless another one has asked for it before. */
    void breakNext(Action by) {
        breakNext.compareAndSet(null, by);
    }

    @Override
    public void run(List<@Nullable Object> arguments, Map<String, @Nullable Object> namedArguments) throws Exception {
        bench.sleep(nanos);
        int worker = ThreadPool.currentWorkerId().orElse(0);
        Action broken = breakNext.getAndSet(null);
        boolean fails = worker != 0 && worker == failsOnWorker;
        if (fails || broken != null) {
            throw new SyntheticFailure(
                    "the " + kind.name().toLowerCase(Locale.ROOT) + " was told to fail on worker " + worker,
                    fails ? null : broken);
        }
    }

    @Override
    public String toString() {
        return "synthetic " + kind.name().toLowerCase(Locale.ROOT);
    }
}
