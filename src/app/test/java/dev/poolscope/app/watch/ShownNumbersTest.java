package dev.poolscope.app.watch;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.function.LongPredicate;
import java.util.regex.MatchResult;
import java.util.stream.LongStream;

import dev.poolscope.app.chart.curves.Curve;
import dev.poolscope.app.chart.lanes.LaneSegment;
import dev.poolscope.app.chart.time.TimeViewport;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.app.watch.series.WatchChart;
import dev.poolscope.app.watch.series.WatchSeries;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.simulation.Jitter;
import dev.poolscope.story.RandomStoryScenario;
import dev.poolscope.story.SaidFacts;
import dev.poolscope.story.SaidText;
import dev.poolscope.telemetry.event.EventsCsv;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.recorder.EventsCsvReplay;
import dev.poolscope.telemetry.recorder.EventsCsvReplay.Line;
import dev.poolscope.telemetry.recorder.ShortLog;
import dev.poolscope.telemetry.timeline.Moment;
import dev.poolscope.telemetry.timeline.TaskTrace;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said beside the pointer of each bar, and the values beside each chart, against the lines of {@code events.csv}. */
class ShownNumbersTest {
    private static final int MILLIS = 900;
    /** At one instant the stamps of a run without delays do not tell what came first. */
    private static final long LATE_EVERYWHERE = 27;
    private static final int MOMENTS = 60;
    private static final long SECOND = 1_000_000_000;

    private final Texts texts = new Texts();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 614442607, 705887624})
    void ofARandomRunAndOfOneThatIsCutOff(long seed) throws Exception {
        Scenario scenario = RandomStoryScenario.of(seed, MILLIS);
        FinishedRun run = SimulatedRun.of(scenario, 2, new Jitter(LATE_EVERYWHERE, 1));
        Timeline timeline = new Timeline(run.maxWorkers());
        run.events().forEach(timeline::apply);
        assertShown(run.events(), timeline, scenario, true, "seed " + seed);
        long cut = new Random(seed).nextLong(run.wholeLength().toNanos());
        List<RunEvent> begun = run.events().stream().filter(event -> event.nanos() <= cut).toList();
        Timeline goesOn = new Timeline(run.maxWorkers());
        begun.forEach(goesOn::apply);
        assertShown(begun, goesOn, scenario, true, "seed " + seed + " until " + cut);
    }

    /** Less is drawn, and nothing of it is invented. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void ofARunOfWhichTasksAreMissing(long seed) throws Exception {
        Scenario scenario = RandomStoryScenario.of(seed, MILLIS);
        FinishedRun run = SimulatedRun.of(scenario, 2, new Jitter(LATE_EVERYWHERE, 1));
        Timeline timeline = new Timeline(run.maxWorkers());
        timeline.apply(ShortLog.of(run.events(), new Random(seed)));
        assertShown(run.events(), timeline, scenario, false, "lossy " + seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void ofARunOfWhichCancellationsAreLost(long seed) throws Exception {
        Scenario scenario = RandomStoryScenario.of(seed, MILLIS);
        FinishedRun run = SimulatedRun.of(scenario, 2, new Jitter(LATE_EVERYWHERE, 1));
        Timeline timeline = new Timeline(run.maxWorkers());
        timeline.apply(ShortLog.withFewCancellations(run.events(), new Random(seed)));
        assertShown(run.events(), timeline, scenario, false, "uncancelled " + seed);
    }

    /** Of most tasks only totals are kept: the bars of the others are the same, and so are the values where all is kept. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void ofARunOfWhichFewTasksAreKept(long seed) throws Exception {
        Scenario scenario = RandomStoryScenario.of(seed, MILLIS);
        FinishedRun run = SimulatedRun.of(scenario, 2, new Jitter(LATE_EVERYWHERE, 1));
        Timeline timeline = new Timeline(run.maxWorkers(), 3 + new Random(seed).nextInt(30));
        run.events().forEach(timeline::apply);
        StringWriter csv = new StringWriter();
        EventsCsv.write(run.events(), csv);
        SaidFacts facts = new SaidFacts(new EventsCsvReplay(csv.toString()).lines, timeline.horizonNanos());
        assertBars(facts, timeline, scenario, false, "thinned " + seed);
        long kept = timeline.completeness().detailFromNanos() + SECOND;
        if (kept < facts.now) {
            assertValues(facts, timeline, Math.max(0, kept), "thinned " + seed);
        }
    }

    private void assertShown(List<RunEvent> events, Timeline timeline, Scenario scenario, boolean whole, String as)
            throws Exception {
        StringWriter csv = new StringWriter();
        EventsCsv.write(events.stream().sorted().toList(), csv);
        SaidFacts facts = new SaidFacts(new EventsCsvReplay(csv.toString()).lines, timeline.horizonNanos());
        assertBars(facts, timeline, scenario, whole, as);
        if (whole) {
            assertValues(facts, timeline, 0, as);
        }
    }

    // ---------------------------------------------------------------- bars

    private void assertBars(SaidFacts facts, Timeline timeline, Scenario scenario, boolean whole, String as) {
        SegmentFacts said = new SegmentFacts(() -> timeline, texts);
        var lanes = new TimelineLanes(() -> timeline,
                new LaneOrder(() -> timeline, () -> timeline, new TimeViewport(10 * SECOND), () -> {}),
                new TaskLook(() -> scenario), texts);
        for (int lane = 0; lane < lanes.laneCount(); lane++) {
            List<LaneSegment> bars = new ArrayList<>();
            int at = lane;
            lanes.segments(lane, 0, Long.MAX_VALUE, (kind, from, to, open, task, worker) -> bars
                    .add(new LaneSegment(at, kind, from, to, open, task, worker)));
            for (LaneSegment bar : bars) {
                Bar read = new Bar(facts, bar, whole);
                String text = said.of(bar);
                text.lines().forEach(line -> read.forms.assertTrue(line, as + ", " + bar + ": " + text));
                TaskTrace task = timeline.tasks().find(bar.taskId());
                boolean sometime = task != null && task.endedNanos() == Timeline.UNKNOWN
                        && task.leftNanos() != Timeline.UNKNOWN && bar.to() <= task.leftNanos();
                assertThat(text.contains("when is not recorded")).as("%s, %s: %s", as, bar, text).isEqualTo(sometime);
            }
        }
    }

    /** One bar, and what may be said of it. */
    private static final class Bar {
        private final SaidFacts facts;
        private final LaneSegment bar;
        private final boolean whole;
        private final SaidText forms = new SaidText();
        private final List<Line> own;

        Bar(SaidFacts facts, LaneSegment bar, boolean whole) {
            this.facts = facts;
            this.bar = bar;
            this.whole = whole;
            own = facts.ofWorker(bar.workerId());
            ofTask();
            ofWorker();
        }

        private void ofTask() {
            forms.form("Task <n> of <x>", it -> {
                assertThat(Long.parseLong(it.group(1))).isEqualTo(bar.taskId());
                assertThat(it.group(2)).isEqualTo(
                        Objects.requireNonNull(facts.task(bar.taskId(), "SUBMITTED")).stream());
            }).form("Task <n>", it -> {
                assertThat(Long.parseLong(it.group(1))).isEqualTo(bar.taskId());
                assertThat(whole).isFalse();
            }).form("on <w> since <t>, for <d> so far", it -> stretch(it, true, "STARTED", "TASK_RESUMED", "CANCELLED"))
                    .form("on <w> from <t>, for <d>",
                            it -> stretch(it, false, "STARTED", "TASK_RESUMED", "CANCELLED"))
                    .form("blocked on <w> since <t>, for <d> so far", it -> stretch(it, true, "TASK_BLOCKED"))
                    .form("blocked on <w> from <t>, for <d>", it -> stretch(it, false, "TASK_BLOCKED"))
                    .form("waiting for the lock, which task <n> had at the beginning",
                            it -> assertThat(began("TASK_BLOCKED").detail()).isEqualTo("on=lock holder=" + it.group(1)))
                    .form("waiting for task <n>",
                            it -> assertThat(began("TASK_BLOCKED").detail()).isEqualTo("on=task task=" + it.group(1)))
                    .form("by what is not known",
                            _ -> assertThat(began("TASK_BLOCKED").detail()).doesNotContain("on=lock", "on=task"))
                    .form("waited <d> before, since it was due", it -> SaidText.assertDuration(it.group(1),
                            facts.when(bar.taskId(), "STARTED") - facts.due(bar.taskId())))
                    .form("failed: <x>", it -> {
                        Line failed = facts.task(bar.taskId(), "FAILED");
                        assertThat(Objects.requireNonNull(failed).detail()).endsWith(it.group(1));
                        assertThat(it.group(1)).doesNotContain("dev.poolscope");
                    }).form("cancelled while it ran; its code has not returned yet", _ -> {
                        assertThat(facts.when(bar.taskId(), "CANCELLED")).isLessThanOrEqualTo(facts.now);
                        assertThat(facts.when(bar.taskId(), "TASK_LEFT_WORKER")).isEqualTo(Long.MAX_VALUE);
                    })
                    .form("cancelled while it ran; when is not recorded", _ -> {
                        assertThat(whole).isFalse();
                        assertThat(facts.when(bar.taskId(), "CANCELLED"))
                                .isLessThanOrEqualTo(facts.when(bar.taskId(), "TASK_LEFT_WORKER"));
                        assertThat(facts.when(bar.taskId(), "TASK_LEFT_WORKER")).isLessThanOrEqualTo(facts.now);
                    })
                    .form("cancelled while it ran; its code returned <d> later",
                            it -> SaidText.assertDuration(it.group(1), facts.when(bar.taskId(), "TASK_LEFT_WORKER")
                                    - facts.when(bar.taskId(), "CANCELLED")))
                    .form("has ended; <w> is not free yet", it -> {
                        assertThat(facts.leftWorker(bar.taskId())).isEqualTo(bar.from());
                        worker(it.group(1));
                    });
        }

        private void ofWorker() {
            forms.form("Worker <n> is <p>", it -> doing(it, true)).form("Worker <n> was <p>", it -> doing(it, false))
                    .form("since <t>, for <d> so far", it -> times(it.group(1), it.group(2)))
                    .form("from <t>, for <d>", it -> times(it.group(1), it.group(2)))
                    .form("started because a submission found more pending tasks than free workers",
                            _ -> spawned("SUBMISSION"))
                    .form("started because a worker retired, and more tasks were pending than workers were free",
                            _ -> spawned("RETIREMENT"))
                    .form("started because spawning was asked for", _ -> spawned("REQUEST"))
                    .form("pending <n>, free <n>, alive <n> at that moment", it -> {
                        Line spawned = began("WORKER_SPAWNED");
                        assertThat(List.of(SaidFacts.value(spawned, "pending"), SaidFacts.value(spawned, "free"),
                                SaidFacts.value(spawned, "alive")))
                                .containsExactly(it.group(1), it.group(2), it.group(3));
                    })
                    .form("retires: <x>",
                            it -> assertThat(
                                    SaidFacts.value(began("WORKER_RETIRING"), "reason").toLowerCase(Locale.ROOT)
                                            .replace('_', ' ').replace("max tasks", "task limit"))
                                    .isEqualTo(it.group(1)));
        }

        /** The line with which the bar begins. */
        private Line began(String... events) {
            return own.stream().filter(line -> line.is(events) && line.nanos() == bar.from()).reduce((_, last) -> last)
                    .orElseThrow(() -> new AssertionError("nothing of " + List.of(events) + " at " + bar.from()));
        }

        private void spawned(String reason) {
            assertThat(SaidFacts.value(began("WORKER_SPAWNED"), "reason")).isEqualTo(reason);
        }

        private void worker(String said) {
            assertThat(Integer.parseInt(said)).isEqualTo(bar.workerId());
        }

        private void stretch(MatchResult it, boolean open, String... begin) {
            worker(it.group(1));
            assertThat(began(begin).task()).isEqualTo(bar.taskId());
            times(it.group(2), it.group(3));
            assertThat(bar.open()).isEqualTo(open);
        }

        /** From its first line to the next one of the same worker, or to the present. */
        private void times(String from, String length) {
            SaidText.assertMoment(from, bar.from());
            // A worker may say twice that it is idle, and a cancelled task no longer blocks.
            long to = own.stream().filter(line -> line.nanos() > bar.from()).mapToLong(Line::nanos)
                    .filter(nanos -> nanos >= bar.to()).findFirst().orElse(facts.now);
            SaidText.assertDuration(length, to - bar.from());
            assertThat(own.stream().anyMatch(line -> line.nanos() == bar.to()) || bar.open())
                    .as("ends with a line or goes on").isTrue();
        }

        private void doing(MatchResult it, boolean open) {
            worker(it.group(1));
            assertThat(bar.open()).isEqualTo(open);
            switch (it.group(2)) {
                case "starting" -> began("WORKER_SPAWNED");
                case "idle" -> began("WORKER_READY", "WORKER_IDLE");
                case "finalizing" -> began("WORKER_RETIRING");
                case "not recorded" -> assertThat(whole).isFalse();
                default -> throw new AssertionError("a worker that is " + it.group(2));
            }
        }
    }

    // ---------------------------------------------------------------- values beside the charts

    private void assertValues(SaidFacts facts, Timeline timeline, long from, String as) {
        WatchSeries series = new WatchSeries(() -> timeline, texts);
        Random dice = new Random(facts.now);
        for (int i = 0; i < MOMENTS; i++) {
            // Every second time just when something happens, which is in the second before it.
            long at = i % 2 == 0 || facts.lines.isEmpty()
                    ? dice.nextLong(facts.now + 1)
                    : Math.clamp(facts.lines.get(dice.nextInt(facts.lines.size())).nanos(), 0, facts.now);
            if (at < from) {
                continue;
            }
            assertTooltip(series, timeline, facts, at, as);
            for (WatchChart chart : WatchChart.values()) {
                for (Curve curve : series.curves(chart)) {
                    double value = curve.source().valueAt(at);
                    String told = Double.isNaN(value) ? "–" : series.measure(chart).text(value);
                    assertThat(told).as("%s of %s at %d, %s", curve.name(), chart, at, as)
                            .satisfies(text -> assertValue(facts, chart, curve.name(), at, text));
                }
            }
        }
    }

    /** What is said of a moment that is clicked, and the value beside the chart. */
    private static void assertTooltip(WatchSeries series, Timeline timeline, SaidFacts facts, long at, String as) {
        Moment moment = timeline.explanations().moment(at);
        if (moment == null) {
            assertThat(facts.tasks()).as("nothing is said only where tasks are not kept, %s", as)
                    .anyMatch(id -> timeline.tasks().find(id) == null);
            return;
        }
        double arrived = series.curves(WatchChart.THROUGHPUT).getLast().source().valueAt(at);
        assertThat(arrived).as("arrived by %d, %s", at, as)
                .isEqualTo((double) moment.submitted() + moment.rejected());
    }

    private static void assertValue(SaidFacts facts, WatchChart chart, String curve, long at, String told) {
        switch (chart) {
            case QUEUE -> assertThat(told).isEqualTo("" + tasks(facts, id -> isPending(facts, id, at)).count());
            case WORKERS -> assertThat(told).isEqualTo("" + workers(facts, curve, at));
            case THROUGHPUT -> {
                String[] events = curve.equals("completed")
                        ? new String[]{"COMPLETED"}
                        : new String[]{"SUBMITTED", "REJECTED"};
                assertThat(told).isEqualTo(facts.count(line -> line.is(events) && in(line.nanos(), at)) + "/s");
            }
            case WAITING -> {
                if (curve.equals("oldest")) {
                    long[] since = tasks(facts, id -> isPending(facts, id, at)).map(facts::due).toArray();
                    assertDuration(told, since.length == 0 ? -1 : at - since[0]);
                } else {
                    assertPercentile(told, curve, tasks(facts, id -> in(facts.when(id, "STARTED"), at))
                            .map(id -> facts.when(id, "STARTED") - facts.due(id)));
                }
            }
            case RUNNING -> assertPercentile(told, curve,
                    tasks(facts, id -> in(facts.when(id, "COMPLETED", "FAILED"), at))
                            .map(id -> facts.when(id, "COMPLETED", "FAILED") - facts.when(id, "STARTED")));
        }
    }

    private static boolean in(long nanos, long end) {
        return nanos <= end && nanos > end - SECOND;
    }

    private static void assertPercentile(String told, String curve, LongStream samples) {
        long[] sorted = samples.sorted().toArray();
        int percent = Integer.parseInt(curve.substring(1));
        assertDuration(told, sorted.length == 0 ? -1 : sorted[(percent * sorted.length + 99) / 100 - 1]);
    }

    private static void assertDuration(String told, long nanos) {
        if (nanos < 0) {
            assertThat(told).isEqualTo("–");
        } else {
            SaidText.assertDuration(told, nanos);
        }
    }

    private static LongStream tasks(SaidFacts facts, LongPredicate which) {
        return facts.tasks().stream().mapToLong(Long::longValue).filter(which);
    }

    private static boolean isPending(SaidFacts facts, long task, long at) {
        return facts.when(task, "SUBMITTED") <= at && facts.leftQueue(task) > at;
    }

    private static long workers(SaidFacts facts, String curve, long at) {
        return facts.workers().stream().filter(id -> is(facts, id, curve, at)).count();
    }

    /** By the last line that the worker has told by then, and what it told before. */
    private static boolean is(SaidFacts facts, int worker, String curve, long at) {
        List<Line> told = facts.ofWorker(worker).stream().filter(line -> line.nanos() <= at).toList();
        if (told.isEmpty() || told.stream().anyMatch(line -> line.is("WORKER_RETIRED", "WORKER_START_FAILED"))) {
            return false;
        }
        if (curve.equals("alive")) {
            return true;
        }
        if (told.stream().anyMatch(line -> line.is("WORKER_RETIRING"))) {
            return false;
        }
        Line last = told.getLast();
        boolean free = last.is("WORKER_SPAWNED", "WORKER_READY", "WORKER_IDLE");
        return switch (curve) {
            case "free or starting" -> free;
            case "busy" -> !free;
            // What the code of a cancelled task waits for is not told.
            default -> last.is("TASK_BLOCKED") && facts.when(last.task(), "CANCELLED") > at;
        };
    }
}
