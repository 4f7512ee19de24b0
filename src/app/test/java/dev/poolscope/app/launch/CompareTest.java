package dev.poolscope.app.launch;

import java.util.Objects;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;

import dev.poolscope.app.chart.curves.StepChart;
import dev.poolscope.app.fx.Selected;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

class CompareTest extends WindowTest {

    @Test
    void twoRunsStandBesideEachOtherAndALinkLeadsToTheTask(FxRobot robot) {
        robot.interact(() -> {
            window.run().show(SimulatedRun.of(ReadyScenarios.load("burst-on-one"), 2));
            window.run().show(SimulatedRun.of(ReadyScenarios.load("burst-on-two"), 2));
        });

        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        robot.push(KeyCode.ESCAPE);
        assertThat(robot.lookup("#compare").query().isVisible()).as("after Escape").isFalse();
        robot.push(KeyCode.SHORTCUT, KeyCode.K);

        eventually("the comparison", () -> robot.lookup("#comparisonTables").tryQuery().isPresent());
        Node tables = robot.lookup("#comparisonTables").query();
        assertThat(robot.from(tables).lookup(".label").queryAllAs(Label.class)).extracting(Label::getText)
                .contains("single", "→ dual", "53", "72", "+19", "+35.8 %");
        robot.interact(() -> robot.window(0).setWidth(1000));
        frames();
        assertThat(robot.from(tables).lookup(".label").queryAllAs(Label.class)).filteredOn(cell -> !cell.isWrapText())
                .allSatisfy(cell -> assertThat(cell.getWidth()).as("the room for %s", cell.getText())
                        .isGreaterThanOrEqualTo(Math.floor(cell.prefWidth(-1))));
        assertThat(robot.from(robot.lookup("#compare")).lookup(".toggle-button")
                .queryAllAs(ToggleButton.class)).extracting(ToggleButton::getText)
                .containsExactly("Run 1, A burst on one worker, simulated");
        assertThat(robot.from(robot.lookup("#compare")).lookup(".label").queryAllAs(Label.class))
                .extracting(Label::getText).contains("Compare run 2 with");
        StepChart pending = robot.lookup("#compare-queue").queryAs(StepChart.class);
        assertThat(pending.curves()).extracting(curve -> curve.dashed()).containsExactly(false, true);
        assertThat(pending.told(pending.curves().get(0), 8_000_000_000L)).isNotEqualTo("–");
        Hyperlink link = robot.from(tables).lookup(".hyperlink").queryAllAs(Hyperlink.class).stream()
                .filter(each -> each.getText().equals("task 48 of burst waited 7.75 s, then 2.75 s")).findFirst()
                .orElseThrow();

        robot.interact(link::fire);
        robot.interact(robot.lookup("#compare-inB").queryAs(Hyperlink.class)::fire);

        assertThat(robot.lookup("#compare").query().isVisible()).isFalse();
        assertThat(Objects.requireNonNull(window.models().selection().selectedProperty().get()))
                .isEqualTo(new Selected.Task(48));
    }
}
