package dev.poolscope.telemetry.event;

/**
 * The kinds of events of a run, one for each record of {@link RunEvent}; the names are those of {@code events.csv}.
 *
 * <p><b>Events with equal stamps</b> whose {@linkplain RunEvent#turn turns} are not known have an order too, so that a log replays in one way only: what comes from outside
 * ({@link #ACTION}, submissions), then what begins in the pool and may cancel tasks, then worker by worker in the order of
 * their numbers, then what ends in the pool. Tasks cancelled in the queue go before every worker. One worker's events go:
 * spawned, ready, its tasks in the order of their numbers (each: started, blocked, resumed, cancelled, completed or failed,
 * left), idle, not recorded, retiring, retired. A replacement has a higher number than the worker it replaces, so a slot
 * is free before it is taken again.
 */
public enum EventType {
    /** Something was done to the pool, by the scenario or by hand. */
    ACTION(0, 0),
    /** A task was accepted. */
    SUBMITTED(1, 0),
    /** The idle timeout was changed. */
    IDLE_TIMEOUT_CHANGED(2, 0),
    /** A join began. */
    JOIN_BEGAN(3, 0),
    /** The pool accepts no task any more. */
    SHUTDOWN_BEGAN(4, 0),
    /** An initializer or finalizer threw. */
    HOOK_FAILED(5, 0),
    /** The pool broke. */
    BROKEN(6, 0),
    /** A task was refused; it has no number. */
    REJECTED(7, 0),
    /** A worker was started. */
    WORKER_SPAWNED(8, 0),
    /** A worker's thread could not be started: it never lived. */
    WORKER_START_FAILED(8, 1),
    /** A worker's initializer is done. */
    WORKER_READY(8, 2),
    /** A worker has taken a task. */
    STARTED(8, 3),
    /** A task waits from now on, and its worker with it; or waits for something else now. */
    TASK_BLOCKED(8, 3),
    /** A task waits no more. */
    TASK_RESUMED(8, 3),
    /** A task was cancelled, in the queue (no worker) or while it ran. */
    CANCELLED(8, 3),
    /** A task has returned. */
    COMPLETED(8, 3),
    /** A task has thrown. */
    FAILED(8, 3),
    /** The code of a task that was cancelled while it ran has returned. */
    TASK_LEFT_WORKER(8, 3),
    /** A worker has nothing to do. */
    WORKER_IDLE(8, 4),
    /**
     * The first of one or more events of a worker that were not recorded happened now: what the worker does until its next
     * event is not known. This is a remark of the recorder, not something that happened in the run.
     */
    NOT_RECORDED(8, 4),
    /** A worker takes no more tasks. */
    WORKER_RETIRING(8, 5),
    /** A worker is gone. */
    WORKER_RETIRED(8, 6),
    /** Every worker waits for an unfinished task of the same pool. */
    STARVED(9, 0),
    /** A join ended. */
    JOIN_ENDED(10, 0),
    /** The pool is closed and its last worker gone. */
    TERMINATED(11, 0);

    private final int phase;
    private final int stage;

    EventType(int phase, int stage) {
        this.phase = phase;
        this.stage = stage;
    }

    /** Its place in arrays of all types. */
    @SuppressWarnings("EnumOrdinal") // never leaves the memory of this process
    public int index() {
        return ordinal();
    }

    /** Orders events of one instant, before their workers are compared. */
    int phase() {
        return phase;
    }

    /** Orders events of one instant and one worker, before their tasks are compared. */
    public int stage() {
        return stage;
    }

    /** {@return whether this is a step in the life of a task: events of this type have a task's number} */
    public boolean isOfTask() {
        return this == SUBMITTED || stage == STARTED.stage;
    }

    /**
     * {@return whether this is a step in the life of a worker that does not concern a task: events of this type have a
     * worker's number and none of a task}
     */
    public boolean isOfWorker() {
        return phase == WORKER_SPAWNED.phase && !isOfTask();
    }
}
