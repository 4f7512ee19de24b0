package dev.poolscope.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

import dev.poolscope.pool.PoolOptions;
import dev.poolscope.pool.ThreadPool;
import dev.poolscope.simulation.ScriptStep.Cause;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.PoolSpec;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.run.SyntheticFailure;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A simulated run done once more by a real pool on real threads, step by step: what comes to the pool from outside (submissions, ends of
 * tasks and hooks, actions, the time) is done as in the simulation, and then it is waited for what the pool does. So nothing depends
 * on how fast which thread is, and every decision of the simulation is compared with that of the pool.
 *
 * <p>Whatever hangs on chance is decided as in the simulation: each worker waits in its initializer, and when it wakes from its
 * idle sleep, until it is its turn.
 */
final class Lockstep {
    private static final Duration NEVER = Duration.ofDays(40_000);
    /** So many nanoseconds of the real pool are one of the simulation, so that what happens at one instant there has an order here. */
    private static final int SCALE = 1 << 14;

    private final StepClock clock = new StepClock();
    private final Reports reports = new Reports();
    private final List<ScriptStep> steps;
    private final ThreadPool pool;
    private final Map<Integer, Gate> gates = new ConcurrentHashMap<>();
    private final Map<Long, SteppedTask> tasks = new HashMap<>();
    private final Map<String, List<String>> expected = new TreeMap<>();
    /** The idle workers that sleep, and since when by the clock of the pool. */
    private final Map<Integer, Long> idle = new TreeMap<>();
    private Duration idleTimeout;

    /** Where a worker waits in its hooks. */
    private static final class Gate {
        private final CountDownLatch initialized = new CountDownLatch(1);
        private final CountDownLatch finalized = new CountDownLatch(1);
        private volatile boolean initializerFails;
        private volatile boolean finalizerFails;
    }

    private Lockstep(Scenario scenario, Script script, int maxWorkers) {
        steps = script.steps;
        PoolSpec spec = scenario.pool();
        idleTimeout = timeout(spec.idleTimeout());
        PoolOptions.Builder options = PoolOptions.builder().name("stepped").workerType(spec.workerType())
                .idleTimeout(idleTimeout).clock(clock).observer(reports)
                .initializer(() -> pass(true)).finalizer(() -> pass(false));
        if (spec.maxTasksPerWorker() > 0) {
            options.maxTasksPerWorker(spec.maxTasksPerWorker());
        }
        pool = new ThreadPool(maxWorkers, options.build());
    }

    /** Does a scenario by a simulation and by a pool, and compares all that the two report. */
    static void compare(Scenario scenario, int cores) throws InterruptedException {
        Script script = new Script();
        Simulation simulation = new Simulation(scenario, cores, script, script);
        simulation.run();
        Lockstep lockstep = new Lockstep(scenario, script, simulation.maxWorkers());
        try {
            lockstep.go();
        } finally {
            lockstep.release();
        }
    }

    /** An idle timeout passes a little later, so that what else happens at that instant happens before. */
    private static Duration timeout(@Nullable Duration simulated) {
        return simulated == null ? NEVER : simulated.multipliedBy(SCALE).plusNanos(SCALE - 1);
    }

    private Gate gate(int worker) {
        return gates.computeIfAbsent(worker, _ -> new Gate());
    }

    private void pass(boolean initializer) throws InterruptedException, SyntheticFailure {
        Gate gate = gate(StepClock.worker(Thread.currentThread()));
        (initializer ? gate.initialized : gate.finalized).await();
        if (initializer ? gate.initializerFails : gate.finalizerFails) {
            throw new SyntheticFailure("told to fail");
        }
    }

    private void go() throws InterruptedException {
        int ofInstant = 0;
        int pending = 0;
        for (int i = 0; i < steps.size(); i++) {
            ScriptStep step = steps.get(i);
            if (i > 0 && steps.get(i - 1).nanos() < step.nanos()) {
                settle();
                ofInstant = 0;
            }
            clock.set(step.nanos() * SCALE + ++ofInstant);
            Long since = idle.remove(step.worker());
            if (since != null) {
                if (isOverdue(step)) {
                    clock.set(since + idleTimeout.toNanos());
                }
                clock.release(step.worker());
            }
            if (isAccepted(step) && pending == 0 && i > 0
                    && !(steps.get(i - 1).cause() instanceof Cause.Submission)) {
                settle();
            }
            bringAbout(step);
            pending += pending(step);
            if (step.subject() != null) {
                List<String> expectedReports = expected.computeIfAbsent(step.subject(), _ -> new ArrayList<>());
                expectedReports.add(step.report());
                reports.await(step.subject(), expectedReports);
            }
            if (step.task() != null && step.worker() != 0 && step.subject() != null) {
                stepped(step).awaitBegin();
            }
            if (step.report().equals("idle") && !retiresNext(i)) {
                clock.awaitSleep(step.worker());
                idle.put(step.worker(), clock.nanoTime());
            }
        }
        assertThat(reports.all()).isEqualTo(expected);
    }

    private boolean retiresNext(int i) {
        ScriptStep next = steps.get(i + 1);
        return next.nanos() == steps.get(i).nanos() && next.worker() == steps.get(i).worker()
                && next.report().startsWith("retiring") && !isOverdue(next);
    }

    /** Whether it is a submission that a worker may be woken for. A pool that has just broken refuses it, while idle workers are about to retire. */
    private static boolean isAccepted(ScriptStep step) {
        return step.report().equals("submitted");
    }

    /** What a step adds to the number of pending tasks. */
    private static int pending(ScriptStep step) {
        boolean leaves = step.report().startsWith("started") || (step.report().startsWith("cancelled")
                && step.worker() == 0);
        return isAccepted(step) ? 1 : leaves ? -1 : 0;
    }

    private static boolean isOverdue(ScriptStep step) {
        return step.report().equals("retiring IDLE_TIMEOUT");
    }

    /** Lets those look that were woken for nothing; they fall asleep again. */
    private void settle() throws InterruptedException {
        for (int worker : idle.keySet()) {
            int times = clock.times(worker);
            clock.release(worker);
            clock.awaitSleep(worker, times + 1);
        }
    }

    private SteppedTask stepped(ScriptStep step) {
        return Objects.requireNonNull(tasks.get(Objects.requireNonNull(step.task()).id));
    }

    private void bringAbout(ScriptStep step) throws InterruptedException {
        switch (step.cause()) {
            case Cause.None _ -> {
            }
            case Cause.Submission _ -> submit(Objects.requireNonNull(step.task()));
            case Cause.End(boolean fails) -> stepped(step).end(fails);
            case Cause.Cancellation _ -> Objects.requireNonNull(stepped(step).future).cancel(true);
            case Cause.Initialized(boolean fails) -> {
                Gate gate = gate(step.worker());
                gate.initializerFails = fails;
                gate.initialized.countDown();
            }
            case Cause.Finalized(boolean fails) -> {
                Gate gate = gate(step.worker());
                gate.finalizerFails |= fails;
                gate.finalized.countDown();
            }
            case Cause.Wait(long child) -> stepped(step)
                    .waitFor(Objects.requireNonNull(Objects.requireNonNull(tasks.get(child)).future));
            case Cause.Act(Action action) -> act(action);
            case Cause.Over _ -> shutDown();
        }
    }

    private void submit(SimulatedTask simulated) {
        SteppedTask task = new SteppedTask(simulated);
        try {
            task.future = pool.submit(task);
            tasks.put(simulated.id, task);
        } catch (RejectedExecutionException _) {
            // It is reported.
        }
    }

    private void shutDown() {
        pool.shutdown(Duration.ZERO);
    }

    private void act(Action action) throws InterruptedException {
        switch (action) {
            case Action.SetIdleTimeout(Duration timeout) -> {
                idleTimeout = timeout(timeout);
                pool.setIdleTimeout(idleTimeout);
            }
            case Action.SpawnWorkers(int count) -> spawn(count);
            case Action.SpawnMaxWorkers() -> spawn(pool.maxWorkers());
            case Action.Join(Duration _) -> clock.awaitWait(Thread.ofPlatform().daemon().start(this::join));
            case Action.Shutdown() -> shutDown();
            case Action.BreakNextInitializer(),Action.CancelPending _,Action.Submit _,Action.SetRate _,Action.Note _ -> {
                // What comes of these are steps of their own.
            }
        }
    }

    private void spawn(int count) {
        try {
            pool.spawnWorkers(count);
        } catch (RejectedExecutionException _) {
            // A pool that is closed, broken or joining.
        }
    }

    /** Joins, with a time limit, so that the clock knows when this thread waits: a join that is shared is not reported. */
    private void join() {
        try {
            pool.join(NEVER);
        } catch (InterruptedException | TimeoutException | RuntimeException _) {
            // It is reported how it ends.
        }
    }

    private void release() {
        clock.end();
        for (int worker = 1; worker <= expected.size(); worker++) {
            gate(worker).initialized.countDown();
            gate(worker).finalized.countDown();
        }
        tasks.values().forEach(task -> task.end(true));
        pool.shutdown(StepClock.PATIENCE);
    }
}
