package dev.poolscope.telemetry.recorder;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;

import dev.poolscope.pool.BrokenPoolException;
import dev.poolscope.pool.PoolClosedException;
import dev.poolscope.pool.PoolObserver;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import org.jspecify.annotations.Nullable;

/** Tells an observer what a pool would have told of a run that is known by its events, in an order that it might have had. */
public final class Retelling {

    /** What a task is, for its tags. */
    record Told(@Nullable String stream, long due) {}

    public static final TaskTags TAGS = new TaskTags() {
        @Override
        public @Nullable String streamOf(Object target) {
            return ((Told) target).stream();
        }

        @Override
        public long dueNanosOf(Object target, long submittedNanos) {
            return ((Told) target).due();
        }
    };

    private final Map<Long, RunEvent> submitted = new HashMap<>();
    private final Map<Long, RunEvent> started = new HashMap<>();

    private Retelling(List<RunEvent> events) {
        for (RunEvent event : events) {
            if (event.type() == EventType.SUBMITTED) {
                submitted.put(event.taskId(), event);
            } else if (event.type() == EventType.STARTED) {
                started.put(event.taskId(), event);
            }
        }
    }

    /** Any order, but for one worker's own events, which come as they were. */
    static List<RunEvent> shuffled(List<RunEvent> events, Random random) {
        Map<Integer, Deque<RunEvent>> ofWorkers = new HashMap<>();
        for (RunEvent event : events) {
            if (isToldByWorker(event)) {
                ofWorkers.computeIfAbsent(event.workerId(), _ -> new ArrayDeque<>()).add(event);
            }
        }
        List<RunEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        shuffled.replaceAll(event -> isToldByWorker(event)
                ? Objects.requireNonNull(ofWorkers.get(event.workerId())).remove()
                : event);
        return shuffled;
    }

    private static boolean isToldByWorker(RunEvent event) {
        return switch (event.type()) {
            case STARTED, COMPLETED, FAILED, TASK_LEFT_WORKER, WORKER_IDLE, WORKER_READY, WORKER_RETIRING,
                    WORKER_RETIRED ->
                true;
            default -> false;
        };
    }

    public static Retelling of(List<RunEvent> events) {
        return new Retelling(events);
    }

    private Told target(long task) {
        RunEvent event = Objects.requireNonNull(submitted.get(task));
        return target(event);
    }

    private static Told target(RunEvent event) {
        return new Told(event.stream(), switch (event) {
            case TaskEvent.Submitted it -> it.dueNanos();
            case PoolEvent.Rejected it -> it.dueNanos();
            default -> throw new IllegalArgumentException("no arrival: " + event);
        });
    }

    private long queueNanos(RunEvent event) {
        long from = Objects.requireNonNull(submitted.get(event.taskId())).nanos();
        RunEvent start = started.get(event.taskId());
        return (start == null ? event.nanos() : start.nanos()) - from;
    }

    private long runNanos(RunEvent event) {
        RunEvent start = started.get(event.taskId());
        return start == null ? 0 : event.nanos() - start.nanos();
    }

    public void tell(PoolObserver to, RunEvent event) {
        long nanos = event.nanos();
        long task = event.taskId();
        int worker = event.workerId();
        switch (event.type()) {
            case SUBMITTED -> to.taskSubmitted(nanos, task, target(event));
            case REJECTED -> to.taskRefused(nanos, target(event), new RejectedExecutionException());
            case STARTED -> to.taskStarted(nanos, task, worker, queueNanos(event), target(task));
            case COMPLETED -> to.taskCompleted(nanos, task, worker, queueNanos(event), runNanos(event));
            case FAILED -> to.taskFailed(nanos, task, worker, queueNanos(event), runNanos(event),
                    thrown(((TaskEvent.Failed) event).cause()));
            case CANCELLED -> to.taskCancelled(nanos, task, worker, queueNanos(event), runNanos(event), causeOf(event));
            case TASK_LEFT_WORKER -> to.taskLeftWorker(nanos, task, worker);
            case WORKER_SPAWNED -> {
                WorkerEvent.Spawned it = (WorkerEvent.Spawned) event;
                to.workerSpawned(nanos, worker, it.reason(), it.pending(), it.free(), it.alive());
            }
            case WORKER_START_FAILED -> to.workerStartFailed(nanos, worker, new Exception("no"));
            case WORKER_READY -> to.workerReady(nanos, worker);
            case WORKER_IDLE -> to.workerIdle(nanos, worker);
            case WORKER_RETIRING -> to.workerRetiring(nanos, worker, reasonOf(event));
            case WORKER_RETIRED -> to.workerRetired(nanos, worker, reasonOf(event));
            case HOOK_FAILED -> to.hookFailed(nanos, worker, ((PoolEvent.HookFailed) event).hook(),
                    thrown(((PoolEvent.HookFailed) event).cause()));
            case BROKEN -> to.broken(nanos, new BrokenPoolException("broken", null));
            case STARVED -> {
                Map<Integer, Long> waits = new HashMap<>();
                ((PoolEvent.Starved) event).waits().forEach(wait -> waits.put(wait.workerId(), wait.taskId()));
                to.starved(nanos, waits);
            }
            case IDLE_TIMEOUT_CHANGED -> {
                PoolEvent.IdleTimeoutChanged it = (PoolEvent.IdleTimeoutChanged) event;
                to.idleTimeoutChanged(nanos, it.before(), it.after());
            }
            case JOIN_BEGAN -> to.joinBegan(nanos);
            case JOIN_ENDED -> to.joinEnded(nanos, ((PoolEvent.JoinEnded) event).outcome());
            case SHUTDOWN_BEGAN -> to.shutdownBegan(nanos);
            case TERMINATED -> to.terminated(nanos);
            case ACTION, TASK_BLOCKED, TASK_RESUMED, NOT_RECORDED -> {
                // not told by the pool
            }
        }
    }

    /** What says of itself what was said. */
    private static Exception thrown(String text) {
        return new Exception() {
            @Override
            @SuppressWarnings("OverrideThrowableToString") // without the name of a class before it
            public String toString() {
                return text;
            }
        };
    }

    private static RetirementReason reasonOf(RunEvent event) {
        return event instanceof WorkerEvent.Retiring it ? it.reason() : ((WorkerEvent.Retired) event).reason();
    }

    private static @Nullable RejectedExecutionException causeOf(RunEvent event) {
        return switch (((TaskEvent.Cancelled) event).by()) {
            case FUTURE -> null;
            case BREAKAGE -> new BrokenPoolException("broken", null);
            case SHUTDOWN -> new PoolClosedException("closed", null);
        };
    }
}
