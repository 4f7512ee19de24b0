package dev.poolscope.app.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;

import dev.poolscope.app.chart.lanes.LanesChart;
import dev.poolscope.app.chart.time.TimeChart;
import dev.poolscope.app.compose.form.ScenarioDocument;
import dev.poolscope.app.fx.FakeRun;
import dev.poolscope.app.fx.RunPhase;
import dev.poolscope.app.key.WindowAction;
import dev.poolscope.app.launch.WindowTest;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Scenario;
import dev.poolscope.workload.model.StreamSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** One sitting at the window, from an empty form to the same form out of a file. */
class WholeFlowTest extends WindowTest {
    private static final long MILLI = 1_000_000;
    /** How much of the story happens before the pool is shut down. */
    private static final int BEFORE_SHUTDOWN = 18;

    @TempDir
    Path folder;

    private static void type(FxRobot robot, String field, String text) {
        TextInputControl control = robot.lookup("#compose-" + field).queryAs(TextInputControl.class);
        robot.interact(() -> {
            control.requestFocus();
            control.selectAll();
        });
        robot.write(text);
        robot.push(KeyCode.ENTER);
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    private Scenario composed() {
        return window.models().document().scenarioProperty().get();
    }

    private void act(FxRobot robot, WindowAction action) {
        robot.interact(() -> window.shell().command(action).run());
    }

    @Test
    void composeRunPauseSelectShutDownSubmitAgainSaveAndReopen(FxRobot robot) throws Exception {
        act(robot, WindowAction.NEW);
        type(robot, "name", "Sitting");
        type(robot, "duration", "9s");
        robot.interact(() -> robot.lookup("#addStream").queryButton().fire());
        frames();
        type(robot, "stream-name", "web");
        Scenario sitting = composed();
        assertThat(sitting.name()).isEqualTo("Sitting");
        assertThat(sitting.duration()).isEqualTo(Duration.ofSeconds(9));
        assertThat(sitting.streams()).extracting(StreamSpec::name).containsExactly("web");
        assertThat(text(robot, "#scenarioName")).isEqualTo("*Sitting");

        robot.clickOn("#runButton");
        RunEvent[] story = FakeRun.story();
        robot.interact(() -> fake.tell(4500, Arrays.copyOf(story, BEFORE_SHUTDOWN)));
        frames();
        assertThat(window.run().scenarioProperty().get()).isEqualTo(sitting);

        robot.clickOn("#pauseButton");
        robot.interact(() -> fake.tell(4600));
        frames();
        assertThat(robot.lookup("#held").queryAs(Label.class).isVisible()).isTrue();
        assertThat(window.run().horizonProperty().get()).isEqualTo(4_500 * MILLI);
        clickIntoTheLanes(robot, 2500);
        assertThat(text(robot, "#storyTitle")).isEqualTo("Task 2 of web");
        assertThat(text(robot, "#storyStatus")).isEqualTo("failed");

        robot.clickOn("#pauseButton");
        robot.clickOn("#shutDownButton");
        assertThat(fake.asked()).containsExactly("shutdown: true");
        robot.interact(() -> {
            fake.tell(5200, Arrays.copyOfRange(story, BEFORE_SHUTDOWN, story.length));
            fake.end(FakeRun.report(sitting, "web"));
        });
        frames();
        assertThat(window.run().phaseProperty().get()).isEqualTo(RunPhase.OVER);

        robot.interact(() -> robot.lookup("#tabs").queryAs(TabPane.class).getSelectionModel().selectLast());
        frames();
        assertThat(text(robot, "#cancelled")).isEqualTo("2");
        assertThat(robot.lookup("#table").queryTableView().getItems()).hasSize(2);
        robot.clickOn("#again");
        frames();
        assertThat(begun).hasSize(2);
        assertThat(window.run().runs()).hasSize(2);
        assertThat(composed()).as("what is composed stays").isEqualTo(sitting);

        Path file = folder.resolve("sitting.yaml");
        choices.choose(file);
        act(robot, WindowAction.SAVE);
        eventually("saved", () -> !window.models().document().dirtyProperty().get());
        assertThat(ScenarioReader.read(file)).isEqualTo(sitting);
        act(robot, WindowAction.NEW);
        assertThat(composed()).isEqualTo(ScenarioDocument.NEW);
        act(robot, WindowAction.OPEN);
        eventually("opened", () -> file.equals(window.models().document().fileProperty().get()));
        assertThat(composed()).isEqualTo(sitting);
        assertThat(choices.asked()).containsExactly("save sitting.yaml", "open");
        assertThat(robot.lookup("#empty").queryAs(Node.class).isVisible()).as("not yet running").isTrue();
    }

    private static void clickIntoTheLanes(FxRobot robot, long millis) {
        LanesChart lanes = robot.lookup("#lanes").queryAs(LanesChart.class);
        robot.interact(() -> lanes.viewport().show(0, 6_000 * MILLI));
        frames();
        double axis = Math.floor(lanes.getWidth()) - TimeChart.GUTTER - TimeChart.RIGHT_MARGIN;
        robot.clickOn(lanes.localToScreen(TimeChart.GUTTER + lanes.viewport().xOf(millis * MILLI, axis),
                lanes.getHeight() / 4));
        frames();
    }
}
