package dev.poolscope.recording;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

import dev.poolscope.Seeds;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Recordings;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.stats.LongColumn;
import dev.poolscope.telemetry.event.EventTurns;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.timeline.LaneHistory;
import dev.poolscope.telemetry.timeline.Past;
import dev.poolscope.telemetry.timeline.SegmentKind;
import dev.poolscope.workload.format.ScenarioReader;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteConfig;

import static org.assertj.core.api.Assertions.assertThat;

/** What is drawn of a dense stretch is what its events say, added up here by a second way. */
final class LanePyramidTest extends OwnRecording {
    private static final SegmentKind[] KINDS = SegmentKind.values();

    /** What a worker does from an event on; null if it is gone. */
    private static SegmentKind after(RunEvent event, SegmentKind before) {
        return switch (event.type()) {
            case WORKER_SPAWNED -> SegmentKind.STARTING;
            case COMPLETED, FAILED, TASK_LEFT_WORKER -> SegmentKind.WRAPPING_UP;
            case WORKER_READY, WORKER_IDLE -> SegmentKind.IDLE;
            case STARTED -> SegmentKind.RUNNING;
            case TASK_RESUMED -> before == SegmentKind.LEAVING ? before : SegmentKind.RUNNING;
            case TASK_BLOCKED -> before == SegmentKind.LEAVING ? before : SegmentKind.BLOCKED;
            case CANCELLED -> SegmentKind.LEAVING;
            case WORKER_RETIRING -> SegmentKind.FINALIZING;
            default -> before;
        };
    }

    /** A second way to add up what each lane did: from the events alone, each worker in the lowest lane that is free. */
    private static final class Sums {
        private final List<TreeMap<Long, SegmentKind>> lanes = new ArrayList<>();
        private final List<LongColumn> returned = new ArrayList<>();
        private final List<LongColumn> failed = new ArrayList<>();

        Sums(FinishedRun run) {
            for (int i = 0; i < run.maxWorkers(); i++) {
                lanes.add(new TreeMap<>());
                returned.add(new LongColumn(16));
                failed.add(new LongColumn(16));
            }
            Map<Integer, Integer> laneOf = lanesOfWorkers(run);
            int[] workerIn = new int[run.maxWorkers()];
            Map<Integer, SegmentKind> doing = new HashMap<>();
            for (RunEvent event : run.events()) {
                int worker = event.workerId();
                Integer lane = laneOf.get(worker);
                if (lane == null || event.type() == EventType.HOOK_FAILED) {
                    continue;
                }
                if (event.type() == EventType.WORKER_SPAWNED) {
                    workerIn[lane] = worker;
                }
                // One that goes at the very moment at which another one comes may be told of after that.
                boolean isItsOwn = workerIn[lane] == worker;
                if (event.type() == EventType.WORKER_RETIRED || event.type() == EventType.WORKER_START_FAILED) {
                    if (isItsOwn) {
                        lanes.get(lane).put(event.nanos(), SegmentKind.NOT_RECORDED);
                    }
                    continue;
                }
                SegmentKind now = after(event, doing.getOrDefault(worker, SegmentKind.STARTING));
                doing.put(worker, now);
                if (isItsOwn) {
                    lanes.get(lane).put(event.nanos(), now);
                }
                if (event.type() == EventType.COMPLETED || event.type() == EventType.FAILED
                        || event.type() == EventType.TASK_LEFT_WORKER) {
                    returned.get(lane).add(event.nanos() - 1);
                }
                if (event.type() == EventType.FAILED) {
                    failed.get(lane).add(event.nanos() - 1);
                }
            }
        }

        /** Each takes the first lane that is free; of one instant, worker by worker. */
        private static Map<Integer, Integer> lanesOfWorkers(FinishedRun run) {
            BitSet taken = new BitSet();
            Map<Integer, Integer> laneOf = new HashMap<>();
            for (RunEvent event : run.events().stream().sorted(EventTurns.NONE).toList()) {
                if (event.type() == EventType.WORKER_SPAWNED) {
                    int lane = taken.nextClearBit(0);
                    taken.set(lane);
                    laneOf.put(event.workerId(), lane);
                } else if (event.type() == EventType.WORKER_RETIRED
                        || event.type() == EventType.WORKER_START_FAILED) {
                    taken.clear(Objects.requireNonNull(laneOf.get(event.workerId())));
                }
            }
            return laneOf;
        }

        long nanos(int lane, SegmentKind kind, long from, long to) {
            if (kind == SegmentKind.NOT_RECORDED) {
                return 0;
            }
            long sum = 0;
            TreeMap<Long, SegmentKind> all = lanes.get(lane);
            Long at = all.floorKey(from);
            for (at = at == null ? all.higherKey(from) : at; at != null && at < to; at = all.higherKey(at)) {
                Long next = all.higherKey(at);
                if (all.get(at) == kind) {
                    sum += Math.min(to, next == null ? Long.MAX_VALUE : next) - Math.max(from, at);
                }
            }
            return sum;
        }

        static long count(LongColumn times, long from, long to) {
            long count = 0;
            for (int i = 0; i < times.size(); i++) {
                long time = times.get(i);
                count += time >= from && time < to ? 1 : 0;
            }
            return count;
        }
    }

    /** Dense and thin stretches in turns, with failures, waits for a lock, cancelled tasks, and workers that come and go. */
    private static FinishedRun run(Random random) throws Exception {
        int workers = 1 + random.nextInt(9);
        int rate = 300 + random.nextInt(2_500);
        return SimulatedRun.of(ScenarioReader.parse("dense",
                """
                poolscope: 1
                name: dense
                seed: %d
                duration: 40s
                pool: { type: thread, maxWorkers: %d, idleTimeout: %dms, maxTasksPerWorker: %d }
                streams:
                  - name: web
                    arrivals: { poisson: { rate: %d/s } }
                    until: %ds
                    task: { sleep: { exponential: { mean: %dms } }, fails: 5%% }
                  - name: bursts
                    arrivals: { bursts: { count: %d, every: 3s } }
                    until: 38s
                    task: { sleep: 1ms }
                  - name: one-lock
                    arrivals: { constant: { rate: 20/s } }
                    until: 30s
                    task: { lock: 2ms }
                  - name: long
                    arrivals: { constant: { rate: 1/s } }
                    until: 20s
                    task: { sleep: 2500ms }
                actions:
                  - { at: 5s, setIdleTimeout: 40ms }
                  - { at: 12s, cancelPending: web }
                """.formatted(random.nextInt(1_000), workers, 5 + random.nextInt(200), 1 + random.nextInt(500), rate,
                        8 + random.nextInt(20), 1 + random.nextInt(4), 200 + random.nextInt(2_000))),
                2);
    }

    private static void assertThatItIs(Sums sums, int lane, LaneHistory told, int bucket, String as) {
        long from = told.beginNanos(bucket);
        long to = told.endNanos(bucket);
        for (SegmentKind kind : KINDS) {
            assertThat(told.nanos(bucket, kind)).as(as + " lane " + lane + " " + kind + " in " + from + " to " + to)
                    .isEqualTo(sums.nanos(lane, kind, from, to));
        }
        assertThat(told.tasks(bucket)).as(as + " lane " + lane + " tasks in " + from + " to " + to)
                .isEqualTo(Sums.count(sums.returned.get(lane), from, to));
        assertThat(told.failed(bucket)).as(as).isEqualTo(Sums.count(sums.failed.get(lane), from, to));
    }

    @Test
    void everyBucketIsTheSumOfWhatTheEventsSay() throws Exception {
        long seeds = Long.getLong("poolscope.pyramids", 2);
        for (long seed = Seeds.first(); seed < Seeds.first() + seeds; seed++) {
            String as = "seed " + seed;
            Random random = new Random(seed);
            FinishedRun run = run(random);
            Recordings.write(file, run, 1);
            Sums sums = new Sums(run);
            Past past = Objects.requireNonNull(RecordingReader.overview(file).orElseThrow().past());
            long end = run.wholeLength().toNanos();
            RecordedDetail detail = new RecordedDetail(file, () -> false);
            int found = 0;
            for (int i = 0; i < 12 || (found == 0 && i < 200); i++) {
                long from = random.nextLong(end - 1_000_000);
                long to = Math.min(end, from + (long) Math.pow(10, 8 + 2.6 * random.nextDouble()));
                int level = random.nextInt(4);

                RecordedDetail.Stretch stretch = detail.readBuckets(from, to, level, run.maxWorkers(), end, past);

                if (stretch == null) {
                    continue;
                }
                found++;
                for (int lane = 0; lane < run.maxWorkers(); lane++) {
                    LaneHistory told = stretch.timeline().lanes().lane(lane + 1).history();
                    assertThat(told.beginNanos(0)).as(as).isLessThanOrEqualTo(from);
                    // What was before the end of the run only.
                    assertThat(told.endNanos(told.count() - 1)).as(as).isGreaterThanOrEqualTo(Math.min(to,
                            past.lanes().get(lane).count() * past.lanes().get(lane).widthNanos()));
                    for (int bucket = 0; bucket < told.count(); bucket++) {
                        assertThatItIs(sums, lane, told, bucket, as);
                    }
                }
            }
            assertThat(found).as(as).isPositive();
        }
    }

    /** However often it is committed in between, and whatever runs meanwhile. */
    @Test
    void commitsInBetweenChangeNothing() throws Exception {
        Random random = new Random(Seeds.first());
        FinishedRun run = run(random);
        Recordings.write(file, run, 1);
        List<String> atOnce = rows();
        Overview overview = Overview.toWrite(run.maxWorkers());
        change("DELETE FROM lane_level", "DELETE FROM overview", "DELETE FROM lane_bucket", "DELETE FROM percentile",
                "DELETE FROM histogram", "DELETE FROM task_slice", "DELETE FROM worker_life", "DELETE FROM stream");

        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file.toUri())) {
            connection.setAutoCommit(false);
            int left = 1;
            for (RunEvent event : run.events()) {
                overview.take(event);
                if (--left == 0) {
                    overview.write(connection);
                    overview.committed();
                    left = 1 + random.nextInt(9_000);
                }
            }
            overview.write(connection);
            overview.committed();
            overview.finish(connection, new RowStatements(connection), run.wholeLength().toNanos());
            connection.commit();
        }

        assertThat(rows()).isEqualTo(atOnce).isNotEmpty();
    }

    private List<String> rows() throws Exception {
        List<String> all = new ArrayList<>();
        RecordingReader.reading(file, connection -> {
            try (ReadRows rows = new ReadRows(connection, "SELECT * FROM lane_level")) {
                while (rows.next()) {
                    StringBuilder row = new StringBuilder();
                    for (int i = 1; i <= 13; i++) {
                        row.append(rows.number(i)).append(' ');
                    }
                    all.add(row.toString());
                }
            }
            return all;
        });
        return all;
    }

    @Test
    void thereAreFewerRowsThanTasks() throws Exception {
        FinishedRun run = run(new Random(Seeds.first()));
        Recordings.write(file, run, 1);

        long tasks = run.summary().runTimes().count();
        assertThat(rows().stream().filter(it -> it.startsWith("3 ")).count()).isPositive().isLessThan(tasks);
        assertThat(rows().stream().filter(it -> it.startsWith("0 ")).count()).isLessThan(tasks);
    }

    @Test
    void thereIsNothingNarrowerThanTheWholeRunOfFewTasks() throws Exception {
        FinishedRun run = written("burst-on-two");

        Past past = Objects.requireNonNull(RecordingReader.overview(file).orElseThrow().past());

        assertThat(new RecordedDetail(file, () -> false).readBuckets(0, 1_000_000_000, 3, run.maxWorkers(),
                run.wholeLength().toNanos(), past)).isNull();
    }
}
