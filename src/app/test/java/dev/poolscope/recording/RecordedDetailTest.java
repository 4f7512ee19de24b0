package dev.poolscope.recording;

import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import dev.poolscope.Seeds;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Recordings;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.stats.PercentileSeries;
import dev.poolscope.stats.StepSeries;
import dev.poolscope.telemetry.event.CountSample;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.timeline.LaneHistory;
import dev.poolscope.telemetry.timeline.Past;
import dev.poolscope.telemetry.timeline.SegmentKind;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

final class RecordedDetailTest extends OwnRecording {
    private static final int MANY = 1 << 20;

    private static Timeline timeline(FinishedRun run) {
        Timeline whole = new Timeline(run.maxWorkers(), MANY);
        whole.apply(run.recorded().asBatch(run.length().toNanos()));
        return whole;
    }

    private RecordedDetail.Stretch stretch(FinishedRun run, long from, long to, int most) throws Exception {
        RecordedDetail.Stretch stretch = new RecordedDetail(file, () -> false).read(from, to, run.maxWorkers(),
                run.wholeLength().toNanos(), null, most);
        assertThat(stretch).isNotNull();
        return Objects.requireNonNull(stretch);
    }

    /** What each worker did in a stretch, cut to it. */
    private static List<String> segments(Timeline timeline, long from, long to) {
        List<String> all = new ArrayList<>();
        for (int slot = 1; slot <= timeline.lanes().count(); slot++) {
            int lane = slot;
            timeline.lanes().lane(slot).visit(from, to, timeline.horizonNanos(),
                    (worker, kind, start, end, _, task) -> {
                        if (Math.max(from, start) < Math.min(to, end)) {
                            all.add(lane + " " + worker.id() + " " + kind + " " + Math.max(from, start) + " "
                                    + Math.min(to, end)
                                    + (task == null ? "" : " " + task.id() + " " + task.status()));
                        }
                    });
        }
        return all;
    }

    private static List<Integer> values(StepSeries series, long from, long to) {
        List<Integer> values = new ArrayList<>();
        for (long at = from; at < to; at += (to - from) / 97) {
            values.add(series.valueAt(at));
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({"overload, 1, 2", "overload, 0, 4", "recycling, 1, 3", "one-lock, 1, 2", "burst-on-two, 0, 1"})
    void aStretchIsAsInTheWholeRun(String scenario, int fromQuarter, int toQuarter) throws Exception {
        FinishedRun run = written(scenario);
        Timeline whole = timeline(run);
        long quarter = run.wholeLength().toNanos() / 4;
        long from = fromQuarter * quarter;
        long to = toQuarter * quarter;

        Timeline part = stretch(run, from, to, MANY).timeline();

        assertThat(segments(part, from, to)).isNotEmpty();
        assertThatItIsTheSame(part, whole, from, to);
    }

    /** Workers come and go within milliseconds, so that many have gone just before a stretch begins. */
    @Test
    void everyStretchIsAsInTheWholeRunWhereWorkersComeAndGo() throws Exception {
        FinishedRun run = SimulatedRun.of(ScenarioReader.parse("fleeting",
                """
                poolscope: 1
                name: fleeting
                duration: 20s
                pool: { type: thread, maxWorkers: 8, idleTimeout: 20ms, maxTasksPerWorker: 40 }
                streams:
                  - name: web
                    arrivals: { poisson: { rate: 300/s } }
                    until: 20s
                    task: { sleep: { exponential: { mean: 9ms } }, fails: 5% }
                  - name: bursts
                    arrivals: { bursts: { count: 40, every: 700ms } }
                    until: 20s
                    task: { sleep: 3ms }
                """), 2);
        Recordings.write(file, run, 1);
        Timeline whole = timeline(run);
        Random random = new Random(Seeds.first());

        for (int i = 0; i < 40; i++) {
            long from = i % 8 == 0 ? 0 : random.nextLong(run.length().toNanos() - 1_000);
            long to = Math.min(run.length().toNanos(), from + 97 + (long) Math.pow(10, 2 + 8 * random.nextDouble()));
            assertThatItIsTheSame(stretch(run, from, to, MANY).timeline(), whole, from, to);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"recycling", "one-lock", "overload", "burst-on-two", "shutdown-in-a-burst",
            "broken-initializer", "failing-finalizer", "idle-reaping", "starvation"})
    void theStoryOfEachWorkerIsAsInTheWholeRun(String scenario) throws Exception {
        FinishedRun run = written(scenario);
        Timeline whole = timeline(run);
        long end = run.length().toNanos();
        RecordedDetail detail = new RecordedDetail(file, () -> false);

        for (int worker = 1; worker <= run.summary().spawned(); worker++) {
            Timeline life = Objects.requireNonNull(detail.readWorker(worker, run.maxWorkers(), end, MANY));
            // In which order things happened at one instant is known of the whole run only.
            assertThat(life.explanations().ofWorker(worker)).as("worker %d", worker).isNotNull()
                    .usingRecursiveComparison().withStrictTypeChecking().ignoringFieldsMatchingRegexes(".*\\.turn")
                    .isEqualTo(whole.explanations().ofWorker(worker));
        }
        assertThat(detail.readWorker((int) run.summary().spawned() + 1, run.maxWorkers(), end, MANY)).isNull();
    }

    private static void assertThatItIsTheSame(Timeline part, Timeline whole, long from, long to) {
        String as = "from " + from + " to " + to;
        assertThat(segments(part, from, to)).as(as).isEqualTo(segments(whole, from, to));
        assertThat(values(part.series().pending(), from, to)).as("pending " + as)
                .isEqualTo(values(whole.series().pending(), from, to));
        assertThat(values(part.series().busy(), from, to)).as("busy " + as)
                .isEqualTo(values(whole.series().busy(), from, to));
        assertThat(values(part.series().free(), from, to)).as("free " + as)
                .isEqualTo(values(whole.series().free(), from, to));
        assertThat(values(part.series().alive(), from, to)).as("alive " + as)
                .isEqualTo(values(whole.series().alive(), from, to));
        long at = from + (to - from) / 2;
        if (from == 0 || at - from >= 1_000_000_000) {
            assertThat(part.explanations().moment(at)).as("moment " + as).isEqualTo(whole.explanations().moment(at))
                    .isNotNull();
        }
    }

    /** A file may give its samples any places, if they are in order. */
    @ParameterizedTest
    @CsvSource({"1, 0", "1, -1000000000000", "1, 9000000000000000000", "1000000007, -4000000000000000000",
            "1, -9223372036854775000"})
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whereverTheSamplesStandTheyAreFound(long apart, long from) throws Exception {
        FinishedRun run = written("overload");
        long end = run.wholeLength().toNanos();
        long every = end / 100;
        for (int i = 0; i < 100; i++) {
            change("INSERT INTO count_sample VALUES (%d, %d, 1, 1, 0, %d, %d, 0, 0, 0, 0, 0, 'OPEN', 0, NULL, 0)"
                    .formatted(from + i * apart, i * every, i, i));
        }

        List<Long> found = samples(run, 25 * every + 1, 50 * every).stream().map(CountSample::nanos).toList();

        // The last one before it, and all in it.
        assertThat(found).isEqualTo(LongStream.range(25, 50).map(i -> i * every).boxed().toList());
    }

    private List<CountSample> samples(FinishedRun run, long from, long to) throws Exception {
        RecordedDetail.Stretch stretch = new RecordedDetail(file, () -> false).readBuckets(from, to, 0,
                run.maxWorkers(),
                run.wholeLength().toNanos(), null);
        return List.copyOf(Objects.requireNonNull(stretch).timeline().counts().history().samples());
    }

    @Test
    void whatHadNoRoomInTheLogOfTheRunIsNotMissing() throws Exception {
        FinishedRun run = written("overload");
        change("UPDATE run SET dropped_events = 77", "UPDATE summary SET unkept_events = 77");

        assertThat(stretch(run, 0, run.wholeLength().toNanos() / 2, MANY).timeline().completeness().droppedEvents())
                .isZero();
    }

    @Test
    void whenMoreTasksWaitThanAreWantedThoseThatRanAreThereAllTheSame() throws Exception {
        FinishedRun run = written("overload");
        Timeline whole = timeline(run);
        long end = run.wholeLength().toNanos();
        long from = end / 2;
        long to = from + end / 20;
        long ran = segments(whole, from, to).stream().filter(it -> it.contains("RUNNING")).count();

        Timeline part = stretch(run, from, to, (int) ran).timeline();

        assertThat(segments(part, from, to)).isEqualTo(segments(whole, from, to));
        assertThat(part.completeness().isCounted(from)).isTrue();
        assertThat(new RecordedDetail(file, () -> false).read(from, to, run.maxWorkers(), end, null, 1)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"overload", "recycling", "one-lock"})
    void theRunInBucketsIsTheSumOfItsSegments(String scenario) throws Exception {
        FinishedRun run = written(scenario);
        Timeline whole = timeline(run);

        Past past = Objects.requireNonNull(RecordingReader.overview(file).orElseThrow().past());

        for (int slot = 1; slot <= run.maxWorkers(); slot++) {
            Map<SegmentKind, Long> expected = new EnumMap<>(SegmentKind.class);
            whole.lanes().lane(slot).visit(0, Long.MAX_VALUE, past.endNanos(),
                    (_, kind, start, end, _, _) -> expected.merge(kind, end - start, Long::sum));
            LaneHistory lane = past.lanes().get(slot - 1);
            for (SegmentKind kind : SegmentKind.values()) {
                long sum = 0;
                for (int bucket = 0; bucket < lane.count(); bucket++) {
                    sum += lane.nanos(bucket, kind);
                }
                assertThat(sum).as(slot + " " + kind).isEqualTo(expected.getOrDefault(kind, 0L));
            }
        }
        List<PercentileSeries.Point> points = new ArrayList<>();
        whole.series().waitTimes().visit(0, Long.MAX_VALUE, points::add);
        assertThat(past.waitTimes()).isEqualTo(points).isNotEmpty();
    }

    @Test
    void ofARunInBucketsThePictureHasTheSameLanesWithoutATask() throws Exception {
        FinishedRun run = written("overload");

        StoredRun stored = RecordingReader.overview(file).orElseThrow();
        Past past = Objects.requireNonNull(stored.past());
        Timeline shown = new Timeline(run.maxWorkers(), Timeline.DETAILED_TASKS, past);
        shown.apply(stored.end().recorded().asBatch(stored.end().length().toNanos()));

        assertThat(stored.end().recorded().summary().submitted()).isEqualTo(run.summary().submitted());
        assertThat(stored.end().recorded().summary().waitTimes()).isEqualTo(run.summary().waitTimes());
        assertThat(shown.counts().now().cancelled()).isEqualTo(run.summary().cancelled()).isPositive();
        assertThat(shown.counts().now().pending()).isZero();
        assertThat(shown.completeness().detailFromNanos()).isEqualTo(past.endNanos()).isEqualTo(shown.horizonNanos());
        assertThat(shown.lanes().lane(1).history().nanos(0, SegmentKind.RUNNING)).isPositive();
    }

    @Test
    void aRecordingInTheSecondFormatOpensAndTellsOfItsStretchesButOfNoNarrowBuckets() throws Exception {
        FinishedRun run = written("overload");
        toSecondFormat();
        Timeline whole = timeline(run);
        long end = run.wholeLength().toNanos();

        assertThat(Recordings.open(file)).isEqualTo(run);
        assertThatItIsTheSame(stretch(run, end / 4, end / 2, MANY).timeline(), whole, end / 4, end / 2);
        assertThat(new RecordedDetail(file, () -> false).readBuckets(0, end, 0, run.maxWorkers(), end, null)).isNull();
    }

    @Test
    void aRecordingInTheFirstFormatOpensAndTellsOfNoStretch() throws Exception {
        FinishedRun run = written("burst-on-two");
        toFirstFormat();

        assertThat(Recordings.open(file)).isEqualTo(run);
        assertThat(new RecordedDetail(file, () -> false).read(0, 1_000_000, 2, 1_000_000, null, MANY)).isNull();
    }

    @Test
    void itsHistogramsCountEachTaskOnce() throws Exception {
        FinishedRun run = written("overload");

        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file.toUri());
                ReadRows rows = new ReadRows(connection,
                        "SELECT what, stream IS NULL, sum(tasks), max(below_ns) FROM histogram GROUP BY 1, 2 ORDER BY 1, 2")) {
            while (rows.next()) {
                long expected = rows.text(1).equals(EndRows.WAIT)
                        ? run.summary().waitTimes().count()
                        : run.summary().runTimes().count();
                assertThat(rows.number(3)).as(rows.text(1)).isEqualTo(expected);
            }
        }
    }

    @Test
    void aRunThatGoesOnIsReadWhileItIsWrittenAndEndsInOrder() throws Exception {
        FinishedRun run = SimulatedRun.of(ReadyScenarios.load("overload"), 2);
        long half = run.wholeLength().toNanos() / 2;
        List<RunEvent> events = run.events();
        int before = (int) events.stream().filter(event -> event.nanos() <= half).count();
        RecordingWriter writer = RecordingWriter.begin(file, new RunHeader("test", Instant.EPOCH, run.scenario(), 1, 2,
                RunHeader.Machine.here(), run.poolName(), run.maxWorkers(), 0));
        writer.take(new EventBatch(events.subList(0, before), half, false, 0));
        Timeline begun = new Timeline(run.maxWorkers(), MANY);
        begun.apply(new EventBatch(events.subList(0, before), half, false, 0));
        RecordedDetail live = new RecordedDetail(file, () -> true);

        await().atMost(60, TimeUnit.SECONDS).ignoreExceptions()
                .until(() -> live.read(half / 2, half, run.maxWorkers(), half, null, MANY) != null);
        Timeline part = Objects
                .requireNonNull(live.read(half / 2, half, run.maxWorkers(), half, null, MANY)).timeline();
        CompletableFuture<Optional<String>> closed;
        try (Connection reader = new SQLiteConfig().createConnection("jdbc:sqlite:" + file.toUri())) {
            reader.setAutoCommit(false);
            try (ReadRows rows = new ReadRows(reader, "SELECT count(*) FROM task")) {
                assertThat(rows.next()).isTrue();
                writer.take(
                        new EventBatch(events.subList(before, events.size()), run.wholeLength().toNanos(), false, 0));
                closed = writer.finish(
                        new RunEnd(run.length(), run.stopped(), run.cutDraws(), run.leftovers(), run.recorded()));
            }
        }

        assertThat(segments(part, half / 2, half)).isEqualTo(segments(begun, half / 2, half));
        assertThat(closed.get(60, TimeUnit.SECONDS)).isEmpty();
        assertThat(Recordings.open(file).events()).isEqualTo(events);
        assertThat(folder.resolve("run.poolscope-wal")).doesNotExist();
    }
}
