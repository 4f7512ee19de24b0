package dev.poolscope.app.launch;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

import javafx.animation.PauseTransition;
import javafx.util.Duration;

import dev.poolscope.app.environment.BackgroundTask;
import dev.poolscope.app.environment.Comparisons;
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
 * Simulates in the background: what is composed, which is shown with the cursor at its start, or another one of a run, which is shown beside it.
 * One at a time: it can be given up, and is when another one is asked for. Belongs to the thread of the screen.
 */
final class Simulations {
    /** After so long, a notice says what is simulated, and offers to give it up. */
    private static final Duration PATIENCE = Duration.seconds(1);

    private final WindowModels models;
    private final WindowEnvironment around;
    private final Notices notices;
    private final Texts texts;
    private final Comparisons comparisons;
    private final Command simulate = new Command(this::simulate);
    /** Of the simulation that goes on; null if none does. */
    private @Nullable AtomicBoolean givenUp;

    Simulations(WindowModels models, WindowEnvironment around, Notices notices, Comparisons comparisons) {
        this.models = models;
        this.comparisons = comparisons;
        this.around = around;
        this.notices = notices;
        texts = models.texts();
        RunModel run = models.run();
        run.nextProperty().addListener(_ -> update());
        run.obstacleProperty().addListener(_ -> update());
        update();
    }

    /** Simulates what is composed. */
    Command simulation() {
        return simulate;
    }

    private void update() {
        Scenario next = models.run().nextProperty().get();
        String obstacle = models.run().obstacleProperty().get();
        if (next == null || !obstacle.isEmpty()) {
            String why = obstacle.isEmpty() ? texts.of("run.needsScenario") : obstacle;
            simulate.disable(why);
        } else if (next.duration() == null) {
            simulate.disable(texts.of("simulate.open"));
        } else {
            simulate.enable(texts.of("simulate.hint"));
        }
    }

    private void simulate() {
        Scenario scenario = models.run().nextProperty().get();
        if (scenario != null) {
            begin(scenario.name(), stop -> ShownRun.of(SimulatedRun.of(scenario, cores(), stop)), run -> {
                models.run().join(run);
                models.cursor().toStart();
            });
        }
    }

    /** Simulates a scenario on as many processors as a simulated run had, and opens both. */
    void twin(ShownRun original, Scenario changed) {
        FinishedRun done = original.finished();
        if (done != null) {
            begin(changed.name(), stop -> ShownRun.of(SimulatedRun.of(changed, done.simulatedCores(), stop)),
                    run -> beside(original, run));
        }
    }

    /** Replays the load of a run on a scenario with the same streams, and opens both. */
    void whatIf(ShownRun original, Scenario changed) {
        FinishedRun recorded = original.finished();
        if (recorded != null) {
            int cores = recorded.simulatedCores() == 0 ? cores() : recorded.simulatedCores();
            begin(changed.name(), stop -> {
                Replay replay = Replay.of(recorded);
                return ShownRun.ofReplay(replay.on(changed, cores, stop), texts.of("whatIf.replays", original.number()),
                        replay.filledIn());
            }, run -> beside(original, run));
        }
    }

    private void beside(ShownRun original, ShownRun run) {
        models.run().join(run);
        models.cursor().toStart();
        comparisons.open(original, run);
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    private void begin(String name, Function<BooleanSupplier, ShownRun> work, Consumer<ShownRun> then) {
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
        new BackgroundTask<>(() -> work.apply(stop::get), run -> {
            if (ends(stop, patience)) {
                then.accept(run);
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
