package dev.poolscope.telemetry.moment;

import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

import dev.poolscope.session.SimulatedRun;
import dev.poolscope.telemetry.event.EventPoint;
import dev.poolscope.telemetry.event.EventsCsv;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.moment.StateAt.Knowledge;
import dev.poolscope.telemetry.recorder.EventsCsvReplay;
import dev.poolscope.telemetry.timeline.RandomRun;
import dev.poolscope.telemetry.timeline.Timeline;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The state at each point of a run, against a replay of the lines of its log up to there. */
class StateAtTest {
    /** Of long runs so many points are held against the replay, spread over all of it by chance. */
    private static final int MOST_POINTS = 400;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isWhatTheLogSaysAfterEachEventOfARandomRun(long seed) throws Exception {
        assertStates(RandomRun.whole(seed, 1 + (int) (seed % 4), 700), 4, TIMEOUT, seed);
        assertStates(RandomRun.unfinished(seed, 1 + (int) (seed % 4), 500), 4, TIMEOUT, seed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"first-light", "head-of-line", "idle-reaping", "starvation", "recycling", "one-lock",
            "shutdown-in-a-burst", "broken-initializer", "lazy-and-eager", "join-against-shutdown"})
    void isWhatTheLogSaysOfASimulatedRun(String name) throws Exception {
        Scenario scenario = ReadyScenarios.load(name);
        var run = SimulatedRun.of(scenario, 2);
        assertStates(run.recorded().events(), run.maxWorkers(), scenario.pool().idleTimeout(), 7);
    }

    private static void assertStates(List<RunEvent> events, int slots, @Nullable Duration timeout, long seed)
            throws Exception {
        List<RunEvent> inOrder = events.stream().sorted().toList();
        List<RunEvent> anyOrder = new ArrayList<>(inOrder);
        Random dice = new Random(seed);
        Collections.shuffle(anyOrder, dice);
        Timeline timeline = new Timeline(slots);
        anyOrder.forEach(timeline::apply);
        Chronicle chronicle = new Chronicle(Integer.MAX_VALUE);
        chronicle.add(anyOrder);
        StringWriter csv = new StringWriter();
        EventsCsv.write(inOrder, csv);
        List<EventsCsvReplay.Line> lines = new EventsCsvReplay(csv.toString()).lines;
        StateReplay replay = new StateReplay(timeout == null ? Long.MAX_VALUE : timeout.toNanos());
        for (int i = 0; i < lines.size(); i++) {
            replay.play(lines.get(i));
            RunEvent event = inOrder.get(i);
            // Events that are equal happen at one and the same point.
            boolean twin = i + 1 < inOrder.size() && event.equals(inOrder.get(i + 1));
            if (!twin && dice.nextInt(lines.size()) < MOST_POINTS) {
                assertFacts(EventPoint.after(event), timeline, chronicle, timeout, replay, seed);
                boolean lastOfItsTime = i + 1 == lines.size() || lines.get(i + 1).nanos() > event.nanos();
                if (lastOfItsTime) {
                    assertFacts(EventPoint.after(event.nanos()), timeline, chronicle, timeout, replay, seed);
                }
            }
        }
    }

    private static void assertFacts(EventPoint point, Timeline timeline, Chronicle chronicle,
            @Nullable Duration timeout, StateReplay replay, long seed) {
        StateAt state = StateAt.of(point, timeline, chronicle, timeout);
        assertThat(state.knowledge()).isEqualTo(Knowledge.WHOLE);
        assertThat(StateReplay.factsOf(state)).as("seed %d, at %s", seed, point).isEqualTo(replay.facts());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ofThinnedTimeOnlyWhatIsKeptIsTold(long seed) {
        List<RunEvent> events = RandomRun.whole(seed, 3, 5000);
        Timeline whole = timelineOf(events, 1_000_000);
        Timeline thin = timelineOf(events, 40);
        Chronicle chronicle = new Chronicle(Integer.MAX_VALUE);
        chronicle.add(events);
        Set<Knowledge> seen = new HashSet<>();
        for (RunEvent event : events) {
            EventPoint point = EventPoint.after(event);
            StateAt state = StateAt.of(point, thin, chronicle, TIMEOUT);
            seen.add(state.knowledge());
            if (state.knowledge() == Knowledge.WHOLE) {
                assertThat(StateReplay.factsOf(state)).as("seed %d, at %s", seed, point)
                        .isEqualTo(StateReplay.factsOf(StateAt.of(point, whole, chronicle, TIMEOUT)));
            } else {
                assertThat(state.workers()).isEmpty();
                assertThat(state.queue()).isEmpty();
                assertThat(event.nanos()).isLessThanOrEqualTo(thin.completeness().detailFromNanos());
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(Knowledge.WHOLE, Knowledge.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void stepsGoThroughEveryEventAndBack(long seed) {
        List<RunEvent> events = RandomRun.whole(seed, 3, 3000).stream().distinct().toList();
        List<RunEvent> anyOrder = new ArrayList<>(events);
        Collections.shuffle(anyOrder, new Random(seed));
        Chronicle chronicle = new Chronicle(Integer.MAX_VALUE);
        chronicle.add(anyOrder);
        EventPoint point = EventPoint.after(-1);
        for (RunEvent event : events) {
            RunEvent next = Objects.requireNonNull(chronicle.next(point, _ -> true));
            assertThat(next).as("seed %d", seed).isEqualTo(event);
            point = EventPoint.after(next);
            assertThat(chronicle.lastAt(point)).isEqualTo(event);
        }
        assertThat(chronicle.next(point, _ -> true)).isNull();
        assertThat(chronicle.previous(EventPoint.after(Long.MAX_VALUE), _ -> true)).isEqualTo(events.getLast());
        for (RunEvent event : events.reversed().subList(1, events.size())) {
            RunEvent before = Objects.requireNonNull(chronicle.previous(point, _ -> true));
            assertThat(before).as("seed %d", seed).isEqualTo(event);
            point = EventPoint.after(before);
        }
        assertThat(chronicle.previous(point, _ -> true)).isNull();
    }

    /** It is not due before the timeout was set, however long it has been idle. */
    @Test
    void aWorkerThatIsIdleForLongerThanANewTimeoutIsDueAtOnce() throws Exception {
        Scenario scenario = ScenarioReader.parse("shorter.yaml",
                """
                poolscope: 1
                name: shorter
                duration: 8s
                pool: { type: single, idleTimeout: 10s }
                streams:
                  - { name: one, arrivals: { batch: { count: 1, at: 0s } }, task: { sleep: 1s } }
                actions:
                  - { at: 5s, setIdleTimeout: 2s }
                """);
        List<RunEvent> events = SimulatedRun.of(scenario, 2).recorded().events();
        Timeline timeline = timelineOf(events, 1_000);
        Chronicle chronicle = new Chronicle(Integer.MAX_VALUE);
        chronicle.add(events);
        RunEvent change = events.stream().filter(PoolEvent.IdleTimeoutChanged.class::isInstance).findFirst()
                .orElseThrow();

        StateAt before = StateAt.of(EventPoint.after(change.nanos() - 1), timeline, chronicle, Duration.ofSeconds(10));
        StateAt after = StateAt.of(EventPoint.after(change), timeline, chronicle, Duration.ofSeconds(10));

        assertThat(before.workers()).singleElement().satisfies(
                it -> assertThat(it.reapNanos() - it.since()).isEqualTo(Duration.ofSeconds(10).toNanos()));
        assertThat(after.workers()).singleElement()
                .satisfies(it -> assertThat(it.reapNanos()).isEqualTo(change.nanos()));
    }

    @Test
    void whatIsForgottenIsNotCounted() {
        List<RunEvent> events = RandomRun.whole(5, 3, 9000);
        Chronicle chronicle = new Chronicle(2048);
        chronicle.add(events);
        EventPoint early = EventPoint.after(events.getFirst());
        assertThat(chronicle.countsAt(early)).isNull();
        assertThat(Objects.requireNonNull(chronicle.countsAt(EventPoint.after(events.getLast()))).byType().values()
                .stream().mapToLong(Long::longValue).sum()).isEqualTo(events.size());
        chronicle.restart(Map.of());
        assertThat(chronicle.lastAt(EventPoint.after(Long.MAX_VALUE))).isNull();
    }

    private static Timeline timelineOf(List<RunEvent> events, int detailed) {
        Timeline timeline = new Timeline(3, detailed);
        events.forEach(timeline::apply);
        return timeline;
    }
}
