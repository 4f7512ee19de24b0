package dev.poolscope.app.shell;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;

import dev.poolscope.app.fx.RunPhase;
import dev.poolscope.app.launch.WindowTest;
import dev.poolscope.workload.format.ReadyScenarios;
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
}
