package dev.poolscope.app.launch;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;

import dev.poolscope.app.key.WindowAction;
import dev.poolscope.session.RecordingFolder.Bounds;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

class RecordingsSheetTest extends WindowTest {

    private static void type(FxRobot robot, String field, String text) {
        robot.interact(() -> robot.lookup(field).queryAs(TextField.class).setText(text));
    }

    private Bounds remembered() {
        return window.shell().around().settings().get().recordings();
    }

    @Test
    void howManyAreKeptIsRememberedAndWhatCannotBeIsRefusedWithItsReason(FxRobot robot) {
        robot.interact(() -> window.shell().command(WindowAction.KEPT_RECORDINGS).run());
        Button keep = robot.lookup("#recordings-keep").queryAs(Button.class);
        Label fault = robot.lookup("#recordings-fault").queryAs(Label.class);

        type(robot, "#recordings-runs", "0");
        assertThat(fault.getText()).isEqualTo("Runs: “0” is not a whole number from 1 to 1,000");
        assertThat(keep.isDisabled()).isTrue();
        type(robot, "#recordings-runs", "7");
        type(robot, "#recordings-megabytes", "2 GB");
        assertThat(fault.getText()).isEqualTo("MB in all: “2 GB” is not a whole number from 10 to 1,000,000");
        robot.interact(keep::fire);
        assertThat(remembered()).isEqualTo(Bounds.DEFAULT);

        type(robot, "#recordings-megabytes", " 500 ");
        robot.interact(keep::fire);

        assertThat(remembered()).isEqualTo(new Bounds(7, 500));
        assertThat(window.shell().layout().recordingsProperty().get()).isFalse();
    }
}
