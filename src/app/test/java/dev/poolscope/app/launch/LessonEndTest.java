package dev.poolscope.app.launch;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;

import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** The end of a lesson, beside the picture of the smallest window. */
class LessonEndTest extends WindowTest {
    @Test
    void itsWordsHaveRoom(FxRobot robot) {
        robot.interact(() -> window.lessons().open("one-worker-or-two"));
        eventually("the lesson", () -> robot.lookup("#lesson-place").tryQuery().isPresent());
        for (int i = 0; i < 5; i++) {
            robot.push(KeyCode.PAGE_DOWN);
            frames();
            robot.push(KeyCode.DIGIT2);
            robot.push(KeyCode.ENTER);
            frames();
            wordsStandInside(robot);
        }

        Button next = robot.lookup("#lesson-next").queryAs(Button.class);
        assertThat(robot.from(next).lookup(".text").queryAs(Text.class).getText().replaceAll("\\s+", " "))
                .isEqualTo(next.getText());
    }

    private static void wordsStandInside(FxRobot robot) {
        Node answer = robot.lookup(".lesson-reveal").query();
        Bounds box = answer.localToScene(answer.getLayoutBounds());
        assertThat(robot.from(answer).lookup(".words").<Node>queryAll()).isNotEmpty().allSatisfy(words -> {
            Bounds there = words.localToScene(words.getLayoutBounds());
            assertThat(box.getMaxX() - there.getMaxX()).as("room at the right").isGreaterThanOrEqualTo(6);
            assertThat(there.getMinY() - box.getMinY()).as("room above").isGreaterThanOrEqualTo(4);
        });
    }
}
