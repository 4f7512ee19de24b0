package dev.poolscope.recording;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import dev.poolscope.pool.HookKind;
import dev.poolscope.pool.JoinOutcome;
import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.SpawnReason;
import dev.poolscope.telemetry.event.ActionLine;
import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.event.Canceller;
import dev.poolscope.telemetry.event.EventTurns;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.ActionText;
import org.jspecify.annotations.Nullable;

/** Makes events of the rows of a recording. */
final class EventTables {
    static final String TASKS = "SELECT id, stream, due_ns, submitted_ns, started_ns, worker, ended_ns, outcome, "
            + "cause, cancelled_by, left_ns FROM task WHERE ";
    static final String WAITS = "SELECT task, ns, type, worker, lock_holder, awaited_task FROM task_event WHERE ";
    static final String WORKERS = "SELECT worker, ns, type, reason, pending, free, alive, cause, place FROM ";
    static final String POOL = "SELECT place, ns, type, text, stream, due_ns, worker, before_ns, after_ns, cause FROM ";

    private final Connection connection;
    private final Map<Long, EventType> types = new HashMap<>();
    private final Map<Long, String> streams = new HashMap<>();
    private final Map<Long, String> causes = new HashMap<>();
    private final Map<Long, Optional<Action>> actions = new HashMap<>();
    private final List<RunEvent> events = new ArrayList<>();

    EventTables(Connection connection) throws SQLException {
        this.connection = connection;
        try (ReadRows rows = new ReadRows(connection, "SELECT code, name FROM event_type")) {
            while (rows.next()) {
                types.put(rows.number(1), rows.name(2, EventType.class));
            }
        }
        texts(streams, "SELECT id, name FROM stream");
        texts(causes, "SELECT id, text FROM cause");
    }

    private void texts(Map<Long, String> texts, String sql) throws SQLException {
        try (ReadRows rows = new ReadRows(connection, sql)) {
            while (rows.next()) {
                texts.put(rows.number(1), rows.text(2).intern());
            }
        }
    }

    EventType type(long code) {
        EventType type = types.get(code);
        if (type == null) {
            throw new DamagedException("an event is of an unknown type");
        }
        return type;
    }

    @Nullable
    String stream(@Nullable Long id) {
        return id == null ? null : known(streams, id);
    }

    /** An action that this program does not know counts as one that is not known. */
    private @Nullable Action action(@Nullable Long cause) {
        return cause == null
                ? null
                : actions.computeIfAbsent(cause, id -> Optional.ofNullable(ActionText.read(known(causes, id))))
                        .orElse(null);
    }

    private static String known(Map<Long, String> texts, @Nullable Long id) {
        String text = texts.get(id);
        if (text == null) {
            throw new DamagedException("a name is missing");
        }
        return text;
    }

    /** What was read since the last call, in natural order; of what happened at one instant little more than the kinds is known then. */
    List<RunEvent> take() {
        List<RunEvent> taken = new ArrayList<>(events);
        events.clear();
        taken.sort(null);
        return taken;
    }

    /** Reads tasks, with all their events, and waits of tasks that are not there; the condition is about {@code task}. */
    void readTasks(String condition, Object... values) throws SQLException {
        readTasks(condition, " OR task NOT IN (SELECT id FROM task)", values);
    }

    /** Reads tasks, with all their events, and nothing else. */
    void readOnlyTasks(String condition, Object... values) throws SQLException {
        readTasks(condition, "", values);
    }

    private void readTasks(String condition, String others, Object... values) throws SQLException {
        try (ReadRows rows = new ReadRows(connection, TASKS + condition, values)) {
            while (rows.next()) {
                readTask(rows);
            }
        }
        try (ReadRows any = new ReadRows(connection, "SELECT 1 FROM task_event LIMIT 1")) {
            if (!any.next()) {
                return;
            }
        }
        try (ReadRows rows = new ReadRows(connection,
                WAITS + "task IN (SELECT id FROM task WHERE " + condition + ")" + others, values)) {
            while (rows.next()) {
                events.add(wait(rows));
            }
        }
    }

    /** The event of one row of {@link #WAITS}. */
    TaskEvent wait(ReadRows rows) throws SQLException {
        Long holder = rows.numberIfAny(5);
        Long other = rows.numberIfAny(6);
        Awaited awaited = holder != null ? new Awaited.Lock(holder) : other != null ? new Awaited.Task(other) : null;
        return type(rows.number(3)) == EventType.TASK_BLOCKED
                ? new TaskEvent.Blocked(rows.time(2), rows.count(1), rows.small(4), awaited)
                : new TaskEvent.Resumed(rows.time(2), rows.count(1), rows.small(4), awaited);
    }

    private void readTask(ReadRows rows) throws SQLException {
        task(rows, events::add);
    }

    /** The events of one row of {@link #TASKS}. */
    void task(ReadRows rows, Consumer<RunEvent> into) throws SQLException {
        long id = rows.count(1);
        long submitted = rows.time(4, TaskRow.ABSENT);
        long started = rows.time(5, TaskRow.ABSENT);
        int worker = rows.small(6);
        if (submitted != TaskRow.ABSENT) {
            into.accept(new TaskEvent.Submitted(submitted, id, stream(rows.numberIfAny(2)), rows.time(3)));
        }
        if (started != TaskRow.ABSENT) {
            into.accept(new TaskEvent.Started(started, id, worker));
        }
        Long outcome = rows.numberIfAny(8);
        if (outcome != null) {
            long ended = rows.time(7);
            into.accept(switch (type(outcome)) {
                case COMPLETED -> new TaskEvent.Completed(ended, id, worker);
                case FAILED -> new TaskEvent.Failed(ended, id, worker, known(causes, rows.numberIfAny(9)));
                case CANCELLED -> new TaskEvent.Cancelled(ended, id, worker, rows.name(10, Canceller.class),
                        action(rows.numberIfAny(9)));
                default -> throw new DamagedException("a task has ended in an unknown way");
            });
        }
        long left = rows.time(11, TaskRow.ABSENT);
        if (left != TaskRow.ABSENT) {
            into.accept(new TaskEvent.LeftWorker(left, id, worker));
        }
    }

    /** Reads what happened to workers; the condition is about the columns of the table. */
    void readWorkers(String table, String condition, Object... values) throws SQLException {
        try (ReadRows rows = new ReadRows(connection, WORKERS + table + " WHERE " + condition, values)) {
            while (rows.next()) {
                events.add(worker(rows));
            }
        }
    }

    /** The event of one row of {@link #WORKERS}. */
    WorkerEvent worker(ReadRows rows) throws SQLException {
        int worker = rows.small(1);
        long at = rows.time(2);
        return switch (type(rows.number(3))) {
            case WORKER_SPAWNED -> new WorkerEvent.Spawned(at, worker, rows.name(4, SpawnReason.class),
                    rows.small(5), rows.small(6), rows.small(7));
            case WORKER_START_FAILED ->
                new WorkerEvent.StartFailed(at, worker, known(causes, rows.numberIfAny(8)));
            case WORKER_READY -> new WorkerEvent.Ready(at, worker);
            case WORKER_IDLE -> new WorkerEvent.Idle(at, worker);
            case NOT_RECORDED -> new WorkerEvent.NotRecorded(at, worker);
            case WORKER_RETIRING -> new WorkerEvent.Retiring(at, worker, rows.name(4, RetirementReason.class));
            case WORKER_RETIRED -> new WorkerEvent.Retired(at, worker, rows.name(4, RetirementReason.class));
            default -> throw new DamagedException("a worker's event is of an unknown type");
        };
    }

    /** Reads what happened to the pool; the condition is about the columns of the table. */
    void readPool(String table, String condition, Object... values) throws SQLException {
        Map<Long, List<PoolEvent.Wait>> waits = starvedWaits();
        try (ReadRows rows = new ReadRows(connection, POOL + table + " WHERE " + condition + " ORDER BY place",
                values)) {
            EventTurns turns = new EventTurns();
            while (rows.next()) {
                events.add(turns.next(pool(rows, waits)));
            }
        }
    }

    /** Which workers waited for which tasks when the pool starved, by the places of those events. */
    Map<Long, List<PoolEvent.Wait>> starvedWaits() throws SQLException {
        Map<Long, List<PoolEvent.Wait>> waits = new HashMap<>();
        try (ReadRows rows = new ReadRows(connection, "SELECT event, worker, task FROM starved_wait")) {
            while (rows.next()) {
                waits.computeIfAbsent(rows.number(1), _ -> new ArrayList<>())
                        .add(new PoolEvent.Wait(rows.small(2), rows.count(3)));
            }
        }
        return waits;
    }

    /** The event of one row of {@link #POOL}. */
    PoolEvent pool(ReadRows rows, Map<Long, List<PoolEvent.Wait>> waits) throws SQLException {
        long at = rows.time(2);
        return switch (type(rows.number(3))) {
            case ACTION -> ActionLine.read(at, rows.text(4));
            case REJECTED -> new PoolEvent.Rejected(at, stream(rows.numberIfAny(5)), rows.time(6));
            case IDLE_TIMEOUT_CHANGED ->
                new PoolEvent.IdleTimeoutChanged(at, duration(rows.numberIfAny(8)),
                        duration(rows.numberIfAny(9)));
            case JOIN_BEGAN -> new PoolEvent.JoinBegan(at);
            case JOIN_ENDED -> new PoolEvent.JoinEnded(at, rows.name(4, JoinOutcome.class));
            case SHUTDOWN_BEGAN -> new PoolEvent.ShutdownBegan(at);
            case HOOK_FAILED -> new PoolEvent.HookFailed(at, rows.small(7), rows.name(4, HookKind.class),
                    known(causes, rows.numberIfAny(10)));
            case BROKEN -> new PoolEvent.Broken(at, known(causes, rows.numberIfAny(10)));
            case STARVED -> new PoolEvent.Starved(at, waits.getOrDefault(rows.number(1), List.of()));
            case TERMINATED -> new PoolEvent.Terminated(at);
            default -> throw new DamagedException("a pool's event is of an unknown type");
        };
    }

    private static @Nullable Duration duration(@Nullable Long nanos) {
        return nanos == null ? null : Duration.ofNanos(nanos);
    }
}
