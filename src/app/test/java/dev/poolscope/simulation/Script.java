package dev.poolscope.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;

import dev.poolscope.pool.BrokenPoolException;
import dev.poolscope.pool.HookKind;
import dev.poolscope.pool.JoinOutcome;
import dev.poolscope.pool.PoolObserver;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.SpawnReason;
import dev.poolscope.simulation.ScriptStep.Cause;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.run.Obstacle;
import dev.poolscope.workload.run.RunListener;
import org.jspecify.annotations.Nullable;

/** All that happens in a simulated run, in its order: what is done to the pool, and what the pool does. */
final class Script implements PoolObserver, RunListener {
    static final String POOL = "pool";
    private static final Cause NONE = new Cause.None();

    final List<ScriptStep> steps = new ArrayList<>();
    private final Map<Long, SimulatedTask> tasks = new HashMap<>();

    static String task(long id) {
        return "task " + id;
    }

    static String worker(int id) {
        return "worker " + id;
    }

    static String refused(String stream) {
        return "refused of " + stream;
    }

    /** What is a rule of a spawn; what is pending and what is free depends on which worker is how fast. */
    static String spawned(SpawnReason reason, int pending, int free, int alive) {
        return "spawned for " + reason + ", alive " + alive + ", pending - free " + (pending - free);
    }

    private void add(long nanos, Cause cause, @Nullable String subject, String report, int worker, long task) {
        steps.add(new ScriptStep(nanos, cause, subject, report, worker, tasks.get(task)));
    }

    private void pool(long nanos, String report) {
        add(nanos, NONE, POOL, report, 0, 0);
    }

    @Override
    public void taskSubmitted(long nanos, long taskId, Object target) {
        tasks.put(taskId, (SimulatedTask) target);
        add(nanos, new Cause.Submission(), task(taskId), "submitted", 0, taskId);
    }

    @Override
    public void taskRefused(long nanos, Object target, RejectedExecutionException reason) {
        SimulatedTask task = (SimulatedTask) target;
        steps.add(new ScriptStep(nanos, new Cause.Submission(), refused(task.stream()), "refused", 0, task));
    }

    @Override
    public void taskStarted(long nanos, long taskId, int workerId, long queueNanos, Object target) {
        add(nanos, NONE, task(taskId), "started by " + worker(workerId), workerId, taskId);
    }

    @Override
    public void taskCompleted(long nanos, long taskId, int workerId, long queueNanos, long runNanos) {
        add(nanos, new Cause.End(false), task(taskId), "completed", 0, taskId);
    }

    @Override
    public void taskFailed(long nanos, long taskId, int workerId, long queueNanos, long runNanos, Throwable failure) {
        add(nanos, new Cause.End(true), task(taskId), "failed", 0, taskId);
    }

    @Override
    public void taskCancelled(long nanos, long taskId, int workerId, long queueNanos, long runNanos,
            @Nullable RejectedExecutionException cause) {
        add(nanos, cause == null ? new Cause.Cancellation() : NONE, task(taskId), cancelled(cause),
                workerId, taskId);
    }

    static String cancelled(@Nullable RejectedExecutionException cause) {
        return cause == null ? "cancelled" : "cancelled by the pool: " + cause.getClass().getSimpleName();
    }

    @Override
    public void taskLeftWorker(long nanos, long taskId, int workerId) {
        add(nanos, new Cause.End(false), task(taskId), "left " + worker(workerId), 0, taskId);
    }

    @Override
    public void workerSpawned(long nanos, int workerId, SpawnReason reason, int pending, int free, int alive) {
        add(nanos, NONE, worker(workerId), spawned(reason, pending, free, alive), workerId, 0);
    }

    @Override
    public void workerReady(long nanos, int workerId) {
        add(nanos, new Cause.Initialized(false), worker(workerId), "ready", workerId, 0);
    }

    @Override
    public void workerIdle(long nanos, int workerId) {
        add(nanos, NONE, worker(workerId), "idle", workerId, 0);
    }

    @Override
    public void workerRetiring(long nanos, int workerId, RetirementReason reason) {
        add(nanos, NONE, worker(workerId), "retiring " + reason, workerId, 0);
    }

    @Override
    public void workerRetired(long nanos, int workerId, RetirementReason reason) {
        add(nanos, new Cause.Finalized(false), worker(workerId), "retired " + reason, workerId, 0);
    }

    @Override
    public void hookFailed(long nanos, int workerId, HookKind hook, Throwable failure) {
        add(nanos, hook == HookKind.INITIALIZER ? new Cause.Initialized(true) : new Cause.Finalized(true),
                worker(workerId), hook + " failed", workerId, 0);
    }

    @Override
    public void broken(long nanos, BrokenPoolException cause) {
        pool(nanos, "broken: " + cause.getClass().getSimpleName());
    }

    @Override
    public void starved(long nanos, Map<Integer, Long> waits) {
        pool(nanos, "starved: " + waits);
    }

    @Override
    public void idleTimeoutChanged(long nanos, @Nullable Duration before, @Nullable Duration after) {
        pool(nanos, "idle timeout changed");
    }

    @Override
    public void joinBegan(long nanos) {
        pool(nanos, "join began");
    }

    @Override
    public void joinEnded(long nanos, JoinOutcome outcome) {
        pool(nanos, "join ended: " + outcome);
    }

    @Override
    public void shutdownBegan(long nanos) {
        pool(nanos, "shutdown began");
    }

    @Override
    public void terminated(long nanos) {
        pool(nanos, "terminated");
    }

    @Override
    public void acting(long nanos, Action action) {
        add(nanos, new Cause.Act(action), null, "", 0, 0);
    }

    @Override
    public void blocked(long nanos, long taskId, int workerId, Obstacle obstacle) {
        if (obstacle instanceof Obstacle.Child(long child)) {
            steps.add(new ScriptStep(nanos, new Cause.Wait(child), null, "", workerId,
                    Objects.requireNonNull(tasks.get(taskId))));
        }
    }

    @Override
    public void ended(long nanos) {
        add(nanos, new Cause.Over(), null, "", 0, 0);
    }
}
