package dev.poolscope.session;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import dev.poolscope.pool.NanoClock;
import dev.poolscope.pool.ThreadPool;
import dev.poolscope.pool.WorkerType;
import dev.poolscope.telemetry.recorder.Recorder;
import dev.poolscope.telemetry.recorder.RecorderLimits;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Distribution;
import dev.poolscope.workload.model.Percentage;
import dev.poolscope.workload.model.PoolKind;
import dev.poolscope.workload.model.PoolSpec;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import dev.poolscope.workload.model.TaskSpec;
import dev.poolscope.workload.model.Work;
import dev.poolscope.workload.run.RunListener;
import dev.poolscope.workload.run.WorkloadRunner;

/**
 * Warms the machine up before the clock of the first run starts. In a cold JVM the first submission loads classes and runs
 * interpreted, and comes 10 to 70 ms after it was due, which looks as if the pool were slow. So a load of small tasks is run
 * first, on a pool and with a recorder of its own, of which nothing is left: the run that follows begins with its own
 * worker 1 and its own task 1.
 */
final class WarmUp {
    /**
     * It is long enough that arrivals come in time at its end, and too short to be noticed between Run and the first task.
     */
    static final Duration LENGTH = Duration.ofMillis(120);
    /** After this it is left to end by itself, however slow the machine is. */
    static final Duration LIMIT = Duration.ofMillis(300);

    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Scenario LOAD = new Scenario("Warming up", "", Scenario.DEFAULT_SEED, LENGTH,
            new PoolSpec(PoolKind.DUAL, PoolKind.DUAL.size(), null, PoolSpec.DEFAULT_IDLE_TIMEOUT, 0,
                    WorkerType.PLATFORM, null, null),
            List.of(stream("paced", new Arrivals.Constant(new Rate(BigDecimal.valueOf(500), false)),
                    new Work.Sleep(new Distribution.Fixed(Duration.ofNanos(100_000)))),
                    stream("batch", new Arrivals.Batch(50, Duration.ofMillis(10)),
                            new Work.Sleep(new Distribution.Fixed(Duration.ZERO)))),
            List.of(), List.of());

    private static final AtomicBoolean DONE = new AtomicBoolean();

    private WarmUp() {}

    private static StreamSpec stream(String name, Arrivals arrivals, Work work) {
        return new StreamSpec(name, arrivals, Duration.ZERO, null, new TaskSpec(work, Percentage.ZERO, null));
    }

    /** Warms up, if that has not been done in this JVM. Waits for it, at most {@link #LIMIT}, or until it is hurried. */
    static void once(BooleanSupplier hurried) throws InterruptedException {
        if (!hurried.getAsBoolean() && DONE.compareAndSet(false, true)) {
            run(hurried);
        }
    }

    /** Warms up. */
    static void run(BooleanSupplier hurried) throws InterruptedException {
        NanoClock clock = NanoClock.SYSTEM;
        var recorder = new Recorder(clock, new SyntheticTags(), new RecorderLimits(1 << 12, 1 << 12, 1 << 12));
        var runner = new WorkloadRunner(LOAD, clock, new RunListener() {
            @Override
            public void began(long nanos) {
                recorder.start(nanos);
            }
        }, List.of(recorder.observer()));
        long start = clock.nanoTime();
        runner.start();
        try {
            while (!runner.awaitEnd(LOOK) && !hurried.getAsBoolean()
                    && clock.nanoTime() - start < LIMIT.toNanos()) {
                // goes on
            }
        } finally {
            end(runner, recorder);
        }
    }

    /** Ends it without waiting: an observer of its pool is the last to know, and the recorder's thread with it. */
    private static void end(WorkloadRunner runner, Recorder recorder) {
        runner.stop();
        ThreadPool pool = runner.pool();
        pool.shutdown(Duration.ZERO, true);
        Thread.ofPlatform().daemon().name("poolscope-warm-up").start(() -> {
            try {
                runner.awaitEnd();
                recorder.finish();
            } catch (InterruptedException | IllegalStateException unneeded) {
                // Nothing of it is wanted: whatever failed here fails in the run itself, where it is reported.
                Thread.currentThread().interrupt();
            }
        });
    }
}
