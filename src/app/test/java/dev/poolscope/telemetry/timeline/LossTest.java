package dev.poolscope.telemetry.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import dev.poolscope.pool.TaskStatus;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.recorder.Collector;
import dev.poolscope.telemetry.recorder.CounterAggregator;
import dev.poolscope.telemetry.recorder.EventLog;
import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.telemetry.recorder.RecorderLimits;
import dev.poolscope.telemetry.recorder.RecordingObserver;
import dev.poolscope.telemetry.recorder.Retelling;
import dev.poolscope.telemetry.recorder.SettableClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is shown of a run of which details were lost, sampled or left out: less than of the whole run, and nothing else. */
class LossTest {

    private static final int SLOTS = 4;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 5000, 5012, 5045, 5101})
    void nothingIsDrawnOrToldThatDidNotHappen(long seed) {
        List<RunEvent> events = RandomRun.whole(seed, SLOTS, 4000);
        Random dice = new Random(seed);
        RecordingObserver recordingObserver = new RecordingObserver(Retelling.TAGS, 128);
        Collector collector = new Collector(recordingObserver, new SettableClock(0),
                new RecorderLimits(128, 1_000_000, 1000));
        collector.setOrigin(0);
        List<RunEvent> taken = new ArrayList<>();
        Retelling retelling = Retelling.of(events);
        for (RunEvent event : events) {
            switch (event) {
                case TaskEvent.Blocked it -> recordingObserver.waits(EventType.TASK_BLOCKED, it.nanos(), it.taskId(),
                        it.workerId(), it.awaited());
                case TaskEvent.Resumed it -> recordingObserver.waits(EventType.TASK_RESUMED, it.nanos(), it.taskId(),
                        it.workerId(), it.awaited());
                default -> retelling.tell(recordingObserver, event);
            }
            if (dice.nextInt(100) == 0) {
                taken.addAll(collector.collect(true));
            }
            if (dice.nextInt(500) == 0) {
                recordingObserver.sample(recordingObserver.sampling()
                        .after(new CounterAggregator(recordingObserver).lastTask(), dice.nextInt(3)));
            }
        }
        taken.addAll(collector.collect(true));
        RecordedRun run = collector.result();

        assertThat(run.summary().lostEvents()).as("seed %d", seed).isPositive();
        assertShowsLess(taken, events, seed);
        assertShowsLess(run.events(), events, seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26})
    void nothingIsDrawnOrToldThatDidNotHappenWhenOldTasksHaveLeftTheLog(long seed) {
        List<RunEvent> events = RandomRun.whole(seed, SLOTS, 4000);
        EventLog log = new EventLog(700);
        events.forEach(log::add);

        List<RunEvent> kept = log.close();

        assertThat(log.unkept()).as("seed %d", seed).isPositive();
        assertShowsLess(kept, events, seed);
    }

    private static void assertShowsLess(List<RunEvent> some, List<RunEvent> all, long seed) {
        Timeline less = new Timeline(SLOTS);
        some.forEach(less::apply);
        Timeline whole = new Timeline(SLOTS);
        all.forEach(whole::apply);
        long now = whole.horizonNanos();
        int unknown = 0;
        for (WorkerTrace worker : less.workers().all()) {
            WorkerTrace truth = Objects.requireNonNull(whole.workers().find(worker.id()));
            if (worker.slot() == 0) {
                continue;
            }
            List<Segment> shown = new ArrayList<>();
            worker.visit(0, now, now, (who, kind, from, to, open, task) -> shown
                    .add(new Segment(who, kind, from, to, open, task)));
            for (Segment segment : shown) {
                if (segment.kind() == SegmentKind.NOT_RECORDED) {
                    unknown++;
                } else {
                    assertHappened(segment, truth, less, now, seed);
                }
            }
        }
        assertThat(unknown).as("seed %d", seed).isPositive();
        for (long id = 1; id <= whole.ledger().submitted(); id++) {
            TaskExplanation story = less.explanations().ofTask(id);
            if (story != null) {
                assertStory(story, whole, less, now, seed);
            }
        }
    }

    private static void assertHappened(Segment segment, WorkerTrace truth, Timeline less, long now, long seed) {
        List<String> did = new ArrayList<>();
        truth.visit(segment.from(), segment.to(), now, (_, kind, from, to, _, task) -> {
            String what = kind + (task == null ? "" : " " + task.id());
            if (did.isEmpty() || !did.getLast().equals(what)) {
                did.add(what);
            }
        });
        TaskTrace task = segment.task();
        // That the task was cancelled may be what was lost: its code ran on until it returned.
        TaskTrace known = task == null ? null : less.tasks().find(task.id());
        if (did.size() > 1 && known != null && known.endedNanos() == Timeline.UNKNOWN
                && did.getLast().equals(SegmentKind.LEAVING + " " + known.id())) {
            did.removeLast();
        }
        assertThat(did).as("seed %d, worker %d from %d to %d", seed, truth.id(), segment.from(), segment.to())
                .containsExactly(segment.kind() + (task == null ? "" : " " + task.id()));
    }

    private static void assertStory(TaskExplanation story, Timeline whole, Timeline less, long now, long seed) {
        TaskTrace truth = Objects.requireNonNull(whole.tasks().find(story.taskId()));
        if (story.status() != null && story.status().isDone()) {
            assertThat(story.status()).as("seed %d, task %d", seed, story.taskId()).isEqualTo(truth.status());
        }
        TaskTrace known = Objects.requireNonNull(less.tasks().find(story.taskId()));
        if (known.leftNanos() != Timeline.UNKNOWN) {
            assertThat(story.status()).as("seed %d, task %d, whose code has returned", seed, story.taskId())
                    .isEqualTo(TaskStatus.CANCELLED);
        }
        for (long at : new long[]{truth.startedNanos(), truth.leftNanos(), truth.endedNanos(), now}) {
            if (at != Timeline.UNKNOWN && known.startedNanos() != Timeline.UNKNOWN
                    && known.leftNanos() != Timeline.UNKNOWN) {
                assertThat(known.isUnderWayAt(at)).as("seed %d, task %d at %d", seed, story.taskId(), at)
                        .isEqualTo(truth.isUnderWayAt(at));
            }
        }
        for (TaskCause clause : story.clauses()) {
            if (clause instanceof TaskCause.Waited wait) {
                long at = wait.from();
                for (WaitPart part : wait.parts()) {
                    assertThat(part.from()).as("seed %d, task %d: parts follow one another", seed, story.taskId())
                            .isEqualTo(at);
                    at = part.to();
                    WorkerTrace worker = whole.workers().find(part.workerId());
                    if (worker != null && part.cause().isTask()) {
                        assertHappened(new Segment(worker, SegmentKind.valueOf(part.cause().name()), part.from(),
                                part.to(), false, whole.tasks().find(part.taskId())), worker, less, now, seed);
                    }
                }
                assertThat(at).as("seed %d, task %d: parts add up", seed, story.taskId()).isEqualTo(wait.to());
                assertThat(wait.isExact()).as("seed %d", seed).isFalse();
            }
        }
    }
}
