package dev.poolscope.app.launch;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

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
import dev.poolscope.session.FinishedRun;
import dev.poolscope.session.Replay;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * Simulates what is composed, with its own load or with that of the shown run, in the background, and shows the finished run with the cursor at its start. One at a time: it can be given
 * up, and is when another one is asked for. Belongs to the thread of the screen.
 */
final class Simulations {
    /** After so long, a notice says what is simulated, and offers to give it up. */
    private static final Duration PATIENCE = Duration.seconds(1);

    private final WindowModels models;
    private final WindowEnvironment around;
    private final Notices notices;
    private final Texts texts;
    private final Command simulate = new Command(this::simulate);
    private final Command whatIf = new Command(this::askWhatIf);
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
        run.shownProperty().addListener(_ -> update());
        run.phaseProperty().addListener(_ -> update());
        update();
    }

    /** Simulates what is composed. */
    Command simulation() {
        return simulate;
    }

    /** Replays the load of the shown run on what is composed. */
    Command whatIf() {
        return whatIf;
    }

    private void update() {
        Scenario next = models.run().nextProperty().get();
        String obstacle = models.run().obstacleProperty().get();
        if (next == null || !obstacle.isEmpty()) {
            String why = obstacle.isEmpty() ? texts.of("run.needsScenario") : obstacle;
            simulate.disable(why);
            whatIf.disable(why);
            return;
        }
        if (next.duration() == null) {
            simulate.disable(texts.of("simulate.open"));
        } else {
            simulate.enable(texts.of("simulate.hint"));
        }
        if (shownRun() == null) {
            whatIf.disable(texts.of("whatIf.none"));
        } else {
            whatIf.enable(texts.of("whatIf.hint"));
        }
    }

    /** A simulated run, ready to be shown, and what is to be said of it; empty if nothing is. */
    private record Result(ShownRun run, String remark) {}

    private void simulate() {
        Scenario scenario = models.run().nextProperty().get();
        if (scenario != null) {
            begin(scenario.name(), stop -> new Result(ShownRun.of(SimulatedRun.of(scenario, cores(), stop)), ""));
        }
    }

    /** The load that the shown run had, on the pool and with the actions that are composed now. */
    private void askWhatIf() {
        Scenario changed = models.run().nextProperty().get();
        FinishedRun recorded = shownRun();
        if (changed != null && recorded != null) {
            begin(changed.name(), stop -> {
                Replay replay = Replay.of(recorded);
                ShownRun run = ShownRun.of(replay.on(changed, cores(), stop));
                return new Result(run, texts.of(replay.filledIn().isEmpty() ? "whatIf.whole" : "whatIf.filledIn",
                        String.join("; ", replay.filledIn())));
            });
        }
    }

    private @Nullable FinishedRun shownRun() {
        ShownRun shown = models.run().shownProperty().get();
        return shown == null ? null : shown.finished();
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    private void begin(String name, Function<BooleanSupplier, Result> work) {
        giveUp();
        AtomicBoolean stop = new AtomicBoolean();
        givenUp = stop;
        notices.clear();
        PauseTransition patience = new PauseTransition(PATIENCE);
        patience.setOnFinished(_ -> {
            if (stop.equals(givenUp)) {
                notices.tell(texts.of("simulate.goesOn", name),
                        new Notices.Offer(texts.of("simulate.giveUp"), this::giveUp));
            }
        });
        patience.play();
        new BackgroundTask<>(() -> work.apply(stop::get), result -> {
            if (ends(stop, patience)) {
                models.run().join(result.run);
                models.cursor().toStart();
                if (!result.remark.isEmpty()) {
                    notices.tell(result.remark);
                }
            }
        }, why -> {
            if (ends(stop, patience)) {
                notices.problem(texts.of("simulate.failed", name, why));
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
