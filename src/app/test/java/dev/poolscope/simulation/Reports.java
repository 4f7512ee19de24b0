package dev.poolscope.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import dev.poolscope.pool.BrokenPoolException;
import dev.poolscope.pool.HookKind;
import dev.poolscope.pool.JoinOutcome;
import dev.poolscope.pool.PoolObserver;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.SpawnReason;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/** What a pool reports, by subject, in the words of {@link Script}. */
final class Reports implements PoolObserver {
    private final Map<String, List<String>> bySubject = new TreeMap<>();
    /** The number that a task has in the simulation, by its number here: refused ones take a number here. */
    private final Map<Long, Long> numbers = new ConcurrentHashMap<>();

    private synchronized void add(String subject, String report) {
        bySubject.computeIfAbsent(subject, _ -> new ArrayList<>()).add(report);
        notifyAll();
    }

    private String task(long taskId) {
        return Script.task(number(taskId));
    }

    private long number(long taskId) {
        return numbers.getOrDefault(taskId, -taskId);
    }

    /** Waits for as many reports as are expected of a subject, and compares them. */
    synchronized void await(String subject, List<String> expected) throws InterruptedException {
        long deadline = System.nanoTime() + StepClock.PATIENCE.toNanos();
        List<String> reports = bySubject.getOrDefault(subject, List.of());
        while (reports.size() < expected.size()) {
            assertThat(reports).as(subject).isEqualTo(expected.subList(0, reports.size()));
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                fail("%s: %s is expected, and does not come", subject, expected);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
            reports = bySubject.getOrDefault(subject, List.of());
        }
        assertThat(reports).as(subject).startsWith(expected.toArray(String[]::new));
    }

    synchronized Map<String, List<String>> all() {
        Map<String, List<String>> copy = new TreeMap<>();
        bySubject.forEach((subject, reports) -> copy.put(subject, List.copyOf(reports)));
        return copy;
    }

    @Override
    public void taskSubmitted(long nanos, long taskId, Object target) {
        numbers.put(taskId, ((SteppedTask) target).simulated.id);
        add(task(taskId), "submitted");
    }

    @Override
    public void taskRefused(long nanos, Object target, RejectedExecutionException reason) {
        add(Script.refused(((SteppedTask) target).simulated.stream()), "refused");
    }

    @Override
    public void taskStarted(long nanos, long taskId, int workerId, long queueNanos, Object target) {
        add(task(taskId), "started by " + Script.worker(workerId));
    }

    @Override
    public void taskCompleted(long nanos, long taskId, int workerId, long queueNanos, long runNanos) {
        add(task(taskId), "completed");
    }

    @Override
    public void taskFailed(long nanos, long taskId, int workerId, long queueNanos, long runNanos, Throwable failure) {
        add(task(taskId), "failed");
    }

    @Override
    public void taskCancelled(long nanos, long taskId, int workerId, long queueNanos, long runNanos,
            @Nullable RejectedExecutionException cause) {
        add(task(taskId), Script.cancelled(cause));
    }

    @Override
    public void taskLeftWorker(long nanos, long taskId, int workerId) {
        add(task(taskId), "left " + Script.worker(workerId));
    }

    @Override
    public void workerSpawned(long nanos, int workerId, SpawnReason reason, int pending, int free, int alive) {
        add(Script.worker(workerId), Script.spawned(reason, pending, free, alive));
    }

    @Override
    public void workerStartFailed(long nanos, int workerId, Throwable failure) {
        add(Script.worker(workerId), "start failed: " + failure);
    }

    @Override
    public void workerReady(long nanos, int workerId) {
        add(Script.worker(workerId), "ready");
    }

    @Override
    public void workerIdle(long nanos, int workerId) {
        add(Script.worker(workerId), "idle");
    }

    @Override
    public void workerRetiring(long nanos, int workerId, RetirementReason reason) {
        add(Script.worker(workerId), "retiring " + reason);
    }

    @Override
    public void workerRetired(long nanos, int workerId, RetirementReason reason) {
        add(Script.worker(workerId), "retired " + reason);
    }

    @Override
    public void hookFailed(long nanos, int workerId, HookKind hook, Throwable failure) {
        add(Script.worker(workerId), hook + " failed");
    }

    @Override
    public void broken(long nanos, BrokenPoolException cause) {
        add(Script.POOL, "broken: " + cause.getClass().getSimpleName());
    }

    @Override
    public void starved(long nanos, Map<Integer, Long> waits) {
        Map<Integer, Long> named = new TreeMap<>();
        waits.forEach((worker, task) -> named.put(worker, number(task)));
        add(Script.POOL, "starved: " + named);
    }

    @Override
    public void idleTimeoutChanged(long nanos, @Nullable Duration before, @Nullable Duration after) {
        add(Script.POOL, "idle timeout changed");
    }

    @Override
    public void joinBegan(long nanos) {
        add(Script.POOL, "join began");
    }

    @Override
    public void joinEnded(long nanos, JoinOutcome outcome) {
        add(Script.POOL, "join ended: " + outcome);
    }

    @Override
    public void shutdownBegan(long nanos) {
        add(Script.POOL, "shutdown began");
    }

    @Override
    public void terminated(long nanos) {
        add(Script.POOL, "terminated");
    }
}
