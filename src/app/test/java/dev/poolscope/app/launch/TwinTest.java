package dev.poolscope.app.launch;

import java.util.List;
import java.util.Objects;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;

import dev.poolscope.app.chart.lanes.LanesChart;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.key.WindowAction;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.telemetry.event.PoolEvent;
import dev.poolscope.workload.format.EditableValues;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.model.Scenario;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** A run is done again with one change, on threads or in virtual time, and stands beside the first. */
class TwinTest extends WindowTest {

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    private void ask(FxRobot robot, WindowAction action) {
        robot.interact(() -> window.shell().command(action).run());
    }

    private static void type(FxRobot robot, String field, String text) {
        robot.interact(() -> robot.lookup(field).queryAs(TextField.class).setText(text));
    }

    private static Button button(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Button.class);
    }

    private void showSimulated(FxRobot robot, String name) {
        robot.interact(() -> window.run().show(SimulatedRun.of(ReadyScenarios.load(name), 2)));
    }

    private void eventuallyCompared(FxRobot robot) {
        eventually("the comparison", () -> robot.lookup("#compare-kinship").tryQuery().isPresent());
    }

    private ShownRun shown() {
        return Objects.requireNonNull(window.run().shownProperty().get());
    }

    @Test
    void aSimulatedRunIsSimulatedAgainWithOneChangeAndComparedTaskByTask(FxRobot robot) {
        showSimulated(robot, "burst-on-one");

        ask(robot, WindowAction.TWIN);
        assertThat(robot.lookup("#twin-value").queryAs(TextField.class).getText()).isEqualTo("1");
        assertThat(text(robot, "#twin-about")).as("true of a change of the arrivals as well").endsWith(
                "The seed stays 1: what the change leaves alone arrives and is drawn as before.");
        assertThat(button(robot, "#twin-start").isDisabled()).as("nothing is changed").isTrue();
        type(robot, "#twin-value", "two");
        assertThat(text(robot, "#twin-fault"))
                .isEqualTo("found the text 'two'; a whole number from 1 to 1000 is needed");
        assertThat(button(robot, "#twin-start").isDisabled()).isTrue();
        type(robot, "#twin-value", "2");
        robot.interact(button(robot, "#twin-start")::fire);
        eventuallyCompared(robot);

        assertThat(shown().simulation()).isEqualTo("simulated on 2 processors");
        assertThat(shown().scenario().pool().maxWorkers()).isEqualTo(2);
        assertThat(text(robot, "#compare-kinship")).isEqualTo("They are twins: all that was changed is workers 1 → 2. "
                + "Both have the same arrivals and the same draws: all 72 tasks stand beside each other, "
                + "the n-th of a stream beside the n-th. Of them 19 started in B only.");
        Node pairs = robot.lookup("#compare-pairs").query();
        robot.interact(robot.from(pairs).lookup(".hyperlink").queryAllAs(Hyperlink.class).stream()
                .filter(each -> each.getText().equals("task 48 of burst waited 7.75 s, then 2.75 s")).findFirst()
                .orElseThrow()::fire);
        assertThat(text(robot, "#compare-task")).isEqualTo("Task 48 of burst waited 7.75 s, then 2.75 s.");
        for (String lanes : List.of("#compare-lanes-a", "#compare-lanes-b")) {
            assertThat(Objects.requireNonNull(robot.lookup(lanes).queryAs(LanesChart.class).highlightProperty().get())
                    .taskId()).isEqualTo(48);
        }

        robot.interact(() -> {
            window.shell().layout().closeCards();
            robot.lookup("#runsButton").queryAs(MenuButton.class).setText("Run 2  ·  " + "a long change ".repeat(6));
        });
        frames();
        Node last = robot.lookup("#explainButton").query();
        assertThat(last.localToScene(last.getLayoutBounds()).getMaxX())
                .as("the end of the bar, beside the name of a run with its change")
                .isLessThanOrEqualTo(last.getScene().getWidth());
    }

    @Test
    void aRunOnThreadsIsRunAgainWithTheSameSeedAndComparedWhenItIsOver(FxRobot robot) {
        Scenario one = ReadyScenarios.load("burst-on-one");
        robot.interact(() -> {
            window.run().start(one);
            fake.end(SimulatedRun.of(one, 2));
        });
        eventually("the end", () -> window.run().activeProperty().get() == null);

        ask(robot, WindowAction.TWIN);
        robot.interact(() -> {
            ComboBox<EditableValues.Value> fields = robot.lookup("#twin-field").queryComboBox();
            fields.setValue(fields.getItems().stream().filter(it -> it.path().equals("streams.burst.count")).findFirst()
                    .orElseThrow());
        });
        type(robot, "#twin-value", "12");
        robot.interact(button(robot, "#twin-start")::fire);
        Scenario changed = shown().scenario();
        assertThat(changed.seed()).isEqualTo(one.seed());
        assertThat(robot.lookup("#compare").query().isVisible()).as("while it goes on").isFalse();
        robot.interact(() -> begun.get(1).end(SimulatedRun.of(changed, 2)));
        eventuallyCompared(robot);

        assertThat(text(robot, "#compare-kinship"))
                .startsWith("They are twins: all that was changed is burst arrivals ")
                .contains("12 tasks stand beside each other");
    }

    @Test
    void whatIfReplaysTheRecordedLoadOnAnotherPoolOrWithAnActionAtTheCursor(FxRobot robot) {
        showSimulated(robot, "burst-on-one");

        ask(robot, WindowAction.WHAT_IF);
        eventually("what is filled in",
                () -> text(robot, "#whatIf-lacks").startsWith("Filled in: of stream 'burst', 19"));
        type(robot, "#whatIf-idleTimeout", "soon");
        assertThat(text(robot, "#whatIf-fault")).startsWith("Idle timeout: 'soon' is not a duration; allowed are ");
        type(robot, "#whatIf-idleTimeout", "1s");
        type(robot, "#whatIf-maxWorkers", "4");
        type(robot, "#whatIf-maxTasksPerWorker", "9");
        robot.interact(button(robot, "#whatIf-start")::fire);
        eventuallyCompared(robot);

        var pool = shown().scenario().pool();
        assertThat(List.of(pool.maxWorkers(), pool.maxTasksPerWorker())).containsExactly(4, 9);
        assertThat(shown().isReplay()).isTrue();
        assertThat(shown().simulation()).endsWith("replaying the load of run 1");
        assertThat(text(robot, "#compare-filled-in")).startsWith(
                "B replays recorded arrivals and service times. Filled in: of stream 'burst', 19 of 72 tasks");
        assertThat(window.shell().command(WindowAction.TWIN).disabledProperty().get()).as("twin of a replay").isTrue();

        robot.interact(() -> {
            window.shell().layout().closeCards();
            window.models().cursor().showMoment(3_500_000_000L);
        });
        robot.interact(() -> window.models().cursor().showMoment(3_396_266_667L));
        ask(robot, WindowAction.WHAT_IF);
        assertThat(robot.lookup("#whatIf-at").queryAs(TextField.class).getText()).isEqualTo("3.396s");
        robot.interact(() -> {
            window.shell().layout().closeCards();
            window.models().cursor().showMoment(3_500_000_000L);
        });
        ask(robot, WindowAction.WHAT_IF);
        robot.interact(() -> robot.lookup("#whatIf-action").queryAs(RadioButton.class).setSelected(true));
        assertThat(robot.lookup("#whatIf-at").queryAs(TextField.class).getText()).isEqualTo("3.5s");
        type(robot, "#whatIf-at", "1h");
        assertThat(text(robot, "#whatIf-fault")).isEqualTo("at: the run lasted 13.1s; no action can come later");
        type(robot, "#whatIf-at", "3.5s");
        type(robot, "#whatIf-value", "100ms");
        robot.interact(button(robot, "#whatIf-start")::fire);
        eventuallyCompared(robot);

        assertThat(shown().scenario().actions()).anySatisfy(timed -> {
            assertThat(timed.at().toMillis()).isEqualTo(3500);
            assertThat(timed.action().text()).isEqualTo("setIdleTimeout: 100ms");
        });
        assertThat(Objects.requireNonNull(shown().finished()).events())
                .filteredOn(event -> event.nanos() == 3_500_000_000L)
                .hasAtLeastOneElementOfType(PoolEvent.IdleTimeoutChanged.class);
    }

    /** How much of a card is out of sight, in pixels. */
    private static double hidden(FxRobot robot, String card) {
        ScrollPane scroll = robot.from(robot.lookup(card)).lookup(".shortcuts-scroll").queryAs(ScrollPane.class);
        return scroll.getContent().getLayoutBounds().getHeight() - scroll.getViewportBounds().getHeight();
    }

    @Test
    void aCardGrowsWithItsTextAsFarAsTheWindowHasRoom(FxRobot robot) {
        for (String scenario : List.of("burst-on-one", "first-light", "burst-on-one")) {
            showSimulated(robot, scenario);
            ask(robot, WindowAction.WHAT_IF);
            eventually("what is filled in", () -> text(robot, "#whatIf-lacks").startsWith("Filled in: "));
            frames();
            assertThat(hidden(robot, "#whatIf")).as("hidden of %s", scenario).isLessThanOrEqualTo(1);
            robot.interact(() -> robot.lookup("#whatIf-lacks").queryAs(Label.class).setText("more text ".repeat(60)));
            frames();
            assertThat(hidden(robot, "#whatIf")).as("with more text").isLessThanOrEqualTo(1);
            robot.interact(() -> robot.lookup("#whatIf-lacks").queryAs(Label.class).setText("more text ".repeat(900)));
            frames();
            assertThat(hidden(robot, "#whatIf")).as("with too much text").isGreaterThan(100);
            robot.interact(window.shell().layout()::closeCards);
        }
    }
}
