package dev.poolscope.app.launch;

import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** What a lesson says of an answer that cannot be locked. */
class LessonFaultTest extends WindowTest {
    private static boolean isSaid(FxRobot robot) {
        return robot.lookup("#lesson-fault").tryQuery().isPresent()
                && robot.lookup("#lesson-fault").query().isVisible();
    }

    private void ask(FxRobot robot, String lesson, int step) {
        robot.interact(() -> window.lessons().open(lesson));
        eventually("the lesson", () -> window.lessons().model().name().equals(lesson));
        for (int i = 1; i < step; i++) {
            robot.push(KeyCode.PAGE_DOWN);
            frames();
            if (i < step - 1) {
                robot.push(KeyCode.DIGIT1);
                robot.push(KeyCode.ENTER);
                frames();
            }
        }
    }

    @Test
    void itIsGoneWhenAnotherAnswerIsWritten(FxRobot robot) {
        ask(robot, "the-worker-that-went-home", 3);
        TextInputControl answer = robot.lookup("#lesson-answer").queryAs(TextInputControl.class);
        robot.interact(() -> answer.setText("1"));
        robot.push(KeyCode.ENTER);
        assertThat(isSaid(robot)).isTrue();

        robot.interact(() -> answer.setText("worker 1 at 2s"));
        assertThat(isSaid(robot)).as("of another answer").isFalse();
    }

    @Test
    void itIsGoneWhenAnOptionIsChosen(FxRobot robot) {
        ask(robot, "one-worker-or-two", 2);
        robot.push(KeyCode.ENTER);
        assertThat(isSaid(robot)).isTrue();

        robot.push(KeyCode.DIGIT1);
        assertThat(isSaid(robot)).isFalse();
    }
}
