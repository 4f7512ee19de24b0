package dev.poolscope.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.telemetry.event.TaskEvent;
import dev.poolscope.telemetry.recorder.RecordedRun;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.TimedAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The load of a run, on another pool. */
class ReplayTest {
    private static Scenario scenario(int workers) throws Exception {
        return ScenarioReader.parse("load.yaml", """
                                                 poolscope: 1
                                                 name: load
                                                 duration: 10s
                                                 pool: { type: thread, maxWorkers: WORKERS }
                                                 streams:
                                                   - name: web
                                                     arrivals: { poisson: { rate: 40/s } }
                                                     until: 9s
                                                     task: { sleep: { exponential: { mean: 40ms } }, fails: 5% }
                                                 actions:
                                                   - { at: 5s, submit: { stream: web, count: 20 } }
                                                   - { at: 6s, setRate: { stream: web, rate: 60/s } }
                                                 """.replace("WORKERS", Integer.toString(workers)));
    }

    private static FinishedRun on(FinishedRun run, Scenario changed) {
        return Replay.of(run).on(changed, 2, () -> false);
    }

    private static List<RunEvent> submissions(FinishedRun run) {
        return run.events().stream().filter(TaskEvent.Submitted.class::isInstance).map(event -> event.withTurn(0))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"first-light", "one-lock", "recycling", "idle-reaping", "closed-arrivals", "lazy-and-eager",
            "starvation", "overload"})
    void theSamePoolDoesTheSame(String name) throws Exception {
        FinishedRun run = SimulatedRun.of(ReadyScenarios.load(name), 2);

        FinishedRun again = on(run, run.scenario());

        assertThat(again.events().stream().filter(it -> it.type() != EventType.ACTION))
                .containsExactlyElementsOf(run.events().stream().filter(it -> it.type() != EventType.ACTION).toList());
    }

    @Test
    void anotherPoolGetsTheSameTasksAtTheSameTimes() throws Exception {
        FinishedRun run = SimulatedRun.of(scenario(2), 2);
        FinishedRun planned = SimulatedRun.of(scenario(5), 2);

        FinishedRun replayed = on(run, scenario(5));

        assertThat(submissions(replayed)).isEqualTo(submissions(run));
        assertThat(replayed.maxWorkers()).isEqualTo(5);
        assertThat(replayed.simulation()).hasValue("simulated on 2 processors");
        // The larger pool does what it would have done with that load at once.
        assertThat(replayed.summary().completed()).isEqualTo(planned.summary().completed());
        assertThat(replayed.summary().failed()).isEqualTo(planned.summary().failed());
        assertThat(replayed.summary().waitTimes().mean()).isLessThan(run.summary().waitTimes().mean() / 3);
    }

    private static Scenario with(Scenario scenario, TimedAction... added) {
        List<TimedAction> actions = new ArrayList<>(scenario.actions());
        actions.addAll(List.of(added));
        return new Scenario(scenario.name(), scenario.description(), scenario.seed(), scenario.duration(),
                scenario.pool(), scenario.streams(), actions, scenario.expectations());
    }

    @Test
    void whatIsAddedIsDone() throws Exception {
        FinishedRun run = SimulatedRun.of(scenario(2), 2);
        Scenario more = with(run.scenario(), new TimedAction(Duration.ofSeconds(3), new Action.Submit("web", 7)),
                new TimedAction(Duration.ofSeconds(8), new Action.Shutdown()));

        Summary summary = on(run, more).summary();

        assertThat(summary.submitted() + summary.rejected())
                .isEqualTo(run.summary().submitted() + run.summary().rejected() + 7);
        assertThat(summary.rejected()).isPositive();
    }

    /** As if the last actions of the scenario had been done by hand. */
    private static FinishedRun byHand(FinishedRun run, int last) {
        Scenario all = run.scenario();
        Scenario planned = new Scenario(all.name(), all.description(), all.seed(), all.duration(), all.pool(),
                all.streams(), all.actions().subList(0, all.actions().size() - last), all.expectations());
        return new FinishedRun(planned, run.poolName(), run.maxWorkers(), run.length(), run.stopped(),
                run.cutDraws(), run.leftovers(), run.recorded(), run.expectations(), run.simulatedCores());
    }

    @Test
    void whatWasDoneByHandIsDoneAgainAtItsTime() throws Exception {
        TimedAction submitted = new TimedAction(Duration.ofSeconds(2), new Action.Submit("web", 3));
        TimedAction shutdown = new TimedAction(Duration.ofMillis(3300), new Action.Shutdown());
        TimedAction planned = new TimedAction(Duration.ofSeconds(8), new Action.Shutdown());
        FinishedRun run = byHand(SimulatedRun.of(with(scenario(2), planned, submitted, shutdown), 2), 2);

        FinishedRun again = on(run, run.scenario());
        FinishedRun larger = on(run, with(scenario(5), planned));

        assertThat(DoneByHand.in(run)).containsExactly(submitted, shutdown);
        assertThat(run.summary().rejected()).isPositive();
        assertThat(again.summary()).isEqualTo(run.summary());
        assertThat(larger.summary().rejected()).isEqualTo(run.summary().rejected());
        assertThat(DoneByHand.in(larger)).contains(shutdown);
        assertThat(Replay.of(run).filledIn()).noneMatch(it -> it.contains("left out"));
        assertThat(on(byHand(again, 0), run.scenario()).summary()).as("once more").isEqualTo(run.summary());
    }

    @Test
    void tasksByHandOfUsersAreNotTakenForTheirs() throws Exception {
        Scenario closed = ScenarioReader.parse("users.yaml", """
                                                             poolscope: 1
                                                             name: users
                                                             duration: 2s
                                                             pool: { type: dual }
                                                             streams:
                                                               - name: users
                                                                 arrivals: { closed: { users: 2, think: 100ms } }
                                                                 task: { sleep: 50ms }
                                                             """);
        FinishedRun run = byHand(SimulatedRun.of(
                with(closed, new TimedAction(Duration.ofSeconds(1), new Action.Submit("users", 4))), 2), 1);

        assertThat(on(run, run.scenario()).summary()).isEqualTo(run.summary());
    }

    @Test
    void whatTheRecordingLacksIsDrawnAndTold() throws Exception {
        FinishedRun whole = SimulatedRun.of(scenario(1), 2);
        long cancelled = whole.summary().cancelled();
        assertThat(cancelled).isPositive();
        assertThat(Replay.of(whole).filledIn()).containsExactly("of stream 'web', " + cancelled + " of "
                + whole.summary().submitted() + " tasks did not run to their end; their times are drawn from the seed");

        List<RunEvent> kept = whole.events().stream().filter(it -> it.taskId() % 2 == 0).toList();
        FinishedRun lossy = new FinishedRun(whole.scenario(), whole.poolName(), whole.maxWorkers(), whole.length(),
                false,
                0, List.of(), new RecordedRun(kept, whole.summary()), List.of(), 0);
        assertThat(Replay.of(lossy).filledIn()).singleElement().asString()
                .startsWith(
                        "stream 'web' is drawn from the seed: of its " + whole.summary().submitted() + " tasks only ");
        assertThat(on(lossy, whole.scenario()).summary()).isEqualTo(whole.summary());
    }

    @Test
    void otherStreamsAreRefusedInOneSentence() throws Exception {
        FinishedRun run = SimulatedRun.of(scenario(1), 2);
        Scenario other = ReadyScenarios.load("overload");

        assertThatThrownBy(() -> on(run, other)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the recorded run has the streams [web], not [");
    }
}
