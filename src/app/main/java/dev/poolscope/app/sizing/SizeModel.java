package dev.poolscope.app.sizing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import dev.poolscope.app.environment.BackgroundTask;
import dev.poolscope.app.environment.Comparisons;
import dev.poolscope.app.environment.WindowModels;
import dev.poolscope.app.fx.ShownRun;
import dev.poolscope.session.SimulatedRun;
import dev.poolscope.sizing.Calibration;
import dev.poolscope.sizing.Sweep;
import dev.poolscope.sizing.SweepPlan;
import dev.poolscope.sizing.SweepPoint;
import dev.poolscope.sizing.SweepResult;
import dev.poolscope.sizing.Variation;
import dev.poolscope.workload.format.InvalidEditException;
import dev.poolscope.workload.model.Expectation;
import dev.poolscope.workload.model.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * A sweep of the composed scenario. It goes on in threads of its own; what is known of it is made ready there and taken over in the thread of the
 * screen, to which all members belong.
 */
final class SizeModel {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(120);
    private static final int SEEDS = 30;

    private final WindowModels models;
    private final Executor background;
    private final Comparisons comparisons;
    private final int cores = Runtime.getRuntime().availableProcessors();
    private final ReadOnlyObjectWrapper<@Nullable SweepResult> result = new ReadOnlyObjectWrapper<>(this, "result");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private @Nullable Sweep going;

    SizeModel(WindowModels models, Executor background, Comparisons comparisons) {
        this.models = models;
        this.comparisons = comparisons;
        this.background = background;
    }

    ReadOnlyObjectProperty<@Nullable SweepResult> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /** What is wrong with what was asked for; empty if nothing is. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Begins anew. */
    void start(String vary, String values, String goal) {
        stop();
        result.set(null);
        try {
            Scenario scenario = models.document().scenarioProperty().get();
            SweepPlan plan = SweepPlan.of(scenario, List.of(Variation.parse(vary.strip() + "=" + values.strip())),
                    List.of(Expectation.parse(goal)), SEEDS, cores);
            problem.set("");
            Sweep sweep = Sweep.simulate(plan);
            going = sweep;
            var _ = Thread.ofVirtual().name("size-follower").start(() -> follow(sweep));
        } catch (InvalidEditException | IllegalArgumentException invalid) {
            problem.set(String.valueOf(invalid.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /** Measures what this machine adds to a run. What goes on is ended before: it would be in the measurement. */
    void calibrate(Consumer<Calibration> measured, Consumer<String> failed) {
        stop();
        new BackgroundTask<>(Calibration::measure, measured, failed).start(background);
    }

    /** Ends the sweep that goes on, if any; what is known of it stays. */
    void stop() {
        if (going != null) {
            going.close();
            going = null;
        }
    }

    private void follow(Sweep sweep) {
        try {
            boolean ended = false;
            while (!ended) {
                ended = sweep.await(BETWEEN_LOOKS);
                SweepResult now = sweep.result();
                Platform.runLater(() -> take(sweep, now));
            }
        } catch (InterruptedException stopped) {
            sweep.close();
        } catch (RuntimeException failed) {
            Platform.runLater(() -> fail(sweep, String.valueOf(failed.getMessage())));
        }
    }

    // What became of an earlier sweep is no problem of the one that goes on.
    private void fail(Sweep sweep, String why) {
        if (sweep == going) {
            problem.set(why);
        }
    }

    private void take(Sweep sweep, SweepResult now) {
        if (sweep == going) {
            result.set(now);
        }
    }

    /** Simulates a point with the scenario's seed, and shows the run; if that is wanted, runs it on real threads too, and then shows both. */
    void open(SweepPoint point, boolean real) {
        stop();
        new BackgroundTask<>(() -> ShownRun.of(SimulatedRun.of(point.scenario(), cores)), run -> {
            models.run().join(run);
            if (real) {
                comparisons.run(run, point.scenario());
            }
        }, problem::set).start(background);
    }
}
