package dev.poolscope.telemetry.timeline;

import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.SpawnReason;
import dev.poolscope.pool.TaskStatus;
import dev.poolscope.telemetry.event.Canceller;
import dev.poolscope.telemetry.event.Counted;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.event.EventTextReader;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.EventsCsv;
import dev.poolscope.telemetry.event.RunEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The lives of tasks and workers with their causes, recomputed for each from the text of the events alone. */
class StoryTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyStoryOfARunThatGoesOnFollowsFromTheEvents(long seed) throws Exception {
        assertStories(RandomRun.unfinished(seed, 3, 700), 3, seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void everyStoryOfARunThatIsOverFollowsFromTheEvents(long seed) throws Exception {
        assertStories(RandomRun.whole(seed, 4, 500), 4, seed);
    }

    private static void assertStories(List<RunEvent> events, int slots, long seed) throws Exception {
        List<RunEvent> anyOrder = new ArrayList<>(events);
        Collections.shuffle(anyOrder, new Random(seed));
        Timeline timeline = new Timeline(slots);
        anyOrder.forEach(timeline::apply);
        StringWriter csv = new StringWriter();
        EventsCsv.write(events, csv);
        new StoryReplay(csv.toString(), slots, timeline.horizonNanos()).assertMatches(timeline);
    }

    @Test
    void theRunsThatAreComparedHaveEveryKindOfClause() {
        Set<String> seen = new TreeSet<>();
        Set<TaskCause.Occasion> occasions = EnumSet.noneOf(TaskCause.Occasion.class);
        Set<WaitPart.Cause> parts = EnumSet.noneOf(WaitPart.Cause.class);
        Set<Canceller> cancellers = EnumSet.noneOf(Canceller.class);
        for (long seed = 1; seed <= 16; seed++) {
            Timeline timeline = new Timeline(4);
            (seed <= 8 ? RandomRun.unfinished(seed, 3, 700) : RandomRun.whole(seed, 4, 500)).forEach(timeline::apply);
            for (long id = 1; id <= timeline.ledger().submitted(); id++) {
                TaskExplanation story = Objects.requireNonNull(timeline.explanations().ofTask(id));
                for (TaskCause clause : story.clauses()) {
                    seen.add(clause.getClass().getSimpleName());
                    if (clause instanceof TaskCause.Waited waited) {
                        waited.parts().forEach(part -> parts.add(part.cause()));
                    }
                    if (clause instanceof TaskCause.Started started) {
                        occasions.add(started.occasion());
                    } else if (clause instanceof TaskCause.Cancelled cancelled) {
                        cancellers.add(cancelled.by());
                    }
                }
            }
            for (WorkerTrace worker : timeline.workers().all()) {
                Objects.requireNonNull(timeline.explanations().ofWorker(worker.id())).clauses()
                        .forEach(clause -> seen.add(clause.getClass().getSimpleName()));
            }
        }
        List<String> all = new ArrayList<>();
        for (Class<?> sealed : List.of(TaskCause.class, WorkerCause.class)) {
            for (Class<?> clause : sealed.getPermittedSubclasses()) {
                all.add(clause.getSimpleName());
            }
        }
        assertThat(parts).as("what was waited for").containsExactlyInAnyOrderElementsOf(
                EnumSet.complementOf(EnumSet.of(WaitPart.Cause.NOT_RECORDED)));
        // Those are for runs of which events are missing.
        all.removeAll(List.of("Unrecorded", "EndUnknown", "LeftCancelled"));
        assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
        assertThat(occasions).contains(TaskCause.Occasion.AFTER_TASK, TaskCause.Occasion.NEW_WORKER,
                TaskCause.Occasion.IDLE_WORKER);
        assertThat(cancellers).containsExactlyInAnyOrder(Canceller.values());
    }

    @Test
    void twoBusyWorkersAreTheCauseAndTheFirstThatIsDoneTakesTheTask() {
        Timeline timeline = twoWorkers();
        timeline.apply(event(20, EventType.SUBMITTED, 17, 0, "due=18"));
        timeline.apply(event(440, EventType.COMPLETED, 11, 1, ""));
        timeline.apply(event(440, EventType.STARTED, 17, 1, ""));
        timeline.apply(event(450, EventType.COMPLETED, 17, 1, ""));
        timeline.apply(event(453, EventType.WORKER_IDLE, 0, 1, ""));
        TaskExplanation story = Objects.requireNonNull(timeline.explanations().ofTask(17));
        assertThat(story.clauses()).containsExactly(new TaskCause.Submitted(20, 18),
                new TaskCause.Waited(18, 440, false,
                        List.of(new WaitPart(18, 20, WaitPart.Cause.LATE, 0, 0),
                                new WaitPart(20, 440, WaitPart.Cause.RUNNING, 1, 11)),
                        0, true),
                new TaskCause.Started(440, 1, TaskCause.Occasion.AFTER_TASK, 440, 11),
                new TaskCause.Ran(440, 450, 0, 0, false), new TaskCause.Completed(450),
                new TaskCause.CalledBack(1, 450, 453, false));
        assertThat(story.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(story.isOpen()).isFalse();
        assertThat(Objects.requireNonNull(timeline.explanations().ofTask(14)).clauses()).contains(
                new TaskCause.Started(9, 2, TaskCause.Occasion.NEW_WORKER, 9, 0), new TaskCause.WorkerCame(2, 6, 9));
        assertThat(timeline.explanations().ofTask(99)).isNull();
    }

    @Test
    void aWorkerIsRetiredByTheIdleTimeoutOfThatMoment() {
        Timeline timeline = twoWorkers();
        timeline.apply(event(20, EventType.COMPLETED, 14, 2, ""));
        timeline.apply(event(21, EventType.WORKER_IDLE, 0, 2, ""));
        timeline.apply(event(30, EventType.IDLE_TIMEOUT_CHANGED, 0, 0, "before=2s after=500ms"));
        timeline.apply(event(41, EventType.WORKER_RETIRING, 0, 2, "reason=IDLE_TIMEOUT"));
        timeline.apply(event(43, EventType.WORKER_RETIRED, 0, 2, "reason=IDLE_TIMEOUT"));
        timeline.apply(event(50, EventType.IDLE_TIMEOUT_CHANGED, 0, 0, "before=500ms after=never"));
        WorkerExplanation story = Objects.requireNonNull(timeline.explanations().ofWorker(2));
        assertThat(story.clauses()).containsExactly(
                new WorkerCause.Spawned(6, SpawnReason.SUBMISSION, 1, 0, 1, 2), new WorkerCause.AskedByTask(14),
                new WorkerCause.Ready(9, 6, false), new WorkerCause.Worked(1, 14, 14, 12, 0, 6, 43),
                new WorkerCause.Idled(1, 20, 21, 41),
                new WorkerCause.Retiring(41, RetirementReason.IDLE_TIMEOUT, 21,
                        new WorkerCause.IdleTimeout(Duration.ofMillis(500)), true, null),
                new WorkerCause.Retired(43, 41));
        assertThat(timeline.explanations().ofWorker(3)).isNull();
    }

    /** A change that is missing, or a join, may be the last one before. */
    @ParameterizedTest
    @CsvSource({"COMPLETED,IDLE_TIMEOUT,true", "IDLE_TIMEOUT_CHANGED,IDLE_TIMEOUT,false", "COMPLETED,JOIN,true",
            "JOIN_BEGAN,JOIN,false"})
    void whatMayBeMissingIsNotToldAsIfItWereKnown(EventType missing, RetirementReason reason, boolean known) {
        Timeline timeline = new Timeline(2);
        timeline.apply(new EventBatch(List.of(event(6, EventType.WORKER_SPAWNED, 0, 2,
                "reason=REQUEST pending=0 free=0 alive=0"), event(9, EventType.WORKER_READY, 0, 2, ""),
                event(20, EventType.IDLE_TIMEOUT_CHANGED, 0, 0, "before=2s after=500ms"),
                event(30, EventType.JOIN_BEGAN, 0, 0, ""),
                event(41, EventType.WORKER_RETIRING, 0, 2, "reason=" + reason)), 50, true, 1, Map.of(missing, 1L),
                Counted.NONE));
        WorkerCause.Retiring told = (WorkerCause.Retiring) Objects.requireNonNull(timeline.explanations().ofWorker(2))
                .clauses()
                .getLast();
        assertThat(reason == RetirementReason.JOIN ? told.cause() != null : told.timeoutKnown()).isEqualTo(known);
    }

    /** Where details are lost, it is known up to there. */
    @Test
    void anIdleTimeoutIsKnownUpToWhereEventsAreLost() {
        Timeline timeline = new Timeline(1);
        timeline.apply(new EventBatch(List.of(event(20, EventType.IDLE_TIMEOUT_CHANGED, 0, 0, "before=2s after=500ms"),
                event(60, EventType.IDLE_TIMEOUT_CHANGED, 0, 0, "before=1s after=never")), 70, true, 1, Map.of(),
                new Counted(List.of(), 40, Timeline.UNKNOWN)));
        assertThat(timeline.completeness().hasIdleTimeoutAt(39)).isTrue();
        assertThat(timeline.completeness().hasIdleTimeoutAt(40)).isFalse();
    }

    @Test
    void whatWasForgottenIsNotToldAsIfItWereAll() {
        Timeline timeline = new Timeline(3, 20);
        RandomRun.whole(5, 3, 3000).forEach(timeline::apply);
        long tasks = timeline.ledger().submitted();
        assertThat(timeline.completeness().detailFromNanos()).isPositive();
        assertThat(timeline.explanations().ofTask(1)).isNull();
        assertThat(Objects.requireNonNull(timeline.explanations().ofTask(tasks)).isWhole()).isTrue();
        for (WorkerTrace worker : timeline.workers().all()) {
            WorkerExplanation story = Objects.requireNonNull(timeline.explanations().ofWorker(worker.id()));
            boolean lived = worker.spawnedNanos() != Timeline.UNKNOWN;
            assertThat(story.isWhole())
                    .isEqualTo(!lived || worker.spawnedNanos() >= timeline.completeness().detailFromNanos());
        }
    }

    private static Timeline twoWorkers() {
        Timeline timeline = new Timeline(2);
        timeline.apply(event(0, EventType.SUBMITTED, 11, 0, "due=0"));
        timeline.apply(event(0, EventType.WORKER_SPAWNED, 0, 1, "reason=SUBMISSION pending=1 free=0 alive=0"));
        timeline.apply(event(5, EventType.WORKER_READY, 0, 1, ""));
        timeline.apply(event(5, EventType.STARTED, 11, 1, ""));
        timeline.apply(event(6, EventType.SUBMITTED, 14, 0, "due=6"));
        timeline.apply(event(6, EventType.WORKER_SPAWNED, 0, 2, "reason=SUBMISSION pending=1 free=0 alive=1"));
        timeline.apply(event(9, EventType.WORKER_READY, 0, 2, ""));
        timeline.apply(event(9, EventType.STARTED, 14, 2, ""));
        return timeline;
    }

    private static RunEvent event(long nanos, EventType type, long task, int worker, String detail) {
        return EventTextReader.event(nanos, type, task, null, worker, detail);
    }
}
