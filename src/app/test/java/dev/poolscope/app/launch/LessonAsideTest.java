package dev.poolscope.app.launch;

import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;

import dev.poolscope.app.key.WindowAction;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** An open lesson that the form has taken the place of. */
class LessonAsideTest extends WindowTest {
    private Scenario next() {
        Scenario next = window.run().nextProperty().get();
        assertThat(next).isNotNull();
        return next;
    }

    private String openLesson(FxRobot robot) {
        robot.interact(() -> window.lessons().open("one-worker-or-two"));
        eventually("the lesson", () -> robot.lookup("#lesson-place").tryQuery().isPresent());
        return next().name();
    }

    @Test
    void whatStandsOnTheLeftIsWhatRunRuns(FxRobot robot) {
        String composed = window.models().document().scenarioProperty().get().name();
        String lesson = openLesson(robot);
        assertThat(lesson).isNotEqualTo(composed);
        assertThat(window.run().obstacleProperty().get()).as("no question is answered yet").isNotEmpty();

        robot.push(KeyCode.F9);
        assertThat(next().name()).as("the form is there").isEqualTo(composed);
        assertThat(window.run().obstacleProperty().get()).isEmpty();

        robot.push(KeyCode.F9);
        assertThat(next().name()).as("the lesson is there again").isEqualTo(lesson);
        assertThat(window.run().obstacleProperty().get()).isNotEmpty();
    }

    @Test
    void whatIsOpenedIsComposedInPlaceOfTheLesson(FxRobot robot) {
        openLesson(robot);

        robot.interact(() -> window.open(ReadyScenarios.load("starvation"), null));
        assertThat(next().name()).isEqualTo(window.models().document().scenarioProperty().get().name());
        assertThat(window.run().obstacleProperty().get()).isEmpty();
        assertThat(robot.lookup("#lesson-place").tryQuery()).as("the lesson").isEmpty();
    }

    @Test
    void anEditThatIsUndoneBehindTheLessonIsNotRun(FxRobot robot) {
        robot.interact(() -> window.models().document().edit("seed", it -> it.withSeed(77)));
        String lesson = openLesson(robot);

        robot.interact(() -> window.models().document().undo());
        assertThat(next().name()).isEqualTo(lesson);
        assertThat(window.run().obstacleProperty().get()).isNotEmpty();
    }

    @Test
    void aClassSeesThePictureWhileTheFormIsThere(FxRobot robot) {
        openLesson(robot);
        robot.push(KeyCode.F9);
        robot.interact(() -> window.shell().command(WindowAction.PRESENTATION).run());
        assertThat(robot.lookup("#class").query().isVisible()).as("the lesson over the picture").isFalse();

        robot.interact(() -> window.shell().command(WindowAction.PRESENTATION).run());
        robot.push(KeyCode.F9);
        robot.interact(() -> window.shell().command(WindowAction.PRESENTATION).run());
        assertThat(robot.lookup("#class").query().isVisible()).isTrue();
    }

    @Test
    void aClassIsToldOnlyKeysThatDoSomething(FxRobot robot) {
        openLesson(robot);
        robot.interact(() -> window.shell().command(WindowAction.PRESENTATION).run());
        assertThat(keys(robot)).as("nothing is asked yet").doesNotContain("hand", "hint", "reveals")
                .contains("blank", "steps");
        robot.push(KeyCode.RIGHT);
        assertThat(keys(robot)).contains("counts a hand", "hint", "blank", "reveals", "steps");
    }

    private static String keys(FxRobot robot) {
        return robot.lookup(".class-keys").queryAs(Label.class).getText();
    }
}
