package dev.poolscope.telemetry.recorder;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import dev.poolscope.pool.RetirementReason;
import dev.poolscope.pool.SpawnReason;
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Recordings;
import dev.poolscope.telemetry.event.ActionLine;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.event.EventTurns;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.WorkerEvent;
import dev.poolscope.telemetry.moment.Chronicle;
import dev.poolscope.telemetry.moment.StateAt;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.telemetry.timeline.WorkerCause;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Of what happens at one nanosecond, what came first is what was first, and not what has the lesser text. */
class OneInstantTest {
    private static final long AT = 1_000_000_000;
    private static final Duration INITIAL = Duration.ofMillis(500);
    private static final List<Duration> TIMEOUTS = List.of(Duration.ofMillis(166), Duration.ofMillis(92),
            Duration.ofMillis(300));

    @TempDir
    Path folder;

    /** What is done, and in the midst of it a worker retires by the timeout of that moment. */
    private static List<RunEvent> happened() {
        List<RunEvent> events = new ArrayList<>(List.of(
                new WorkerEvent.Spawned(0, 1, SpawnReason.REQUEST, 0, 0, 0), new WorkerEvent.Ready(0, 1),
                new WorkerEvent.Idle(0, 1)));
        Duration before = INITIAL;
        for (Duration after : TIMEOUTS) {
            events.add(new PoolEvent.ActionPerformed(AT, new Action.SetIdleTimeout(after), Answer.PERFORMED));
            events.add(new PoolEvent.IdleTimeoutChanged(AT, before, after));
            if (after.equals(TIMEOUTS.getFirst())) {
                events.add(new WorkerEvent.Retiring(AT, 1, RetirementReason.IDLE_TIMEOUT));
                events.add(new WorkerEvent.Retired(AT, 1, RetirementReason.IDLE_TIMEOUT));
            }
            events.add(new PoolEvent.ActionPerformed(AT, new Action.Note("z" + after.toMillis()), Answer.PERFORMED));
            events.add(new PoolEvent.ActionPerformed(AT, new Action.Note("a note"), Answer.PERFORMED));
            before = after;
        }
        return events;
    }

    private static @Nullable Duration timeoutAt(EventPoint point, List<RunEvent> events) {
        Timeline timeline = new Timeline(2);
        events.forEach(timeline::apply);
        Chronicle chronicle = new Chronicle(Integer.MAX_VALUE);
        chronicle.add(events);
        return Objects.requireNonNull(StateAt.of(point, timeline, chronicle, INITIAL).idleTimeout()).duration();
    }

    private static List<String> actions(List<RunEvent> events) {
        return events.stream().filter(PoolEvent.ActionPerformed.class::isInstance)
                .map(event -> ActionLine.of((PoolEvent.ActionPerformed) event)).toList();
    }

    @Test
    void inVirtualTimeEverythingHasItsTurn() {
        List<RunEvent> events = happened();
        EventTurns.giveAll(events);
        List<RunEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(7));
        Timeline timeline = new Timeline(2);
        shuffled.forEach(timeline::apply);

        assertThat(shuffled.stream().sorted()).isEqualTo(events);
        assertThat(actions(timeline.marks().all())).isEqualTo(actions(events));
        Duration expected = INITIAL;
        for (RunEvent event : events) {
            expected = event instanceof PoolEvent.IdleTimeoutChanged changed ? changed.after() : expected;
            assertThat(timeoutAt(EventPoint.after(event), shuffled)).as("after %s", event).isEqualTo(expected);
        }
        assertThat(Objects.requireNonNull(timeline.explanations().ofWorker(1)).clauses())
                .filteredOn(WorkerCause.Retiring.class::isInstance).singleElement()
                .extracting(cause -> ((WorkerCause.Retiring) cause).idleTimeout())
                .isEqualTo(new WorkerCause.IdleTimeout(TIMEOUTS.getFirst()));
    }

    /** Of threads no more is known than the order among the actions, among the changes and so on. */
    @Test
    void onThreadsEachKindIsInTheOrderInWhichItWasReported() throws Exception {
        List<RunEvent> events = happened();
        EventTurns.giveAll(events);
        RetoldRun told = new RetoldRun(events, 64, new Random(7));
        RecordedRun recorded = told.finish(2 * AT);
        assertInOrder(recorded.events(), events);

        Path file = folder.resolve("run.poolscope");
        Recordings.write(file, new FinishedRun(ReadyScenarios.load("first-light"), "told", 2,
                Duration.ofNanos(2 * AT), false, 0, List.of(), recorded, List.of(), 0), 1);
        assertInOrder(Recordings.open(file).events(), events);
        assertThat(Recordings.open(file).events()).isEqualTo(recorded.events());
    }

    private static void assertInOrder(List<RunEvent> known, List<RunEvent> events) {
        assertThat(actions(known)).isEqualTo(actions(events));
        List<RunEvent> changes = known.stream().filter(event -> event.type() == EventType.IDLE_TIMEOUT_CHANGED)
                .toList();
        assertThat(changes).extracting(change -> ((PoolEvent.IdleTimeoutChanged) change).after())
                .isEqualTo(TIMEOUTS);
        for (int i = 0; i < TIMEOUTS.size(); i++) {
            assertThat(timeoutAt(EventPoint.after(changes.get(i)), known)).isEqualTo(TIMEOUTS.get(i));
        }
        assertThat(timeoutAt(EventPoint.after(AT), known)).isEqualTo(TIMEOUTS.getLast());
    }
}
