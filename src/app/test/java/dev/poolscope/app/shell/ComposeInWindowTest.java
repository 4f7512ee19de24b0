package dev.poolscope.app.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;

import dev.poolscope.app.fx.RunPhase;
import dev.poolscope.app.launch.WindowTest;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

class ComposeInWindowTest extends WindowTest {

    @Test
    void aBadValueDisablesRunWhichSaysWhyUntilItIsMended(FxRobot robot) {
        TextField duration = robot.lookup("#compose-duration").queryAs(TextField.class);
        Button run = robot.lookup("#runButton").queryAs(Button.class);
        robot.interact(() -> duration.setText("soon"));
        assertThat(run.isDisabled()).isTrue();
        assertThat(run.getAccessibleHelp()).contains("soon");
        robot.interact(() -> duration.setText("30s"));
        assertThat(run.isDisabled()).isFalse();
    }

    @Test
    void whatIsTypedIsWhatF5Runs(FxRobot robot) {
        TextField seed = robot.lookup("#compose-seed").queryAs(TextField.class);
        robot.interact(() -> {
            seed.requestFocus();
            seed.setText("77");
        });
        robot.push(KeyCode.F5);
        frames();
        assertThat(window.run().phaseProperty().get()).isEqualTo(RunPhase.RUNNING);
        assertThat(window.models().document().scenarioProperty().get().seed()).isEqualTo(77);
        assertThat(window.run().scenarioProperty().get()).isNotNull().extracting(it -> it.seed()).isEqualTo(77L);
    }

    @Test
    void undoIsAboutLettersWhileAFieldIsEdited(FxRobot robot) {
        TextField seed = robot.lookup("#compose-seed").queryAs(TextField.class);
        robot.interact(() -> {
            seed.requestFocus();
            seed.setText("77");
        });
        robot.push(KeyCode.ENTER);
        robot.interact(() -> seed.appendText("8"));
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);

        assertThat(seed.getText()).isEqualTo("77");
        assertThat(window.models().document().scenarioProperty().get().seed()).isEqualTo(77);
        assertThat(window.models().document().canRedoProperty().get()).as("it was no edit yet").isFalse();
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        assertThat(window.models().document().scenarioProperty().get().seed()).isNotEqualTo(77);
    }

    /** What is seen of each choice of the form where it is not what was chosen, with the room that it has. */
    private static Stream<String> cut(FxRobot robot) {
        return robot.from(robot.lookup(".compose")).lookup(".form-row .combo-box").queryAllAs(ComboBox.class).stream()
                .filter(box -> box.getWidth() > 0)
                .flatMap(box -> robot.from((Node) box).lookup(".list-cell .text").queryAllAs(Text.class).stream()
                        .map(Text::getText).filter(seen -> seen.endsWith("…") || seen.endsWith("..."))
                        .map(seen -> box.getId() + ": " + seen + " in " + box.getWidth()));
    }

    @Test
    void noChoiceIsCutInTheSmallestWindow(FxRobot robot) {
        Set<String> cut = new TreeSet<>();

        for (String scenario : ReadyScenarios.names()) {
            robot.interact(() -> window.open(ReadyScenarios.load(scenario), null));
            robot.interact(() -> robot.lookup(".compose .card-head").queryAllAs(ToggleButton.class)
                    .forEach(card -> card.setSelected(true)));
            frames();
            cut(robot).forEach(cut::add);
        }

        assertThat(cut).isEmpty();
    }
    /** The window is as small as it may be. What the head of a card says may be cut if a tip has all of it. */
    @Test
    void noNameAndNoChoiceOfTheFormIsCut(FxRobot robot) throws Exception {
        Scenario all = ScenarioReader.parse("test",
                """
                poolscope: 1
                name: All
                duration: 20s
                pool: { type: thread, initializer: { takes: 1ms, failsOnWorker: 3 }, finalizer: { takes: 1ms } }
                streams:
                  - { name: a, arrivals: { constant: { rate: 2/s } }, task: { sleep: { uniform: { min: 1ms, max: 2ms } } } }
                  - { name: b, arrivals: { poisson: { rate: 2/s } }, task: { cpu: { exponential: { mean: 1ms } } } }
                  - { name: c, arrivals: { bursts: { count: 2, every: 1s } }, task: { lock: { pareto: { scale: 1ms, shape: 2 } } } }
                  - { name: d, arrivals: { ramp: { fromRate: 1/s, toRate: 2/s } }, task: { fanOut: { children: 2, child: 1ms } } }
                  - { name: e, arrivals: { closed: { users: 2, think: 1s } }, task: { sleep: { lognormal: { median: 1ms, sigma: 1 } } } }
                  - { name: f, arrivals: { batch: { count: 2, at: 1s } }, task: { sleep: 1ms } }
                  - { name: g, arrivals: { starmap: { items: 2, at: 1s } }, task: { sleep: 1ms } }
                  - { name: h, arrivals: { starmapAll: { items: 2, at: 1s } }, task: { sleep: 1ms } }
                actions:
                  - { at: 1s, setIdleTimeout: 1s }
                  - { at: 2s, spawnWorkers: 1 }
                  - { at: 3s, spawnMaxWorkers: true }
                  - { at: 4s, breakNextInitializer: true }
                  - { at: 5s, join: true }
                  - { at: 6s, cancelPending: a }
                  - { at: 7s, setRate: { stream: a, rate: 3/s } }
                  - { at: 8s, submit: { stream: a, count: 2 } }
                  - { at: 9s, shutdown: true }
                  - { at: 9s, note: b }
                expect:
                  - retired.IDLE_TIMEOUT >= 1
                """);
        robot.interact(() -> window.open(all, null));
        frames();
        robot.interact(() -> robot.lookup(".compose .card-head").queryAllAs(ToggleButton.class)
                .forEach(head -> head.setSelected(true)));
        frames();

        List<String> cut = new ArrayList<>();
        robot.interact(() -> robot.lookup(".compose .text").queryAllAs(Text.class).forEach(text -> {
            if (text.getParent() instanceof Labeled labeled && labeled.getText() != null && labeled.getWidth() > 0
                    && !isInTip(labeled) && !text.getText().equals(labeled.getText())) {
                cut.add(labeled.getText() + " is " + text.getText());
            }
        }));

        assertThat(cut).isEmpty();
    }

    private static boolean isInTip(Labeled labeled) {
        return labeled.getTooltip() != null && labeled.getTooltip().getText().equals(labeled.getText());
    }
}
