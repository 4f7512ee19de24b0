package dev.poolscope.workload.run;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.poolscope.pool.Hook;
import dev.poolscope.pool.HookKind;
import dev.poolscope.pool.ThreadPool;
import dev.poolscope.workload.model.HookSpec;
import org.jspecify.annotations.Nullable;

/** An initializer or finalizer that sleeps, and throws on one worker or on demand. */
final class SyntheticHook implements Hook {
    private final HookKind kind;
    private final long nanos;
    private final int failsOnWorker;
    private final TaskResources bench;
    private final AtomicBoolean breakNext = new AtomicBoolean();

    SyntheticHook(HookKind kind, @Nullable HookSpec spec, TaskResources bench) {
        this.kind = kind;
        this.nanos = (spec == null ? Duration.ZERO : spec.takes()).toNanos();
        this.failsOnWorker = spec == null ? 0 : spec.failsOnWorker();
        this.bench = bench;
    }

    /** The next run of this hook fails, on whichever worker. */
    void breakNext() {
        breakNext.set(true);
    }

    @Override
    public void run(List<@Nullable Object> arguments, Map<String, @Nullable Object> namedArguments) throws Exception {
        bench.sleep(nanos);
        int worker = ThreadPool.currentWorkerId().orElse(0);
        boolean broken = breakNext.compareAndSet(true, false);
        if (broken || (worker != 0 && worker == failsOnWorker)) {
            throw new SyntheticFailure(
                    "the " + kind.name().toLowerCase(Locale.ROOT) + " was told to fail on worker " + worker);
        }
    }

    @Override
    public String toString() {
        return "synthetic " + kind.name().toLowerCase(Locale.ROOT);
    }
}
