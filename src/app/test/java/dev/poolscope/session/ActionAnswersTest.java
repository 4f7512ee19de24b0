package dev.poolscope.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.poolscope.telemetry.event.EventText;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.telemetry.recorder.Summary;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Answer;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.TimedAction;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Each action stands in the log once, with what became of it: the same on threads and simulated. */
class ActionAnswersTest {
    private static final long SECONDS = 60;
    private static final Action JOIN = new Action.Join(null);
    private static final Action SHUTDOWN = new Action.Shutdown();
    private static final Action BREAK_NEXT = new Action.BreakNextInitializer();
    private static final Action SPAWN = new Action.SpawnWorkers(1);

    /** One task runs until the end, so that the pool stays in whatever state it has been brought to. */
    private static Scenario with(List<Action> actions) throws Exception {
        Scenario bare = ScenarioReader.parse("test", """
                                                     poolscope: 1
                                                     name: Answers
                                                     duration: 1h
                                                     pool: { type: dual }
                                                     streams:
                                                       - name: web
                                                         arrivals: { batch: { count: 1, at: 0s } }
                                                         task: { sleep: 1h }
                                                     """);
        List<TimedAction> timed = new ArrayList<>();
        actions.forEach(action -> timed.add(new TimedAction(Duration.ofSeconds(1 + timed.size()), action)));
        return new Scenario(bare.name(), bare.description(), bare.seed(), bare.duration(), bare.pool(), bare.streams(),
                timed,
                List.of());
    }

    private static List<String> log(FinishedRun run) {
        return run.events().stream().filter(event -> event.type() == EventType.ACTION).map(EventText::detail).toList();
    }

    private static List<String> simulated(List<Action> actions) throws Exception {
        return log(SimulatedRun.of(with(actions), 1));
    }

    /** One after the other; an action that brings the pool into a state has done so before the next one. */
    private static List<String> onThreads(List<Action> actions) throws Exception {
        var session = new Session(with(List.of()));
        session.start();
        await().until(() -> session.counts().busy() == 1);
        for (int i = 0; i < actions.size(); i++) {
            Answer answer = session.perform(actions.get(i)).get(SECONDS, TimeUnit.SECONDS);
            if (answer.equals(Answer.PERFORMED) && actions.get(i).equals(SPAWN) && i > 0
                    && actions.get(i - 1).equals(BREAK_NEXT)) {
                await().until(() -> {
                    Summary now = session.summary();
                    return now != null && now.broken();
                });
            }
        }
        session.stop();
        return log(session.finished().get(SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void aJoinThatSharesAnotherIsDoneAndWhatIsAskedOfAPoolThatShutsDownIsRefused() throws Exception {
        List<Action> actions = List.of(JOIN, JOIN, new Action.Join(Duration.ofHours(1)), SHUTDOWN, SHUTDOWN, JOIN,
                BREAK_NEXT, SPAWN);
        String refused = " (refused: Pool DualThreadPool is shutting down)";
        List<String> expected = List.of("join: true", "join: true", "join: 1h", "shutdown: true",
                "shutdown: true" + refused, "join: true" + refused, "breakNextInitializer: true" + refused,
                "spawnWorkers: 1" + refused);

        assertThat(simulated(actions)).isEqualTo(expected);
        assertThat(onThreads(actions)).isEqualTo(expected);
    }

    @Test
    void aBrokenPoolIsNotBrokenAgainAndCanBeShutDownOnce() throws Exception {
        List<Action> actions = List.of(BREAK_NEXT, SPAWN, BREAK_NEXT, SPAWN, SHUTDOWN, SHUTDOWN);
        String refused = " (refused: Pool DualThreadPool is broken: the initializer failed in DualThreadPool-worker-2)";
        List<String> expected = List.of("breakNextInitializer: true", "spawnWorkers: 1",
                "breakNextInitializer: true" + refused, "spawnWorkers: 1" + refused, "shutdown: true",
                "shutdown: true (refused: Pool DualThreadPool is shutting down)");

        assertThat(simulated(actions)).isEqualTo(expected);
        assertThat(onThreads(actions)).isEqualTo(expected);
    }

    @Test
    void aTerminatedPoolIsNotShutDownAgain() throws Exception {
        Scenario brief = ScenarioReader.parse("test", """
                                                      poolscope: 1
                                                      name: Twice
                                                      duration: 2s
                                                      pool: { type: single }
                                                      actions:
                                                        - { at: 100ms, shutdown: true }
                                                        - { at: 1s, shutdown: true }
                                                      """);

        assertThat(log(SimulatedRun.of(brief, 1))).containsExactly("shutdown: true",
                "shutdown: true (refused: Pool SingleThreadPool is terminated)");
    }
}
