package dev.poolscope.app.shell;

import javafx.scene.control.Label;
import javafx.scene.control.TabPane;

import dev.poolscope.app.fx.FakeRun;
import dev.poolscope.app.fx.RunCursor;
import dev.poolscope.app.launch.WindowTest;
import dev.poolscope.telemetry.event.EventType;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** The state says of which moment it is, and of which point of that moment. */
class StateMomentTest extends WindowTest {

    @Test
    void whatIsHeldOrOverIsNotCalledThePresent(FxRobot robot) {
        runTheStory(robot);
        showState(robot);
        assertThat(text(robot, "#stateTitle")).isEqualTo("State now, at 5.200 s");

        robot.interact(() -> window.run().setPaused(true));
        fake.tell(7000);
        frames();
        assertThat(text(robot, "#stateTitle")).isEqualTo("State when the picture was held, at 5.200 s");

        robot.interact(() -> {
            window.run().setPaused(false);
            fake.tell(7000, FakeRun.event(7000, EventType.TERMINATED, 0, 0));
            fake.end();
        });
        frames();
        assertThat(text(robot, "#stateTitle")).isEqualTo("State at the end, 7.000 s");
    }

    @Test
    void betweenTwoEventsOfOneMomentItSaysWhatIsStillToCome(FxRobot robot) {
        runTheStory(robot);
        showState(robot);

        robot.interact(() -> {
            window.models().cursor().toStart();
            window.models().cursor().showEvent(FakeRun.story()[0]);
        });
        assertThat(robot.lookup("#stateWithin").query().isVisible()).isTrue();
        assertThat(text(robot, "#stateWithin"))
                .isEqualTo(
                        "1 event of this very moment is still to come. Bars and curves show it already; the words and"
                                + " numbers beside them do not.");
        assertThat(text(robot, "#transportWhere")).isEqualTo("Cursor at 0.000 s, before 1 more event of it");
        assertThat(robot.lookup("#workers").query().getAccessibleText()).contains("alive 0");
        assertThat(text(robot, "#stateWorkersTitle")).isEqualTo("Workers: 0 alive, 0 busy, 0 free or starting");

        robot.interact(() -> window.models().cursor().next(RunCursor.Step.EVENT));
        assertThat(robot.lookup("#stateWithin").query().isVisible()).isFalse();
        assertThat(text(robot, "#stateWorkersTitle")).isEqualTo("Workers: 1 alive, 0 busy, 1 free or starting");
        assertThat(text(robot, "#transportWhere")).isEqualTo("Cursor at 0.000 s");
    }

    private static void showState(FxRobot robot) {
        robot.interact(() -> robot.lookup("#tabs").queryAs(TabPane.class).getSelectionModel().select(1));
        frames();
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }
}
