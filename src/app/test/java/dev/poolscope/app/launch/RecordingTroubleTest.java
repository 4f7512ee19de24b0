package dev.poolscope.app.launch;

import java.util.List;
import java.util.Optional;

import javafx.scene.Node;
import javafx.scene.control.Labeled;

import dev.poolscope.recording.RecordingWriter.Trouble;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** What the window says while the recording of a run cannot be written. */
class RecordingTroubleTest extends WindowTest {
    private static final String FULL = "'run.poolscope' cannot be written at present, and will lack events if that lasts: the disk is full";
    private static final String SLOW = "'run.poolscope' lacks events of this run: the disk was too slow";

    private static List<String> noticed(FxRobot robot) {
        return robot.lookup("#notice .label").queryAllAs(Labeled.class).stream()
                .map(Labeled::getText).toList();
    }

    private void has(FxRobot robot, Trouble trouble) {
        robot.interact(() -> fake.trouble(Optional.of(trouble)));
        frames();
    }

    @Test
    void aFullDiskIsToldAtOnceAndThatEventsAreMissingAsWellWithTheirNumber(FxRobot robot) {
        runTheStory(robot);
        assertThat(robot.lookup("#notice").query().isVisible()).isFalse();

        has(robot, new Trouble(FULL, 0));
        eventually("the notice", () -> robot.lookup("#notice").query().isVisible());
        assertThat(noticed(robot)).contains("The run goes on. " + FULL + ".");
        assertThat(robot.lookup("#figure-unwritten").tryQuery().filter(Node::isVisible)).isEmpty();

        has(robot, new Trouble(SLOW, 1_234));
        robot.interact(() -> fake.tell(5_400));
        eventually("the other notice", () -> noticed(robot).contains("The run goes on. " + SLOW + "."));
        eventually("the figure", () -> robot.lookup("#figure-unwritten").query().isVisible());
        assertThat(robot.lookup("#figure-unwritten .label")
                .queryAllAs(Labeled.class).stream().map(Labeled::getText)).anyMatch(it -> it.contains("1,234"));
    }

    @Test
    void aFullDiskIsToldAtOnceWhileThePictureIsHeldToo(FxRobot robot) {
        runTheStory(robot);
        robot.interact(() -> window.run().setPaused(true));

        has(robot, new Trouble(FULL, 0));
        eventually("the notice", () -> noticed(robot).contains("The run goes on. " + FULL + "."));

        assertThat(window.run().pausedProperty().get()).isTrue();
    }
}
