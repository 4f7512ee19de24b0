package dev.poolscope.app.launch;

import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.ScrollEvent;
import javafx.scene.paint.Color;

import dev.poolscope.app.chart.curves.StepChart;
import dev.poolscope.app.chart.lanes.LanesChart;
import dev.poolscope.app.chart.time.TimeChart;
import dev.poolscope.app.fx.Command;
import dev.poolscope.app.fx.Selected;
import dev.poolscope.app.key.WindowAction;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.workload.format.EditableValues;
import dev.poolscope.workload.format.ReadyScenarios;
import dev.poolscope.workload.model.Scenario;
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
                .contains("most workers", "→ 2", "53", "72", "+19", "+35.8 %");
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

    @Test
    void aKeyForWhatCannotBeDoneSaysWhyNot(FxRobot robot) {
        Command compare = window.shell().command(WindowAction.COMPARE);
        assertThat(compare.disabledProperty().get()).isTrue();

        robot.push(KeyCode.SHORTCUT, KeyCode.K);

        assertThat(robot.lookup("#compare").query().isVisible()).isFalse();
        assertThat(Objects.requireNonNull(window.shell().notices().shownProperty().get()).text()).isNotBlank()
                .isEqualTo(compare.hintProperty().get());
    }

    @Test
    void nothingIsToldOfTheShorterRunAfterItsEnd(FxRobot robot) {
        robot.interact(() -> {
            window.run().show(SimulatedRun.of(ReadyScenarios.load("burst-on-one"), 2));
            window.run().show(SimulatedRun.of(ReadyScenarios.load("shutdown-in-a-burst"), 2));
        });

        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        eventually("the comparison", () -> robot.lookup("#comparisonTables").tryQuery().isPresent());

        for (String id : List.of("#compare-queue", "#compare-busy", "#compare-waiting")) {
            StepChart chart = robot.lookup(id).queryAs(StepChart.class);
            long longer = chart.viewport().horizon();
            assertThat(longer).isGreaterThan(13_000_000_000L);
            TreeMap<Long, Double> jumps = new TreeMap<>();
            chart.curves().get(1).source().steps(0, longer, jumps::put);
            assertThat(chart.told(chart.curves().get(0), 10_000_000_000L)).as("%s, the longer one", id)
                    .isNotEqualTo("–");
            assertThat(chart.told(chart.curves().get(1), 9_000_000_001L)).as("%s, past the end", id).isEqualTo("ended");
            assertThat(jumps.entrySet()).filteredOn(jump -> jump.getKey() > 9_000_000_000L)
                    .allSatisfy(jump -> assertThat(jump.getValue()).as("%s at %d ns", id, jump.getKey()).isNaN());
            assertThat(jumps.lastEntry().getValue()).as("%s at the end", id).isNaN();
        }
        robot.interact(() -> {
            LanesChart lanes = robot.lookup("#compare-lanes-b").queryAs(LanesChart.class);
            Image picture = lanes.snapshot(null, null);
            double axis = lanes.getWidth() - lanes.gutter() - TimeChart.RIGHT_MARGIN;
            int middle = 20;
            Color beside = picture.getPixelReader().getColor((int) lanes.getWidth() - 2, middle);
            assertThat(picture.getPixelReader()
                    .getColor((int) (lanes.gutter() + lanes.viewport().xOf(8_500_000_000L, axis)), middle))
                    .as("the lane before the end").isNotEqualTo(beside);
            // Not where the lines of the grid are.
            for (long moment = 9_300_000_000L; moment < 13_000_000_000L; moment += 500_000_000) {
                int x = (int) (lanes.gutter() + lanes.viewport().xOf(moment, axis));
                assertThat(picture.getPixelReader().getColor(x, middle)).as("the lane at %d ns", moment)
                        .isEqualTo(beside);
            }
        });
    }

    private static void wheel(FxRobot robot, Node over, double up, boolean control) {
        robot.interact(() -> over.fireEvent(new ScrollEvent(ScrollEvent.SCROLL, 300, 20, 300, 20, false, control, false,
                false, false, false, 0, up, 0, up, ScrollEvent.HorizontalTextScrollUnits.NONE, 0,
                ScrollEvent.VerticalTextScrollUnits.NONE, 0, 0, null)));
        frames();
    }

    @Test
    void theWheelScrollsLanesThatAreNotAllInSightAndElseTheComparison(FxRobot robot) throws Exception {
        Scenario burst = ReadyScenarios.load("burst-on-one");
        Scenario wide = EditableValues.change(burst, EditableValues.MAX_WORKERS, "40");
        robot.interact(() -> {
            window.run().show(SimulatedRun.of(wide, 2));
            window.run().show(SimulatedRun.of(burst, 2));
        });
        robot.push(KeyCode.SHORTCUT, KeyCode.K);
        eventually("the comparison", () -> robot.lookup("#comparisonTables").tryQuery().isPresent());
        frames();
        ScrollPane card = robot.from(robot.lookup("#compare")).lookup(".shortcuts-scroll").queryAs(ScrollPane.class);

        for (TimeChart chart : robot.from(card).lookup(".time-chart").queryAllAs(TimeChart.class)) {
            robot.interact(() -> card.setVvalue(0.3));
            if (!"compare-lanes-a".equals(chart.getId())) {
                wheel(robot, chart, -40, false);
                assertThat(card.getVvalue()).as("down over %s", chart).isGreaterThan(0.3);
            }
        }
        robot.interact(() -> card.setVvalue(0.3));
        LanesChart lanes = robot.lookup("#compare-lanes-a").queryAs(LanesChart.class);
        ScrollBar bar = robot.from(lanes).lookup(".scroll-bar").queryAs(ScrollBar.class);
        wheel(robot, lanes, -40, false);
        assertThat(bar.getValue()).as("40 lanes").isEqualTo(40);
        assertThat(card.getVvalue()).as("as long as there are more lanes").isEqualTo(0.3);
        wheel(robot, lanes, -1e6, false);
        assertThat(bar.getValue()).isEqualTo(bar.getMax());
        wheel(robot, lanes, -40, false);
        assertThat(card.getVvalue()).as("below the last lane").isGreaterThan(0.3);

        double before = card.getVvalue();
        long span = lanes.viewport().span();
        wheel(robot, lanes, 40, true);
        assertThat(lanes.viewport().span()).as("zoomed").isLessThan(span);
        assertThat(card.getVvalue()).isEqualTo(before);
    }
}
