package dev.poolscope.app.fx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.LongStream;

import dev.poolscope.pool.PoolState;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Recordings;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.telemetry.event.CountSample;
import dev.poolscope.telemetry.event.Counted;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.timeline.LaneHistory;
import dev.poolscope.telemetry.timeline.Past;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

import static org.assertj.core.api.Assertions.assertThat;

/** Both executors only take what is handed to them: the test says when a stretch is read, and when the screen hears of it. */
final class LoadedDetailTest {
    private static final long SECOND = 1_000_000_000;

    private final Queue<Runnable> background = new ArrayDeque<>();
    private final Queue<Runnable> screen = new ArrayDeque<>();
    private final LoadedDetail detail = new LoadedDetail(background::add, screen::add);

    @TempDir
    private Path folder;
    private Path file = Path.of("");
    private ShownRun run = ShownRun.of(SimulatedRun.of(ReadyScenarios.load("burst-on-two"), 1));

    @BeforeEach
    void open() throws Exception {
        FinishedRun done = SimulatedRun.of(ReadyScenarios.load("overload"), 2);
        file = folder.resolve("run.poolscope");
        Recordings.write(file, done, 1);
        run = ShownRun.of(Recordings.openToShow(file), file, false);
        run.timeline().forgetUntil(run.timeline().horizonNanos());
    }

    private static void all(Queue<Runnable> tasks) {
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            next.run();
        }
    }

    private Timeline shown(long from, long to) {
        return detail.timeline(run.timeline(), from, to);
    }

    @Test
    void whatIsLookedAtIsReadInTheBackgroundAndSaidToBeLoading() {
        detail.want(run, SECOND, 2 * SECOND);

        assertThat(detail.loadingProperty().get()).isTrue();
        assertThat(shown(SECOND, 2 * SECOND)).isSameAs(run.timeline());

        all(background);
        assertThat(shown(SECOND, 2 * SECOND)).isSameAs(run.timeline());

        all(screen);
        assertThat(detail.loadingProperty().get()).isFalse();
        assertThat(detail.versionProperty().get()).isEqualTo(1);
        assertThat(shown(SECOND, 2 * SECOND)).isNotSameAs(run.timeline());
        assertThat(shown(SECOND, 2 * SECOND).lanes().lane(1).segments(SECOND, 2 * SECOND, 2 * SECOND)).isNotEmpty();
        assertThat(shown(0, 20 * SECOND)).isSameAs(run.timeline());
    }

    @Test
    void ofManyWishesTheLastOneIsReadNext() {
        detail.want(run, SECOND, 2 * SECOND);
        for (long second = 2; second < 8; second++) {
            detail.want(run, second * SECOND, (second + 1) * SECOND);
        }

        assertThat(background).hasSize(1);
        all(background);
        all(screen);
        // The window asks again with each change, and has it already or not.
        detail.want(run, 7 * SECOND, 8 * SECOND);
        all(background);
        all(screen);

        assertThat(shown(7 * SECOND, 8 * SECOND)).isNotSameAs(run.timeline());
        assertThat(shown(4 * SECOND, 5 * SECOND)).isSameAs(run.timeline());
    }

    @Test
    void aTaskThatWasReadIsKnown() {
        detail.want(run, SECOND, 2 * SECOND);
        all(background);
        all(screen);
        long task = shown(SECOND, 2 * SECOND).lanes().lane(1).segments(SECOND, 2 * SECOND, 2 * SECOND).stream()
                .mapToLong(each -> each.task() == null ? 0 : each.task().id()).max().orElse(0);

        assertThat(run.timeline().tasks().find(task)).isNull();
        assertThat(detail.timelineOfTask(run.timeline(), task).tasks().find(task)).isNotNull();
    }

    @Test
    void whatIsReadForARunThatIsNotShownAnyMoreIsForgotten() {
        detail.want(run, SECOND, 2 * SECOND);
        all(background);
        detail.want(null, 0, 1);
        all(screen);

        assertThat(detail.loadingProperty().get()).isFalse();
        detail.want(run, SECOND, 2 * SECOND);
        assertThat(shown(SECOND, 2 * SECOND)).isSameAs(run.timeline());
    }

    @Test
    void whatCannotBeReadIsNotAskedForAgain() throws Exception {
        Files.delete(file);
        detail.want(run, SECOND, 2 * SECOND);
        all(background);
        all(screen);

        assertThat(detail.problemProperty().get()).isEqualTo("there is no file '" + file + "'");
        // A drag and a zoom ask for a little more or less with each frame.
        for (int i = 0; i < 10; i++) {
            detail.want(run, SECOND + i * SECOND / 50, 2 * SECOND + i * SECOND / 20);
            assertThat(background).isEmpty();
        }

        assertThat(detail.loadingProperty().get()).isFalse();
        assertThat(shown(SECOND, 2 * SECOND)).isSameAs(run.timeline());
    }

    @Test
    void anotherPlaceIsTriedWhereOneCannotBeRead() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(file, elsewhere);
        detail.want(run, SECOND, 2 * SECOND);
        all(background);
        all(screen);
        Files.move(elsewhere, file);

        detail.want(run, 5 * SECOND, 6 * SECOND);
        all(background);
        all(screen);

        assertThat(shown(5 * SECOND, 6 * SECOND)).isNotSameAs(run.timeline());
        detail.want(null, 0, 1);
        assertThat(detail.problemProperty().get()).isEmpty();
    }

    @Test
    void whatIsOnlyNotInMemoryIsNotMissingWhereThereIsARecording() throws Exception {
        FinishedRun latest = Recordings.open(file, 300);

        assertThat(latest.summary().droppedEvents()).isPositive();
        assertThat(ShownRun.of(new Recordings.Opened(latest, null), file, false).unkeptEvents()).isZero();
        assertThat(ShownRun.of(latest).unkeptEvents()).isEqualTo(latest.summary().unkeptEvents()).isPositive();
        assertThat(ShownRun.of(latest).lostEvents()).isZero();
    }

    /** As of one that ended abruptly, whose whole time is still being worked out from its events. */
    @Test
    void whatALaneDidIsReadAlsoBeforeTheWholeRunIsKnownInBuckets() throws Exception {
        FinishedRun done = SimulatedRun.of(ScenarioReader.parse("dense", """
                                                                         poolscope: 1
                                                                         name: dense
                                                                         duration: 12s
                                                                         pool: { type: thread, maxWorkers: 12 }
                                                                         streams:
                                                                           - name: web
                                                                             arrivals: { constant: { rate: 9000/s } }
                                                                             until: 10s
                                                                             task: { sleep: 1ms }
                                                                         """), 2);
        Recordings.write(file, done, 1);
        long end = done.length().toNanos();
        Past blank = new Past(end, Collections.nCopies(12, new LaneHistory(1, end)), List.of(), List.of());
        run = ShownRun.of(new Recordings.Opened(done, blank), file, true);
        // The counters say at once how many tasks there are.
        List<CountSample> samples = LongStream.rangeClosed(0, 10)
                .mapToObj(second -> new CountSample(second * SECOND,
                        new Counts(12, 9, 3, 0, 9_000 * second, 9_000 * second, 0, 0, 0, 0), PoolState.OPEN, false,
                        Long.MAX_VALUE, 0))
                .toList();
        run.timeline().apply(new EventBatch(List.of(), end, true, 0, Map.of(),
                new Counted(samples, Long.MAX_VALUE, end)));

        detail.want(run, 2 * SECOND, 6 * SECOND);
        all(background);
        all(screen);

        assertThat(shown(2 * SECOND, 6 * SECOND).lanes().lane(1).history().count()).isPositive();
    }

    @Test
    void aLargeRecordingIsShownBeforeItsTasksAreRead() throws Exception {
        ShownRun partial = ShownRun.of(Recordings.openToShow(file), file, true);

        assertThat(partial.isPartial()).isTrue();
        assertThat(partial.finished()).isNull();
        assertThat(partial.summary()).isNotNull();
    }

    /** Nine thousand tasks a second, of which one sees more than are read one by one. */
    @Test
    void ofTooManyTasksNarrowerBucketsAreReadAndTheTasksWhenOneZoomsIn() throws Exception {
        FinishedRun done = SimulatedRun.of(ScenarioReader.parse("dense", """
                                                                         poolscope: 1
                                                                         name: dense
                                                                         duration: 150s
                                                                         pool: { type: thread, maxWorkers: 12 }
                                                                         streams:
                                                                           - name: web
                                                                             arrivals: { constant: { rate: 9000/s } }
                                                                             until: 10s
                                                                             task: { sleep: 1ms }
                                                                         """), 2);
        Recordings.write(file, done, 1);
        run = ShownRun.of(Recordings.openToShow(file), file, false);
        run.timeline().forgetUntil(run.timeline().horizonNanos());
        detail.want(run, 2 * SECOND, 6 * SECOND);
        assertThat(detail.loadingProperty().get()).isTrue();
        all(background);
        all(screen);

        Timeline buckets = shown(2 * SECOND, 6 * SECOND);
        assertThat(buckets.lanes().lane(1).history().widthNanos()).isEqualTo(25_000_000);
        // A simulated run has no counters, and buckets do not tell of its queue.
        assertThat(detail.timelineOfCounts(run.timeline(), 2 * SECOND, 6 * SECOND)).isSameAs(run.timeline());
        assertThat(detail.timelineAt(run.timeline(), 3 * SECOND)).isSameAs(run.timeline());
        detail.want(run, 2 * SECOND, 6 * SECOND);
        assertThat(background).isEmpty();

        detail.want(run, 3 * SECOND, 4 * SECOND);
        all(background);
        all(screen);

        assertThat(shown(3 * SECOND, 4 * SECOND).lanes().lane(1).segments(3 * SECOND, 4 * SECOND, 4 * SECOND))
                .isNotEmpty();
        assertThat(detail.timelineAt(run.timeline(), 3 * SECOND)).isSameAs(shown(3 * SECOND, 4 * SECOND));
        assertThat(shown(2 * SECOND, 6 * SECOND)).isSameAs(buckets);
    }

    @Test
    void ofTheFirstFormatItIsSaidWhyThereAreNoTasks() throws Exception {
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file.toUri());
                Statement statement = connection.createStatement()) {
            for (String table : List.of("exact_times", "lane_level", "task_slice", "worker_life", "overview",
                    "lane_bucket",
                    "percentile", "histogram")) {
                statement.execute("DROP TABLE " + table);
            }
            statement.execute("PRAGMA user_version = 1");
        }
        run = ShownRun.of(Recordings.openToShow(file), file, false);
        run.timeline().forgetUntil(run.timeline().horizonNanos());
        detail.want(run, SECOND, 2 * SECOND);
        all(background);
        all(screen);

        assertThat(detail.problemProperty().get()).isEqualTo(
                "'" + file + "' is in format 1, which does not say where in the file the tasks of a time are");
        assertThat(shown(SECOND, 2 * SECOND)).isSameAs(run.timeline());
    }
}
