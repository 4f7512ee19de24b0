package dev.poolscope.recording;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import dev.poolscope.telemetry.event.Counted;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.timeline.LaneHistory;
import dev.poolscope.telemetry.timeline.Past;
import dev.poolscope.telemetry.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stretch of a recorded run task by task, however long the run is. It takes a tenth of a second or so, and is not for the
 * thread of a screen. The run may still go on: then up to its last commit. Safe for use by several threads.
 */
public final class RecordedDetail {
    /** Of more tasks than that it is not for a moment. */
    private static final int ALL = 1 << 24;

    /** Stands for the width of buckets where there are tasks instead. */
    public static final int TASKS = -1;
    /** A stretch has at least so many buckets, if the recording has such narrow ones. */
    private static final int LEAST_BUCKETS = 128;

    private static final String ALIVE = " spawned_ns < ?2 AND coalesce(retired_ns, ?2) >= ?1";
    /** The task that each worker had at the beginning, or had had before, and the one that it took after the end. */
    private static final String AT_THE_ENDS = """
                                              id IN (SELECT (SELECT id FROM task AS it WHERE it.worker = worker_life.worker AND it.started_ns <= ?1
                                              ORDER BY it.started_ns DESC LIMIT 1) FROM worker_life WHERE %1$s
                                              UNION SELECT (SELECT id FROM task AS it WHERE it.worker = worker_life.worker AND it.started_ns >= ?2
                                              ORDER BY it.started_ns LIMIT 1) FROM worker_life WHERE %1$s)"""
            .formatted(ALIVE);
    private static final String STARTED = """
                                          id IN (SELECT it.id FROM worker_life CROSS JOIN task AS it ON it.worker = worker_life.worker
                                          AND it.started_ns >= ?1 AND it.started_ns < ?2 WHERE %s LIMIT ?3)"""
            .formatted(ALIVE);
    /** As follows, a join is carried out in the order in which it is written. What each worker did from the last event before the beginning to the first after the end, and its spawn. */
    private static final String OF_WORKERS = """
                                             (SELECT worker_event.* FROM worker_life CROSS JOIN worker_event ON worker_event.worker = worker_life.worker
                                             AND ns >= coalesce((SELECT max(ns) FROM worker_event AS it WHERE it.worker = worker_life.worker AND ns <= ?1), ?1)
                                             AND ns <= coalesce((SELECT min(ns) FROM worker_event AS it WHERE it.worker = worker_life.worker AND ns >= ?2), ?2)
                                             WHERE %1$s UNION
                                             SELECT worker_event.* FROM worker_life CROSS JOIN worker_event ON worker_event.worker = worker_life.worker
                                             AND ns = spawned_ns WHERE %1$s)"""
            .formatted(ALIVE);

    /** What is nowhere. What had only no room in the log of the run is in the recording. */
    private static final String LOST = "SELECT coalesce((SELECT lost_events FROM summary), (SELECT dropped_events FROM run)) "
            + "+ (SELECT coalesce(sum(events), 0) FROM loss)";
    private static final String LOST_FROM = "SELECT min(coalesce(lost_from_ns, ?1), "
            + "coalesce((SELECT min(from_ns) FROM loss), ?1)) FROM run";
    /** Of refused submissions there may be very many. */
    private static final String ANY_MARK = "type NOT IN (SELECT code FROM event_type WHERE name = 'REJECTED')";

    private final Path file;
    private final BooleanSupplier live;

    /**
     * A stretch of a run.
     *
     * @param fromNanos its beginning, from the start of the run
     * @param toNanos its end
     * @param timeline what happened in it; of the time before and after it tells little
     * @param level how wide the buckets are in which it tells of lanes; {@link #TASKS} if it tells of each task
     */
    public record Stretch(long fromNanos, long toNanos, Timeline timeline, int level) {

        /** {@return whether all of another stretch lies in this one} */
        public boolean covers(long from, long to) {
            return fromNanos <= from && to <= toNanos;
        }
    }

    /**
     * A reader.
     *
     * @param file the recording
     * @param live asked in any thread: whether this program still writes it
     */
    public RecordedDetail(Path file, BooleanSupplier live) {
        this.file = file;
        this.live = live;
    }

    /**
     * Reads a stretch.
     *
     * @param from its beginning, in nanoseconds from the start of the run
     * @param to its end
     * @param lanes how many workers the pool may have
     * @param horizon up to when the run is known
     * @param past what is known of the whole run in buckets; null if nothing is
     * @param most how many tasks are read at most
     * @return the stretch; null if there are more tasks, if the recording is in a format that does not tell where they are, or if not
     *         all of the stretch has been written
     * @throws RecordingException if it cannot be read; the message is one sentence
     */
    public @Nullable Stretch read(long from, long to, int lanes, long horizon, @Nullable Past past, int most)
            throws RecordingException {
        return RecordingReader.reading(file, live.getAsBoolean(),
                connection -> isKnown(connection, to)
                        ? read(connection, from, to, lanes, horizon, past, most)
                        : Optional.<Stretch>empty())
                .orElse(null);
    }

    /**
     * Returns which buckets are to be read to see a stretch whose tasks are too many.
     *
     * @param spanNanos how long the stretch is
     * @return their level: the higher, the wider
     */
    public static int levelOf(long spanNanos) {
        return LanePyramid.levelOf(spanNanos / LEAST_BUCKETS);
    }

    /**
     * {@return how long the buckets of a level are, in nanoseconds}
     *
     * @param level which, from 0
     */
    public static long widthNanos(int level) {
        return LanePyramid.width(level);
    }

    /**
     * Reads what lanes did in a stretch in buckets of time, and what the counters said.
     *
     * @param from its beginning, in nanoseconds from the start of the run
     * @param to its end
     * @param level how wide the buckets are; where there are too few tasks for that, they are wider
     * @param lanes how many workers the pool may have
     * @param horizon up to when the run is known
     * @param past what is known of the whole run in buckets; null if nothing is
     * @return the stretch; null if the recording knows of nothing narrower than the buckets of the whole run, or not yet
     * @throws RecordingException if it cannot be read; the message is one sentence
     */
    public @Nullable Stretch readBuckets(long from, long to, int level, int lanes, long horizon, @Nullable Past past)
            throws RecordingException {
        return RecordingReader.reading(file, live.getAsBoolean(), connection -> {
            List<LaneHistory> levels = RecordingReader.version(connection) < 3
                    ? null
                    : LevelRows.read(connection, from, to, horizon, level, lanes,
                            past == null ? List.of() : past.lanes());
            if (levels == null) {
                return Optional.<Stretch>empty();
            }
            Timeline timeline = new Timeline(lanes, 1, new Past(horizon, levels,
                    past == null ? List.of() : past.waitTimes(), past == null ? List.of() : past.runTimes()));
            timeline.apply(new EventBatch(List.of(), horizon, true, 1, Map.of(),
                    new Counted(new ArrayList<>(RunTables.samples(connection, from, to)), Long.MAX_VALUE, horizon)));
            return Optional.of(new Stretch(from, to, timeline, level));
        }).orElse(null);
    }

    /**
     * Reads all that a worker did, and what else tells why it came and went: what was submitted and which workers left in the moment of
     * its spawn, and what happened to the pool.
     *
     * @param worker its number
     * @param lanes how many workers the pool may have
     * @param horizon up to when the run is known
     * @param most how many tasks are read at most
     * @return what happened; null if it had more tasks, if nothing is known of it, or if the recording is in a format that does not tell
     *         in which lane it stood
     * @throws RecordingException if it cannot be read; the message is one sentence
     */
    public @Nullable Timeline readWorker(int worker, int lanes, long horizon, int most) throws RecordingException {
        return RecordingReader.reading(file, live.getAsBoolean(),
                connection -> RecordingReader.version(connection) < 2
                        || number(connection, "SELECT count(*) FROM (SELECT 1 FROM task WHERE worker = ? LIMIT ?)",
                                worker, most + 1L) > most
                                        ? Optional.<Timeline>empty()
                                        : readWorker(connection, worker, lanes, horizon))
                .orElse(null);
    }

    private static Optional<Timeline> readWorker(Connection connection, int worker, int lanes, long horizon)
            throws SQLException {
        Map<Integer, Integer> slots = new HashMap<>();
        long spawned = horizon;
        try (ReadRows rows = new ReadRows(connection,
                "SELECT lane, spawned_ns FROM worker_life WHERE worker = ?", worker)) {
            if (rows.next()) {
                slots.put(worker, Math.max(1, rows.small(1, RunTables.MOST_CORES)));
                spawned = rows.time(2);
            }
        }
        EventTables tables = new EventTables(connection);
        tables.readOnlyTasks("worker = ?", worker);
        tables.readOnlyTasks(
                """
                worker IS NOT ?1 AND submitted_ns = ?2 AND id >= (SELECT first_submitted FROM task_slice WHERE slice = ?3)
                AND id <= (SELECT last_submitted FROM task_slice WHERE slice = ?3)""",
                worker, spawned, Math.floorDiv(spawned, Overview.SLICE_NANOS));
        String leaving = """
                         worker IN (SELECT worker FROM worker_life WHERE spawned_ns <= ?2 AND coalesce(retired_ns, ?2) >= ?2
                         AND worker IN (SELECT it.worker FROM worker_event AS it WHERE it.worker = worker_life.worker
                         AND it.ns = ?2))""";
        tables.readWorkers("worker_event", "worker = ?1 OR " + leaving, worker, spawned);
        tables.readPool("pool_event", ANY_MARK);
        List<RunEvent> events = tables.take();
        if (events.stream().noneMatch(event -> event.workerId() == worker)) {
            return Optional.empty();
        }
        try (ReadRows rows = new ReadRows(connection, "SELECT worker, lane FROM worker_life WHERE spawned_ns <= ?1 "
                + "AND coalesce(retired_ns, ?1) >= ?1", spawned)) {
            while (rows.next()) {
                slots.put(rows.small(1), Math.max(1, rows.small(2, RunTables.MOST_CORES)));
            }
        }
        long lostFrom = number(connection, LOST_FROM, Long.MAX_VALUE);
        Timeline timeline = new Timeline(lanes, ALL);
        timeline.place(slots);
        timeline.apply(new EventBatch(events, horizon, true, number(connection, LOST), Map.of(),
                new Counted(List.of(), lostFrom, Long.MIN_VALUE)));
        return Optional.of(timeline);
    }

    /**
     * Finds when a task was in the pool.
     *
     * @param task its number
     * @return from when to when, in nanoseconds from the start of the run; the end is {@link Long#MAX_VALUE} if it is not over. Null if
     *         its submission is not in the recording
     * @throws RecordingException if it cannot be read; the message is one sentence
     */
    public @Nullable TimeOfTask timeOf(long task) throws RecordingException {
        return RecordingReader.reading(file, live.getAsBoolean(), connection -> {
            try (ReadRows rows = new ReadRows(connection,
                    "SELECT min(submitted_ns, due_ns), ended_ns, left_ns FROM task "
                            + "WHERE id = ? AND submitted_ns IS NOT NULL",
                    task)) {
                return rows.next()
                        ? Optional.of(new TimeOfTask(rows.time(1),
                                Math.max(rows.time(2, Long.MAX_VALUE), rows.time(3, Long.MIN_VALUE))))
                        : Optional.<TimeOfTask>empty();
            }
        }).orElse(null);
    }

    /**
     * Finds from when on to read so that it is known of a starvation that goes on at a time what it is and whether it has ended.
     *
     * @param nanos when, from the start of the run
     * @return just before the pool starved, if no task has been taken since; else the same time
     * @throws RecordingException if it cannot be read; the message is one sentence
     */
    public long beforeStarvation(long nanos) throws RecordingException {
        return RecordingReader.reading(file, live.getAsBoolean(), connection -> {
            long starved = number(connection, "SELECT coalesce(max(ns), ?1) FROM pool_event WHERE ns < ?1 "
                    + "AND type IN (SELECT code FROM event_type WHERE name = 'STARVED')", nanos);
            boolean goesOn = starved < nanos && RecordingReader.version(connection) >= 2 && number(connection,
                    """
                    SELECT count(*) FROM (SELECT 1 FROM worker_life CROSS JOIN task ON task.worker = worker_life.worker
                    AND started_ns > ?1 AND started_ns <= ?2 LIMIT 1)""",
                    starved, nanos) == 0;
            return goesOn ? Math.max(0, starved - 1) : nanos;
        });
    }

    /**
     * When a task was in the pool.
     *
     * @param fromNanos its due time, or its submission if that is earlier
     * @param toNanos when it had left its worker
     */
    public record TimeOfTask(long fromNanos, long toNanos) {}

    /**
     * Looks whether the recording tells where in it the tasks of a time are.
     *
     * @throws RecordingException if not, because of its format, or if it cannot be read; the message is one sentence
     */
    public void checkTellsPlaces() throws RecordingException {
        int version = RecordingReader.reading(file, live.getAsBoolean(), RecordingReader::version);
        if (version < 2) {
            throw new RecordingException(
                    "'" + file + "' is in format 1, which does not say where in the file the tasks of a time are");
        }
    }

    private static boolean isKnown(Connection connection, long to) throws SQLException {
        return RecordingReader.version(connection) >= 2
                && number(connection, "SELECT ended_in_order OR recorded_until_ns >= ? FROM run", to) != 0;
    }

    private static Optional<Stretch> read(Connection connection, long from, long to, int lanes, long horizon,
            @Nullable Past past, int most) throws SQLException {
        // In the order of their numbers, those that were submitted before its end and had not left the queue before its beginning.
        long first = number(connection, "SELECT coalesce((SELECT min(first_left) FROM task_slice WHERE slice >= ?), "
                + "(SELECT max(last_left) + 1 FROM task_slice), 1)", Math.floorDiv(from, Overview.SLICE_NANOS));
        long last = number(connection, "SELECT coalesce(max(last_submitted), 0) FROM task_slice WHERE slice <= ?",
                Math.floorDiv(to, Overview.SLICE_NANOS));
        boolean whole = last - first < most;
        EventTables tables = new EventTables(connection);
        long known = from;
        if (whole) {
            // Some of them may have started before it, on workers that had gone by then: without their ends those would stay busy.
            known = Math.min(from, number(connection,
                    "SELECT coalesce(min(started_ns), ?3) FROM task WHERE id BETWEEN ?1 AND ?2", first, last, from));
            tables.readOnlyTasks("id BETWEEN ? AND ?", first, last);
            tables.readOnlyTasks("id NOT BETWEEN %d AND %d AND ".formatted(first, last) + AT_THE_ENDS, from, to);
        } else if (number(connection, "SELECT count(*) FROM task WHERE " + STARTED, from, to, most + 1L) > most) {
            return Optional.empty();
        } else {
            tables.readOnlyTasks(STARTED, from, to, ALL);
            tables.readOnlyTasks("(started_ns < ?1 OR started_ns >= ?2) AND " + AT_THE_ENDS, from, to);
        }
        tables.readWorkers(OF_WORKERS, "1", known, to);
        tables.readPool("pool_event", ANY_MARK + " OR ns BETWEEN ? AND ?", known, to);
        List<RunEvent> events = tables.take();
        CauseOrder.restorePart(connection, events);
        long lost = number(connection, LOST);
        long lostFrom = Math.min(number(connection, LOST_FROM, Long.MAX_VALUE),
                !whole ? from : to < horizon ? to : Long.MAX_VALUE);
        boolean counted = !whole || lost > 0;
        Timeline timeline = new Timeline(lanes, ALL, past);
        timeline.place(lanes(connection, known, to));
        timeline.apply(new EventBatch(events, horizon, true, lost + (whole ? 0 : 1), Map.of(),
                new Counted(counted ? RunTables.samples(connection, from, to) : List.of(), lostFrom, Long.MIN_VALUE)));
        if (number(connection, "SELECT count(*) FROM stream") > 1) {
            timeline.tellSeveralStreams();
        }
        if (from > 0) {
            timeline.forgetUntil(from);
        }
        return Optional.of(new Stretch(from, to, timeline, TASKS));
    }

    private static Map<Integer, Integer> lanes(Connection connection, long from, long to) throws SQLException {
        Map<Integer, Integer> lanes = new HashMap<>();
        try (ReadRows rows = new ReadRows(connection, "SELECT worker, lane FROM worker_life WHERE" + ALIVE, from, to)) {
            while (rows.next()) {
                lanes.put(rows.small(1), Math.max(1, rows.small(2, RunTables.MOST_CORES)));
            }
        }
        return lanes;
    }

    private static long number(Connection connection, String sql, Object... values) throws SQLException {
        try (ReadRows rows = new ReadRows(connection, sql, values)) {
            return rows.next() ? rows.number(1) : 0;
        }
    }
}
