package dev.poolscope.telemetry.event;

/** Events at another time than their own. */
final class Restamped {

    private Restamped() {}

    static RunEvent at(long stamp, RunEvent event) {
        return switch (event) {
            case TaskEvent.Submitted it -> new TaskEvent.Submitted(stamp, it.taskId(), it.stream(), it.dueNanos());
            case TaskEvent.Started it -> new TaskEvent.Started(stamp, it.taskId(), it.workerId());
            case TaskEvent.Blocked it -> new TaskEvent.Blocked(stamp, it.taskId(), it.workerId(), it.awaited());
            case TaskEvent.Resumed it -> new TaskEvent.Resumed(stamp, it.taskId(), it.workerId(), it.awaited());
            case TaskEvent.Cancelled it ->
                new TaskEvent.Cancelled(stamp, it.taskId(), it.workerId(), it.by(), it.action());
            case TaskEvent.Completed it -> new TaskEvent.Completed(stamp, it.taskId(), it.workerId());
            case TaskEvent.Failed it -> new TaskEvent.Failed(stamp, it.taskId(), it.workerId(), it.cause());
            case TaskEvent.LeftWorker it -> new TaskEvent.LeftWorker(stamp, it.taskId(), it.workerId());
            case WorkerEvent.Spawned it ->
                new WorkerEvent.Spawned(stamp, it.workerId(), it.reason(), it.pending(), it.free(), it.alive());
            case WorkerEvent.StartFailed it -> new WorkerEvent.StartFailed(stamp, it.workerId(), it.cause());
            case WorkerEvent.Ready it -> new WorkerEvent.Ready(stamp, it.workerId());
            case WorkerEvent.Idle it -> new WorkerEvent.Idle(stamp, it.workerId());
            case WorkerEvent.NotRecorded it -> new WorkerEvent.NotRecorded(stamp, it.workerId());
            case WorkerEvent.Retiring it -> new WorkerEvent.Retiring(stamp, it.workerId(), it.reason());
            case WorkerEvent.Retired it -> new WorkerEvent.Retired(stamp, it.workerId(), it.reason());
            case PoolEvent.ActionPerformed it -> new PoolEvent.ActionPerformed(stamp, it.action(), it.answer());
            case PoolEvent.Remark it -> new PoolEvent.Remark(stamp, it.text());
            case PoolEvent.Rejected it -> new PoolEvent.Rejected(stamp, it.stream(), it.dueNanos());
            case PoolEvent.IdleTimeoutChanged it ->
                new PoolEvent.IdleTimeoutChanged(stamp, it.before(), it.after());
            case PoolEvent.JoinBegan _ -> new PoolEvent.JoinBegan(stamp);
            case PoolEvent.JoinEnded it -> new PoolEvent.JoinEnded(stamp, it.outcome());
            case PoolEvent.ShutdownBegan _ -> new PoolEvent.ShutdownBegan(stamp);
            case PoolEvent.HookFailed it -> new PoolEvent.HookFailed(stamp, it.workerId(), it.hook(), it.cause());
            case PoolEvent.Broken it -> new PoolEvent.Broken(stamp, it.cause());
            case PoolEvent.Starved it -> new PoolEvent.Starved(stamp, it.waits());
            case PoolEvent.Terminated _ -> new PoolEvent.Terminated(stamp);
        };
    }
}
