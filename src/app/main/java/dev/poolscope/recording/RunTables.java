package dev.poolscope.recording;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.poolscope.pool.PoolState;
import dev.poolscope.stats.LegibleCount;
import dev.poolscope.stats.LegibleTime;
import dev.poolscope.stats.SampleSummary;
import dev.poolscope.telemetry.event.CountSample;
import dev.poolscope.telemetry.event.Counted;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.event.EventCounts;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import dev.poolscope.telemetry.recorder.EventLog;
import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.telemetry.recorder.RecorderLimits;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.telemetry.timeline.CountHistory;
import dev.poolscope.telemetry.timeline.Past;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.PoolSpec;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.run.CancelledBatch;
import org.jspecify.annotations.Nullable;

/** Makes a run of the tables of a recording. */
final class RunTables {
    private static final String WORKERS = "worker_event";
    private static final String POOL = "pool_event";
    private static final String LOGGED = "id IN (SELECT task.id FROM log_task JOIN task ON task.id BETWEEN first AND last)";
    static final int MOST_CORES = 1_000_000;

    private final Connection connection;
    private final Path path;
    private final long mostEvents;
    private final EventTables events;
    /** What happened before is not read in detail; {@link Timeline#UNKNOWN} if all of it is. */
    private long detailFrom = Timeline.UNKNOWN;
    private boolean overviewOnly;

    RunTables(Connection connection, Path path, long mostEvents) throws SQLException {
        this.connection = connection;
        this.path = path;
        this.mostEvents = mostEvents;
        this.events = new EventTables(connection);
    }

    /** Whether the recording has more events than are read of it: there are too many, or the log of the run had no room for them. */
    boolean isCut() throws SQLException {
        boolean inOrder = number("SELECT ended_in_order FROM run") != 0;
        long written = written(inOrder);
        return written > mostEvents || expected(inOrder) < written;
    }

    /** Reads no task and no worker, but the run in buckets of time; null if the recording has none. */
    @Nullable
    StoredRun readOverview() throws SQLException, RecordingException {
        overviewOnly = true;
        Past past = PastRows.read(connection);
        if (past == null) {
            past = blank();
        }
        detailFrom = past.endNanos();
        StoredRun read = read();
        return new StoredRun(read.header(), read.end(), read.remark(), past);
    }

    /** Stands for what is to be worked out from the events. */
    private Past blank() throws SQLException {
        try (ReadRows run = new ReadRows(connection, "SELECT max(recorded_until_ns, coalesce(length_ns, 0)), "
                + "max_workers FROM run")) {
            return run.next()
                    ? new Past(run.time(1), PastRows.blank(run.small(2, MOST_CORES), run.time(1)), List.of(), List.of())
                    : new Past(0, List.of(), List.of(), List.of());
        }
    }

    StoredRun read() throws SQLException, RecordingException {
        try (ReadRows run = new ReadRows(connection,
                """
                SELECT program, started_at, scenario, speed, simulated_cores, machine_cores, java, system, pool_name,
                max_workers, log_limit, recorded_until_ns, dropped_events, lost_from_ns, ended_in_order, length_ns, stopped,
                cut_draws, complete_after_ns, unkept_until_ns FROM run""")) {
            if (!run.next()) {
                throw new DamagedException("it tells of no run");
            }
            RunHeader header = header(run);
            boolean inOrder = run.number(15) != 0;
            Losses losses = new Losses();
            EventCounts happened = happened(inOrder, losses);
            SweptRun swept = sweep(header, inOrder, run.time(12));
            List<RunEvent> all = readEvents(inOrder, losses.count > 0);
            List<RunEvent> kept = all;
            EventLog log = new EventLog(header.logLimit() == 0 ? Integer.MAX_VALUE : header.logLimit());
            boolean whole = losses.count == 0 && detailFrom == Timeline.UNKNOWN;
            Summary told = inOrder
                    ? new SummaryRows(connection, events).read(whole, all)
                    : abrupt(all, swept, happened, run.count(13) + losses.count);
            if (header.simulatedCores() > 0 && inOrder) {
                if (whole) {
                    CauseOrder.restore(connection, kept);
                } else {
                    CauseOrder.restorePart(connection, kept);
                }
            }
            if (!whole || !inOrder) {
                kept.forEach(log::add);
                log.removeTorn();
                kept = log.close();
            }
            RecordedRun recorded = recorded(run, kept, told, happened, losses, log, inOrder);
            long until = run.time(12);
            Duration length = Duration.ofNanos(inOrder ? run.time(16) : Math.max(until, recorded.endNanos()));
            RunEnd end = new RunEnd(length, inOrder && run.number(17) != 0, inOrder ? run.count(18) : 0,
                    inOrder ? leftovers() : List.of(),
                    recorded);
            boolean thinned = end.recorded().summary().submitted() > Timeline.DETAILED_TASKS;
            return new StoredRun(header, end, remark(inOrder, until, losses),
                    !thinned || overviewOnly ? null : swept == null ? PastRows.read(connection) : swept.past());
        }
    }

    /** Null if the recording tells all by itself, or if all of its events are to be read. */
    private @Nullable SweptRun sweep(RunHeader header, boolean inOrder, long until) throws SQLException {
        boolean told = inOrder && PastRows.read(connection) != null;
        return told || overviewOnly || written(inOrder) <= mostEvents
                ? null
                : SweptRun.of(connection, header.maxWorkers(), until);
    }

    /** The numbers of a run that ended abruptly; counts what happened in it, too. */
    private Summary abrupt(List<RunEvent> all, @Nullable SweptRun swept, EventCounts happened, long lost)
            throws SQLException {
        if (overviewOnly) {
            return counted(happened, lost);
        }
        SummaryOfEvents numbers = swept == null ? SummaryOfEvents.of(all) : swept.numbers();
        happened.addAll(numbers.counts().byType());
        return numbers.summary(lost);
    }

    /** What the counters said last: there are no more numbers before all events have been read. */
    private Summary counted(EventCounts happened, long lost) throws SQLException {
        try (ReadRows rows = new ReadRows(connection,
                """
                SELECT submitted, completed, failed, cancelled, rejected, broken, (SELECT max(alive) FROM count_sample),
                (SELECT max(pending) FROM count_sample) FROM count_sample ORDER BY place DESC LIMIT 1""")) {
            if (!rows.next()) {
                return SummaryOfEvents.of(List.of()).summary(lost);
            }
            happened.add(EventType.SUBMITTED, rows.count(1));
            happened.add(EventType.COMPLETED, rows.count(2));
            happened.add(EventType.FAILED, rows.count(3));
            happened.add(EventType.CANCELLED, rows.count(4));
            SampleSummary none = SampleSummary.EMPTY;
            return new Summary(rows.count(1), rows.count(2), rows.count(3), rows.count(4), rows.count(5), rows.small(7),
                    rows.small(8), 0, Map.of(), none, none, none, 0, none, lost, 0, false, rows.number(6) != 0, false,
                    -1,
                    List.of());
        }
    }

    /** About how many events there are in all. */
    private long written(boolean inOrder) throws SQLException {
        return number(inOrder
                ? "SELECT sum(written) FROM event_count"
                : "SELECT 3 * (SELECT count(*) FROM task) + (SELECT count(*) FROM worker_event)");
    }

    /** About how many events the log of the run had at its end. */
    private long expected(boolean inOrder) throws SQLException {
        return inOrder ? number("SELECT sum(logged) FROM event_count") : written(false);
    }

    private RunHeader header(ReadRows run) throws SQLException, RecordingException {
        Scenario scenario;
        try {
            // As bytes: then its lines are no longer than those of a file may be.
            scenario = ScenarioReader.parse("scenario", run.text(3).getBytes(StandardCharsets.UTF_8));
        } catch (InvalidScenarioException invalid) {
            throw new RecordingException("'" + path + "' cannot be opened: its scenario is not understood, "
                    + invalid.faults().getFirst().message(), invalid);
        }
        Instant startedAt;
        try {
            startedAt = Instant.parse(run.text(2));
        } catch (DateTimeException wrong) {
            throw new DamagedException("'started_at' is no time");
        }
        double speed = run.fraction(4);
        if (speed <= 0) {
            throw new DamagedException("'speed' is " + speed);
        }
        int limit = run.small(11);
        return new RunHeader(run.text(1), startedAt, scenario, speed, run.small(5, MOST_CORES),
                new RunHeader.Machine(run.small(6, MOST_CORES), run.text(7), run.text(8)), run.text(9),
                run.small(10, Math.max(PoolSpec.MOST_WORKERS, MOST_CORES)),
                limit == 0 ? 0 : Math.clamp(limit, 16, RecorderLimits.DEFAULT.log()));
    }

    private List<RunEvent> readEvents(boolean inOrder, boolean lossy) throws SQLException {
        if (overviewOnly) {
            events.readPool(POOL, "type NOT IN (SELECT code FROM event_type WHERE name = 'REJECTED')");
            return events.take();
        }
        long expected = expected(inOrder);
        if (expected > mostEvents) {
            return readLatest(expected, inOrder);
        }
        boolean logged = number("SELECT (SELECT count(*) FROM log_task) + (SELECT count(*) FROM log_worker_event) "
                + "+ (SELECT count(*) FROM log_pool_event)") > 0;
        events.readTasks(logged ? LOGGED : "1");
        events.readWorkers(logged ? "log_worker_event" : WORKERS, "1");
        events.readPool(logged ? "log_pool_event" : POOL, "1");
        List<RunEvent> all = events.take();
        // What was lost on the way to the disk was in the log.
        if (inOrder && (lossy ? all.size() > expected : all.size() != expected)) {
            throw new DamagedException("it has " + all.size() + " events instead of " + expected);
        }
        return all;
    }

    private List<RunEvent> readLatest(long written, boolean inOrder) throws SQLException {
        long last = number("SELECT max(id) FROM task");
        long tasks = Math.max(1, (long) (mostEvents * 0.8 * last / written));
        long first = Math.max(0, last - tasks);
        detailFrom = lastEndBefore(first);
        events.readTasks("id >= ?", first);
        // Looks through all tasks, which takes its time; after an end in order there is nothing to find.
        if (!inOrder) {
            events.readTasks("id < ? AND ended_ns IS NULL", first);
        }
        events.readWorkers(WORKERS, "ns >= ? OR type NOT IN (SELECT code FROM event_type WHERE name IN ('WORKER_IDLE', "
                + "'NOT_RECORDED'))", detailFrom);
        events.readPool(POOL, "ns >= ? OR type NOT IN (SELECT code FROM event_type WHERE name = 'REJECTED')",
                detailFrom);
        List<RunEvent> latest = events.take();
        // Each worker that took a task before leaves the remark that not all is known of it.
        try (ReadRows rows = new ReadRows(connection,
                """
                WITH RECURSIVE worker(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM worker
                WHERE number < (SELECT max(worker) FROM worker_event))
                SELECT number, started_ns FROM worker JOIN task ON task.id = (SELECT id FROM task AS first
                WHERE first.worker = number AND started_ns IS NOT NULL ORDER BY started_ns LIMIT 1) WHERE task.id < ?""",
                first)) {
            while (rows.next()) {
                latest.add(new WorkerEvent.NotRecorded(rows.time(2), rows.small(1)));
            }
        }
        latest.sort(null);
        return latest;
    }

    /** Up to when a task with a lower number ended; looks no further back than it has to, if the recording says where. */
    private long lastEndBefore(long first) throws SQLException {
        String ends = "SELECT max(max(ended_ns, coalesce(left_ns, ended_ns))) FROM task WHERE id < " + first;
        if (RecordingReader.version(connection) < 2) {
            return number(ends);
        }
        // The tasks of a worker follow one another: the last that it started among them is the last that ended.
        long running = number(
                """
                SELECT max(max(ended_ns, coalesce(left_ns, ended_ns))) FROM worker_life JOIN task ON task.id =
                (SELECT id FROM task AS it WHERE it.worker = worker_life.worker AND it.started_ns IS NOT NULL
                AND it.id < %d ORDER BY it.started_ns DESC LIMIT 1)""".formatted(first));
        long left = number("SELECT max(slice) + 1 FROM task_slice WHERE first_left < " + first);
        return Math.max(running, left * Overview.SLICE_NANOS);
    }

    private long number(String sql) throws SQLException {
        try (ReadRows rows = new ReadRows(connection, sql)) {
            return rows.next() ? rows.number(1) : 0;
        }
    }

    /** What could not be written. */
    private static final class Losses {
        private final Map<EventType, Long> events = new EnumMap<>(EventType.class);
        private long from = Long.MAX_VALUE;
        private long to = Timeline.UNKNOWN;
        private long count;
    }

    private EventCounts happened(boolean inOrder, Losses losses) throws SQLException {
        try (ReadRows rows = new ReadRows(connection, "SELECT from_ns, to_ns, type, events FROM loss")) {
            while (rows.next()) {
                losses.from = Math.min(losses.from, rows.time(1));
                losses.to = Math.max(losses.to, rows.time(2));
                losses.events.merge(events.type(rows.number(3)), rows.count(4), Long::sum);
                losses.count += rows.count(4);
            }
        }
        EventCounts happened = new EventCounts();
        if (inOrder) {
            try (ReadRows rows = new ReadRows(connection, "SELECT type, happened FROM event_count")) {
                while (rows.next()) {
                    happened.add(events.type(rows.number(1)), rows.count(2));
                }
            }
        }
        return happened;
    }

    private RecordedRun recorded(ReadRows run, List<RunEvent> kept, Summary told, EventCounts happened, Losses losses,
            EventLog log, boolean inOrder) throws SQLException {
        EventCounts missing = new EventCounts();
        EventCounts there = new EventCounts();
        kept.forEach(there::add);
        for (EventType type : EventType.values()) {
            if (type != EventType.NOT_RECORDED) {
                missing.add(type, Math.max(0, happened.of(type) - there.of(type)));
            }
        }
        if (!inOrder) {
            missing.addAll(losses.events);
        }
        boolean asLogged = inOrder && losses.count == 0 && detailFrom == Timeline.UNKNOWN;
        long complete = run.time(19, Timeline.UNKNOWN);
        long unkept = run.time(20, Timeline.UNKNOWN);
        if (!asLogged && isCut(log, losses)) {
            complete = Math.max(Math.max(complete, losses.to), Math.max(log.latestUnkeptNanos(), detailFrom));
            unkept = Math.max(unkept, complete);
        }
        long lostFrom = Math.min(run.time(14, Long.MAX_VALUE), losses.from);
        long lost = told.lostEvents() + (inOrder ? losses.count : 0);
        long left = asLogged
                ? told.unkeptEvents()
                : Math.max(0, missing.byType().values().stream().mapToLong(Long::longValue).sum() - lost);
        List<CountSample> samples = new ArrayList<>(samples());
        boolean counted = !samples.isEmpty() || losses.count > 0;
        if (inOrder && told.terminated() && counted && !isOver(samples)) {
            samples.add(ended(told, happened, samples, Math.max(run.time(12), run.time(16))));
        }
        return new RecordedRun(kept, with(told, lost, left), complete, missing.byType(),
                new Counted(samples, lostFrom, unkept, lost));
    }

    private static boolean isOver(List<CountSample> samples) {
        return !samples.isEmpty() && samples.getLast().state() == PoolState.TERMINATED;
    }

    /** What the counters said when the pool had terminated, as it follows from the numbers of the end, where that reading is not there. */
    private static CountSample ended(Summary told, EventCounts happened, List<CountSample> before, long nanos) {
        CountSample last = before.isEmpty() ? null : before.getLast();
        long byPool = Math.max(last == null ? 0 : last.counts().cancelledByPool(), happened.cancelledByPool());
        return new CountSample(last == null ? nanos : Math.max(last.nanos(), nanos),
                new Counts(0, 0, 0, 0, told.submitted(), told.completed(), told.failed(), told.cancelled(),
                        told.rejected(), byPool),
                PoolState.TERMINATED, told.broken(), last == null ? Long.MAX_VALUE : last.droppedFromNanos(),
                last == null ? 0 : last.mostLateNanos());
    }

    private boolean isCut(EventLog log, Losses losses) {
        return log.unkept() > 0 || losses.count > 0 || detailFrom != Timeline.UNKNOWN
                || log.latestUnkeptNanos() != Timeline.UNKNOWN;
    }

    private static Summary with(Summary it, long lost, long unkept) {
        return new Summary(it.submitted(), it.completed(), it.failed(), it.cancelled(), it.rejected(),
                it.peakWorkers(), it.peakPending(), it.spawned(), it.retired(), it.waitTimes(), it.runTimes(),
                it.totalTimes(), it.throughput(), it.arrivalLateness(), lost, unkept, it.terminated(), it.broken(),
                it.starved(), it.blockedNanos(), it.streams());
    }

    private List<CountSample> samples() throws SQLException {
        // For a first picture every so manieth, so that as many are read as are kept; the last in any case.
        long every = overviewOnly ? Math.ceilDiv(number("SELECT count(*) FROM count_sample"), CountHistory.MOST) : 1;
        return every <= 1
                ? samples(connection, "1")
                : samples(connection,
                        """
                        place IN (SELECT place FROM (SELECT place, row_number() OVER (ORDER BY place) AS number
                        FROM count_sample) WHERE number % ? = 0) OR place = (SELECT max(place) FROM count_sample)""",
                        every);
    }

    /** The samples of a stretch, and the last before it. */
    static List<CountSample> samples(Connection connection, long from, long to) throws SQLException {
        // They stand in the order of time, and there may be many: so both ends are found by halving.
        try (ReadRows ends = new ReadRows(connection, "SELECT min(place), max(place) FROM count_sample");
                PreparedStatement next = connection
                        .prepareStatement(
                                "SELECT place, ns FROM count_sample WHERE place >= ? ORDER BY place LIMIT 1")) {
            if (!ends.next() || ends.numberIfAny(1) == null) {
                return List.of();
            }
            long first = ends.number(1);
            long last = ends.number(2);
            return samples(connection, "place BETWEEN ? AND ? AND ns < ?", lastBefore(next, first, last, from + 1),
                    lastBefore(next, first, last, to), to);
        }
    }

    /**
     * The place of the last sample that was taken before a time, or the first place if none was. A file may say that they stand anywhere, at
     * the ends of all numbers too.
     */
    private static long lastBefore(PreparedStatement next, long first, long last, long nanos) throws SQLException {
        long low = first;
        long high = last;
        while (low < high) {
            // Never low itself, which may be the answer already.
            long middle = high - ((high - low) >>> 1);
            next.setLong(1, middle);
            try (ResultSet row = next.executeQuery()) {
                if (row.next() && row.getLong(2) < nanos) {
                    low = row.getLong(1);
                } else {
                    high = middle - 1;
                }
            }
        }
        return low;
    }

    private static List<CountSample> samples(Connection connection, String condition, Object... values)
            throws SQLException {
        CountHistory history = new CountHistory();
        try (ReadRows rows = new ReadRows(connection,
                "SELECT ns, alive, busy, free, pending, submitted, completed, failed, cancelled, rejected, "
                        + "cancelled_by_pool, state, broken, dropped_from_ns, most_late_ns FROM count_sample WHERE "
                        + condition + " ORDER BY place",
                values)) {
            while (rows.next()) {
                history.add(new CountSample(rows.time(1),
                        new Counts(rows.small(2), rows.small(3), rows.small(4), rows.count(5), rows.count(6),
                                rows.count(7), rows.count(8), rows.count(9), rows.count(10), rows.count(11)),
                        rows.name(12, PoolState.class), rows.number(13) != 0, rows.time(14, Long.MAX_VALUE),
                        rows.time(15)));
            }
        }
        return history.samples();
    }

    private List<CancelledBatch> leftovers() throws SQLException {
        List<CancelledBatch> leftovers = new ArrayList<>();
        try (ReadRows rows = new ReadRows(connection, "SELECT stream, children, tasks FROM leftover ORDER BY place")) {
            while (rows.next()) {
                leftovers.add(new CancelledBatch(rows.text(1), rows.number(2) != 0, rows.small(3)));
            }
        }
        return leftovers;
    }

    private static String remark(boolean inOrder, long until, Losses losses) {
        String abrupt = inOrder
                ? ""
                : "this recording ended abruptly: what happened after " + LegibleTime.moment(until) + " is not known";
        if (losses.count == 0) {
            return abrupt;
        }
        return (abrupt.isEmpty() ? "" : abrupt + "; ") + LegibleCount.of(losses.count, "event")
                + (losses.count == 1 ? " is" : " are")
                + " missing in this recording, because the disk was too slow";
    }
}
