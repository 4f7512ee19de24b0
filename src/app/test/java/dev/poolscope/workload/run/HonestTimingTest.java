package dev.poolscope.workload.run;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.poolscope.pool.NanoClock;
import dev.poolscope.pool.PoolObserver;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Work that computes takes CPU time, and work that sleeps takes none. The bounds follow from there being only so many cores,
 * so that a busy machine cannot break them. (Where a process has a share of the cores, it may have used it up early: hence a
 * quarter of grace.)
 */
class HonestTimingTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    /** So many workers for each core that sleeping and computing cannot be mistaken for each other. */
    private static final int WORKERS = Math.min(1_000, 16 * CORES);
    private static final long TASK_NANOS = Duration.ofMillis(50).toNanos();
    private static final double GRACE = 0.75;

    /** One task: when it ran, and how much CPU time its worker consumed meanwhile. */
    private record Execution(long started, long ended, long cpuNanos) {
        long nanos() {
            return ended - started;
        }
    }

    /** Called by each worker, in its own thread. */
    private static final class Watch implements PoolObserver {
        private record Start(long nanos, long cpuNanos) {}

        final BlockingQueue<Execution> ended = new LinkedBlockingQueue<>();
        private final ConcurrentHashMap<Long, Start> started = new ConcurrentHashMap<>();

        @Override
        public void taskStarted(long nanos, long taskId, int workerId, long queueNanos,
                @Nullable Object target) {
            started.put(taskId, new Start(nanos, THREADS.getCurrentThreadCpuTime()));
        }

        @Override
        public void taskCompleted(long nanos, long taskId, int workerId, long queueNanos, long runNanos) {
            Start start = Objects.requireNonNull(started.get(taskId));
            ended.add(new Execution(start.nanos, nanos, THREADS.getCurrentThreadCpuTime() - start.cpuNanos));
        }
    }

    /** Runs as many tasks as there are workers, which all begin at once. */
    private static List<Execution> run(String work) throws Exception {
        Scenario scenario = ScenarioReader.parse("test.yaml",
                "poolscope: 1\nname: test\nduration: 10min\npool: { type: thread, maxWorkers: " + WORKERS
                        + " }\nstreams: [ { name: work, arrivals: { batch: { count: " + WORKERS
                        + ", at: 0s } }, task: { " + work + ": 50ms } } ]\n");
        Watch watch = new Watch();
        WorkloadRunner runner = new WorkloadRunner(scenario, NanoClock.SYSTEM, new RunListener() {
        }, List.of(watch));
        runner.start();
        List<Execution> executions = new ArrayList<>();
        while (executions.size() < WORKERS) {
            Execution next = watch.ended.poll(60, TimeUnit.SECONDS);
            assertThat(next).as("the end of a task").isNotNull();
            executions.add(next);
        }
        runner.stop();
        runner.awaitEnd();
        runner.pool().close();
        return executions;
    }

    private static long wallNanos(List<Execution> executions) {
        return executions.stream().mapToLong(Execution::ended).max().orElseThrow()
                - executions.stream().mapToLong(Execution::started).min().orElseThrow();
    }

    /** How long, in all, tasks were running for which there was no core: with three on two cores, a second for each second. */
    private static double withoutACore(List<Execution> executions) {
        record Step(long nanos, int running) {}
        List<Step> steps = new ArrayList<>();
        for (Execution execution : executions) {
            steps.add(new Step(execution.started, 1));
            steps.add(new Step(execution.ended, -1));
        }
        steps.sort(Comparator.comparingLong(Step::nanos));
        double sum = 0;
        int running = 0;
        long before = steps.getFirst().nanos;
        for (Step step : steps) {
            sum += (double) Math.max(0, running - CORES) * (step.nanos - before);
            running += step.running;
            before = step.nanos;
        }
        return sum;
    }

    @Test
    void computingOnMoreWorkersThanCoresTakesEachTaskLongerAndSleepingDoesNot() throws Exception {
        double coresNeed = (double) WORKERS * TASK_NANOS / CORES;

        List<Execution> computing = run("cpu");
        assertThat(computing).allSatisfy(task -> assertThat(task.cpuNanos).isGreaterThanOrEqualTo(TASK_NANOS));
        assertThat((double) wallNanos(computing)).as("no machine computes faster than with all its cores")
                .isGreaterThanOrEqualTo(GRACE * coresNeed);
        double lost = withoutACore(computing);
        assertThat(lost).as("there were tasks without a core").isPositive();
        assertThat((double) computing.stream().mapToLong(Execution::nanos).sum())
                .as("tasks take longer by the time for which they had no core")
                .isGreaterThanOrEqualTo(WORKERS * TASK_NANOS + GRACE * lost);

        List<Execution> sleeping = run("sleep");
        assertThat(sleeping).allSatisfy(task -> {
            assertThat(task.nanos()).isGreaterThanOrEqualTo(TASK_NANOS);
            assertThat(task.cpuNanos).as("CPU time of a task that sleeps").isLessThan(TASK_NANOS / 2);
        });
        assertThat((double) sleeping.stream().mapToLong(Execution::nanos).min().orElseThrow())
                .as("a sleeping task needs no core, and does not wait for one as long as all of them compute")
                .isLessThan(coresNeed);
    }

    @Test
    void onAVirtualThreadTheCalibratedLoopEndsAndTakesASensiblePartOfItsTime() throws Exception {
        long asked = Duration.ofMillis(200).toNanos();
        CpuWork work = new CpuWork();
        Callable<Long> timed = () -> {
            assertThat(Thread.currentThread().isVirtual()).isTrue();
            long before = NanoClock.SYSTEM.nanoTime();
            work.consume(asked);
            return NanoClock.SYSTEM.nanoTime() - before;
        };
        FutureTask<Long> task = new FutureTask<>(timed);
        Thread.ofVirtual().start(task);

        assertThat(task.get(60, TimeUnit.SECONDS)).isGreaterThan(asked / 4);
    }

    @Test
    void computingEndsSoonAfterAnInterruptOnBothKindsOfThread() throws Exception {
        CpuWork work = new CpuWork();
        for (Thread.Builder kind : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
            FutureTask<Void> task = new FutureTask<>(() -> {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> work.consume(Duration.ofHours(1).toNanos()))
                        .isInstanceOf(InterruptedException.class);
            }, null);
            kind.start(task);
            task.get(60, TimeUnit.SECONDS);
        }
    }
}
