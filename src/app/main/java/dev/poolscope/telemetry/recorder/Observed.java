package dev.poolscope.telemetry.recorder;

import java.util.Map;
import java.util.Objects;

import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.FailureText;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import org.jspecify.annotations.Nullable;

/** Makes events of the raw facts that threads leave behind, in the collector's thread. */
final class Observed {

    private Observed() {}

    /**
     * Makes one.
     *
     * @param stamp when, in nanoseconds from the start of the run
     * @param type what
     * @param taskId which task, or 0
     * @param workerId which worker, or 0
     * @param due when a task that was submitted or refused was due, in nanoseconds from the start of the run
     * @param payload as {@link Entry} describes it
     */
    static RunEvent event(long stamp, EventType type, long taskId, int workerId, long due, @Nullable Object payload) {
        return switch (type) {
            case SUBMITTED -> new TaskEvent.Submitted(stamp, taskId, (String) payload, due);
            case REJECTED -> new PoolEvent.Rejected(stamp, (String) payload, due);
            case STARTED -> new TaskEvent.Started(stamp, taskId, workerId);
            case TASK_BLOCKED -> new TaskEvent.Blocked(stamp, taskId, workerId, (Awaited) payload);
            case TASK_RESUMED -> new TaskEvent.Resumed(stamp, taskId, workerId, (Awaited) payload);
            case CANCELLED -> ((CancelCause) Objects.requireNonNull(payload)).at(stamp, taskId, workerId);
            case COMPLETED -> new TaskEvent.Completed(stamp, taskId, workerId);
            case FAILED -> new TaskEvent.Failed(stamp, taskId, workerId, FailureText.of(payload));
            case TASK_LEFT_WORKER -> new TaskEvent.LeftWorker(stamp, taskId, workerId);
            case WORKER_READY -> new WorkerEvent.Ready(stamp, workerId);
            case WORKER_IDLE -> new WorkerEvent.Idle(stamp, workerId);
            case NOT_RECORDED -> new WorkerEvent.NotRecorded(stamp, workerId);
            case JOIN_BEGAN -> new PoolEvent.JoinBegan(stamp);
            case SHUTDOWN_BEGAN -> new PoolEvent.ShutdownBegan(stamp);
            case TERMINATED -> new PoolEvent.Terminated(stamp);
            case ACTION, IDLE_TIMEOUT_CHANGED, HOOK_FAILED, BROKEN, WORKER_SPAWNED, WORKER_START_FAILED,
                    WORKER_RETIRING, WORKER_RETIRED, STARVED, JOIN_ENDED ->
                ((Fact) Objects.requireNonNull(payload)).at(stamp);
        };
    }

    /** What a pool says of its starvation. */
    static PoolEvent.Starved starved(long stamp, Map<Integer, Long> waits) {
        return new PoolEvent.Starved(stamp, waits.entrySet().stream()
                .map(wait -> new PoolEvent.Wait(wait.getKey(), wait.getValue())).toList());
    }
}
