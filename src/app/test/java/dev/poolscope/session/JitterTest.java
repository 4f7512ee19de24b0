package dev.poolscope.session;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

import dev.poolscope.simulation.Jitter;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What hangs on a race comes out in more than one way; what does not comes out the same. */
class JitterTest {
    private static final int TRIALS = 100;

    private static Map<Long, Integer> outcomes(Scenario scenario, double factor, ToLongFunction<Summary> number) {
        Map<Long, Integer> outcomes = new TreeMap<>();
        for (int seed = 1; seed <= TRIALS; seed++) {
            Summary summary = SimulatedRun.of(scenario, 2, new Jitter(seed, factor)).summary();
            outcomes.merge(number.applyAsLong(summary), 1, Integer::sum);
        }
        return outcomes;
    }

    @Test
    void whetherAChildIsTakenBeforeTheSecondParentIsARace() throws Exception {
        Map<Long, Integer> completed = outcomes(ReadyScenarios.load("starvation"), 1, Summary::completed);

        // Two: of the parent that comes alone and its child.
        assertThat(completed).containsOnlyKeys(2L, 4L);
        assertThat(completed.get(2L)).isBetween(30, 75);
    }

    /** Tasks of 200 ms begin in pairs with the burst at 3 s: two of them end at 4 s, when the pool is shut down. */
    @Test
    void aShutdownAtTheVeryEndOfTwoTasksCancelsMoreOrLess() throws Exception {
        Scenario scenario = ScenarioReader.parse("shutdown.yaml",
                """
                poolscope: 1
                name: shutdown
                duration: 9s
                pool: { type: dual }
                streams:
                  - { name: burst, arrivals: { bursts: { count: 20, every: 3s } }, task: { sleep: 200ms } }
                actions:
                  - { at: 4s, shutdown: true }
                """);

        Map<Long, Integer> cancelled = outcomes(scenario, 1, Summary::cancelled);

        assertThat(cancelled).containsKeys(8L, 10L);
        assertThat(cancelled.keySet()).isSubsetOf(8L, 9L, 10L);
        assertThat(cancelled.get(10L)).isBetween(80, 98);
    }

    /** The five pairs until then are late by 125 ms at most, the shutdown and the first start by 25 and 75 ms. */
    @Test
    void aShutdownFarFromEveryEndCancelsTheSameInEachTrial() throws Exception {
        Scenario scenario = ScenarioReader.parse("shutdown.yaml",
                """
                poolscope: 1
                name: shutdown
                duration: 9s
                pool: { type: dual }
                streams:
                  - { name: burst, arrivals: { batch: { count: 20, at: 1s } }, task: { sleep: 2s } }
                actions:
                  - { at: 4s, shutdown: true }
                """);

        assertThat(outcomes(scenario, 1, Summary::cancelled)).containsExactly(Map.entry(16L, TRIALS));
        assertThat(outcomes(scenario, 40, Summary::cancelled)).hasSizeGreaterThan(1);
    }

    @Test
    void theSameSeedGivesTheSameRunAndNoArrivalOvertakesAnother() throws Exception {
        Scenario scenario = ReadyScenarios.load("first-light");

        FinishedRun run = SimulatedRun.of(scenario, 2, new Jitter(13));

        assertThat(SimulatedRun.of(scenario, 2, new Jitter(13)).events()).isEqualTo(run.events());
        assertThat(SimulatedRun.of(scenario, 2, new Jitter(14)).events()).isNotEqualTo(run.events());
        List<Long> due = run.events().stream().filter(TaskEvent.Submitted.class::isInstance)
                .map(it -> ((TaskEvent.Submitted) it).dueNanos()).toList();
        assertThat(due).isSorted().hasSizeGreaterThan(50);
        assertThat(run.summary().arrivalLateness().max()).isBetween(1L, Jitter.LATEST.toNanos());
        assertThat(run.events()).isSortedAccordingTo(Comparator.comparingLong(RunEvent::nanos));
    }

    @Test
    void aFactorIsANumberFromZeroOn() {
        assertThatThrownBy(() -> new Jitter(1, -1))
                .hasMessage("factor -1.0 is not allowed; it must be a number from 0 on");
        assertThat(new Jitter(7).times(2).times(2)).isEqualTo(new Jitter(7, 4));
    }
}
