package dev.poolscope.app.fx;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.telemetry.event.EventType;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Arrivals;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class RunCommandsTest {
    private final FakeRun fake = new FakeRun();
    private final RunModel model = new RunModel(_ -> CompletableFuture.completedFuture(fake));
    private final RunCommands commands = new RunCommands(model, new Texts());

    enum PoolTrouble {
        JOIN_BEGAN, BROKEN, SHUTDOWN_BEGAN, TERMINATED
    }

    @BeforeEach
    void open() throws Exception {
        model.open(RunModelTest.scenario());
    }

    private List<Command> onPool() {
        return List.of(commands.submitOne(), commands.burst(), commands.join(), commands.setIdleTimeout(),
                commands.shutDown());
    }

    private void run() {
        model.start();
        model.pull();
    }

    @Test
    void withoutARunThePoolCannotBeTouchedAndEachCommandSaysWhy() {
        assertThat(onPool()).allSatisfy(command -> {
            assertThat(command.disabledProperty().get()).isTrue();
            assertThat(command.hintProperty().get()).contains("press Run first");
        });
        assertThat(commands.stop().disabledProperty().get()).isTrue();
        assertThat(commands.run().disabledProperty().get()).isFalse();
    }

    @Test
    void duringARunEverythingButRunMakesSense() {
        run();

        assertThat(onPool()).noneMatch(command -> command.disabledProperty().get());
        assertThat(commands.stop().disabledProperty().get()).isFalse();
        assertThat(commands.run().disabledProperty().get()).isTrue();
        assertThat(commands.run().hintProperty().get()).contains("stop it first");
    }

    @Test
    void aFullPoolTakesNoMoreWorkersAndSaysSo() {
        run();
        int slots = model.timeline().lanes().count();
        assertThat(commands.spawnOne().disabledProperty().get()).isFalse();

        for (int worker = 1; worker <= slots; worker++) {
            fake.tell(worker, FakeRun.event(worker, EventType.WORKER_SPAWNED, 0, worker,
                    "reason=REQUEST pending=0 free=0 alive=" + (worker - 1)));
        }
        model.pull();

        assertThat(List.of(commands.spawnOne(), commands.spawnAll())).allSatisfy(command -> {
            assertThat(command.disabledProperty().get()).isTrue();
            assertThat(command.hintProperty().get()).contains("as many workers as it may have");
        });

        fake.tell(slots + 2, FakeRun.event(slots + 1, EventType.WORKER_RETIRING, 0, 1, "reason=IDLE_TIMEOUT"),
                FakeRun.event(slots + 1, EventType.WORKER_RETIRED, 0, 1, "reason=IDLE_TIMEOUT"));
        model.pull();
        assertThat(commands.spawnOne().disabledProperty().get()).isFalse();
    }

    @Test
    void theRateOfAStreamThatIsOverCannotBeSet() {
        run();
        fake.rates().put("calm", Rate.parse("3/s"));
        commands.streamProperty().set("calm");
        assertThat(commands.setRate().disabledProperty().get()).isFalse();

        fake.rates().remove("calm");
        fake.tell(100);
        model.pull();

        assertThat(commands.setRate().disabledProperty().get()).isTrue();
        assertThat(commands.setRate().hintProperty().get()).contains("are over");
        assertThat(commands.rateProperty().get()).as("it has none any more").isNull();
    }

    @Test
    void theRateOfAnotherScenarioIsNotThatOfAStreamWithoutOne() {
        model.open(ReadyScenarios.load("first-light"));
        assertThat(commands.rateProperty().get()).isEqualTo(Rate.parse("2/s"));

        model.open(new Scenario("Untitled", "", 1, null, ReadyScenarios.load("first-light").pool(), List.of(),
                List.of(), List.of()));

        assertThat(commands.streamProperty().get()).isEmpty();
        assertThat(commands.rateProperty().get()).isNull();
    }

    @Test
    void eachCommandAsksTheRunForWhatItSays() {
        run();
        commands.burstSizeProperty().set(7);
        commands.streamProperty().set("nightly");
        commands.idleTimeoutProperty().set(IdleTimeout.parse("500ms"));
        commands.submitOne().run();
        commands.burst().run();
        commands.setIdleTimeout().run();
        commands.join().run();
        commands.shutDown().run();
        commands.stop().run();

        assertThat(fake.asked()).containsExactly("submit: { stream: nightly, count: 1 }",
                "submit: { stream: nightly, count: 7 }", "setIdleTimeout: 500ms",
                "join: true", "shutdown: true", "stop");
    }

    @ParameterizedTest
    @EnumSource
    void aPoolThatTakesNothingIsOfferedNothing(PoolTrouble trouble) {
        run();
        fake.tell(10, FakeRun.event(10, EventType.valueOf(trouble.name()), 0, 0));
        model.pull();

        assertThat(commands.submitOne().disabledProperty().get()).isTrue();
        assertThat(commands.burst().disabledProperty().get()).isTrue();
        assertThat(commands.join().disabledProperty().get()).isTrue();
        assertThat(commands.submitOne().hintProperty().get()).startsWith("The pool");
    }

    @Test
    void aPoolThatJoinsOrIsBrokenCanBeShutDown() {
        run();
        fake.tell(10, FakeRun.event(10, EventType.JOIN_BEGAN, 0, 0));
        model.pull();
        assertThat(commands.shutDown().disabledProperty().get()).isFalse();

        fake.tell(20, FakeRun.event(20, EventType.BROKEN, 0, 0, "cause=boom"));
        model.pull();
        assertThat(commands.shutDown().disabledProperty().get()).isFalse();
        assertThat(commands.setIdleTimeout().disabledProperty().get()).isTrue();
    }

    @Test
    void aDisabledCommandDoesNothing() {
        commands.shutDown().run();
        run();
        fake.end();
        model.pull();
        commands.shutDown().run();

        assertThat(fake.asked()).isEmpty();
    }

    @Test
    void theIdleTimeoutStartsAsTheScenarioHasIt() {
        assertThat(commands.idleTimeoutProperty().get().text()).isEqualTo("2s");
    }

    @Test
    void theStreamsAreThoseOfTheRunAndTheChoiceSurvivesTheNextOne() {
        run();
        assertThat(commands.streams()).containsExactly("web", "nightly");
        assertThat(commands.streamProperty().get()).isEqualTo("web");

        commands.streamProperty().set("nightly");
        fake.end();
        model.pull();
        model.start();
        model.pull();
        assertThat(commands.streamProperty().get()).isEqualTo("nightly");
    }

    @Test
    void whatThePoolCancelledRunsAgainOnAFreshPool() throws Exception {
        Scenario overloaded = ScenarioReader.parse("test",
                """
                poolscope: 1
                name: overloaded
                duration: 50ms
                pool: { type: single }
                streams:
                  - { name: web, arrivals: { batch: { count: 4, at: 0s } }, task: { sleep: 1h } }
                actions: [ { at: 10ms, shutdown: true } ]
                """);
        FinishedRun report = SimulatedRun.of(overloaded, 2);
        assertThat(report.summary().cancelled()).isEqualTo(3);
        run();
        assertThat(commands.submitAgain().hintProperty().get()).contains("when it is over");
        fake.end(report);
        model.pull();
        assertThat(commands.submitAgain().disabledProperty().get()).isFalse();

        commands.submitAgain().run();
        assertThat(model.runs()).hasSize(2);
        ShownRun again = Objects.requireNonNull(model.shownProperty().get());
        assertThat(again.scenario().streams()).extracting(StreamSpec::arrivals)
                .containsExactly(new Arrivals.Batch(3, Duration.ZERO));
        assertThat(model.nextProperty().get()).as("what is composed stays").isEqualTo(RunModelTest.scenario());
    }
}
