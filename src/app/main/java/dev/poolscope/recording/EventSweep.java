package dev.poolscope.recording;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;

import dev.poolscope.telemetry.event.EventTurns;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all events of a recording in the order of time, however many there are: what lies in memory meanwhile are the events
 * of the tasks that were in the pool at one time.
 *
 * <p>Tasks are read by their numbers, in which they were submitted but for a moment more or less; of each worker its events by themselves.
 * What was submitted a second before the last one read is complete.
 */
final class EventSweep {
    /** After so many tasks what is complete is handed on. */
    private static final int TASKS_A_ROUND = 4_096;
    /** So many events of a worker are read at a time. */
    private static final int EVENTS_A_WORKER = 64;
    private static final long DISORDER_NANOS = 1_000_000_000;
    private static final String OF_WORKER = EventTables.WORKERS
            + "worker_event WHERE worker = ? AND (ns, place) > (?, ?) ORDER BY ns, place LIMIT " + EVENTS_A_WORKER;

    private final Connection connection;
    private final EventTables tables;
    private final PriorityQueue<RunEvent> later = new PriorityQueue<>();
    private final Deque<Worker> unborn = new ArrayDeque<>();
    private final List<Worker> alive = new ArrayList<>();

    /** Where the events of a worker are read from next. */
    private static final class Worker {
        private final int number;
        private final Deque<RunEvent> read = new ArrayDeque<>();
        private long ns;
        private long place = Long.MIN_VALUE;
        private boolean over;

        Worker(int number, long first) {
            this.number = number;
            this.ns = first;
        }
    }

    EventSweep(Connection connection) throws SQLException {
        this.connection = connection;
        this.tables = new EventTables(connection);
    }

    /** Hands on each event. */
    void through(Consumer<RunEvent> into) throws SQLException {
        findWorkers();
        Map<Long, List<PoolEvent.Wait>> starved = tables.starvedWaits();
        try (ReadRows tasks = new ReadRows(connection, EventTables.TASKS + "1 ORDER BY id");
                ReadRows waits = new ReadRows(connection, EventTables.WAITS + "1 ORDER BY task, ns, place");
                ReadRows pool = new ReadRows(connection, EventTables.POOL + "pool_event ORDER BY ns, place")) {
            boolean waitsLeft = waits.next();
            EventTurns turns = new EventTurns();
            @Nullable
            RunEvent next = pool.next() ? turns.next(tables.pool(pool, starved)) : null;
            long submitted = Long.MIN_VALUE;
            boolean more = true;
            while (more) {
                for (int i = 0; i < TASKS_A_ROUND && more; i++) {
                    more = tasks.next();
                    long task = more ? tasks.number(1) : Long.MAX_VALUE;
                    if (more) {
                        submitted = Math.max(submitted, tasks.time(4, Long.MIN_VALUE));
                        tables.task(tasks, later::add);
                    }
                    while (waitsLeft && waits.number(1) <= task) {
                        later.add(tables.wait(waits));
                        waitsLeft = waits.next();
                    }
                }
                long until = !more
                        ? Long.MAX_VALUE
                        : submitted == Long.MIN_VALUE ? submitted : submitted - DISORDER_NANOS;
                List<RunEvent> complete = new ArrayList<>();
                while (!later.isEmpty() && later.peek().nanos() < until) {
                    complete.add(later.remove());
                }
                while (next != null && next.nanos() < until) {
                    complete.add(next);
                    next = pool.next() ? turns.next(tables.pool(pool, starved)) : null;
                }
                takeWorkers(until, complete);
                complete.sort(null);
                complete.forEach(into);
            }
        }
    }

    private void findWorkers() throws SQLException {
        List<Worker> workers = new ArrayList<>();
        try (ReadRows rows = new ReadRows(connection, "SELECT worker, min(ns) FROM worker_event GROUP BY worker")) {
            while (rows.next()) {
                workers.add(new Worker(rows.small(1), rows.time(2)));
            }
        }
        workers.sort((one, other) -> Long.compare(one.ns, other.ns));
        unborn.addAll(workers);
    }

    private void takeWorkers(long until, List<RunEvent> into) throws SQLException {
        while (!unborn.isEmpty() && unborn.getFirst().ns < until) {
            alive.add(unborn.removeFirst());
        }
        for (Worker each : alive) {
            while (!each.over && (each.read.isEmpty() || each.read.getFirst().nanos() < until)) {
                if (each.read.isEmpty()) {
                    read(each);
                } else {
                    into.add(each.read.removeFirst());
                }
            }
        }
        alive.removeIf(each -> each.over);
    }

    private void read(Worker worker) throws SQLException {
        try (ReadRows rows = new ReadRows(connection, OF_WORKER, worker.number, worker.ns, worker.place)) {
            while (rows.next()) {
                worker.read.add(tables.worker(rows));
                worker.ns = rows.number(2);
                worker.place = rows.number(9);
            }
        }
        worker.over = worker.read.isEmpty();
    }
}
