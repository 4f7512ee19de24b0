package dev.poolscope.app.shell;

import java.util.Locale;
import java.util.Random;

import javafx.scene.Node;
import javafx.scene.control.Label;

import dev.poolscope.app.launch.WindowTest;
import dev.poolscope.telemetry.event.Counts;
import dev.poolscope.telemetry.event.EventBatch;
import dev.poolscope.telemetry.timeline.LossyRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** Every count on the screen is what a pool that loses events has counted itself, while it runs and when it is over. */
class CountsOnScreenTest extends WindowTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void statusBarAndLedgerCountWhatHappenedWhateverWasLost(long seed, FxRobot robot) {
        Random dice = new Random(seed);
        LossyRun run = new LossyRun(seed, 64);
        // In a narrow window something has to go, but no number may lose its digits.
        double width = seed == 1 ? 1280 : seed == 2 ? 1000 : 900;
        robot.interact(() -> robot.lookup("#state").query().getScene().getWindow().setWidth(width));
        robot.interact(() -> window.run().start());
        frames();
        for (int part = 0; part < 6; part++) {
            run.play(300 + dice.nextInt(600));
            // A reader that is behind gets everything with the reading after that which finds it waiting.
            take(run, robot);
            run.settle();
            take(run, robot);
            look(robot, run, "part %d of seed %d".formatted(part, seed));
        }
        run.finish();
        take(run, robot);

        look(robot, run, "the end of seed " + seed);
        assertThat(window.run().lostProperty().get()).as("lost of seed %d", seed).isPositive();
        assertThat(text(robot, "#state")).contains("terminated");
        assertThat(text(robot, "#balance")).contains("one of the three bins");
    }

    private void take(LossyRun run, FxRobot robot) {
        robot.interact(() -> {
            for (EventBatch batch = run.poll(); batch != null; batch = run.poll()) {
                fake.hand(batch);
            }
        });
        frames();
        frames();
    }

    private void look(FxRobot robot, LossyRun run, String where) {
        Counts counts = run.now().counts();
        showLedger(robot);
        figure(robot, "alive", counts.alive(), where);
        figure(robot, "busy", counts.busy(), where);
        figure(robot, "free", counts.free(), where);
        figure(robot, "pending", counts.pending(), where);
        figure(robot, "completed", counts.completed(), where);
        figure(robot, "failed", counts.failed(), where);
        figure(robot, "cancelled", counts.cancelled(), where);
        figure(robot, "rejected", counts.rejected(), where);
        assertThat(text(robot, "#submitted")).as("submitted, %s", where).isEqualTo(number(counts.submitted()));
        assertThat(text(robot, "#open")).as("open, %s", where)
                .isEqualTo(number(counts.submitted() - counts.completed() - counts.failed() - counts.cancelled()));
        assertThat(text(robot, "#cancelledCount")).as("cancelled by the pool, %s", where)
                .startsWith(counts.cancelledByPool() == 0 ? "" : number(counts.cancelledByPool()));
    }

    private static void figure(FxRobot robot, String name, long expected, String where) {
        Node figure = robot.lookup("#figure-" + name).query();
        assertThat(figure.isVisible() || expected == 0).as("%s is shown, %s", name, where).isTrue();
        if (figure.isVisible()) {
            Label label = (Label) figure.lookup(".number");
            assertThat(label.getWidth()).as("room for %s, %s", name, where)
                    .isGreaterThanOrEqualTo(label.prefWidth(-1) - 0.5);
            assertThat(((Label) figure.lookup(".number")).getText()).as("%s, %s", name, where)
                    .isEqualTo(number(expected));
        }
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }
}
