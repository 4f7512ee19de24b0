package dev.poolscope.workload.format;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Rate;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.TimedAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ActionFilesTest {
    private static final String STREAM = "yes: 'a', #b";

    static List<Action> actions() {
        return List.of(new Action.SetIdleTimeout(null), new Action.SetIdleTimeout(Duration.ofMillis(1500)),
                new Action.SpawnWorkers(3), new Action.SpawnMaxWorkers(), new Action.BreakNextInitializer(),
                new Action.Join(null), new Action.Join(Duration.ofSeconds(2)), new Action.Shutdown(),
                new Action.CancelPending(STREAM), new Action.Submit(STREAM, 12),
                new Action.SetRate(STREAM, Rate.parse("90/min")), new Action.Note("true"));
    }

    private static Scenario with(Action action) throws Exception {
        Scenario plain = ScenarioReader.parse("plain", """
                                                       poolscope: 1
                                                       name: Plain
                                                       duration: 10s
                                                       pool: { type: dual }
                                                       streams:
                                                         - name: "yes: 'a', #b"
                                                           arrivals: { constant: { rate: 5/s } }
                                                           task: { sleep: 10ms }
                                                       """);
        return new Scenario(plain.name(), plain.description(), plain.seed(), plain.duration(), plain.pool(),
                plain.streams(), List.of(new TimedAction(Duration.ofSeconds(1), action)), plain.expectations(),
                plain.overheads());
    }

    @ParameterizedTest
    @MethodSource("actions")
    void anActionIsReadFromAFileAsItIsWrittenThere(Action action) throws Exception {
        Scenario scenario = with(action);

        Scenario read = ScenarioReader.parse("written", ScenarioWriter.write(scenario));

        assertThat(read.actions()).isEqualTo(scenario.actions());
    }

    @Test
    void thereIsACaseForEachAction() {
        assertThat(actions().stream().map(Object::getClass))
                .containsAll(Stream.of(Action.class.getPermittedSubclasses()).toList());
    }
}
