package dev.poolscope.app.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.poolscope.app.fx.PromptRobot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("ui")
@ExtendWith(PromptRobot.class)
class LatestTaskTest {
    private final List<Runnable> background = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final LatestTask tasks = new LatestTask();

    private void begin(FxRobot robot, Callable<String> work) {
        robot.interact(() -> tasks.start(new BackgroundTask<>(work, said::add, said::add), background::add));
    }

    /** Lets them end in an order, and waits until the thread of the screen has heard of it. */
    private void end(FxRobot robot, int... order) {
        for (int which : order) {
            background.get(which).run();
        }
        robot.interact(() -> {
            // What was to be done before is done.
        });
    }

    @Test
    void theOneThatWasAskedForLastWinsAlsoIfItIsTheQuicker(FxRobot robot) {
        begin(robot, () -> "slow");
        begin(robot, () -> {
            throw new IllegalArgumentException("fails slowly");
        });
        begin(robot, () -> "quick");

        end(robot, 2, 0, 1);

        assertThat(said).containsExactly("quick");
    }

    @Test
    void whatIsForgottenHasNoConsequencesAndWhatIsBegunLaterHas(FxRobot robot) {
        begin(robot, () -> "closed");
        robot.interact(tasks::forget);
        end(robot, 0);
        assertThat(said).isEmpty();

        begin(robot, () -> "opened again");
        end(robot, 1);

        assertThat(said).containsExactly("opened again");
    }
}
