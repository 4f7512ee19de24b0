package dev.poolscope.sizing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Replay;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.theory.Theory;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Quantity;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A sweep with the load of a run. */
class RecordedLoadTest {
    private static Scenario scenario() throws Exception {
        return ScenarioReader.parse("load.yaml", """
                                                 poolscope: 1
                                                 name: load
                                                 duration: 10s
                                                 pool: { type: thread, maxWorkers: 2 }
                                                 streams:
                                                   - name: web
                                                     arrivals: { poisson: { rate: 40/s } }
                                                     until: 9s
                                                     task: { sleep: { exponential: { mean: 40ms } }, fails: 5% }
                                                 actions:
                                                   - { at: 5s, submit: { stream: web, count: 20 } }
                                                   - { at: 8s, shutdown: true }
                                                 """);
    }

    private static SweepPlan plan(FinishedRun run, String vary) throws Exception {
        return SweepPlan.replaying(RecordedLoad.of("night.poolscope", Instant.EPOCH, run), run.scenario(),
                List.of(Variation.parse(vary)),
                Quantity.all().stream().filter(Quantity.Time.class::isInstance)
                        .map(quantity -> Expectation.parse(quantity.key() + " >= 0s")).toList(),
                2);
    }

    private static SweepResult swept(SweepPlan plan) throws InterruptedException {
        try (Sweep sweep = Sweep.simulate(plan)) {
            assertThat(sweep.await(Duration.ofMinutes(1))).isTrue();
            return sweep.result();
        }
    }

    private static void assertIsTheReplay(FinishedRun run, SweepResult result) {
        for (SweepPoint point : result.points()) {
            FinishedRun replayed = Replay.of(run).on(point.scenario(), 2, () -> false);
            assertThat(point.runs()).isEqualTo(1);
            for (Quantity quantity : point.quantities()) {
                assertThat(point.estimate(quantity).mean()).as(quantity.key() + " of " + point.values())
                        .isEqualTo(SeedRun.value(quantity, replayed.measurements()));
                assertThat(point.estimate(quantity).hasInterval()).isFalse();
            }
        }
    }

    @Test
    void eachPointMeasuresWhatTheReplayOnItsPoolSays() throws Exception {
        // At this speed no time is a round number.
        FinishedRun run = SimulatedRun.of(scenario().atSpeed(3), 2);

        SweepResult result = swept(plan(run, "pool.maxWorkers=1..4"));

        assertIsTheReplay(run, result);
        assertThat(result.points()).extracting(point -> point.scenario().streams())
                .containsOnly(run.scenario().streams());
        assertThat(
                result.points().get(1).estimate(new Quantity.Time(Quantity.Span.WAIT, Quantity.Statistic.P99)).mean())
                .isEqualTo((double) run.summary().waitTimes().p99());
        assertThat(result.points()).allMatch(point -> point.theory() instanceof Theory.NotApplicable);
    }

    @Test
    void aRunThatWasStoppedBeforeItsActionsIsReplayedForAsLongAsItTook() throws Exception {
        FinishedRun whole = SimulatedRun.of(scenario().withDuration(Duration.ofSeconds(4)), 2);
        FinishedRun run = new FinishedRun(whole.scenario().withDuration(null), whole.poolName(), whole.maxWorkers(),
                Duration.ofSeconds(4), true, 0, List.of(), whole.recorded(), List.of(), 0);

        SweepResult result = swept(plan(run, "pool.idleTimeout=1s,never"));

        assertIsTheReplay(run, result);
        assertThat(result.plan().scenario().duration()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void onlyThePoolIsVariedAndWithoutATaskThereIsNothingToReplay() throws Exception {
        FinishedRun run = SimulatedRun.of(scenario(), 2);
        assertThatThrownBy(() -> plan(run, "seed=1..3")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'seed' is not of the pool, ");

        Scenario silent = new Scenario("silent", "", 1, Duration.ofSeconds(1), run.scenario().pool(),
                run.scenario().atSpeed(1e-6).streams(), List.of(), List.of());
        FinishedRun nothing = SimulatedRun.of(silent, 1);
        assertThatThrownBy(() -> RecordedLoad.of("silent.poolscope", Instant.EPOCH, nothing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'silent.poolscope' has no load to replay: no task was submitted");
    }
}
