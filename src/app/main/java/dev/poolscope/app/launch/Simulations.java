package dev.poolscope.app.launch;

import java.util.concurrent.atomic.AtomicBoolean;

import javafx.animation.PauseTransition;
import javafx.util.Duration;

import dev.poolscope.app.environment.BackgroundTask;
import dev.poolscope.app.environment.Notices;
import dev.poolscope.app.environment.WindowEnvironment;
import dev.poolscope.app.environment.WindowModels;
import dev.poolscope.app.fx.Command;
import dev.poolscope.app.fx.RunModel;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.app.fx.Texts;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * Simulates what is composed, in the background, and shows the finished run with the cursor at its start. One at a time: it can be given
 * up, and is when another one is asked for. Belongs to the thread of the screen.
 */
final class Simulations {
    /** After so long, what is simulated is told, with the offer to give it up. */
    private static final Duration PATIENCE = Duration.seconds(1);

    private final WindowModels models;
    private final WindowEnvironment around;
    private final Notices notices;
    private final Texts texts;
    private final Command command = new Command(this::begin);
    /** Of the simulation that goes on; null if none does. */
    private @Nullable AtomicBoolean givenUp;

    Simulations(WindowModels models, WindowEnvironment around, Notices notices) {
        this.models = models;
        this.around = around;
        this.notices = notices;
        texts = models.texts();
        RunModel run = models.run();
        run.nextProperty().addListener(_ -> update());
        run.obstacleProperty().addListener(_ -> update());
        update();
    }

    Command command() {
        return command;
    }

    private void update() {
        Scenario next = models.run().nextProperty().get();
        String obstacle = models.run().obstacleProperty().get();
        if (next == null || !obstacle.isEmpty()) {
            command.disable(next == null && obstacle.isEmpty() ? texts.of("run.needsScenario") : obstacle);
        } else if (next.duration() == null) {
            command.disable(texts.of("simulate.open"));
        } else {
            command.enable(texts.of("simulate.hint"));
        }
    }

    private void begin() {
        Scenario scenario = models.run().nextProperty().get();
        if (scenario == null) {
            return;
        }
        giveUp();
        AtomicBoolean stop = new AtomicBoolean();
        givenUp = stop;
        notices.clear();
        int cores = Runtime.getRuntime().availableProcessors();
        PauseTransition patience = new PauseTransition(PATIENCE);
        patience.setOnFinished(_ -> {
            if (stop.equals(givenUp)) {
                notices.tell(texts.of("simulate.goesOn", scenario.name()),
                        new Notices.Offer(texts.of("simulate.giveUp"), this::giveUp));
            }
        });
        patience.play();
        new BackgroundTask<>(() -> ShownRun.of(SimulatedRun.of(scenario, cores, stop::get)), run -> {
            if (ends(stop, patience)) {
                models.run().join(run);
                models.cursor().toStart();
            }
        }, why -> {
            if (ends(stop, patience)) {
                notices.problem(texts.of("simulate.failed", scenario.name(), why));
            }
        }).start(around.background());
    }

    /** Whether what has ended is what was waited for. */
    private boolean ends(AtomicBoolean stop, PauseTransition patience) {
        patience.stop();
        if (!stop.equals(givenUp)) {
            return false;
        }
        givenUp = null;
        notices.clear();
        return true;
    }

    private void giveUp() {
        if (givenUp != null) {
            givenUp.set(true);
            givenUp = null;
            notices.clear();
        }
    }
}
