package dev.poolscope.app.launch;

import java.nio.file.Path;

import javafx.scene.control.Label;
import javafx.scene.control.TableView;

import dev.poolscope.app.fx.Selected;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.session.Recordings;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.telemetry.event.RunEvent;
import dev.poolscope.workload.format.ReadyScenarios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** What the log says of a large recording, of which at first only the numbers are read. */
class LargeRecordingLogTest extends WindowTest {
    @TempDir
    Path folder;

    private static String said(FxRobot robot) {
        TableView<?> table = robot.lookup("#eventTable").queryTableView();
        return table.getPlaceholder() instanceof Label label ? label.getText() : "";
    }

    @Test
    void eventsThatAreStillToBeReadAreNeitherFilteredOutNorForgotten(FxRobot robot) throws Exception {
        Path file = folder.resolve("run.poolscope");
        Recordings.write(file, SimulatedRun.of(ReadyScenarios.load("first-light"), 2), 1);
        ShownRun partial = ShownRun.of(Recordings.openToShow(file), file, true);
        robot.interact(() -> {
            partial.timeline().forgetUntil(partial.timeline().horizonNanos());
            window.run().add(partial);
        });
        frames();
        Label count = robot.lookup("#eventCount").queryAs(Label.class);
        assertThat(said(robot)).startsWith("The events are being read from the recording.");
        assertThat(count.getText()).isEmpty();

        robot.interact(() -> window.run().giveUpReading(partial));
        frames();
        assertThat(said(robot)).isEqualTo("The events of this recording could not be read.");

        ShownRun whole = ShownRun.of(Recordings.openToShow(file), file, false);
        RunEvent known = partial.events().get(partial.events().end() / 2);
        robot.interact(() -> {
            window.models().selection().select(new Selected.Event(known));
            window.models().cursor().showEvent(known);
            window.run().replace(partial, whole);
        });
        frames();
        assertThat(window.models().selection().selectedProperty().get()).as("what was selected is selected")
                .isEqualTo(new Selected.Event(known));
        assertThat(window.models().cursor().moment()).as("the moment that was looked at").hasValue(known.nanos());
        assertThat(count.getText()).endsWith(" events");
    }
}
