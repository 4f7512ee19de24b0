package dev.poolscope.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.poolscope.telemetry.event.EventText;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.format.ScenarioWriter;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.TimedAction;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DoneByHandTest {
    private static Scenario scenario(String text) throws InvalidScenarioException {
        return ScenarioReader.parse("test.yaml", "poolscope: 1\nname: test\n" + text);
    }

    private static Scenario saved(Scenario scenario) throws InvalidScenarioException {
        Scenario read = ScenarioReader.parse("saved.yaml", ScenarioWriter.write(scenario));
        assertThat(read).isEqualTo(scenario);
        return read;
    }

    private static List<String> actions(FinishedRun run) {
        return run.events().stream().filter(event -> event.type() == EventType.ACTION).map(EventText::detail).toList();
    }

    private static TimedAction at(int millis, Action action) {
        return new TimedAction(Duration.ofMillis(millis), action);
    }

    private static FinishedRun run(Scenario scenario) throws Exception {
        Session session = new Session(scenario);
        session.start();
        return session.finished().get(60, TimeUnit.SECONDS);
    }

    @Test
    void whatWasDoneByHandIsDoneAgainWhenTheFileIsSavedReadAndRun() throws Exception {
        Scenario scenario = scenario("""
                                     duration: 800ms
                                     pool: { type: dual }
                                     streams:
                                       - { name: web, arrivals: { constant: { rate: 20/s } }, task: { sleep: 1ms } }
                                     actions:
                                       - { at: 700ms, note: The end is near }
                                     """);
        Session session = new Session(scenario);
        session.start();
        await().until(() -> session.counts().submitted() > 2);
        var _ = session.perform(new Action.SetRate("web", Rate.parse("55/s")));
        var _ = session.perform(new Action.Submit("web", 3));
        var _ = session.perform(new Action.SetIdleTimeout(Duration.ofMillis(1500)));
        var _ = session.perform(new Action.Shutdown());
        var _ = session.perform(new Action.SpawnWorkers(1));
        FinishedRun byHand = session.finished().get(60, TimeUnit.SECONDS);

        Scenario done = DoneByHand.added(scenario, session.performed());
        FinishedRun byFile = run(saved(done));

        assertThat(done.actions()).extracting(it -> it.action().text()).containsExactly(
                "setRate: { stream: web, rate: 55/s }", "submit: { stream: web, count: 3 }", "setIdleTimeout: 1.5s",
                "shutdown: true", "note: The end is near");
        assertThat(actions(byHand)).as("it was refused, and is not done again")
                .anyMatch(it -> it.startsWith("spawnWorkers: 1 (refused"));
        assertThat(actions(byFile)).containsExactlyElementsOf(
                actions(byHand).stream().filter(it -> !it.startsWith("spawnWorkers")).toList());
        assertThat(byFile.summary().submitted() + byFile.summary().rejected())
                .isEqualTo(byHand.summary().submitted() + byHand.summary().rejected());
    }

    @Test
    void whereThereIsNoStreamTheFirstTasksByHandBecomeOne() throws Exception {
        Scenario scenario = scenario("duration: 300ms\npool: { type: quad }\n");

        Scenario done = saved(DoneByHand.added(scenario, List.of(
                at(10, new Action.CancelPending("manual")),
                at(20, new Action.SpawnWorkers(1)),
                at(30, new Action.Submit("manual", 2)),
                at(40, new Action.Submit("manual", 3)),
                at(50, new Action.CancelPending("manual")))));

        assertThat(done.streams()).singleElement().satisfies(it -> assertThat(it.name()).isEqualTo("manual"));
        assertThat(done.actions()).extracting(it -> it.action().key()).containsExactly("spawnWorkers", "submit",
                "cancelPending");
        assertThat(run(done).summary().submitted()).isEqualTo(5);
    }

    @Test
    void actionsAreInTheOrderOfTheirTimesAndThoseOfTheFileFirst() throws Exception {
        Scenario scenario = scenario("""
                                     duration: open
                                     pool: { type: single }
                                     actions: [ { at: 20ms, note: b }, { at: 10ms, note: a }, { at: 30ms, note: d } ]
                                     """);

        Scenario done = saved(DoneByHand.added(scenario, List.of(at(20, new Action.Note("c")),
                at(40, new Action.Join(null)))));

        assertThat(done.actions()).extracting(it -> it.action().value()).containsExactly("a", "b", "c", "d", "true");
        assertThat(DoneByHand.added(scenario, List.of())).isSameAs(scenario);
    }
}
