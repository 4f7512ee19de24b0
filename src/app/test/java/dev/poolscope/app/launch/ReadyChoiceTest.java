package dev.poolscope.app.launch;

import javafx.scene.control.ComboBoxBase;
import javafx.scene.input.KeyCode;

import dev.poolscope.app.compose.form.ScenarioDocument;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** A ready scenario that is searched for and chosen by keys. */
class ReadyChoiceTest extends WindowTest {
    @Test
    void whatIsSearchedForIsAskedAboutOnce(FxRobot robot) {
        robot.interact(() -> document().edit("rename", scenario -> new Scenario("Mine", scenario.description(),
                scenario.seed(), scenario.duration(), scenario.pool(), scenario.streams(), scenario.actions(),
                scenario.expectations())));
        assertThat(document().dirtyProperty().get()).isTrue();

        choices.decide(null);
        search(robot, "starv");
        eventually("asked", () -> !choices.asked().isEmpty());
        frames();
        assertThat(choices.asked()).as("one choice, one question").hasSize(1);
        assertThat(document().scenarioProperty().get().name()).isEqualTo("Mine");

        choices.decide(1);
        search(robot, "one-lock");
        eventually("it is there", () -> document().scenarioProperty().get().equals(ReadyScenarios.load("one-lock")));
        frames();
        assertThat(choices.asked()).as("the next choice is asked about as well").hasSize(2);
    }

    private static void search(FxRobot robot, String name) {
        robot.interact(() -> robot.lookup("#compose-ready").<ComboBoxBase<String>>query().show());
        frames();
        robot.write(name, 0);
        frames();
        robot.push(KeyCode.ENTER);
    }

    private ScenarioDocument document() {
        return window.models().document();
    }
}
