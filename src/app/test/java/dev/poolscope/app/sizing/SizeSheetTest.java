package dev.poolscope.app.sizing;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.shape.Circle;

import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.launch.WindowTest;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.workload.format.InvalidScenarioException;
import dev.poolscope.workload.format.ScenarioReader;
import dev.poolscope.workload.model.Overheads;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

class SizeSheetTest extends WindowTest {

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }

    @Test
    void calibratingPutsIntoTheScenarioWhatThisMachineAdds(FxRobot robot) throws Exception {
        Scenario composed = ScenarioReader.parse("load.yaml",
                """
                poolscope: 1
                name: load
                duration: 400ms
                pool: { type: dual }
                streams:
                  - { name: web, arrivals: { constant: { rate: 100/s } }, task: { sleep: 5ms } }
                """);
        robot.interact(() -> window.open(composed, null));
        robot.interact(robot.lookup("#sizeButton").queryAs(Button.class)::fire);

        robot.interact(robot.lookup("#size-calibrate").queryAs(Button.class)::fire);

        eventually("what was measured", () -> !window.run().nextProperty().get().overheads().isNone());
        eventually("the answer", () -> text(robot, "#size-progress").equals("Simulated: 480 runs"));
        assertThat(robot.lookup("#size-calibrate").queryAs(Button.class).isDisabled()).isFalse();
        assertThat(window.run().nextProperty().get().withOverheads(Overheads.NONE)).isEqualTo(composed);
    }

    @Test
    void theAnswerComesWithOneClickAndItsRunWithAnother(FxRobot robot) throws Exception {
        Scenario composed = ScenarioReader.parse("load.yaml",
                """
                poolscope: 1
                name: load
                duration: 400ms
                pool: { type: dual }
                streams:
                  - { name: web, arrivals: { constant: { rate: 100/s } }, task: { sleep: 25ms } }
                expect: [ wait.max <= 0s ]
                """);
        robot.interact(() -> window.open(composed, null));

        robot.interact(robot.lookup("#sizeButton").queryAs(Button.class)::fire);

        eventually("the answer", () -> text(robot, "#size-progress").equals("Simulated: 480 runs"));
        assertThat(text(robot, "#size-answer")).startsWith("Smallest: 3 workers (max 0 ns); 2 give max ");
        eventually("the dots", () -> dots(robot).size() == 14);
        assertThat(robot.lookup("#size-curve").queryParent().lookupAll(".size-saturated")).hasSize(2);

        robot.interact(() -> robot.lookup("#size-values").queryAs(TextField.class).setText("4..1"));
        robot.interact(robot.lookup("#size-start").queryAs(Button.class)::fire);
        assertThat(text(robot, "#size-answer")).isEqualTo("the range '4..1' goes down; it goes up, by a step above 0");

        robot.interact(() -> robot.lookup("#size-values").queryAs(TextField.class).setText("2..3"));
        robot.interact(robot.lookup("#size-start").queryAs(Button.class)::fire);
        eventually("the answer", () -> text(robot, "#size-progress").equals("Simulated: 60 runs"));
        // The dots are made anew with the answer: looked for in the thread that makes them.
        eventually("the dots", () -> !dots(robot).isEmpty());
        robot.interact(() -> ((Circle) dots(robot).iterator().next()).getOnMouseClicked().handle(null));
        eventually("the run of the dot", () -> window.run().shownProperty().get() != null);

        ShownRun shown = window.run().shownProperty().get();
        assertThat(shown).isNotNull();
        assertThat(shown.scenario().pool().maxWorkers()).isEqualTo(3);
        assertThat(shown.simulation()).startsWith("simulated on ");
        assertThat(window.run().nextProperty().get()).as("what is composed").isEqualTo(composed);

        robot.interact(robot.lookup("#sizeButton").queryAs(Button.class)::fire);
        eventually("the answer", () -> text(robot, "#size-progress").equals("Simulated: 60 runs"));
        robot.interact(robot.lookup("#size-check").queryAs(Button.class)::fire);
        eventually("the run on threads", () -> begun.size() == 1);
        ShownRun real = Objects.requireNonNull(window.run().shownProperty().get());
        robot.interact(() -> fake.end(SimulatedRun.of(real.scenario(), 2)));
        eventually("both", () -> robot.lookup("#compare-kinship").tryQuery().isPresent());
        assertThat(text(robot, "#compare-kinship")).contains("all 40 tasks stand beside each other");
    }

    /** The run that one click opens is that of the answer, in whichever direction the goal is reached. */
    @Test
    void theRunThatIsOfferedIsThatOfTheAnswer(FxRobot robot) {
        robot.interact(() -> window.open(expecting("wait.max < 8ms"), null));
        askedOnOpening(robot);
        answered(robot, "pool.maxWorkers", "1..4", "Smallest: 3 workers");
        assertThat(offered(robot)).isEqualTo("3 workers");

        answered(robot, "streams.web.rate", "20/s,60/s,200/s", "Largest: streams.web.rate=60/s");
        assertThat(offered(robot)).isEqualTo("streams.web.rate=60/s");

        answered(robot, "pool.maxWorkers", "2,1", "Never reached: ");
        assertThat(text(robot, "#size-answer")).containsIgnoringCase("nearest: " + offered(robot) + " (");
        assertThat(offered(robot)).isEqualTo("2 workers");
    }

    private void answered(FxRobot robot, String vary, String values, String answer) {
        robot.interact(() -> {
            robot.lookup("#size-vary").<ChoiceBox<String>>query().setValue(vary);
            robot.lookup("#size-values").queryAs(TextField.class).setText(values);
        });
        robot.interact(robot.lookup("#size-start").queryAs(Button.class)::fire);
        eventually("the answer", () -> text(robot, "#size-progress").startsWith("Simulated: ")
                && text(robot, "#size-answer").startsWith(answer));
    }

    private static String offered(FxRobot robot) {
        return robot.lookup("#size-point").<ChoiceBox<String>>query().getValue();
    }

    @Test
    void whatIsAskedIsAboutTheScenarioThatIsOpen(FxRobot robot) throws Exception {
        robot.interact(() -> window.open(expecting("wait.p95 < 500ms"), null));
        assertThat(askedOnOpening(robot)).isEqualTo(List.of("pool.maxWorkers", "1..16", "wait.p95 < 500ms"));
        robot.interact(() -> window.models().document().edit("another goal", it -> expecting("total.p50 < 60ms")));
        assertThat(askedOnOpening(robot)).as("after an edit")
                .isEqualTo(List.of("pool.maxWorkers", "1..16", "total.p50 < 60ms"));

        robot.interact(() -> {
            robot.lookup("#size-vary").<ChoiceBox<String>>query().setValue("streams.web.rate");
            robot.lookup("#size-values").queryAs(TextField.class).setText("10/s,20/s");
            robot.lookup("#size-goal").queryAs(TextField.class).setText("wait.mean < 7ms");
        });
        assertThat(askedOnOpening(robot)).as("what was typed")
                .isEqualTo(List.of("streams.web.rate", "10/s,20/s", "wait.mean < 7ms"));

        robot.interact(() -> window.open(expecting("wait.p99 < 50ms"), null));
        assertThat(askedOnOpening(robot)).as("of another scenario")
                .isEqualTo(List.of("pool.maxWorkers", "1..16", "wait.p99 < 50ms"));
    }

    /** Closes the sheet and opens it; {@return what it varies, the values and the goal} */
    private List<String> askedOnOpening(FxRobot robot) {
        robot.interact(() -> {
            window.shell().layout().sizingProperty().set(false);
            window.shell().layout().sizingProperty().set(true);
        });
        return List.of(robot.lookup("#size-vary").<ChoiceBox<String>>query().getValue(),
                robot.lookup("#size-values").queryAs(TextField.class).getText(),
                robot.lookup("#size-goal").queryAs(TextField.class).getText());
    }

    private static Scenario expecting(String goal) {
        try {
            return ScenarioReader.parse("load.yaml",
                    """
                    poolscope: 1
                    name: load
                    duration: 400ms
                    pool: { type: dual }
                    streams:
                      - { name: web, arrivals: { constant: { rate: 100/s } }, task: { sleep: 25ms } }
                    expect: [ starved == false, '%s' ]
                    """.formatted(goal));
        } catch (InvalidScenarioException invalid) {
            throw new AssertionError(invalid);
        }
    }

    private static Set<Node> dots(FxRobot robot) {
        return robot.lookup("#size-curve").queryParent().lookupAll(".size-dot");
    }
}
