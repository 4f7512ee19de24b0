package dev.poolscope.pool;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

/** Writes down all that a pool tells, in the order of arrival. */
class ObservedEvents implements PoolObserver {

    /** One line: what, when, about which task and worker (0: none), and what else was told. */
    record Event(String name, long nanos, long taskId, int workerId, List<Object> details, Thread thread) {
        Object detail() {
            return details.getFirst();
        }
    }

    private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();

    List<Event> events() {
        return List.copyOf(events);
    }

    List<Event> events(String name) {
        return events.stream().filter(event -> event.name.equals(name)).toList();
    }

    Event only(String name) {
        List<Event> found = events(name);
        if (found.size() != 1) {
            throw new AssertionError("Expected one " + name + ", found " + found.size() + " in " + names());
        }
        return found.getFirst();
    }

    int count(String name) {
        return events(name).size();
    }

    List<String> names() {
        return events.stream().map(Event::name).toList();
    }

    List<String> namesOfTask(long taskId) {
        return events.stream().filter(event -> event.taskId == taskId).map(Event::name).toList();
    }

    List<String> namesOfWorker(int workerId) {
        return events.stream().filter(event -> event.workerId == workerId).map(Event::name).toList();
    }

    private void add(String name, long nanos, long taskId, int workerId, @Nullable Object... details) {
        List<Object> told = Arrays.stream(details).filter(Objects::nonNull).toList();
        events.add(new Event(name, nanos, taskId, workerId, told, Thread.currentThread()));
    }

    @Override
    public void taskSubmitted(long nanos, long taskId, Object target) {
        add("taskSubmitted", nanos, taskId, 0, target);
    }

    @Override
    public void taskRefused(long nanos, Object target, RejectedExecutionException reason) {
        add("taskRefused", nanos, 0, 0, target, reason);
    }

    @Override
    public void taskStarted(long nanos, long taskId, int workerId, long queueNanos,
            @Nullable Object target) {
        add("taskStarted", nanos, taskId, workerId, queueNanos, target);
    }

    @Override
    public void taskCompleted(long nanos, long taskId, int workerId, long queueNanos, long runNanos) {
        add("taskCompleted", nanos, taskId, workerId, queueNanos, runNanos);
    }

    @Override
    public void taskFailed(long nanos, long taskId, int workerId, long queueNanos, long runNanos, Throwable failure) {
        add("taskFailed", nanos, taskId, workerId, queueNanos, runNanos, failure);
    }

    @Override
    public void taskCancelled(long nanos, long taskId, int workerId, long queueNanos, long runNanos,
            @Nullable RejectedExecutionException cause) {
        add("taskCancelled", nanos, taskId, workerId, queueNanos, runNanos,
                Objects.requireNonNullElse(cause, "future"));
    }

    @Override
    public void taskLeftWorker(long nanos, long taskId, int workerId) {
        add("taskLeftWorker", nanos, taskId, workerId);
    }

    @Override
    public void workerSpawned(long nanos, int workerId, SpawnReason reason, int pending, int free, int alive) {
        add("workerSpawned", nanos, 0, workerId, reason, pending, free, alive);
    }

    @Override
    public void workerStartFailed(long nanos, int workerId, Throwable failure) {
        add("workerStartFailed", nanos, 0, workerId, failure);
    }

    @Override
    public void workerReady(long nanos, int workerId) {
        add("workerReady", nanos, 0, workerId);
    }

    @Override
    public void workerIdle(long nanos, int workerId) {
        add("workerIdle", nanos, 0, workerId);
    }

    @Override
    public void workerRetiring(long nanos, int workerId, RetirementReason reason) {
        add("workerRetiring", nanos, 0, workerId, reason);
    }

    @Override
    public void workerRetired(long nanos, int workerId, RetirementReason reason) {
        add("workerRetired", nanos, 0, workerId, reason);
    }

    @Override
    public void hookFailed(long nanos, int workerId, HookKind hook, Throwable failure) {
        add("hookFailed", nanos, 0, workerId, hook, failure);
    }

    @Override
    public void broken(long nanos, BrokenPoolException cause) {
        add("broken", nanos, 0, 0, cause);
    }

    @Override
    public void starved(long nanos, Map<Integer, Long> waits) {
        add("starved", nanos, 0, 0, waits);
    }

    @Override
    public void idleTimeoutChanged(long nanos, @Nullable Duration before, @Nullable Duration after) {
        add("idleTimeoutChanged", nanos, 0, 0, Objects.requireNonNullElse(before, "none"),
                Objects.requireNonNullElse(after, "none"));
    }

    @Override
    public void joinBegan(long nanos) {
        add("joinBegan", nanos, 0, 0);
    }

    @Override
    public void joinEnded(long nanos, JoinOutcome outcome) {
        add("joinEnded", nanos, 0, 0, outcome);
    }

    @Override
    public void shutdownBegan(long nanos) {
        add("shutdownBegan", nanos, 0, 0);
    }

    @Override
    public void terminated(long nanos) {
        add("terminated", nanos, 0, 0);
    }
}
