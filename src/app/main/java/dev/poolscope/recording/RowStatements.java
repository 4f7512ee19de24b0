package dev.poolscope.recording;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.poolscope.telemetry.event.ActionLine;
import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.event.CountSample;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import org.jspecify.annotations.Nullable;

/** Writes rows, each table through a statement of its own. What it numbers and names is taken back when a commit fails. */
final class RowStatements implements AutoCloseable {
    private static final int MOST_CAUSES = 1_000;

    private final PreparedStatement task;
    private final PreparedStatement wait;
    private final PreparedStatement worker;
    private final PreparedStatement pool;
    private final PreparedStatement starved;
    private final PreparedStatement sample;
    private final PreparedStatement loss;
    private final PreparedStatement progress;
    private final PreparedStatement stream;
    private final PreparedStatement cause;
    private final Map<String, Long> streams = new HashMap<>();
    private final Map<String, Long> causes = new HashMap<>();
    private long place;
    private long committedPlace;

    RowStatements(Connection connection) throws SQLException {
        task = connection.prepareStatement("INSERT INTO task VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (id) DO UPDATE SET stream = coalesce(stream, excluded.stream),"
                + " due_ns = coalesce(due_ns, excluded.due_ns), submitted_ns = coalesce(submitted_ns, excluded.submitted_ns),"
                + " started_ns = coalesce(started_ns, excluded.started_ns), worker = coalesce(worker, excluded.worker),"
                + " ended_ns = coalesce(ended_ns, excluded.ended_ns), outcome = coalesce(outcome, excluded.outcome),"
                + " cause = coalesce(cause, excluded.cause), cancelled_by = coalesce(cancelled_by, excluded.cancelled_by),"
                + " left_ns = coalesce(left_ns, excluded.left_ns)");
        wait = connection.prepareStatement("INSERT INTO task_event VALUES (?, ?, ?, ?, ?, ?, ?)");
        worker = connection.prepareStatement(intoWorkers("worker_event"));
        pool = connection.prepareStatement(intoPool("pool_event"));
        starved = connection.prepareStatement("INSERT INTO starved_wait VALUES (?, ?, ?)");
        sample = connection
                .prepareStatement("INSERT INTO count_sample VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        loss = connection.prepareStatement("INSERT INTO loss VALUES (?, ?, ?, ?)");
        progress = connection
                .prepareStatement("UPDATE run SET recorded_until_ns = ?, dropped_events = ?, lost_from_ns = ?");
        stream = connection.prepareStatement("INSERT INTO stream VALUES (?, ?)");
        cause = connection.prepareStatement("INSERT INTO cause VALUES (?, ?)");
    }

    private static String intoWorkers(String table) {
        return "INSERT INTO " + table + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    }

    private static String intoPool(String table) {
        return "INSERT INTO " + table + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    }

    /** Writes what the log of a run has, of which tasks are there whole or not at all. */
    void writeLog(Connection connection, List<RunEvent> log) throws SQLException {
        long[] tasks = log.stream().filter(TaskEvent.class::isInstance).mapToLong(RunEvent::taskId).sorted().distinct()
                .toArray();
        try (PreparedStatement range = connection.prepareStatement("INSERT INTO log_task VALUES (?, ?)");
                PreparedStatement workers = connection.prepareStatement(intoWorkers("log_worker_event"));
                PreparedStatement others = connection.prepareStatement(intoPool("log_pool_event"))) {
            for (int from = 0, to; from < tasks.length; from = to) {
                to = from + 1;
                while (to < tasks.length && tasks[to] == tasks[to - 1] + 1) {
                    to++;
                }
                range.setLong(1, tasks[from]);
                range.setLong(2, tasks[to - 1]);
                range.executeUpdate();
            }
            for (RunEvent event : log) {
                switch (event) {
                    case WorkerEvent it -> write(it, workers);
                    case PoolEvent it -> write(it, others);
                    case TaskEvent _ -> {
                        // its row is there
                    }
                }
            }
        }
    }

    void committed() {
        committedPlace = place;
    }

    /**
     * Others for the same tables: one that has failed is of no more use. Names given since the last commit are not in the file, and
     * are given anew.
     */
    RowStatements afterRollback(Connection connection) throws SQLException {
        close();
        RowStatements others = new RowStatements(connection);
        others.place = committedPlace;
        others.committedPlace = committedPlace;
        return others;
    }

    void write(UnwrittenRows rows) throws SQLException {
        for (TaskRow row : rows.tasks()) {
            write(row);
        }
        for (TaskEvent event : rows.waits()) {
            write(event);
        }
        for (WorkerEvent event : rows.workerEvents()) {
            write(event, worker);
        }
        for (PoolEvent event : rows.poolEvents()) {
            write(event, pool);
        }
        for (CountSample each : rows.samples()) {
            write(each);
        }
        for (Loss each : rows.losses()) {
            for (Map.Entry<EventType, Long> of : each.events().entrySet()) {
                loss.setLong(1, each.fromNanos());
                loss.setLong(2, each.toNanos());
                loss.setInt(3, of.getKey().index());
                loss.setLong(4, of.getValue());
                loss.executeUpdate();
            }
        }
        progress.setLong(1, rows.untilNanos());
        progress.setLong(2, rows.dropped());
        set(progress, 3, rows.lostFromNanos(), Long.MAX_VALUE);
        progress.executeUpdate();
    }

    private void write(TaskRow row) throws SQLException {
        task.setLong(1, row.id);
        setStream(task, 2, row.stream);
        set(task, 3, row.due, TaskRow.ABSENT);
        set(task, 4, row.submitted, TaskRow.ABSENT);
        set(task, 5, row.started, TaskRow.ABSENT);
        set(task, 6, row.worker, 0);
        set(task, 7, row.ended, TaskRow.ABSENT);
        set(task, 8, row.outcome == null ? -1 : row.outcome.index(), -1);
        setCause(task, 9, row.cause);
        task.setString(10, row.by == null ? null : row.by.name());
        set(task, 11, row.left, TaskRow.ABSENT);
        task.executeUpdate();
    }

    private void write(TaskEvent event) throws SQLException {
        Awaited awaited = event instanceof TaskEvent.Blocked blocked
                ? blocked.awaited()
                : ((TaskEvent.Resumed) event).awaited();
        wait.setLong(1, event.taskId());
        wait.setLong(2, event.stamp());
        wait.setLong(3, ++place);
        wait.setInt(4, event.type().index());
        wait.setInt(5, event.workerId());
        set(wait, 6, awaited instanceof Awaited.Lock(long holder) ? holder : -1, -1);
        set(wait, 7, awaited instanceof Awaited.Task(long other) ? other : -1, -1);
        wait.executeUpdate();
    }

    private void write(WorkerEvent event, PreparedStatement into) throws SQLException {
        into.setInt(1, event.workerId());
        into.setLong(2, event.stamp());
        into.setLong(3, ++place);
        into.setInt(4, event.type().index());
        into.setString(5, switch (event) {
            case WorkerEvent.Spawned it -> it.reason().name();
            case WorkerEvent.Retiring it -> it.reason().name();
            case WorkerEvent.Retired it -> it.reason().name();
            case WorkerEvent.StartFailed _,WorkerEvent.Ready _,WorkerEvent.Idle _,WorkerEvent.NotRecorded _ -> null;
        });
        boolean spawned = event instanceof WorkerEvent.Spawned;
        set(into, 6, event instanceof WorkerEvent.Spawned it ? it.pending() : -1, spawned ? -2 : -1);
        set(into, 7, event instanceof WorkerEvent.Spawned it ? it.free() : -1, spawned ? -2 : -1);
        set(into, 8, event instanceof WorkerEvent.Spawned it ? it.alive() : -1, spawned ? -2 : -1);
        setCause(into, 9, event instanceof WorkerEvent.StartFailed it ? it.cause() : null);
        into.executeUpdate();
    }

    private void write(PoolEvent event, PreparedStatement into) throws SQLException {
        long at = ++place;
        into.setLong(1, at);
        into.setLong(2, event.stamp());
        into.setInt(3, event.type().index());
        into.setString(4, switch (event) {
            case PoolEvent.ActionPerformed it -> ActionLine.of(it);
            case PoolEvent.Remark it -> it.text();
            case PoolEvent.JoinEnded it -> it.outcome().name();
            case PoolEvent.HookFailed it -> it.hook().name();
            default -> null;
        });
        setStream(into, 5, event.stream());
        set(into, 6, event instanceof PoolEvent.Rejected it ? it.dueNanos() : TaskRow.ABSENT, TaskRow.ABSENT);
        set(into, 7, event.workerId(), 0);
        boolean changed = event instanceof PoolEvent.IdleTimeoutChanged;
        into.setObject(8, changed ? HeaderRows.nanos(((PoolEvent.IdleTimeoutChanged) event).before()) : null);
        into.setObject(9, changed ? HeaderRows.nanos(((PoolEvent.IdleTimeoutChanged) event).after()) : null);
        setCause(into, 10, switch (event) {
            case PoolEvent.HookFailed it -> it.cause();
            case PoolEvent.Broken it -> it.cause();
            default -> null;
        });
        into.executeUpdate();
        if (event instanceof PoolEvent.Starved it) {
            for (PoolEvent.Wait each : it.waits()) {
                starved.setLong(1, at);
                starved.setInt(2, each.workerId());
                set(starved, 3, each.taskId(), 0);
                starved.executeUpdate();
            }
        }
    }

    /** Writes the last of all samples, if it is later than those that have been written. */
    void writeLast(Connection connection, List<CountSample> samples) throws SQLException {
        try (ReadRows rows = new ReadRows(connection, "SELECT ns FROM count_sample ORDER BY place DESC LIMIT 1")) {
            long written = rows.next() ? rows.number(1) : Long.MIN_VALUE;
            if (!samples.isEmpty() && samples.getLast().nanos() > written) {
                write(samples.getLast());
            }
        }
    }

    private void write(CountSample each) throws SQLException {
        Counts counts = each.counts();
        sample.setLong(1, ++place);
        sample.setLong(2, each.nanos());
        sample.setInt(3, counts.alive());
        sample.setInt(4, counts.busy());
        sample.setInt(5, counts.free());
        sample.setLong(6, counts.pending());
        sample.setLong(7, counts.submitted());
        sample.setLong(8, counts.completed());
        sample.setLong(9, counts.failed());
        sample.setLong(10, counts.cancelled());
        sample.setLong(11, counts.rejected());
        sample.setLong(12, counts.cancelledByPool());
        sample.setString(13, each.state().name());
        sample.setInt(14, each.broken() ? 1 : 0);
        set(sample, 15, each.droppedFromNanos(), Long.MAX_VALUE);
        sample.setLong(16, each.mostLateNanos());
        sample.executeUpdate();
    }

    private void setStream(PreparedStatement statement, int at, @Nullable String name) throws SQLException {
        if (name == null) {
            statement.setNull(at, Types.INTEGER);
        } else {
            statement.setLong(at, streamOf(name));
        }
    }

    /** The number of a stream, which gets one if it has none. */
    long streamOf(String name) throws SQLException {
        Long known = streams.get(name);
        if (known == null) {
            known = number(stream, streams, name);
        }
        return known;
    }

    /** Causes may all be different: of too many, each is written again. */
    private void setCause(PreparedStatement statement, int at, @Nullable String text) throws SQLException {
        if (text == null) {
            statement.setNull(at, Types.INTEGER);
            return;
        }
        if (causes.size() >= MOST_CAUSES) {
            causes.clear();
        }
        Long known = causes.get(text);
        statement.setLong(at, known == null ? number(cause, causes, text) : known);
    }

    private long number(PreparedStatement statement, Map<String, Long> numbers, String text) throws SQLException {
        long number = ++place;
        statement.setLong(1, number);
        statement.setString(2, text);
        statement.executeUpdate();
        numbers.put(text, number);
        return number;
    }

    static void set(PreparedStatement statement, int at, long value, long absent) throws SQLException {
        if (value == absent) {
            statement.setNull(at, Types.INTEGER);
        } else {
            statement.setLong(at, value);
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement each : new PreparedStatement[]{task, wait, worker, pool, starved, sample, loss, progress,
                stream, cause}) {
            each.close();
        }
    }
}
