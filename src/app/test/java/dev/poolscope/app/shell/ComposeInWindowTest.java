package dev.poolscope.app.shell;

import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import dev.poolscope.app.fx.RunPhase;
import dev.poolscope.app.launch.WindowTest;
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
}
