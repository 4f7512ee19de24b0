package dev.poolscope.app.launch;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;

import dev.poolscope.app.fx.ShownRun;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

class LessonInWindowTest extends WindowTest {
    private static final String LESSON = "one-worker-or-two";

    private static String place(FxRobot robot) {
        return robot.lookup("#lesson-place").queryAs(Label.class).getText();
    }

    private static String said(FxRobot robot) {
        return robot.lookup("#lesson-said").query().getAccessibleText();
    }

    @Test
    void aWholeLessonIsDoneByKeysAndEachPredictionComesBeforeItsPicture(FxRobot robot) {
        robot.push(KeyCode.F9);
        eventually("the list", () -> robot.lookup("#lesson-" + LESSON).tryQuery().isPresent());
        robot.interact(() -> robot.lookup("#lesson-" + LESSON).query().requestFocus());
        robot.push(KeyCode.ENTER);
        eventually("the lesson", () -> robot.lookup("#lesson-place").tryQuery().isPresent());
        assertThat(place(robot)).startsWith("Step 1 of");

        robot.push(KeyCode.PAGE_DOWN);
        assertThat(window.run().shownProperty().get()).isNull();
        assertThat(robot.lookup("#lesson-forth").queryAs(Button.class).isDisabled()).isTrue();
        robot.push(KeyCode.ENTER);
        assertThat(robot.lookup("#lesson-fault").queryAs(Label.class).getText()).isNotEmpty();
        robot.push(KeyCode.DIGIT3);
        robot.push(KeyCode.ENTER);
        assertThat(said(robot)).isEqualTo("You said: Two: it is a pool of two. It was: None: nothing is to be done."
                + " Here is the moment.");
        ShownRun shown = window.run().shownProperty().get();
        assertThat(shown).isNotNull();
        assertThat(shown.timeline().horizonNanos()).isEqualTo(500_000_000L);

        for (KeyCode answer : new KeyCode[]{KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT2}) {
            frames();
            robot.push(KeyCode.PAGE_DOWN);
            frames();
            robot.push(answer);
            robot.push(KeyCode.ENTER);
            assertThat(said(robot)).matches("You said: .+ So it (was\\. Here is the moment|is)\\.");
        }
        assertThat(place(robot)).isEqualTo("Step 6 of 6");
        assertThat(robot.lookup("#lesson-idea").queryAs(Label.class).getText()).contains("a limit");
        assertThat(window.run().obstacleProperty().get()).isEmpty();
        frames();
        robot.push(KeyCode.PAGE_UP);
        assertThat(place(robot)).isEqualTo("Step 5 of 6");
        assertThat(robot.lookup("#lesson-option-3").query().isDisabled()).isTrue();
        assertThat(settings.get().lessons().stopped()).containsKey(LESSON);

        teach(robot);
    }

    // The same question, large, in front of a class.
    private void teach(FxRobot robot) {
        robot.interact(() -> window.lessons().model().close());
        robot.interact(() -> window.lessons().open(LESSON));
        eventually("the lesson", () -> window.lessons().model().isOpen());
        assertThat(place(robot)).isEqualTo("Step 5 of 6");
        robot.interact(() -> window.shell().layout().presentationProperty().set(true));
        Node view = robot.lookup("#class").query();
        assertThat(view.isVisible()).isTrue();
        frames();
        robot.push(KeyCode.DIGIT3);
        robot.push(KeyCode.DIGIT3);
        robot.push(KeyCode.SHIFT, KeyCode.DIGIT3);
        robot.push(KeyCode.DIGIT1);
        assertThat(robot.lookup("#class-round").queryAs(Label.class).getText()).isEqualTo("Round 1 · 2 hands");
        robot.push(KeyCode.R);
        assertThat(robot.lookup("#class-round").queryAs(Label.class).getText()).isEqualTo("Round 2 · 0 hands");
        robot.push(KeyCode.SPACE);
        assertThat(view.getStyleClass()).contains("class-revealed");
        robot.interact(() -> window.shell().layout().presentationProperty().set(false));
        assertThat(view.isVisible()).isFalse();
    }
}
