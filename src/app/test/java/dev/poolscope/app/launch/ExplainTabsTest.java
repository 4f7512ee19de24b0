package dev.poolscope.app.launch;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.stage.Window;

import dev.poolscope.session.SimulatedRun;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** The names of the tabs on the right, in a window that becomes narrow. */
class ExplainTabsTest extends WindowTest {
    @Test
    void allNamesAreReadAgainWhenTheWindowIsMadeNarrow(FxRobot robot) {
        Node tabs = robot.lookup("#tabs").query();
        Window window = tabs.getScene().getWindow();
        robot.interact(() -> {
            window.setWidth(1280);
            this.window.run().show(SimulatedRun.of(ReadyScenarios.load("starvation"), 2));
        });
        frames();
        showLedger(robot);
        frames();
        for (double width : new double[]{980, 1000}) {
            robot.interact(() -> window.setWidth(width));
            frames();
        }

        Bounds room = tabs.localToScene(tabs.getLayoutBounds());
        assertThat(robot.from(tabs).lookup(".tab-label").<Node>queryAll()).hasSize(4).allSatisfy(name -> {
            Bounds there = name.localToScene(name.getLayoutBounds());
            assertThat(there.getMinX()).isGreaterThanOrEqualTo(room.getMinX());
            assertThat(there.getMaxX()).isLessThanOrEqualTo(room.getMaxX());
        });
        assertThat(robot.from(tabs).lookup(".control-buttons-tab").<Node>queryAll())
                .as("the menu of names that have no room").noneMatch(Node::isVisible);
    }
}
