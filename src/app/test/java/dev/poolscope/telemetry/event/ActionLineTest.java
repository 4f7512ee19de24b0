package dev.poolscope.telemetry.event;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.poolscope.workload.model.Action;
import dev.poolscope.workload.model.Answer;
import dev.poolscope.workload.model.Rate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ActionLineTest {

    static List<Action> actions() {
        return List.of(new Action.SetIdleTimeout(null), new Action.SetIdleTimeout(Duration.ofNanos(1_234_567)),
                new Action.SpawnWorkers(3), new Action.SpawnMaxWorkers(), new Action.BreakNextInitializer(),
                new Action.Join(null), new Action.Join(Duration.ZERO), new Action.Shutdown(),
                new Action.CancelPending("web: a, b"), new Action.Submit("a, count: 3 }", 12),
                new Action.SetRate("a, rate: 1/s }", Rate.parse("90/min")),
                new Action.SetRate("web", new Rate(new BigDecimal("0.125"), false)),
                new Action.Note("two\nlines, and \"quotes\""), new Action.Note(""));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void anActionIsReadBackBeItPerformedOrRefused(Action action) {
        PoolEvent performed = new PoolEvent.ActionPerformed(7, action, Answer.PERFORMED);
        PoolEvent refused = new PoolEvent.ActionPerformed(7, action,
                new Answer.Refused("the pool is shut down (refused: twice)"));

        assertThat(ActionLine.read(7, EventText.detail(performed))).isEqualTo(performed);
        if (!(action instanceof Action.Note)) {
            assertThat(ActionLine.read(7, EventText.detail(refused))).isEqualTo(refused);
        }
    }

    @Test
    void thereIsACaseForEachAction() {
        assertThat(actions().stream().map(Object::getClass))
                .containsAll(Stream.of(Action.class.getPermittedSubclasses()).toList());
    }

    @Test
    void aNoteMaySayThatSomethingWasRefused() {
        assertThat(ActionLine.read(7, "note: seen (refused: no)")).isEqualTo(
                new PoolEvent.ActionPerformed(7, new Action.Note("seen (refused: no)"), Answer.PERFORMED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "look", "halt: true", "join: 2", "join: soon", "join: 2000ms", "shutdown: yes",
            "spawnWorkers: +3", "spawnWorkers: 99999999999", "spawnMaxWorkers: 2 (refused: no)",
            "submit: { stream: a }",
            "setRate: { stream: a, rate: fast }", "cancelPending"})
    void whatIsNoActionOfThisProgramIsKeptAsItStands(String text) {
        PoolEvent read = ActionLine.read(7, text);

        assertThat(read).isEqualTo(new PoolEvent.Remark(7, text));
        assertThat(EventText.detail(read)).isEqualTo(text);
    }
}
