package dev.poolscope.recording;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.poolscope.stats.Histogram;
import dev.poolscope.stats.PercentileSeries;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import dev.poolscope.telemetry.timeline.LaneHistory;
import dev.poolscope.telemetry.timeline.Past;
import dev.poolscope.telemetry.timeline.SegmentKind;
import dev.poolscope.telemetry.timeline.TaskTrace;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.telemetry.timeline.WorkerTrace;
import org.jspecify.annotations.Nullable;

/**
 * What a reader needs to show a large run before it has read it, and to find a part of it: worked out by the writer from the events
 * that it writes, as a window does of a live run. Belongs to the thread of the writer.
 */
final class Overview {
    /** An eighth of a second. */
    static final long SLICE_NANOS = 125_000_000;
    /** So many tasks are kept in detail: later events than theirs are put into their buckets where they belong. */
    private static final int DETAILED = 10_000;

    private static final SegmentKind[] KINDS = SegmentKind.values();

    private final Timeline timeline;
    /** Null if it is not to be written: then nothing takes it away. */
    private final @Nullable LanePyramid levels;
    private final Map<Long, Slice> slices = new HashMap<>();
    private final Map<Integer, WorkerTrace> changed = new LinkedHashMap<>();
    /** Which slots were written, of workers that may still move. */
    private final Map<Integer, Integer> slots = new HashMap<>();
    private final Map<@Nullable String, Times> times = new LinkedHashMap<>();

    private static final class Slice {
        private long firstSubmitted = Long.MAX_VALUE;
        private long lastSubmitted;
        private long firstLeft = Long.MAX_VALUE;
        private long lastLeft;
    }

    private static final class Times {
        private final Histogram wait = new Histogram();
        private final Histogram run = new Histogram();
        private final Histogram total = new Histogram();
    }

    /** Whether something in the events contradicts the rest so much that there is no picture of it. */
    private boolean senseless;

    private Overview(int lanes, @Nullable LanePyramid levels) {
        timeline = new Timeline(lanes, DETAILED);
        this.levels = levels;
        timeline.tellForgotten(levels == null ? (_, _, _, _, _) -> {} : levels);
        times.put(null, new Times());
    }

    /** One that is written with each commit and at the end. */
    static Overview toWrite(int lanes) {
        return new Overview(lanes, new LanePyramid());
    }

    /** One that is only to {@linkplain #end tell} of the run when all of it has been taken. */
    static Overview toTell(int lanes) {
        return new Overview(lanes, null);
    }

    void take(RunEvent event) {
        if (senseless) {
            return;
        }
        try {
            timeline.apply(event);
            learn(event);
        } catch (RuntimeException contradiction) {
            // The rows of the recording are worth more than its overview, and whatever is thrown here would end both.
            senseless = true;
        }
    }

    private void learn(RunEvent event) {
        switch (event) {
            case TaskEvent.Submitted it -> {
                Slice slice = slice(it);
                slice.firstSubmitted = Math.min(slice.firstSubmitted, it.taskId());
                slice.lastSubmitted = Math.max(slice.lastSubmitted, it.taskId());
            }
            case TaskEvent.Started it -> {
                left(it);
                measure(it);
            }
            case TaskEvent.Cancelled it -> {
                if (it.workerId() == 0) {
                    left(it);
                }
            }
            case TaskEvent it -> measure(it);
            case WorkerEvent.Spawned it -> changed(it);
            case WorkerEvent.Retired it -> changed(it);
            case WorkerEvent.StartFailed it -> changed(it);
            default -> {
                // of the lanes only
            }
        }
    }

    private Slice slice(RunEvent event) {
        return slices.computeIfAbsent(Math.floorDiv(event.nanos(), SLICE_NANOS), _ -> new Slice());
    }

    private void left(TaskEvent event) {
        Slice slice = slice(event);
        slice.firstLeft = Math.min(slice.firstLeft, event.taskId());
        slice.lastLeft = Math.max(slice.lastLeft, event.taskId());
    }

    private void changed(WorkerEvent event) {
        WorkerTrace worker = timeline.workers().find(event.workerId());
        if (worker != null) {
            changed.put(worker.id(), worker);
        }
    }

    private void measure(TaskEvent event) {
        TaskTrace task = timeline.tasks().find(event.taskId());
        if (task == null || task.dueNanos() == Timeline.UNKNOWN || task.submittedNanos() == Timeline.UNKNOWN) {
            return;
        }
        String stream = task.stream();
        if (stream != null) {
            measure(times.computeIfAbsent(stream, _ -> new Times()), event, task);
        }
        measure(times.computeIfAbsent(null, _ -> new Times()), event, task);
    }

    private static void measure(Times into, TaskEvent event, TaskTrace task) {
        if (event.type() == EventType.STARTED) {
            into.wait.add(event.stamp() - task.dueNanos());
        } else if ((event.type() == EventType.COMPLETED || event.type() == EventType.FAILED)
                && task.startedNanos() != Timeline.UNKNOWN) {
            into.run.add(event.stamp() - task.startedNanos());
            into.total.add(event.stamp() - task.dueNanos());
        }
    }

    /** Writes what is new since the last commit; it is still new if that fails. */
    void write(Connection connection) throws SQLException {
        try (PreparedStatement slice = connection.prepareStatement("INSERT INTO task_slice VALUES (?, ?, ?, ?, ?)"
                + " ON CONFLICT (slice) DO UPDATE SET"
                + " first_submitted = min(coalesce(first_submitted, excluded.first_submitted), coalesce(excluded.first_submitted, first_submitted)),"
                + " last_submitted = max(coalesce(last_submitted, excluded.last_submitted), coalesce(excluded.last_submitted, last_submitted)),"
                + " first_left = min(coalesce(first_left, excluded.first_left), coalesce(excluded.first_left, first_left)),"
                + " last_left = max(coalesce(last_left, excluded.last_left), coalesce(excluded.last_left, last_left))");
                PreparedStatement life = connection
                        .prepareStatement("INSERT OR REPLACE INTO worker_life VALUES (?, ?, ?, ?)")) {
            for (Map.Entry<Long, Slice> each : slices.entrySet()) {
                Slice it = each.getValue();
                slice.setLong(1, each.getKey());
                RowStatements.set(slice, 2, it.firstSubmitted, Long.MAX_VALUE);
                RowStatements.set(slice, 3, it.lastSubmitted, 0);
                RowStatements.set(slice, 4, it.firstLeft, Long.MAX_VALUE);
                RowStatements.set(slice, 5, it.lastLeft, 0);
                slice.executeUpdate();
            }
            for (WorkerTrace each : timeline.workers().all()) {
                // A worker that is known late may have had others move.
                if (!Integer.valueOf(each.slot()).equals(slots.get(each.id()))) {
                    changed.put(each.id(), each);
                }
            }
            for (WorkerTrace each : changed.values()) {
                if (each.slot() != 0) {
                    life.setInt(1, each.id());
                    life.setInt(2, each.slot());
                    life.setLong(3, each.spawnedNanos());
                    RowStatements.set(life, 4, each.retiredNanos(), Timeline.UNKNOWN);
                    life.executeUpdate();
                }
            }
        }
        if (levels != null) {
            addUp(levels);
            levels.write(connection);
        }
    }

    /** Of what has not ended where the detail begins, the levels get a part now and the rest later. */
    private void addUp(LanePyramid levels) {
        long known = timeline.completeness().detailFromNanos();
        if (senseless || known == Timeline.UNKNOWN) {
            return;
        }
        for (int slot = 1; slot <= timeline.lanes().count(); slot++) {
            int lane = slot;
            timeline.lanes().lane(slot).visit(known - 1, known, known,
                    (_, kind, from, to, _, _) -> levels.add(lane, kind, from, Math.min(to, known), null));
        }
        levels.knownUntil(known);
    }

    void committed() {
        if (levels != null) {
            levels.committed();
        }
        slices.clear();
        changed.clear();
        slots.clear();
        timeline.workers().all().forEach(each -> slots.put(each.id(), each.slot()));
    }

    /** The run in buckets, when all of it has been taken; null if the events contradict one another. */
    @Nullable
    Past end(long untilNanos) {
        return senseless ? null : timeline.end(untilNanos);
    }

    /** Writes the run in buckets, when all of it has been taken. */
    void finish(Connection connection, RowStatements names, long untilNanos) throws SQLException {
        Past past = end(untilNanos);
        if (past == null) {
            return;
        }
        if (levels != null) {
            levels.end();
            levels.write(connection);
        }
        try (PreparedStatement overview = connection.prepareStatement("INSERT INTO overview VALUES (1, ?, ?)");
                PreparedStatement bucket = connection
                        .prepareStatement("INSERT INTO lane_bucket VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            overview.setLong(1, past.endNanos());
            overview.setInt(2, past.lanes().size());
            overview.executeUpdate();
            for (int lane = 0; lane < past.lanes().size(); lane++) {
                LaneHistory history = past.lanes().get(lane);
                for (int i = 0; i < history.count(); i++) {
                    bucket.setInt(1, lane + 1);
                    bucket.setLong(2, history.beginNanos(i));
                    bucket.setLong(3, history.widthNanos());
                    bucket.setLong(4, history.tasks(i));
                    bucket.setLong(5, history.failed(i));
                    for (int kind = 0; kind < KINDS.length; kind++) {
                        bucket.setLong(6 + kind, history.nanos(i, KINDS[kind]));
                    }
                    bucket.executeUpdate();
                }
            }
        }
        points(connection, EndRows.WAIT, past.waitTimes());
        points(connection, EndRows.RUN, past.runTimes());
        for (Map.Entry<@Nullable String, Times> each : times.entrySet()) {
            String name = each.getKey();
            Long stream = name == null ? null : names.streamOf(name);
            histogram(connection, stream, EndRows.WAIT, each.getValue().wait);
            histogram(connection, stream, EndRows.RUN, each.getValue().run);
            histogram(connection, stream, EndRows.TOTAL, each.getValue().total);
        }
    }

    private static void points(Connection connection, String what, Iterable<PercentileSeries.Point> points)
            throws SQLException {
        try (PreparedStatement row = connection.prepareStatement("INSERT INTO percentile VALUES (?, ?, ?, ?, ?, ?)")) {
            for (PercentileSeries.Point each : points) {
                row.setString(1, what);
                row.setLong(2, each.endNanos());
                row.setInt(3, each.count());
                row.setLong(4, each.p50());
                row.setLong(5, each.p95());
                row.setLong(6, each.p99());
                row.executeUpdate();
            }
        }
    }

    private static void histogram(Connection connection, @Nullable Long stream, String what, Histogram histogram)
            throws SQLException {
        try (PreparedStatement row = connection.prepareStatement("INSERT INTO histogram VALUES (?, ?, ?, ?, ?)")) {
            for (Histogram.Bucket each : histogram.buckets()) {
                row.setObject(1, stream);
                row.setString(2, what);
                row.setLong(3, each.from());
                row.setLong(4, each.below());
                row.setLong(5, each.samples());
                row.executeUpdate();
            }
        }
    }
}
