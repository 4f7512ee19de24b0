package dev.poolscope.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;

import dev.poolscope.story.DecisionPhrases;
import dev.poolscope.story.MomentPhrases;
import dev.poolscope.story.StoryTexts;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.EventCounts;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.moment.Chronicle;
import dev.poolscope.telemetry.moment.Decision;
import dev.poolscope.telemetry.moment.StateAt;
import dev.poolscope.telemetry.timeline.LossyRun;
import dev.poolscope.telemetry.timeline.Moment;
import dev.poolscope.telemetry.timeline.Segment;
import dev.poolscope.telemetry.timeline.SegmentKind;
import dev.poolscope.telemetry.timeline.TaskTrace;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.telemetry.timeline.WorkerTrace;
import dev.poolscope.workload.format.ReadyScenarios;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the picture of a live run knows at its end is what that of its opened recording knows, also where events are missing. */
class OpenedTimelineTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("poolscope.opened", 6));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anOpenedRunShowsTheFactsOfTheLiveOne(long seed) throws Exception {
        Random dice = new Random(seed);
        for (int round = 0; round < 3; round++) {
            int room = round == 0 ? 1 << 14 : 16 << dice.nextInt(5);
            LossyRun run = new LossyRun(dice.nextLong(), room);
            Timeline live = new Timeline(run.slots());
            Chronicle lived = new Chronicle(Integer.MAX_VALUE);
            for (int part = 0; part < 6; part++) {
                run.play(dice.nextInt(300));
                poll(run, live, lived);
            }
            run.finish();
            poll(run, live, lived);
            if (live.completeness().droppedEvents() > 0) {
                // The log has let go of more than a picture that was there all the time.
                live = new Timeline(run.slots());
                lived = new Chronicle(Integer.MAX_VALUE);
                apply(run.recorded().asBatch(run.nanos()), live, lived);
            }

            FinishedRun reopened = reopened(run);
            assertThat(reopened.recorded().summary()).isEqualTo(run.recorded().summary());
            EventBatch batch = reopened.recorded().asBatch(live.horizonNanos());
            Timeline opened = new Timeline(run.slots());
            Chronicle read = new Chronicle(Integer.MAX_VALUE);
            apply(batch, opened, read);

            String where = "round " + round + " of seed " + seed;
            assertThatAreEqual(facts(opened), facts(live), where);
            for (int i = 0; i < 40; i++) {
                EventPoint point = EventPoint.after(dice.nextLong(run.nanos() + 1));
                assertThat(StateAt.of(point, opened, read, TIMEOUT)).as("%s at %s", where, point)
                        .isEqualTo(StateAt.of(point, live, lived, TIMEOUT));
                assertThat(moment(opened, point)).as("%s at %s", where, point).isEqualTo(moment(live, point));
            }
            assertThatAreEqual(steps(opened, read), steps(live, lived), where);
        }
    }

    /** Line by line: the first that differs is told. */
    private static void assertThatAreEqual(List<String> again, List<String> told, String where) {
        for (int i = 0; i < Math.min(again.size(), told.size()); i++) {
            assertThat(again.get(i)).as(where).isEqualTo(told.get(i));
        }
        assertThat(again).as(where).hasSameSizeAs(told);
    }

    private static String moment(Timeline timeline, EventPoint point) {
        Moment moment = timeline.explanations().moment(point.nanos());
        return moment == null ? "nothing is known" : new MomentPhrases(new StoryTexts()).of(moment);
    }

    /** Every step of the cursor, there and back, and the rule of each decision. */
    private static List<String> steps(Timeline timeline, Chronicle chronicle) {
        List<String> steps = new ArrayList<>();
        StoryTexts texts = new StoryTexts();
        EventPoint at = EventPoint.after(Long.MIN_VALUE);
        for (RunEvent next = chronicle.next(at, _ -> true); next != null; next = chronicle.next(at, _ -> true)) {
            at = EventPoint.after(next);
            Decision decision = Decision.of(next, timeline, chronicle, timeline.lanes().count(), TIMEOUT);
            EventCounts counts = chronicle.countsAt(at);
            steps.add(next + (decision == null ? "" : ": " + DecisionPhrases.of(decision, texts)) + ", "
                    + (counts == null ? "uncounted" : new TreeMap<>(counts.byType())));
        }
        int there = steps.size();
        for (RunEvent before = chronicle.lastAt(at); before != null; before = chronicle.previous(at, _ -> true)) {
            at = EventPoint.after(before);
            steps.add("back to " + before);
        }
        assertThat(steps).hasSize(2 * there);
        return steps;
    }

    private FinishedRun reopened(LossyRun run) throws IOException {
        FinishedRun any = SimulatedRun.of(ReadyScenarios.load("burst-on-one"), 1);
        FinishedRun told = new FinishedRun(any.scenario(), "dice", run.slots(), Duration.ofNanos(run.nanos()), false, 0,
                List.of(), run.recorded(), List.of(), 0);
        Path file = folder.resolve("run.poolscope");
        Recordings.write(file, told, 1);
        return Recordings.open(file);
    }

    private static void poll(LossyRun run, Timeline timeline, Chronicle chronicle) {
        for (EventBatch batch = run.poll(); batch != null; batch = run.poll()) {
            apply(batch, timeline, chronicle);
        }
    }

    private static void apply(EventBatch batch, Timeline timeline, Chronicle chronicle) {
        timeline.apply(batch);
        if (batch.restart()) {
            chronicle.restart(batch.missing());
        }
        chronicle.add(batch.events());
    }

    /** Whatever a picture may ask, a line for each fact. */
    private static List<String> facts(Timeline timeline) {
        List<String> facts = new ArrayList<>();
        long horizon = timeline.horizonNanos();
        facts.add("horizon " + horizon + ", detail from " + timeline.completeness().detailFromNanos() + ", dropped "
                + timeline.completeness().droppedEvents() + ", " + timeline.counts().state() + ", "
                + timeline.counts().now() + ", lost from "
                + timeline.completeness().lostFromNanos() + ", unkept until "
                + timeline.completeness().unkeptUntilNanos() + ", most late "
                + timeline.counts().mostLateNanos());
        TreeSet<Long> tasks = new TreeSet<>();
        for (int lane = 1; lane <= timeline.lanes().count(); lane++) {
            int slot = lane;
            timeline.lanes().lane(slot).visit(0, horizon + 1, horizon, new Segment.Visitor() {
                @Override
                public void segment(WorkerTrace worker, SegmentKind kind, long from, long to, boolean open,
                        @Nullable TaskTrace task) {
                    facts.add(
                            "slot " + slot + " worker " + worker.id() + " " + kind + " " + from + " " + to + " " + open
                                    + (task == null ? "" : " task " + task.id()));
                    if (task != null) {
                        tasks.add(task.id());
                    }
                }

                @Override
                public boolean isBrief(long from, long to) {
                    return false;
                }

                @Override
                public void brief(WorkerTrace worker, SegmentKind kind, long from, long to, boolean failed) {
                    throw new AssertionError("nothing was said to be brief");
                }
            });
        }
        for (WorkerTrace worker : timeline.workers().all()) {
            facts.add("worker " + worker.id() + " " + worker.spawnedNanos() + " " + worker.retiredNanos() + " "
                    + worker.retirementReason() + " " + worker.tasksDone() + " "
                    + timeline.explanations().ofWorker(worker.id()));
        }
        for (long id : tasks) {
            TaskTrace task = timeline.tasks().find(id);
            facts.add(task == null
                    ? "no task " + id
                    : "task " + id + " " + task.stream() + " " + task.dueNanos() + " " + task.submittedNanos() + " "
                            + task.startedNanos() + " " + task.endedNanos() + " " + task.status() + " "
                            + timeline.explanations().ofTask(id));
        }
        timeline.marks().all().stream().map(RunEvent::toString).forEach(facts::add);
        timeline.counts().history().samples().forEach(sample -> facts.add(sample.toString()));
        for (long at = 0; at <= horizon; at += 1 + horizon / 50) {
            long from = at;
            timeline.series().waitTimes().visit(from, from + horizon / 50, point -> facts.add("waited " + point));
            timeline.series().runTimes().visit(from, from + horizon / 50, point -> facts.add("ran " + point));
            facts.add("at " + at + ": " + timeline.series().pending().valueAt(at) + " pending, "
                    + timeline.series().alive().valueAt(at)
                    + " alive, " + timeline.series().busy().valueAt(at) + " busy, oldest "
                    + timeline.counts().oldestPendingAge(at));
        }
        return facts;
    }
}
