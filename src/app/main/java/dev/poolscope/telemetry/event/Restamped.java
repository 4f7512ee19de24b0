package dev.poolscope.telemetry.event;

/** Events at another time, or with another turn, than their own. */
final class Restamped {

    private Restamped() {}

    static RunEvent at(long stamp, int turn, RunEvent event) {
        return switch (event) {
            case TaskEvent.Submitted it ->
                new TaskEvent.Submitted(stamp, turn, it.taskId(), it.stream(), it.dueNanos());
            case TaskEvent.Started it -> new TaskEvent.Started(stamp, turn, it.taskId(), it.workerId());
            case TaskEvent.Blocked it -> new TaskEvent.Blocked(stamp, turn, it.taskId(), it.workerId(), it.awaited());
            case TaskEvent.Resumed it -> new TaskEvent.Resumed(stamp, turn, it.taskId(), it.workerId(), it.awaited());
            case TaskEvent.Cancelled it ->
                new TaskEvent.Cancelled(stamp, turn, it.taskId(), it.workerId(), it.by(), it.action());
            case TaskEvent.Completed it -> new TaskEvent.Completed(stamp, turn, it.taskId(), it.workerId());
            case TaskEvent.Failed it -> new TaskEvent.Failed(stamp, turn, it.taskId(), it.workerId(), it.cause());
            case TaskEvent.LeftWorker it -> new TaskEvent.LeftWorker(stamp, turn, it.taskId(), it.workerId());
            case WorkerEvent.Spawned it ->
                new WorkerEvent.Spawned(stamp, turn, it.workerId(), it.reason(), it.pending(), it.free(), it.alive());
            case WorkerEvent.StartFailed it -> new WorkerEvent.StartFailed(stamp, turn, it.workerId(), it.cause());
            case WorkerEvent.Ready it -> new WorkerEvent.Ready(stamp, turn, it.workerId());
            case WorkerEvent.Idle it -> new WorkerEvent.Idle(stamp, turn, it.workerId());
            case WorkerEvent.NotRecorded it -> new WorkerEvent.NotRecorded(stamp, turn, it.workerId());
            case WorkerEvent.Retiring it -> new WorkerEvent.Retiring(stamp, turn, it.workerId(), it.reason());
            case WorkerEvent.Retired it -> new WorkerEvent.Retired(stamp, turn, it.workerId(), it.reason());
            case PoolEvent.ActionPerformed it -> new PoolEvent.ActionPerformed(stamp, turn, it.action(), it.answer());
            case PoolEvent.Remark it -> new PoolEvent.Remark(stamp, turn, it.text());
            case PoolEvent.Rejected it -> new PoolEvent.Rejected(stamp, turn, it.stream(), it.dueNanos());
            case PoolEvent.IdleTimeoutChanged it ->
                new PoolEvent.IdleTimeoutChanged(stamp, turn, it.before(), it.after());
            case PoolEvent.JoinBegan _ -> new PoolEvent.JoinBegan(stamp, turn);
            case PoolEvent.JoinEnded it -> new PoolEvent.JoinEnded(stamp, turn, it.outcome());
            case PoolEvent.ShutdownBegan _ -> new PoolEvent.ShutdownBegan(stamp, turn);
            case PoolEvent.HookFailed it -> new PoolEvent.HookFailed(stamp, turn, it.workerId(), it.hook(), it.cause());
            case PoolEvent.Broken it -> new PoolEvent.Broken(stamp, turn, it.cause());
            case PoolEvent.Starved it -> new PoolEvent.Starved(stamp, turn, it.waits());
            case PoolEvent.Terminated _ -> new PoolEvent.Terminated(stamp, turn);
        };
    }
}
