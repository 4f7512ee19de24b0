package dev.poolscope.app.launch;

import java.util.ArrayList;
import java.util.List;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** Lessons without a mouse, without a picture, and with a click in the picture. */
class LessonForAllTest extends WindowTest {
    private static final String LESSON = "the-worker-that-went-home";

    private void open(FxRobot robot, String name) {
        robot.interact(() -> window.lessons().open(name));
        eventually("the lesson", () -> window.lessons().model().isOpen()
                && robot.lookup("#lesson-place").tryQuery().isPresent());
        frames();
    }

    private static List<Node> stops(Node node) {
        List<Node> stops = new ArrayList<>();
        if (node.isVisible() && !node.isDisabled()) {
            if (node.isFocusTraversable()) {
                stops.add(node);
            }
            if (node instanceof Parent parent) {
                parent.getChildrenUnmodifiable().forEach(child -> stops.addAll(stops(child)));
            }
        }
        return stops;
    }

    private static String told(Node node) {
        return String.valueOf(node.queryAccessibleAttribute(AccessibleAttribute.TEXT));
    }

    private static void canBeReadFromTopToBottom(FxRobot robot, String where) {
        List<Node> stops = stops(robot.lookup("#lesson").query());

        assertThat(stops).as(where).isNotEmpty();
        Node scrolled = robot.lookup("#lesson .lesson-scroll").query();
        double bottom = scrolled.localToScene(scrolled.getBoundsInLocal()).getMaxY();
        double lowest = -1;
        for (Node stop : stops) {
            Bounds place = stop.localToScene(stop.getBoundsInLocal());
            assertThat(stop.getAccessibleRole()).as("%s: role of %s", where, stop).isNotIn(AccessibleRole.NODE,
                    AccessibleRole.PARENT);
            assertThat(told(stop) + (stop.getAccessibleText() == null ? "" : stop.getAccessibleText()))
                    .as("%s: text of %s", where, stop).isNotBlank().isNotEqualTo("null");
            assertThat(place.getMaxY()).as("%s: %s comes in the order of the screen", where, stop)
                    .isGreaterThan(lowest);
            // What is scrolled out of sight stands above what is below the scrolled part.
            lowest = Math.min(place.getMinY(), bottom);
        }
    }

    @Test
    void everyStopHasARoleAndATextAndTheRevealIsRead(FxRobot robot) {
        open(robot, LESSON);
        String[] answers = {"", "1", "worker 1 at 2s", "worker 2 at 750ms", "3", "1", "2"};
        for (int step = 0; step < answers.length; step++) {
            int now = step;
            canBeReadFromTopToBottom(robot, "step " + (step + 1));
            if (step > 0) {
                if (answers[now].length() == 1) {
                    robot.push(KeyCode.getKeyCode(answers[now]));
                } else {
                    robot.interact(() -> robot.lookup("#lesson-answer").queryAs(TextField.class).setText(answers[now]));
                }
                robot.push(KeyCode.ENTER);
                frames();
                Node reveal = robot.lookup("#lesson-reveal").query();
                assertThat(reveal.isFocused()).isTrue();
                assertThat(reveal.getAccessibleText()).startsWith("You said “");
                canBeReadFromTopToBottom(robot, "reveal " + (step + 1));
            }
            if (step == 1) {
                assertThat(robot.lookup("#lesson-reveal").query().getAccessibleText()).contains(
                        "The picture at 2.600 s: Worker 1 idle. Worker 2 runs task 3. The queue is empty.");
            }
            robot.push(KeyCode.ENTER);
            frames();
        }
        assertThat(robot.lookup("#lesson-idea").tryQuery()).isPresent();
        assertThat(left(robot)).endsWith("All its questions are answered.");
    }

    // What the list of lessons says of it.
    private String left(FxRobot robot) {
        robot.interact(() -> window.lessons().leave());
        frames();
        return String.valueOf(robot.lookup("#lesson-" + LESSON).query().getAccessibleHelp());
    }

    @Test
    void aPlaceIsAnsweredByAClickInTheLanesByKeysOrInWords(FxRobot robot) {
        open(robot, LESSON);
        robot.push(KeyCode.ENTER);
        frames();
        robot.push(KeyCode.DIGIT2, KeyCode.ENTER);
        frames();
        robot.push(KeyCode.ENTER);
        frames();
        TextField field = robot.lookup("#lesson-answer").queryAs(TextField.class);
        Node lanes = robot.lookup("#lanes").query();
        Bounds all = lanes.localToScreen(lanes.getBoundsInLocal());

        robot.clickOn(new Point2D(all.getMaxX() - all.getWidth() / 4, all.getMinY() + all.getHeight() * 0.75));
        frames();

        assertThat(window.models().watch().viewport().end()).isGreaterThan(12_000_000_000L);
        assertThat(field.getText()).matches("worker 2 at [0-9.]+s");
        robot.interact(() -> field.setText("worker 2 at 3s"));
        robot.push(KeyCode.UP);
        robot.push(KeyCode.ALT, KeyCode.LEFT);
        assertThat(field.getText()).isEqualTo("worker 1 at 2.9s");
        robot.push(KeyCode.ENTER);
        frames();
        assertThat(robot.lookup("#lesson-said").query().getAccessibleText()).startsWith("You said “worker 1 at 2.9s”.");
        assertThat(robot.lookup("#lesson-place").queryAs(Label.class).getText()).isEqualTo("Step 3 of 7");

        assertThat(left(robot)).endsWith("Left at step 3 of 7.");
        open(robot, LESSON);
        teach(robot);
    }

    // A teacher makes a lesson of the run that is shown; what is wrong with it leads to its field.
    private void teach(FxRobot robot) {
        robot.interact(() -> window.lessons().newLesson());
        frames();
        assertThat(robot.lookup("#new-lesson-asks").query().isFocused()).isTrue();
        canBeReadFromTopToBottom(robot, "a new lesson");

        robot.interact(() -> robot.lookup("#new-lesson-check").queryButton().fire());
        eventually("what the check says", () -> robot.lookup("#new-lesson-findings .hyperlink").tryQuery().isPresent());
        assertThat(robot.lookup("#new-lesson-idea").query().isFocused()).isTrue();
        for (String field : new String[]{"idea", "audience", "introduction", "hint", "explanation"}) {
            robot.interact(() -> robot.lookup("#new-lesson-" + field).queryTextInputControl().setText("Some words."));
        }
        robot.interact(() -> robot.lookup("#new-lesson-preview").queryButton().fire());
        eventually("the preview", () -> window.lessons().model().isOpen());
        frames();
        assertThat(robot.lookup("#lesson-place").queryAs(Label.class).getText()).isEqualTo("Step 1 of 2");
        robot.interact(() -> window.lessons().leave());
        assertThat(robot.lookup("#new-lesson-idea").queryTextInputControl().getText()).isEqualTo("Some words.");
    }
}
